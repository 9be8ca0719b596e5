package redact

import "testing"

func TestValue(t *testing.T) {
	for value, want := range map[string]string{
		"http://u:p@h/x.cfg":              "http://" + Mark + "@h/x.cfg",
		"http://u:p@q@h/x.cfg":            "http://" + Mark + "@h/x.cfg",
		"http://u:p&#64;h/":               "http://" + Mark + "&#64;h/",
		"tftp://123:1230172.16.6.70/x":    "tftp://" + Mark + "172.16.6.70/x",
		"ftp://u:pass10.0.0.1:8080/x":     "ftp://" + Mark + "/x",
		"ftp://u:pprov.example.com":       "ftp://" + Mark,
		"sip:1001:p@pbx":                  "sip:" + Mark + "@pbx",
		"http://h:80/x":                   "http://h:80/x",
		"1001@pbx":                        "1001@pbx",
		"":                                "",
		"2.0001Account1 Password  :x":     "2.0001Account1 Password" + Mark,
		"Account1 Password":               "Account1 Password",
		"title:0xFFFFFF@ list:0x444343":   "title:0xFFFFFF@ list:0x444343",
		"a:0xFFFFFF@ b:0x333333$0x000000": "a:0xFFFFFF@ b:0x333333$0x000000",
		"title:0xFFFFFF@host":             "title:" + Mark + "@host",
		"jo:0xFFFFFFFF@ list:0x444343":    "jo:" + Mark + "@ list:0x444343",
	} {
		if got := Value(value); got != want {
			t.Errorf("%q became %q, not %q", value, got, want)
		}
	}
}

// TestCredentialsOfLine has lines whose value starts behind a colon of its own.
func TestCredentialsOfLine(t *testing.T) {
	for line, want := range map[string]string{
		"tftp://u:p0192.0.2.1/x": "u:p0", "Sip Uri:sip:1001:p@pbx": "1001:p", "a@b:1": "",
	} {
		s, ok := findCredentials(line, firstSeparator(line)+1)
		if got := line[s.Start:s.End]; got != want || ok != (want != "") {
			t.Errorf("%q: %q %v", line, got, ok)
		}
	}
}

func TestMessage(t *testing.T) {
	const key = "0123456789abcdefABCDEF0123456789abcdef01"
	for message, want := range map[string]string{
		"no file " + key + "!":                      "no file " + Mark + "!",
		"no file " + key[1:]:                        "no file " + key[1:],
		key + " and x" + key + key:                  Mark + " and x" + Mark,
		"http://u:p@h/ and http://u:p/q@r@h":        "http://u:" + Mark + "@h/ and http://u:" + Mark + "@h",
		"http://h:80/x y@z":                         "http://h:80/x y@z",
		"http://h/a:b@c, http://u@h, http://u :p@h": "http://h/a:b@c, http://u@h, http://u :p@h",
		"a://b://u:p@h":                             "a://b:" + Mark + "@h",
		"://:p@":                                    "://:" + Mark + "@",
		"x://":                                      "x://",
		"":                                          "",
	} {
		if got := Message(message); got != want {
			t.Errorf("%q became %q, not %q", message, got, want)
		}
	}
}
