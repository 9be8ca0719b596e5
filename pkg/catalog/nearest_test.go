package catalog_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

func TestNearest(t *testing.T) {
	for _, test := range []struct {
		d                 catalog.Dialect
		module, list, key string
		want              string // the first suggestion, "" for none
		distance          int
	}{
		{catalog.TextModern, "SIP CONFIG MODULE", "SIP Line List", "SIP4 Register Adr", "SIP4 Register Addr", 1},
		{catalog.TextModern, "SIP CONFIG MODULE", "SIP Line List", "SIP4 register addr", "SIP4 Register Addr", 0},
		{catalog.TextModern, "SIP CONFIG MODULE", "SIP Line List", "SPI4 Register Addr", "SIP4 Register Addr", 1},
		{catalog.TextModern, "SIP CONFIG MODULE", "SIP Line List", "SIP4Register Addr", "SIP4 Register Addr", 1},
		{catalog.TextModern, "SIP CONFIG MODULE", "SIP Line List", "SIP4 Register Pwd", "SIP4 Register Pswd", 1},
		{catalog.TextModern, "SIP CONFIG MODULE", "SIP Line List", "SIP4 Register Password", "SIP4 Register Pswd", 2}, // another spelling
		{catalog.Sysconf, "sip", "line", "Register_Password", "RegisterPswd", 2},
		// In text-legacy a misspelt prefix ends the list.
		{catalog.TextLegacy, "SIP CONFIG MODULE", "", "SPI4 Register Addr", "SIP4 Register Addr", 1},
		{catalog.TextLegacy, "SIP CONFIG MODULE", "SIP Line List", "SIP10 Backup Trasnp", "SIP10 Backup Transp", 2},
		{catalog.Sysconf, "sip", "line", "RegisterAdr", "RegisterAddr", 1},
		{catalog.Sysconf, "sip", "line", "Register_Addr", "RegisterAddr", 1},
		{catalog.XMLLegacy, "SIP_CONFIG_MODULE", "SIP_Line_List", "Register Addr", "Register_Addr", 1},
		{catalog.Dotted, "sip", "line", "RegAdr", "RegAddr", 1},
		// A mistake that the dictionary knows is no suggestion, neither for itself nor for others.
		{catalog.TextLegacy, "GLOBAL CONFIG MODULE", "", "Secundary DNS", "Secondary DNS", 1},
		{catalog.Sysconf, "phone", "date", "Enable_DST", "EnableDST", 1},
		// Its own list comes first.
		{catalog.Sysconf, "phone", "ldap", "Usernme", "Username", 1},
		{catalog.Sysconf, "phone", "xmlContact", "UserNme", "UserName", 1},
		{catalog.TextLegacy, "SIP CONFIG MODULE", "", "Dtmf Moe", "Dtmf Mode", 1},
		{catalog.TextLegacy, "SIP CONFIG MODULE", "", "DTMF Moe", "DTMF Mode", 1},
		// Elsewhere, two letters off are too many.
		{catalog.TextModern, "SIP CONFIG MODULE", "", "Wb Prt", "", 0},
		// Where only a mistaken module has a key, that is still better than nothing.
		{catalog.Sysconf, "dsskey", "SidekeyConfig1", "Titel", "Title", 1},
		{catalog.TextModern, "SIP CONFIG MODULE", "", "Completely Different", "", 0},
		{catalog.TextModern, "NO SUCH MODULE", "", "Web Prot", "Web Port", 1},
		{catalog.TextModern, "SIP CONFIG MODULE", "", "", "", 0},
		{catalog.TextModern, "SIP CONFIG MODULE", "", strings.Repeat("x", 1<<20), "", 0},
	} {
		got := catalog.For(test.d).Nearest(test.module, test.list, test.key, 3)
		switch {
		case test.want == "" && len(got) == 0:
		case len(got) == 0:
			t.Errorf("%s: %q: nothing", test.d, test.key)
		case got[0].Key != test.want || got[0].Distance != test.distance:
			t.Errorf("%s: %q: %q at %d", test.d, test.key, got[0].Key, got[0].Distance)
		}
		if len(got) > 3 || len(catalog.For(test.d).Nearest(test.module, test.list, test.key, 0)) > 0 {
			t.Errorf("%s: %q: more than wanted", test.d, test.key)
		}
	}
}

// TestNearestPlace is about suggestions that are alike but for where they stand.
func TestNearestPlace(t *testing.T) {
	for _, test := range []struct{ module, list, key, want string }{
		{"phone", "ldap", "Usernme", "phone/ldap[N]/Username"},
		{"phone", "bwDir", "Usernme", "phone/bwDir[N]/Username"},
		{"phone", "", "RigType", "phone/volume/RingType"},
		// timePlan has all that phone has, by mistake.
		{"timePlan", "", "MenuPasword", "phone/MenuPassword"},
	} {
		got := catalog.For(catalog.Sysconf).Nearest(test.module, test.list, test.key, 5)
		if len(got) == 0 || got[0].Entry.Path() != test.want {
			t.Errorf("%s %s: %v", test.module, test.key, got)
			continue
		}
		var keys []string
		for _, s := range got {
			keys = append(keys, s.Key)
		}
		slices.Sort(keys)
		if len(slices.Compact(keys)) < len(got) {
			t.Errorf("%s: suggested twice: %q", test.key, keys)
		}
	}
}

func TestNearestModule(t *testing.T) {
	for _, test := range []struct {
		d    catalog.Dialect
		name string
		want []string
	}{
		{catalog.TextModern, "SIP CONFG MODULE", []string{"SIP CONFIG MODULE"}},
		{catalog.TextModern, "PHONE FEATURES MODULE", []string{"PHONE FEATURE MODULE"}},
		{catalog.TextModern, "sip config module", []string{"SIP CONFIG MODULE"}},
		{catalog.Sysconf, "phnoe", []string{"phone"}},
		// timePlan is one file's mistake: it is never suggested.
		{catalog.Sysconf, "timePlann", nil},
		{catalog.Sysconf, strings.Repeat("x", 1000), nil},
	} {
		if got := catalog.For(test.d).NearestModule(test.name, 1); !slices.Equal(got, test.want) {
			t.Errorf("%s %.40q: %q", test.d, test.name, got)
		}
	}
	if got := catalog.For(catalog.Sysconf).NearestModule("sip", -1); got != nil {
		t.Errorf("%q", got)
	}
}

func TestIsNearSecret(t *testing.T) {
	for _, c := range []struct {
		module, list, key string
		want              bool
	}{
		{"SIP CONFIG MODULE", "SIP Line List", "SIP1 Register Pwwd", true},
		{"SIP CONFIG MODULE", "Xml PhoneBook", "XML-PBook1 PasWd", true}, // a list that stands there by mistake
		{"SIP CONFIG MODULE", "SIP Line List", "SIP1 Register Adr", false},
		{"SIP CONFIG MODULE", "", "Qqqqqqqqqqqq", false},
	} {
		if got := catalog.For(catalog.TextLegacy).IsNearSecret(c.module, c.list, c.key); got != c.want {
			t.Errorf("%s: %v", c.key, got)
		}
	}
}
