package redact

import (
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/provurl"
)

// TestRepeated writes a password in the ways that servers repeat it in.
func TestRepeated(t *testing.T) {
	u, _, err := provurl.Parse("https://phone:hunter%2F2@prov.example.com/$mac.cfg?token=abc%2Bdef&n=1")
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"/login/phone/hunter/2":                    "/login/phone/••••",
		"/login/phone/hunter%2F2/x.cfg":            "/login/phone/••••/x.cfg",
		"/login/hunter%2f2":                        "/login/••••",
		"/login/hunter%252F2":                      "/login/••••",
		"/%68%75%6e%74%65%72%2F%32":                "/••••",
		"/auth/cGhvbmU6aHVudGVyLzI=/x":             "/auth/••••=/x",
		"/auth/cGhvbmU6aHVudGVyLzI":                "/auth/••••",
		"/auth/70686f6e653a68756e7465722f32":       "/auth/••••",
		"?password=hunter/2&token=abc+def":         "?password=••••&token=••••",
		"/files/abc%2Bdef/x.cfg":                   "/files/••••/x.cfg",
		"File not found: hunter/2.cfg":             "File not found: ••••.cfg",
		"/phone/0c383e000001.cfg":                  "/phone/0c383e000001.cfg",
		"/%zz/hunter2":                             "/%zz/hunter2",
		"the server has no such file, look there:": "the server has no such file, look there:",
	} {
		if got := Repeated(u, text); got != want {
			t.Errorf("%q became %q, not %q", text, got, want)
		}
	}
	short, _, err := provurl.Parse("ftp://1:1@192.0.2.1/1/$mac.cfg")
	if err != nil {
		t.Fatal(err)
	}
	if got := Repeated(short, "192.0.2.1/x1/1/"); got != "192.0.2.1/x1/••••/" {
		t.Errorf("a short password: %s", got)
	}
}

// TestPathThatRepeatsThePassword checks that a URL shows its password nowhere.
func TestPathThatRepeatsThePassword(t *testing.T) {
	u, _, err := provurl.Parse("http://phone:hunter2@prov.example.com/phone/hunter2/hunter2.cfg?id=hunter2&mac=$mac")
	if err != nil {
		t.Fatal(err)
	}
	for _, shown := range []string{URL(u), Address(u), URLParts(u).Query} {
		if strings.Contains(shown, "hunter2") {
			t.Errorf("it shows: %s", shown)
		}
	}
	if got, want := Address(u), "http://prov.example.com/phone/••••/••••?id=••••&mac=$mac"; got != want {
		t.Errorf("%s, not %s", got, want)
	}
	if _, err := u.Expand(naming.Macros{}); err == nil || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("without a MAC address: %v", err)
	}
	u.Name = "hunter2$mac"
	if _, err := u.Expand(naming.Macros{}); err == nil || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("without a MAC address: %v", err)
	}
}

func TestURL(t *testing.T) {
	for text, want := range map[string]string{
		"http://u:p@h/x.cfg?sig=1&n=2":    "http://u:" + Mark + "@h/x.cfg?sig=" + Mark + "&n=2",
		"http://u%40a:p@h/":               "http://u%40a:" + Mark + "@h/",
		"http://u@h/":                     "http://u@h/",
		"http://h/x?Token&Password1234&a": "http://h/x?Token" + Mark + "&Password" + Mark + "&a",
		"http://h/x":                      "http://h/x",
	} {
		u, _, err := provurl.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := URL(u); got != want {
			t.Errorf("%s became %s, not %s", text, got, want)
		}
		if HoldsSecret(u) != (strings.Contains(want, Mark) || u.User != "") {
			t.Errorf("%s: a secret is %v", text, HoldsSecret(u))
		}
	}
	if got := URL(provurl.URL{Protocol: provurl.HTTP, Host: "h"}.WithPassword("p")); got != "http://h/" {
		t.Errorf("a password without a user: %s", got)
	}
}

func TestURLCutOff(t *testing.T) {
	for text, want := range map[string]string{
		"http://us": "http://us", "http://u:pa": "http://u:" + Mark, "http://h?tok": "http://h?" + Mark, "ftp://": "ftp://",
	} {
		if got := URLCutOff(text); got != want {
			t.Errorf("%q became %q", text, got)
		}
	}
}
