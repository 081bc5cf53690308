package record

import "testing"

func TestPlainText(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"", ""},
		{"plain", "plain"},
		{`X (\@andymstone)`, "X (@andymstone)"},
		{`a \* b \\ c \d`, `a * b \ c \d`},
		{"the *Inbox* Deal", "the Inbox Deal"},
		{"**both** _of_ ***them***", "both of them"},
		{"*one* and *two*", "one and two"},
		{"*a _b_ c*", "a b c"},
		{"2 * 3 * 4", "2 * 3 * 4"},
		{"snake_case_name", "snake_case_name"},
		{"_é_", "é"},
		{"*open", "*open"},
		{"close*", "close*"},
		{"**", "**"},
		{`\*not*`, "*not*"},
		{`ends in \`, `ends in \`},
		{"M*A*S*H", "MAS*H"},
	} {
		if got := plainText(test.in); got != test.want {
			t.Errorf("plainText(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

func TestUnescapedAt(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{`X (@sableport)`, "@sableport"},
		{`@port_2, first`, "@port_2"},
		{`see -@port`, "@port"},
		{`é@port`, ""},
		{`X (\@sableport)`, ""},
		{`\@one and @two`, "@two"},
		{`\\@one`, "@one"},
		{`press@port.example`, ""},
		{`3 @ 5`, ""},
		{`@`, ""},
		{``, ""},
	} {
		if got := unescapedAt(test.in); got != test.want {
			t.Errorf("unescapedAt(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}
