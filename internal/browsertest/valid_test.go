package browsertest

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// notAsked are findings of the checker that say nothing of pages: it reads them
// as files, where the policy's 'self' is no site. TestQuiet asks a browser.
const notAsked = "violates Content Security Policy"

// Every page holds to the standard, as the Nu Html Checker reads it: no errors
// and no warnings. DOSSIER_NU is the path of its vnu.jar, from the npm package
// vnu-jar; without it the test is skipped.
func TestValid(t *testing.T) {
	jar := os.Getenv("DOSSIER_NU")
	if jar == "" {
		t.Skip("DOSSIER_NU names no checker")
	}
	dir := t.TempDir()
	for name, b := range openSite(t).files {
		if !strings.HasSuffix(name, ".html") {
			continue
		}
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("java", "-Xss4m", "-jar", jar, "--skip-non-html", "--exit-zero-always", "--format", "json", dir)
	var out bytes.Buffer
	cmd.Stderr = &out
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v: %s", err, out.Bytes())
	}
	var report struct {
		Messages []struct{ URL, Message, Extract string }
	}
	if err := json.Unmarshal(out.Bytes(), &report); err != nil {
		t.Fatalf("%v in %.200s", err, out.Bytes())
	}
	if len(report.Messages) == 0 {
		t.Error("the checker says nothing, not even of the policy; did it see the pages?")
	}
	for _, m := range report.Messages {
		if _, page, _ := strings.Cut(m.URL, filepath.ToSlash(dir)); !strings.Contains(m.Message, notAsked) {
			t.Errorf("%s: %s: %s", page, m.Message, m.Extract)
		}
	}
}
