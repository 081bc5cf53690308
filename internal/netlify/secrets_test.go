package netlify_test

import (
	"strings"
	"testing"

	"dossier/internal/netlify"
)

// random are 26 signs, none twice. The tokens are put together here, so that no
// scanner finds them in this file.
const random = "0aB1cD2eF3gH4iJ5kL6mN7oP8q"

// What the host's own scanner (@netlify/build 35.15.0) finds and does not find.
func TestLikelySecrets(t *testing.T) {
	key := "sk" + "-" + random
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"between quotes", `x "` + key + `" y`, []string{key}},
		{"single quotes", "x '" + key + "' y", []string{key}},
		{"in code", "x `" + key + "` y", []string{key}},
		{"quotes need not agree", "x \"" + key + "' y", []string{key}},
		{"behind an equals sign, to a quote", `a="` + key + `"`, []string{key}},
		{"behind an equals sign, to the end", "A=" + key, []string{key}},
		{"spaces before", "A=   " + key, []string{key}},
		{"any case", `"` + "GHP" + "_" + random + `"`, []string{"GHP" + "_" + random}},
		{"two", `"` + key + `" "` + key + `"`, []string{key, key}},

		{"no quote", key, nil},
		{"behind an equals sign, to the end of a line", "A=" + key + "\n", nil},
		{"a space at the end", `"` + key + ` "`, nil},
		{"a tab before", "\"\t" + key + `"`, nil},
		{"an underscore behind the prefix", `"` + key + `_a"`, nil},
		{"another prefix", `"xx-` + random + `"`, nil},
		{"eleven signs", `"` + key[:14] + `"`, nil},
		{"not random", `"` + "sk" + "-" + strings.Repeat("ab", 20) + `"`, nil},
		{"hexadecimal", `"` + "sk" + "-" + "0123456789abcdef0123456789abcdef" + `"`, nil},
		{"22 different signs", `"` + "sk" + "-" + random[:19] + `"`, nil},
		{"words", `"` + "access" + "_" + strings.Repeat("the-terms-of-service-", 3) + `"`, nil},
		{"nothing", "", nil},
		{"an opening at the end", `a="`, nil},
	} {
		var got []string
		for _, s := range netlify.LikelySecrets([]byte(c.text)) {
			got = append(got, c.text[s.Start:s.End])
		}
		if strings.Join(got, " ") != strings.Join(c.want, " ") {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
