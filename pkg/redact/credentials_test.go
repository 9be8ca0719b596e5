package redact

import (
	"testing"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

func TestCredentials(t *testing.T) {
	for value, want := range map[string]string{
		"http://u:p@h/x.cfg":              "http://" + catalog.Blot + "@h/x.cfg",
		"http://u:p@q@h/x.cfg":            "http://" + catalog.Blot + "@h/x.cfg",
		"http://u:p&#64;h/":               "http://" + catalog.Blot + "&#64;h/",
		"tftp://123:1230172.16.6.70/x":    "tftp://" + catalog.Blot + "172.16.6.70/x",
		"ftp://u:pass10.0.0.1:8080/x":     "ftp://" + catalog.Blot + "/x",
		"ftp://u:pprov.example.com":       "ftp://" + catalog.Blot,
		"sip:1001:p@pbx":                  "sip:" + catalog.Blot + "@pbx",
		"http://h:80/x":                   "http://h:80/x",
		"1001@pbx":                        "1001@pbx",
		"":                                "",
		"title:0xFFFFFF@ list:0x444343":   "title:0xFFFFFF@ list:0x444343",
		"a:0xFFFFFF@ b:0x333333$0x000000": "a:0xFFFFFF@ b:0x333333$0x000000",
		"title:0xFFFFFF@host":             "title:" + catalog.Blot + "@host",
		"jo:0xFFFFFFFF@ list:0x444343":    "jo:" + catalog.Blot + "@ list:0x444343",
	} {
		if got := Credentials(value); got != want {
			t.Errorf("%q became %q, not %q", value, got, want)
		}
	}
	if line, want := "tftp://u:p0192.0.2.1/x", "tftp://"+catalog.Blot+"192.0.2.1/x"; CredentialsFrom(line, len("tftp:")) != want {
		t.Errorf("%q became %q", line, CredentialsFrom(line, len("tftp:")))
	}
	if line, want := "Sip Uri:sip:1001:p@pbx", "Sip Uri:sip:"+catalog.Blot+"@pbx"; CredentialsFrom(line, len("Sip Uri:")) != want {
		t.Errorf("%q became %q", line, CredentialsFrom(line, len("Sip Uri:")))
	}
}
