package cfgfile

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

// leavesByStdlib reads with encoding/xml what stands in the elements without children, by
// the place of their names.
func leavesByStdlib(src string) (map[int]string, error) {
	leaves := map[int]string{}
	d := xml.NewDecoder(strings.NewReader(src))
	leaf := -1
	var text strings.Builder
	for {
		start := int(d.InputOffset())
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return leaves, nil
		}
		if err != nil {
			return leaves, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			leaf = start + len("<")
			text.Reset()
		case xml.CharData:
			text.Write(token)
		case xml.EndElement:
			if leaf >= 0 {
				leaves[leaf] = text.String()
			}
			leaf = -1
		}
	}
}

// compareWithStdlib checks that a well-formed file has the values that encoding/xml reads,
// as far as that reads it: internal/xmlscan compares what the two accept.
func compareWithStdlib(t *testing.T, src string) {
	t.Helper()
	f, err := Parse([]byte(src))
	if err != nil || !f.Dialect().IsXML() || f.illFormed {
		return
	}
	leaves, err := leavesByStdlib(src)
	if err != nil {
		return
	}
	for _, s := range f.Settings() {
		if value, ok := leaves[s.KeySpan.Start]; !ok || value != s.Value {
			t.Errorf("%s is %q here, %q for encoding/xml\n%q", s.Path.String(), s.Value, value, src)
		}
	}
}
