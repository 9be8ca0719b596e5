package catalog_test

import (
	"testing"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

func TestNamesakes(t *testing.T) {
	type place struct {
		d            catalog.Dialect
		module, list string
	}
	legacy := place{catalog.TextLegacy, "SIP CONFIG MODULE", "SIP Line List"}
	update := place{catalog.TextLegacy, "AUTOUPDATE CONFIG MODULE", ""}
	modern := place{catalog.TextModern, "SIP CONFIG MODULE", "SIP Line List"}
	xml := place{catalog.XMLLegacy, "SIP_CONFIG_MODULE", "SIP_Line_List"}
	line := place{catalog.Sysconf, "sip", "line"}
	dotted := place{catalog.Dotted, "sip", "line"}
	unknown := place{catalog.Sysconf, "acme", ""}
	for _, test := range []struct {
		place
		a, b string
		want bool
	}{
		{legacy, "SIP1 Register Pwd", "SIP1 Register Pswd", true},
		{legacy, "SIP1 Register Passwd", "SIP1 Register Pswd", true},
		{legacy, "SIP1 Register Passw", "SIP1 Register Pswd", true}, // what is left of Password
		{legacy, "SIP12 Register Pass", "SIP12 Register Pswd", true},
		{legacy, "SIP1 Register Pwd", "SIP2 Register Pwd", false},
		{legacy, "SIP1 Register Pwd", "SIP2 Register Pswd", false},
		{legacy, "SIP1 Register Pass", "SIP1 Register Pswd", false}, // not cut, and no spelling that is known
		{legacy, "SIP1 Hotline Num", "SIP1 Hotline Number", true},
		{legacy, "SIP1 Enable Failbac", "SIP1-Enable-Failbac", true},
		{legacy, "SIP1 Enable Failbac", "SIP1 EnableFailback", true},
		{legacy, "SIP1 Enable Failbac", "SIP1  Enable Failba", true},
		{legacy, "SIP12 Enable Failba", "SIP12 EnableFailbac", true},
		{legacy, "SIP1 Enable Failbac", "SIP2 EnableFailback", false},
		{update, "Save Provision Info", "SaveProvisionInfor", true}, // more of the word that is cut
		{update, "Save Provision Info", "SaveProvisionInfor2", true},
		{update, "Save Provision Info", "SaveProvisoinInfor", false},
		{legacy, "SIP1 Register Addr", "sip1register_address", true},
		{legacy, "SIP1 Register Addr", "SIP1 Register Port", false},
		{modern, "SIP1 Register Pswd", "SIP1 Register Password", true},
		{modern, "SIP1 Register Pswd", "sip1-register-pwd", true},
		{modern, "SIP1 Phone Number", "SIP1 Phone Num", true},
		{modern, "SIP1 Phone Number", "SIP11 Phone Number", false},
		{modern, "SIP1 SRTP Auth-Tag", "SIP1 SRTP AuthTag", true},
		{modern, "SIP1 New Uri", "SIP1 New URL", true},
		{xml, "Register_Pwd", "RegisterPswd", true},
		{xml, "Register_Addr", "Register-Address", true},
		{line, "RegisterPswd", "RegisterPassword", true},
		{line, "RegisterAddr", "registeraddress", true},
		{line, "RegisterAddr", "RegisterAddr2", false},
		{line, "RegisterAddr", "RegAddr", false},
		{line, "RegisterUser", "RegisterPswd", false},
		{dotted, "RegPswd", "Reg_Password", true},
		{dotted, "RegAddr", "RegisterAddr", false},
		{unknown, "SecurityNum", "security-number", true},
		{unknown, "Number", "Numb", false},
		{unknown, "Addr", "Addresses", false},
	} {
		table := catalog.For(test.d)
		a, b := table.Spelling(test.module, test.list, test.a), table.Spelling(test.module, test.list, test.b)
		if (a == b) != test.want {
			t.Errorf("%s: %q and %q: namesakes %v", test.d, test.a, test.b, a == b)
		}
		if e, ok := table.Lookup(test.module, test.list, test.a); ok && e.Spelling(test.a) != a {
			t.Errorf("%s: %q has one spelling by its entry and another by its place", test.d, test.a)
		}
	}
}

// TestHasNamesake has the one pair of keys that text-modern has in two spellings in one
// place, and a neighbour of theirs.
func TestHasNamesake(t *testing.T) {
	table := catalog.For(catalog.TextModern)
	for key, want := range map[string]bool{"Onhook Uri": true, "Onhook Url": true, "onhook-uri": true, "Offhook Url": false, "Dtmf Url": false} {
		if got := table.HasNamesake("CTI CONFIG MODULE", "", key); got != want {
			t.Errorf("%s: %v", key, got)
		}
	}
}
