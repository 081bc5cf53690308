package build_test

import (
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"dossier/internal/build"
	"dossier/internal/diag"

	"golang.org/x/sync/errgroup"
)

// BenchmarkPeopleAndEvents reads registers of 2,000 names and 5,000 events and
// prints their pages: both lists and the page of every name.
func BenchmarkPeopleAndEvents(b *testing.B) {
	project := generated(3)
	var people, events strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&people, "- {id: p%d, type: person, living: true, names: [{name: Ada Moss %d, aka: [Moss %d]}], roles: [{title: director, from: 2011-06, to: 2019-05, cite: [\"@s\"]}]}\n", i, i, i)
	}
	for i := range 5000 {
		fmt.Fprintf(&events, "- {id: e%d, date: \"%d-%02d\", title: \"Moss %d met Moss %d\", cite: [\"@s\"], names: [p%d, p%d]}\n", i, 2000+i%20, 1+i%12, i%2000, (i+1)%2000, i%2000, (i+1)%2000)
	}
	project["content/records/people.yaml"] = []byte(people.String())
	project["content/records/events.yaml"] = []byte(events.String())
	project["content/records/sources.yaml"] = []byte("references:\n- {id: s, type: book, title: Book, issued: \"2012\", custom: {kind: press, seen: whole}}\n")
	files, ctx := tree(b, project), context.Background()
	b.ReportAllocs()
	for b.Loop() {
		result, err := build.New().Build(ctx, files, build.Options{Now: noon, Minify: true})
		if err != nil {
			b.Fatal(err)
		}
		pages := 0
		var workers errgroup.Group // as publish has them
		workers.SetLimit(runtime.GOMAXPROCS(0))
		for _, f := range result.Output.Files() {
			if !strings.HasPrefix(f.Path, "people/") && !strings.HasPrefix(f.Path, "timeline/") || !strings.HasSuffix(f.Path, ".html") {
				continue
			}
			workers.Go(func() error {
				_, err := f.Make(ctx)
				return err
			})
			pages++
		}
		if err := workers.Wait(); err != nil {
			b.Fatal(err)
		}
		if pages != 2002 {
			b.Fatalf("%d pages", pages)
		}
		diags, err := result.Diagnostics(ctx)
		if err != nil {
			b.Fatal(err)
		}
		if diags.Worst(diag.Error) {
			b.Fatalf("%+v", diags[0])
		}
	}
}
