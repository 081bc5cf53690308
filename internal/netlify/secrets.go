package netlify

import (
	"bytes"
	"math"
	"strings"

	"dossier/internal/diag"
)

// secretPrefixes are the beginnings by which the host's scanner knows keys and
// passwords, in lower case (@netlify/build 35.15.0, secrets_scanning).
var secretPrefixes = []string{
	"aws_", "asia", "akia", "aida", "ar0a", "apka", "abia", "asca",
	"xoxb-", "xwfp-", "xoxp-", "xapp-",
	"aiza", "ya29", "nf_",
	"ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_",
	"shpss_", "shpat_", "shpca_", "shppa_", "sq0atp-",
	"sk_", "pat_", "sk-", "db_", "api_", "secret_", "auth_", "access_", "twilio_", "-----begin", "ls0tls1crudjtib",
}

const (
	minBehindPrefix = 12  // signs
	minEntropy      = 4.5 // bits a sign; so a secret has at least 23 different signs, and hexadecimal is none
	secretQuotes    = "\"'`"
)

// LikelySecrets finds what the host's scanner takes for keys and passwords, in
// a file of a repository or of a site, and for which it fails a deploy: a
// token between quotes, or behind an equals sign, that begins with one of its
// prefixes and looks random.
func LikelySecrets(src []byte) []diag.Span {
	var found []diag.Span
	for at := 0; ; {
		i := nextOpening(src, at)
		if i < 0 {
			return found
		}
		from := i + 1
		for from < len(src) && src[from] == ' ' {
			from++
		}
		to := from
		for to < len(src) && strings.IndexByte(secretQuotes, src[to]) < 0 && isSecretSign(src[to]) {
			to++
		}
		ends := to == len(src) || strings.IndexByte(secretQuotes, src[to]) >= 0
		if !ends || !isSecret(src[from:to]) {
			at = i + 1
			continue
		}
		if entropy(src[from:to]) >= minEntropy {
			found = append(found, diag.Span{Start: from, End: to})
		}
		at = to + 1
	}
}

// nextOpening finds the next quote or equals sign, -1 for none.
func nextOpening(src []byte, from int) int {
	if from >= len(src) {
		return -1
	}
	i := bytes.IndexAny(src[from:], secretQuotes+"=")
	if i < 0 {
		return -1
	}
	return from + i
}

// isSecretSign reports whether a token may hold a sign. An underscore stands in
// prefixes only.
func isSecretSign(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '-' || c == '_'
}

func isSecret(token []byte) bool {
	for _, prefix := range secretPrefixes {
		if n := len(prefix); len(token) >= n+minBehindPrefix && strings.EqualFold(string(token[:n]), prefix) && bytes.IndexByte(token[n:], '_') < 0 {
			return true
		}
	}
	return false
}

// entropy is Shannon's, in bits a sign.
func entropy(token []byte) float64 {
	var count [256]int
	for _, c := range token {
		count[c]++
	}
	sum := 0.0
	for _, n := range count {
		if n > 0 {
			p := float64(n) / float64(len(token))
			sum -= p * math.Log2(p)
		}
	}
	return sum
}
