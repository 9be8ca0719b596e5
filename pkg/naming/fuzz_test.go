package naming_test

import (
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/naming"
)

func FuzzParseMAC(f *testing.F) {
	for _, seed := range []string{"001565113af8", "00:15:65:11:3A:F8", "0015.6511.3af8", "O0-1", "", "::", "00::15:65:113af8"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		mac, err := naming.ParseMAC(s)
		if err != nil {
			if !mac.IsZero() || err.Error() == "" || len(err.Error()) > 500 {
				t.Errorf("%q: %v with %q", s, mac, err)
			}
			return
		}
		if again, err := naming.ParseMAC(mac.String()); err != nil || again != mac {
			t.Errorf("%q gives %s, which gives %s, %v", s, mac, again, err)
		}
		if id := naming.Identify(mac.FileName(naming.CFG)); id.Kind != naming.DeviceFile || id.MAC != mac {
			t.Errorf("%q: the device file %s is not identified", s, mac.FileName(naming.CFG))
		}
	})
}

func FuzzIdentify(f *testing.F) {
	for _, m := range naming.Models() {
		f.Add(m.GeneralFile)
	}
	for _, seed := range []string{"001565113af8.cfg", "00:15:65:11:3A:F8.CFG", "$mac.cfg", "${MAC}$imput", "a/b\\c.cfg.txt", "f0X4hw1.100", "F0", "mac-", ""} {
		f.Add(seed)
	}
	exact := map[string]bool{}
	for _, m := range naming.Models() {
		for _, ext := range []string{".cfg", ".txt", ".xml"} {
			if stem, ok := strings.CutSuffix(m.GeneralFile, ".cfg"); ok {
				exact[stem+ext] = true
			}
			for _, alternate := range m.Alternates {
				exact[alternate+ext] = true
			}
		}
	}
	f.Fuzz(func(t *testing.T, s string) {
		id := naming.Identify(s)
		base := s[strings.LastIndexAny(s, `/\`)+1:]
		if exact[base] != (id.Kind == naming.GeneralFile) || exact[base] && id.Near != nil {
			t.Errorf("%q: %+v", s, id)
		}
		if id.Kind == naming.UserFile && len(id.UserName) > len(base) {
			t.Errorf("%q has the user name %q", s, id.UserName)
		}
		checkNear(t, s, base, id.Near)
	})
}

// checkNear holds a near miss to leading to a name that stands for what it says.
func checkNear(t *testing.T, s, base string, near *naming.NearMiss) {
	if near == nil {
		return
	}
	if near.Reason == "" || near.Kind == 0 || near.Name == base {
		t.Errorf("%q: %+v", s, near)
	}
	if near.Name == "" {
		return
	}
	right := naming.Identify(near.Name)
	if right.Kind != near.Kind || right.MAC != near.MAC || near.Kind == naming.GeneralFile && right.Near != nil {
		t.Errorf("%q: the name to use, %q, is %+v", s, near.Name, right)
	}
}

func FuzzExpand(f *testing.F) {
	f.Add("$mac.cfg", "office")
	f.Add("$input.cfg", "../x")
	f.Add(".$input.", ".")
	f.Add("${mac}/\\$mac$", "a")
	f.Fuzz(func(t *testing.T, template, input string) {
		got, err := naming.Macros{MAC: example, Input: input}.Expand(template)
		if err != nil {
			if got != "" || err.Error() == "" {
				t.Errorf("%q, %q: %q, %v", template, input, got, err)
			}
			return
		}
		for _, special := range []string{"/", `\`, "..", "\x00", "\n", "?", "#", "%"} {
			if strings.Count(got, special) != strings.Count(template, special) {
				t.Errorf("%q, %q: %q has another number of %q", template, input, got, special)
			}
		}
	})
}
