package cfgfile

import "testing"

func TestPathPlace(t *testing.T) {
	for _, test := range []struct {
		path Path
		want string
	}{
		{Path{Dialect: TextModern, Module: "SIP CONFIG MODULE", List: "SIP Line List", Index: 1, Key: "SIP1 Phone Number"}, "SIP CONFIG MODULE > SIP Line List"},
		{Path{Dialect: TextLegacy, Module: "SIP CONFIG MODULE", Key: "SIP  Port"}, "SIP CONFIG MODULE"},
		{Path{Dialect: Sysconf, Module: "sip", List: "line", Index: 1, Key: "RegisterAddr"}, "sip > line[1]"},
		{Path{Dialect: Dotted, Module: "sip", List: "line", Index: 1, Key: "RegAddr"}, "sip > line.1"},
		{Path{Dialect: Sysconf, Module: "sip", Key: "SIPPort"}, "sip"},
		{Path{Dialect: Sysconf, Key: "Version"}, ""},
		{Path{Dialect: TextModern, Key: "Version"}, ""},
	} {
		if got := test.path.Place(); got != test.want {
			t.Errorf("%v is in %q, want %q", test.path, got, test.want)
		}
	}
}
