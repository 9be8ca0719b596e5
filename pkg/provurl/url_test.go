package provurl

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/naming"
)

func TestParse(t *testing.T) {
	for _, tc := range []struct {
		text string
		want URL
	}{
		{"http://172.16.6.45/$mac.cfg", URL{Protocol: HTTP, Host: "172.16.6.45", Dir: "/", Name: "$mac.cfg"}},
		{"http://user:password@172.16.1.3:8080/X4/$mac.cfg", URL{Protocol: HTTP, User: "user", Host: "172.16.1.3", Port: 8080, Dir: "/X4/", Name: "$mac.cfg"}.WithPassword("password")},
		{"ftp://1:1@192.168.2.45/$input.xml", URL{Protocol: FTP, User: "1", Host: "192.168.2.45", Dir: "/", Name: "$input.xml"}.WithPassword("1")},
		{"tftp://172.16.6.45/$input.txt", URL{Protocol: TFTP, Host: "172.16.6.45", Dir: "/", Name: "$input.txt"}},
		{"http://ip/mac.cfg?mac=$mac.cfg", URL{Protocol: HTTP, Host: "ip", Dir: "/", Name: "mac.cfg", Query: "mac=$mac.cfg"}},
		{"http://ip/input.cfg?input=$input.cfg", URL{Protocol: HTTP, Host: "ip", Dir: "/", Name: "input.cfg", Query: "input=$input.cfg"}},
		{"http://172.16.7.87:5000/provisioning/2heis8y8jiy2/", URL{Protocol: HTTP, Host: "172.16.7.87", Port: 5000, Dir: "/provisioning/2heis8y8jiy2/"}},
		{"https://prov.example.com", URL{Protocol: HTTPS, Host: "prov.example.com", Dir: "/"}},
		{"https://[2001:db8::1]:8443/a/b/name1.cfg", URL{Protocol: HTTPS, Host: "2001:db8::1", Port: 8443, Dir: "/a/b/", Name: "name1.cfg"}},
		{"tftp://[2001:db8::1]/", URL{Protocol: TFTP, Host: "2001:db8::1", Dir: "/"}},
		{"https://u%40corp:p%2Fw%40%3A1@prov.example.com/x.xml", URL{Protocol: HTTPS, User: "u@corp", Host: "prov.example.com", Dir: "/", Name: "x.xml"}.WithPassword("p/w@:1")},
		{"http://u:a$b!c'd@prov.example.com/x.cfg", URL{Protocol: HTTP, User: "u", Host: "prov.example.com", Dir: "/", Name: "x.cfg"}.WithPassword("a$b!c'd")},
		{"https://prov.example.com/dir%20one/$mac.cfg", URL{Protocol: HTTPS, Host: "prov.example.com", Dir: "/dir%20one/", Name: "$mac.cfg"}},
		{"https://prov.example.com/p.php?mac=$mac&t=1", URL{Protocol: HTTPS, Host: "prov.example.com", Dir: "/", Name: "p.php", Query: "mac=$mac&t=1"}},
	} {
		got, faults, err := Parse(tc.text)
		if err != nil || len(faults) > 0 {
			t.Errorf("%s: %v, faults %v", tc.text, err, faults)
			continue
		}
		if got != tc.want {
			t.Errorf("%s: got %+v", tc.text, got)
		}
		if again, _, err := Parse(got.StringWithPassword()); err != nil || again != got {
			t.Errorf("%s: written as %s, which reads as another: %v", tc.text, got.StringWithPassword(), err)
		}
		if faults, err := tc.want.Check(); err != nil || len(faults) > 0 {
			t.Errorf("%s: its parts: %v, faults %v", tc.text, err, faults)
		}
	}
}

func TestNoFormatShowsThePassword(t *testing.T) {
	u, _, err := Parse("https://phone:hunter2@prov.example.com/$mac.cfg?token=hunter2&KEY=hunter2&mac=$mac")
	if err != nil {
		t.Fatal(err)
	}
	for _, format := range []string{"%v", "%+v", "%s", "%q", "%#v"} {
		for _, value := range []any{u, &u, struct{ U URL }{u}} {
			if text := fmt.Sprintf(format, value); strings.Contains(text, "hunter2") {
				t.Errorf("%s shows the password: %s", format, text)
			}
		}
	}
	if got := u.StringWithPassword(); got != "https://phone:hunter2@prov.example.com/$mac.cfg?token=hunter2&KEY=hunter2&mac=$mac" {
		t.Errorf("with the password: %s", got)
	}
}

