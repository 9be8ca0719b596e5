package provision

import (
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/crypt"
)

// TestOpenFileRefuses checks whose words say what is wrong with a file: those of the parser,
// with the line of the decrypted text.
func TestOpenFileRefuses(t *testing.T) {
	key := crypt.Key{1, 2}
	broken := "<?xml version=\"1.0\"?>\n<VOIP CONFIG FILE>\n<Time_Zone>32</Time_Zone>\n</VOIP_CONFIG_FILE>\n"
	other := "<?xml version=\"1.0\"?>\n<phonebook></phonebook>\n"
	seal := func(plain string) []byte {
		sealed, err := crypt.Scheme{}.Encrypt(nil, key, []byte(plain))
		if err != nil {
			t.Fatal(err)
		}
		return sealed
	}
	for _, c := range []struct {
		name   string
		data   []byte
		opened Reason
		text   string
	}{
		{"text", []byte(strings.Repeat("name,number\n", 20)), ReasonNotConfig, "no provisioning file"},
		{"broken XML", []byte(broken), ReasonNotWellFormed, "line 2, column 2"},
		{"broken XML, encrypted", seal(broken), ReasonNotWellFormed, "line 2, column 2"},
		{"other XML, encrypted", seal(other), ReasonNotConfig, "phonebook"},
	} {
		f := openFile(c.data, &key)
		if f.opened != c.opened || f.file != nil || f.err == nil || !strings.Contains(f.err.Error(), c.text) {
			t.Errorf("%s: %v: %v", c.name, f.opened, f.err)
		}
	}
}
