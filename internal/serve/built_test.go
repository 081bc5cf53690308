package serve_test

import (
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"dossier/internal/build"
	"dossier/internal/input"
	"dossier/internal/serve"
)

// policyElement is what a built page holds and a previewed one does not: it
// would forbid the preview's script.
var policyElement = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy" content="[^"]*">`)

// Every page of our own explainer, previewed, is the built page with those two
// differences and no other, as built for reading and as built for publishing.
func TestPreviewIsTheBuild(t *testing.T) {
	const project = "../.."
	now := func() time.Time { return time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC) }
	for _, minify := range []bool{false, true} {
		server, err := serve.New(serve.Options{Dir: project, Now: now, AsBuilt: minify})
		if err != nil {
			t.Fatal(err)
		}
		defer server.Close()
		pages := 0
		for path, built := range buildAll(t, project, build.Options{Now: now(), Minify: minify}) {
			name, isPage := strings.CutSuffix(path, "index.html")
			if !isPage {
				continue
			}
			pages++
			r := httptest.NewRequest("GET", "/"+name, nil)
			r.Host = defaultHost
			w := httptest.NewRecorder()
			server.ServeHTTP(w, r)
			if w.Code != 200 {
				t.Errorf("GET /%s: status %d", name, w.Code)
			}
			got := strings.Replace(w.Body.String(), scriptElement, "", 1)
			if want := policyElement.ReplaceAllString(built, ""); got != want {
				t.Errorf("minify %v: GET /%s is not the built page: %s", minify, name, firstDifference(got, want))
			}
		}
		if pages == 0 {
			t.Error("no pages")
		}
	}
}

// buildAll returns the files of a project as the build makes them.
func buildAll(t *testing.T, project string, opt build.Options) map[string]string {
	t.Helper()
	dir, err := input.Open(project)
	if err != nil {
		t.Fatal(err)
	}
	defer dir.Close()
	lower, err := build.Defaults()
	if err != nil {
		t.Fatal(err)
	}
	tree, _, err := dir.Load(t.Context(), lower)
	if err != nil {
		t.Fatal(err)
	}
	result, err := build.New().Build(t.Context(), tree, opt)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range result.Output.Files() {
		b, err := f.Make(t.Context())
		if err != nil {
			t.Fatalf("%s: %v", f.Path, err)
		}
		files[f.Path] = string(b)
	}
	return files
}