func TestExpand(t *testing.T) {
	mac, err := naming.ParseMAC("00:15:65:11:3A:F8")
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ text, input, want string }{
		{"http://192.0.2.1", "", "http://192.0.2.1/001565113af8.cfg"},
		{"http://192.0.2.1/X4/", "", "http://192.0.2.1/X4/001565113af8.cfg"},
		{"http://192.0.2.1/$mac.xml", "", "http://192.0.2.1/001565113af8.xml"},
		{"http://192.0.2.1/mac.cfg?mac=$mac.cfg", "", "http://192.0.2.1/mac.cfg?mac=001565113af8.cfg"},
		{"tftp://192.0.2.1/$input.txt", "desk 7", "tftp://192.0.2.1/desk%207.txt"},
		{"http://192.0.2.1/input.cfg?input=$input.cfg", "a&b=c", "http://192.0.2.1/input.cfg?input=a%26b%3Dc.cfg"},
		{"http://192.0.2.1/office.cfg", "", "http://192.0.2.1/office.cfg"},
		{"http://192.0.2.1/?mac=$mac", "", "http://192.0.2.1/?mac=001565113af8"},
	} {
		u, _, err := Parse(tc.text)
		if err != nil {
			t.Fatal(err)
		}
		got, err := u.Expand(naming.Macros{MAC: mac, Input: tc.input})
		if err != nil || got.StringWithPassword() != tc.want {
			t.Errorf("%s: got %s, want %s (%v)", tc.text, got, tc.want, err)
		}
	}
}

func TestExpandShowsNoSecret(t *testing.T) {
	u, _, err := Parse("https://phone:hunter2@prov.example.com/p.php?token=hunter2&mac=$mac")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := u.Expand(naming.Macros{}); err == nil || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("without a MAC address: %v", err)
	}
}

func TestExpandRefuses(t *testing.T) {
	mac, _ := naming.ParseMAC("00:15:65:11:3A:F8")
	for _, tc := range []struct {
		text   string
		macros naming.Macros
		want   any
	}{
		{"http://192.0.2.1/$mac.cfg", naming.Macros{}, new(*naming.MacroError)},
		{"http://192.0.2.1/$input.cfg", naming.Macros{MAC: mac}, new(*naming.MacroError)},
		{"http://192.0.2.1/$input.cfg", naming.Macros{Input: "../secret"}, new(*naming.InputError)},
		{"http://192.0.2.1/$input.cfg", naming.Macros{Input: "/etc/passwd"}, new(*naming.InputError)},
		{"http://192.0.2.1/../x.cfg", naming.Macros{}, new(*ExpandError)},
		{"http://192.0.2.1/a/%2e%2E/x.cfg", naming.Macros{}, new(*ExpandError)},
		{"http://192.0.2.1/%2e%2e%2fx.cfg", naming.Macros{}, new(*ExpandError)},
		{"tftp://192.0.2.1//etc/x.cfg", naming.Macros{}, new(*ExpandError)},
		{"tftp://192.0.2.1/%2Fetc/x.cfg", naming.Macros{}, new(*ExpandError)},
		{"tftp://192.0.2.1/a%5Cx.cfg", naming.Macros{}, new(*ExpandError)},
		{"ftp://192.0.2.1/a%0d%0aDELE%20x.cfg", naming.Macros{}, new(*ExpandError)},
		{"tftp://192.0.2.1/a%00x.cfg", naming.Macros{}, new(*ExpandError)},
	} {
		u, _, err := Parse(tc.text)
		if err != nil {
			t.Fatalf("%s: %v", tc.text, err)
		}
		if got, err := u.Expand(tc.macros); err == nil || !errors.As(err, tc.want) {
			t.Errorf("%s: got %s, error %v", tc.text, got, err)
		}
	}
}

func TestGeneral(t *testing.T) {
	model, err := naming.LookupModel("X6")
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"http://192.0.2.1/X4/$mac.cfg":          "http://192.0.2.1/X4/F0V00X600000.cfg",
		"http://192.0.2.1/mac.cfg?mac=$mac.cfg": "http://192.0.2.1/F0V00X600000.cfg",
		"tftp://192.0.2.1":                      "tftp://192.0.2.1/F0V00X600000.cfg",
	} {
		u, _, err := Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := u.General(model).String(); got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
}

