package provurl

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/pkg/naming"
)

// FuzzParse reads any text. What is read without an error is written and read again
// as the same URL, places are inside the text, and an expanded URL stays in its folder.
func FuzzParse(f *testing.F) {
	for _, tc := range malformed {
		f.Add(strings.Replace(tc.marked, "‸", "", 1))
	}
	f.Add("http://user:p%40ss@[2001:db8::1]:8080/X4/$input.xml?mac=$mac.cfg")
	f.Fuzz(func(t *testing.T, text string) {
		u, faults, err := Parse(text)
		for _, fault := range faults {
			if fault.Offset < 0 || fault.Offset > len(text) || !utf8.ValidString(fault.Message) {
				t.Fatalf("fault %s in %d bytes", fault, len(text))
			}
		}
		if err != nil || HasErrors(faults) {
			return
		}
		if len(text) > MaxLength/4 {
			return // escapes make it longer
		}
		again, _, err := Parse(u.StringWithPassword())
		if err != nil || again != u {
			t.Fatalf("%q is read as %s, and that as %s (%v)", text, u.StringWithPassword(), again.StringWithPassword(), err)
		}
		checkFuzzExpand(t, u)
		if password, ok := u.Password(); ok && len(password) > 6 && strings.Count(u.StringWithPassword(), password) == 1 && strings.Contains(fmt.Sprintf("%#v %+v", u, u), password) {
			t.Fatalf("%s shows its password", u)
		}
	})
}

func checkFuzzExpand(t *testing.T, u URL) {
	device, err := u.Expand(naming.Macros{MAC: naming.MAC{0, 0x15, 0x65, 0x11, 0x3a, 0xf8}, Input: "desk"})
	if err != nil {
		if wrong := new(ExpandError); errors.As(err, &wrong) {
			t.Fatalf("nothing was found wrong with it, and it cannot be expanded: %v", err)
		}
		return
	}
	path, err := device.Path()
	if err != nil || strings.HasPrefix(path, "/") || strings.Contains("/"+path+"/", "/../") {
		t.Fatalf("%s is asked for as %q (%v)", device, path, err)
	}
}
