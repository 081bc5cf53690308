package policy_test

import (
	"strings"
	"testing"

	"dossier/internal/policy"
)

func TestPolicy(t *testing.T) {
	tests := []struct{ got, want string }{
		{policy.Header(policy.Needs{}), "default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'; media-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; upgrade-insecure-requests"},
		{policy.Meta(policy.Needs{}), "default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'; media-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; upgrade-insecure-requests"},
		{policy.Header(policy.Needs{Scripts: []string{"'self'"}, Connections: []string{"'self'"}, PlainHTTP: true}), "default-src 'none'; img-src 'self'; style-src 'self'; font-src 'self'; media-src 'self'; script-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
		{policy.Meta(policy.Needs{Style: "a{}"}), "default-src 'none'; img-src 'self'; style-src 'self' 'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='; font-src 'self'; media-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; upgrade-insecure-requests"},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("got  %s\nwant %s", tt.got, tt.want)
		}
		if strings.Contains(tt.got, "unsafe-") {
			t.Error("the policy allows inline code")
		}
	}
}