// TestParts makes URLs from parts that hold what ends them, and finds each refused or
// escaped, never another URL.
func TestParts(t *testing.T) {
	u := URL{Protocol: HTTPS, User: "a:b@c/d", Host: "prov.example.com", Dir: "/x/", Name: "$mac.cfg"}.WithPassword("p@/?#:%41\\[ $mac")
	want := "https://a%3Ab%40c%2Fd:p%40%2F%3F%23%3A%2541%5C%5B%20%24mac@prov.example.com/x/$mac.cfg"
	if got := u.StringWithPassword(); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if faults, err := u.Check(); err != nil || len(faults) > 0 {
		t.Errorf("%v %v", faults, err)
	}
	for name, u := range map[string]URL{
		"nothing":             {},
		"no protocol":         {Host: "a"},
		"no host":             {Protocol: HTTP, Dir: "/"},
		"a path in the host":  {Protocol: HTTP, Host: "a/b"},
		"a port in the host":  {Protocol: HTTP, Host: "a:80"},
		"a user in the host":  {Protocol: HTTP, Host: "u@a"},
		"no slash before":     {Protocol: HTTP, Host: "a", Dir: "x/"},
		"no slash behind":     {Protocol: HTTP, Host: "a", Dir: "/x", Name: "y.cfg"},
		"a folder in a name":  {Protocol: HTTP, Host: "a", Name: "x/y.cfg"},
		"a query in a name":   {Protocol: HTTP, Host: "a", Name: "x.cfg?y"},
		"a line break":        {Protocol: HTTP, Host: "a", Name: "x\n.cfg"},
		"a break in the user": {Protocol: HTTP, User: "u\n", Host: "a", Name: "x.cfg"},
	} {
		if faults, err := u.Check(); err == nil {
			t.Errorf("%s: taken, %v", name, faults)
		}
	}
	asTyped := URL{Protocol: HTTP, User: "a.b_c~d", Host: "a", Dir: "/", Name: "x.cfg"}.WithPassword("a$b!c'd*(1),;=+&$")
	if got := asTyped.StringWithPassword(); got != "http://a.b_c~d:a$b!c'd*(1),;=+&$@a/x.cfg" {
		t.Errorf("more is escaped than must be: %s", got)
	}
	password := URL{Protocol: HTTP, Host: "a"}.WithPassword("secret")
	if _, err := password.Check(); err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("a password without a user: %v", err)
	}
}

// TestParseDownload takes names and macros as they are, and nothing else that a
// provisioning URL must not have.
func TestParseDownload(t *testing.T) {
	for _, right := range []string{
		"http://192.0.2.1/x4.z", "tftp://prov.example.com", "ftp://1:1@192.0.2.1:2121/cfg/x.z", "https://[2001:db8::1]/background.bmp",
		"http://a/$mac.z", "http://a/$MAC.z", "http://a/$serial/x.z", "http://a/mac.cfg", "http://a/.cfg", "http://a/00-15-65-11-3A-F8.cfg",
		"http://a/book", "http://a/book.php?model=$model", "http://a/" + strings.Repeat("a", 300),
	} {
		u, faults, err := ParseDownload(right)
		if err != nil || len(faults) > 0 {
			t.Errorf("%s: %v %v", right, faults, err)
			continue
		}
		if got := u.StringWithPassword(); got != right && got != right+"/" {
			t.Errorf("%s is read as %s", right, got)
		}
	}
	for text, kind := range map[string]FaultKind{
		"192.0.2.1/x.z": FaultSchemeMissing, "sftp://a/x.z": FaultSchemeUnknown, "http:/a/x.z": FaultSchemeSlashes,
		"http://a/b c.z": FaultSpace, "http://a/../x.z": faultDotDot, `http://a/\$mac.z`: faultMacroEscaped, "http://a/{mac}.z": faultMacroForeign,
		"http://a:x/x.z": FaultPort, "http:///x.z": FaultHostMissing, "http://u:p/w@a/x.z": FaultAtSign, "http://a/x.z#y": faultFragment,
	} {
		_, faults, err := ParseDownload(text)
		if first := FirstError(faults, err); first == nil || first.Kind != kind {
			t.Errorf("%s: %v, want %s", text, first, kind)
		}
	}
	if first := FirstError([]Fault{{Kind: faultPortZeros}}, nil); first != nil {
		t.Errorf("a warning is taken for an error: %v", first)
	}
}

// TestParseCutOff has beginnings of URLs that nothing is wrong with, and some that no end
// mends.
func TestParseCutOff(t *testing.T) {
	for text, want := range map[string]FaultKind{
		"": "", "htt": "", "tftp": "", "https:/": "", "http://": "", "http://us:geh": "", "http://[2001:db8": "",
		"http://192.0.2.": "", "http://192.0.2.1:": "", "http://h/a/..": "", "http://h/a%2": "", "http://h/$ma": "",
		"gopher://x": FaultSchemeUnknown, `http://h/a\b`: faultBackslash, "http://0.0.0.0/a": FaultHostPlaceholder,
		"http://h:x/a": FaultPort, "192.0.2.1/a": FaultSchemeMissing, "HTTP://h": faultSchemeCase,
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

func TestProtocols(t *testing.T) {
	for _, p := range Protocols() {
		if got, ok := ParseProtocol(p.String()); !ok || got != p || p.Port() == 0 {
			t.Errorf("%v: %v, %t, port %d", p, got, ok, p.Port())
		}
	}
	for _, p := range []Protocol{0, 3, 6} {
		if p.Port() != 0 || p.String() != fmt.Sprintf("Protocol(%d)", uint8(p)) {
			t.Errorf("%v has port %d", p, p.Port())
		}
	}
}
