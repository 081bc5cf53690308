package picture

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// svgPicture reads an address inside a drawing. Where the address is itself a
// picture, as drawing programs write it when a photograph is placed, that picture
// is looked into like any other: what it tells is found, and it comes back
// without it. Other addresses come back as they are.
func (s *scan) svgPicture(address string) (string, error) {
	if !strings.HasPrefix(strings.ToLower(strings.TrimSpace(address)), "data:") {
		return address, nil
	}
	head, data, _ := strings.Cut(address, ",")
	if !strings.HasSuffix(strings.ToLower(strings.TrimSpace(head)), ";base64") {
		return "", errors.New("a picture inside it cannot be read: it is not written as base64")
	}
	if plain, err := url.PathUnescape(data); err == nil {
		data = plain
	}
	data = strings.TrimRight(strings.Map(dropControls, data), "=")
	b, err := base64.RawStdEncoding.DecodeString(data)
	if err != nil {
		return "", errors.New("a picture inside it cannot be read: its base64 is damaged")
	}
	inner, err := look(b)
	switch {
	case err != nil:
		return "", fmt.Errorf("a picture inside it cannot be shown: %w", err)
	case inner.Kind == SVG:
		return "", &activeError{"a drawing inside a drawing"}
	case int64(inner.Width)*int64(inner.Height) > maxPixels:
		return "", fmt.Errorf("a picture inside it has %d × %d pixels; the limit is 100 million", inner.Width, inner.Height)
	case inner.Lies():
		return "", errors.New("a picture inside it lies on its side; place it upright")
	}
	if len(inner.Findings) == 0 {
		return address, nil
	}
	s.tell(inner.Findings...)
	plain := bytes.Join(inner.kept, nil)
	if inner.Kind == WebP {
		finishWebP(plain)
	}
	return "data:" + inner.Kind.MediaType() + ";base64," + base64.StdEncoding.EncodeToString(plain), nil
}
