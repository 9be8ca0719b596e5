package fleet

import (
	"io"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/naming"
)

// keysOf reads the keys of a table.
func keysOf(t *testing.T, text, column string) (*Keys, error) {
	t.Helper()
	table, err := OpenTable(Source{"k.csv", func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }}, ByContent)
	if err != nil {
		t.Fatal(err)
	}
	return ReadKeys(table, column)
}

const aKey = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

func TestReadKeys(t *testing.T) {
	keys, err := keysOf(t, "MAC;File Key;x\n0c:38:3e:1a:2b:3c; "+aKey+" ;1\n0c383e1a2b3d;;1\n", "")
	if err != nil {
		t.Fatal(err)
	}
	if key, err := keys.Of(naming.MAC{0x0c, 0x38, 0x3e, 0x1a, 0x2b, 0x3c}); err != nil || key.Hex() != aKey {
		t.Errorf("%s, %v", key.Hex(), err)
	}
	for mac, want := range map[byte]string{
		0x3d: "row 2 of k.csv has no key in its column file_key",
		0x3e: "no row of k.csv has the MAC 0c383e1a2b3e, and so there is no key for it",
	} {
		if _, err := keys.Of(naming.MAC{0x0c, 0x38, 0x3e, 0x1a, 0x2b, mac}); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
	if _, err := keysOf(t, "mac,geheim\n0c383e1a2b3c,"+aKey+"\n", "geheim"); err != nil {
		t.Error(err)
	}
}

func TestReadKeysFaults(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"phone,file_key\n1,2\n", "k.csv: there is no column mac"},
		{"mac,key\n0c383e1a2b3c,2\n", "k.csv: there is no column file_key"},
		{"mac,file_key\n0c383e1a2b3,\n", "k.csv:2: row 1, column mac: "},
		{"mac,file_key\n0c383e1a2b3c,\n0C-38-3E-1A-2B-3C,\n", "k.csv:3: row 2, column mac: row 1 is of the same phone"},
		{"mac,file_key\n0c383e1a2b3c,c0ffee\n", "k.csv:2: row 1, column file_key: the key has 6 hexadecimal digits"},
	} {
		_, err := keysOf(t, c.text, "")
		if err == nil || !strings.HasPrefix(err.Error(), c.want) || strings.Contains(err.Error(), "c0ffee") {
			t.Errorf("%q: %v, want %s", c.text, err, c.want)
		}
	}
}
