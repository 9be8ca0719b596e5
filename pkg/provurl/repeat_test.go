package provurl

import (
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/naming"
)

// TestHide writes a password in the ways that servers repeat it in.
func TestHide(t *testing.T) {
	u, _, err := Parse("https://phone:hunter%2F2@prov.example.com/$mac.cfg?token=abc%2Bdef&n=1")
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
		if got := u.Hide(text); got != want {
			t.Errorf("%q became %q, not %q", text, got, want)
		}
	}
	short, _, err := Parse("ftp://1:1@192.0.2.1/1/$mac.cfg")
	if err != nil {
		t.Fatal(err)
	}
	if got := short.Hide("192.0.2.1/x1/1/"); got != "192.0.2.1/x1/••••/" {
		t.Errorf("a short password: %s", got)
	}
}

// TestPathThatRepeatsThePassword checks that a URL shows its password nowhere.
func TestPathThatRepeatsThePassword(t *testing.T) {
	u, _, err := Parse("http://phone:hunter2@prov.example.com/phone/hunter2/hunter2.cfg?id=hunter2&mac=$mac")
	if err != nil {
		t.Fatal(err)
	}
	for _, shown := range []string{u.String(), u.GoString(), u.Redacted().String(), u.RedactedQuery()} {
		if strings.Contains(shown, "hunter2") {
			t.Errorf("it shows: %s", shown)
		}
	}
	if got, want := u.Redacted().String(), "http://prov.example.com/phone/••••/••••?id=••••&mac=$mac"; got != want {
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
