package provurl

import "testing"

// TestParseCutOff has beginnings of URLs that nothing is wrong with, and some that no end
// mends.
func TestParseCutOff(t *testing.T) {
	for text, want := range map[string]FaultKind{
		"": "", "htt": "", "tftp": "", "https:/": "", "http://": "", "http://us:geh": "", "http://[2001:db8": "",
		"http://192.0.2.": "", "http://192.0.2.1:": "", "http://h/a/..": "", "http://h/a%2": "", "http://h/$ma": "",
		"gopher://x": FaultSchemeUnknown, `http://h/a\b`: FaultBackslash, "http://0.0.0.0/a": FaultHostPlaceholder,
		"http://h:x/a": FaultPort, "192.0.2.1/a": FaultSchemeMissing, "HTTP://h": FaultSchemeCase,
	} {
		u, faults, err := ParseCutOff(text)
		var kind FaultKind
		if refused, ok := err.(*SyntaxError); ok {
			kind = refused.Kind
		} else if len(faults) > 0 {
			kind = faults[0].Kind
		}
		if kind != want {
			t.Errorf("%q: %v, %v; want %q", text, faults, err, want)
		}
		if password, _ := u.Password(); u.Port != 0 || password != "" {
			t.Errorf("%q: port %d and %d bytes of a password", text, u.Port, len(password))
		}
	}
}
