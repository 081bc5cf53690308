package build_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dossier/internal/prose"
	"dossier/internal/read/chapter"

	"github.com/google/go-cmp/cmp"
)

// TestPandocReadsChapters: Pandoc reads each chapter of our own explainer with
// our registry, without a warning, and finds the citations that we find. It is
// skipped where Pandoc is not installed, and fails there when
// DOSSIER_PANDOC=required.
func TestPandocReadsChapters(t *testing.T) {
	pandoc, err := exec.LookPath("pandoc")
	if err != nil {
		if os.Getenv("DOSSIER_PANDOC") == "required" {
			t.Fatal("pandoc is not installed")
		}
		t.Skip("pandoc is not installed; that chapters stay readable there is not tested")
	}
	files, err := filepath.Glob("../../content/*/*.md")
	if err != nil || len(files) == 0 {
		t.Fatal("no chapters", err)
	}
	for _, file := range files {
		lang := filepath.Base(filepath.Dir(file))
		t.Run(lang+"/"+filepath.Base(file), func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command(pandoc, "-f", "markdown", "--citeproc", "--bibliography", "../../content/records/sources.yaml", "-t", "json", file)
			var warnings bytes.Buffer
			cmd.Stderr = &warnings
			out, err := cmd.Output()
			if err != nil || warnings.Len() > 0 {
				t.Fatalf("pandoc: %v\n%s", err, warnings.String())
			}
			var tree struct{ Blocks any }
			if err := json.Unmarshal(out, &tree); err != nil {
				t.Fatal(err)
			}
			doc, _ := chapter.Read(src, lang)
			ours, theirs := citations(doc), pandocCitations(tree.Blocks)
			slices.Sort(ours)
			slices.Sort(theirs)
			if slices.ContainsFunc(doc.Notes, func(n prose.Note) bool { return len(n.Marks) > 1 }) {
				// Pandoc repeats a note at each of its marks.
				ours, theirs = slices.Compact(ours), slices.Compact(theirs)
			}
			if diff := cmp.Diff(ours, theirs); diff != "" {
				t.Errorf("%d citations, %d in Pandoc (-ours +theirs):\n%s", len(ours), len(theirs), diff)
			}
		})
	}
}

// citations lists the keys of each citation of a chapter.
func citations(doc *prose.Document) []string {
	var list []string
	for _, c := range doc.Citations {
		var keys []string
		for _, item := range c.Items {
			keys = append(keys, item.Key)
		}
		list = append(list, strings.Join(keys, " "))
	}
	return list
}

// pandocCitations lists the keys of each Cite in Pandoc's tree.
func pandocCitations(node any) []string {
	var list []string
	switch node := node.(type) {
	case []any:
		for _, child := range node {
			list = append(list, pandocCitations(child)...)
		}
	case map[string]any:
		content, _ := node["c"].([]any)
		if node["t"] == "Cite" && len(content) == 2 {
			var keys []string
			for _, c := range content[0].([]any) {
				keys = append(keys, c.(map[string]any)["citationId"].(string))
			}
			return []string{strings.Join(keys, " ")}
		}
		return pandocCitations(node["c"])
	}
	return list
}
