package serve

import "testing"

// mostScript is what the preview's script may weigh: a page must not wait for
// it. mostStyles is for the panel, which nothing waits for.
const mostScript, mostStyles = 12 << 10, 6 << 10

func TestScriptIsSmall(t *testing.T) {
	b, err := script()
	if err != nil {
		t.Fatal(err)
	}
	if t.Logf("the script has %d bytes", len(b)); len(b) > mostScript {
		t.Errorf("the preview's script has %d bytes, want %d at most", len(b), mostScript)
	}
	styles, err := client.ReadFile("client/panel.css")
	if err != nil {
		t.Fatal(err)
	}
	if len(styles) > mostStyles {
		t.Errorf("the panel's styles have %d bytes, want %d at most", len(styles), mostStyles)
	}
}
