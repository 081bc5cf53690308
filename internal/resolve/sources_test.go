package resolve_test

import (
	"reflect"
	"strings"
	"testing"

	"dossier/internal/casefile"
	"dossier/internal/diag"
	"dossier/internal/resolve"
)

// TestSourcesDiffer: a difference in any field of a source is a conflict that
// names it, so that no field that is added to Source is forgotten.
func TestSourcesDiffer(t *testing.T) {
	names := map[string]string{"Authors": "author", "Container": "container-title", "URL": "URL", "Custom": "custom"}
	for i := range reflect.TypeFor[casefile.Source]().NumField() {
		field := reflect.TypeFor[casefile.Source]().Field(i)
		if field.Name == "ID" || field.Name == "Span" || field.Name == "Whole" || field.Name == "Allow" {
			continue
		}
		first := &casefile.Source{ID: "a", Custom: casefile.SourceCustom{Seen: "whole"}}
		second := *first
		set(reflect.ValueOf(&second).Elem().Field(i))
		_, diags := resolve.Sources([]*casefile.Source{first}, []*casefile.Source{&second})
		name := names[field.Name]
		if name == "" {
			name = strings.ToLower(field.Name)
		}
		if len(diags) != 1 || diags[0].Code != diag.ConflictingSource || !strings.HasPrefix(diags[0].Hint, "these differ: "+name+";") {
			t.Errorf("%s: %v", field.Name, diags)
		}
	}
}

// set gives a field some value.
func set(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Int:
		v.SetInt(1)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
	case reflect.Struct:
		set(v.Field(0))
	}
}

// TestSourcesMerge: equal sources are one, and custom: of either counts.
func TestSourcesMerge(t *testing.T) {
	plain := func() *casefile.Source { return &casefile.Source{ID: "a", Title: "T"} }
	rich := plain()
	rich.Custom = casefile.SourceCustom{SeenIn: []string{"b"}, SeenInSpans: []diag.Span{{File: "x", Start: 1, End: 2}}}
	b := &casefile.Source{ID: "b"}
	for name, lists := range map[string][][]*casefile.Source{
		"rich first": {{rich, b}, {plain()}},
		"rich last":  {{plain()}, {b, rich}, {rich}},
	} {
		registry, diags := resolve.Sources(lists...)
		if len(diags) > 0 || strings.Join(registry.Keys(), " ") != "a b" || len(registry.Lookup("a").Custom.SeenIn) != 1 {
			t.Errorf("%s: %v %v", name, registry.Keys(), diags)
		}
	}
	_, diags := resolve.Sources([]*casefile.Source{rich})
	if len(diags) != 1 || diags[0].Code != diag.UnknownCitation || diags[0].Span.File != "x" {
		t.Errorf("seen-in without its source: %v", diags)
	}
}
