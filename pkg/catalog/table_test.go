package catalog_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

func TestLookup(t *testing.T) {
	for _, test := range []struct {
		d                 catalog.Dialect
		module, list, key string
		want              string // the path, "" for none
	}{
		{catalog.TextModern, "SIP CONFIG MODULE", "SIP Line List", "SIP1 Register Addr", "SIP CONFIG MODULE:SIP Line List:SIPN Register Addr"},
		{catalog.TextModern, "SIP CONFIG MODULE", "SIP Line List", "SIP20 BakProxy Need Reg On", "SIP CONFIG MODULE:SIP Line List:SIPN BakProxy Need Reg On"},
		{catalog.TextModern, "SIP CONFIG MODULE", "SIP Line List", "SIPN Register Addr", ""},
		{catalog.TextModern, "SIP CONFIG MODULE", "SIP Line List", " Register Addr", ""},
		{catalog.TextModern, "SIP CONFIG MODULE", "SIP Line List", "SIP Register Addr", ""},
		{catalog.TextModern, "SIP CONFIG MODULE", "SIP Line List", "SIP12345 Register Addr", ""},
		{catalog.TextModern, "DSSKEY CONFIG MODULE", "Xml PhoneBook", "Phonebook Groups", "DSSKEY CONFIG MODULE:Xml PhoneBook:Phonebook Groups"},
		{catalog.TextModern, "DSSKEY CONFIG MODULE", "Xml PhoneBook", "XML-PBook1Phonebook Groups", ""},
		{catalog.TextModern, "SIP CONFIG MODULE", "", "SIP1 Register Addr", ""},
		{catalog.TextModern, "SIP CONFIG MODULE", "", "SIP  Port", "SIP CONFIG MODULE:SIP  Port"},
		{catalog.TextModern, "SIP CONFIG MODULE", "", "SIP Port", ""},
		{catalog.TextModern, "DSSKEY CONFIG MODULE", "Dsskey Config3", "Fkey7 Type", "DSSKEY CONFIG MODULE:Dsskey ConfigN:FkeyN Type"},
		{catalog.TextModern, "TELE CONFIG MODULE", "", "Dial by Pound", ""},
		{catalog.TextLegacy, "PHONE CONFIG MODULE", "BW Calllogs Conf-", "BWCLog1 URL", "PHONE CONFIG MODULE:BW Calllogs Conf:BWCLogN URL"},
		{catalog.TextLegacy, "SIP CONFIG MODULE", "SIP Line List", "SIP1 Backup Transpo", "SIP CONFIG MODULE:SIP Line List:SIPN Backup Transpo"},
		{catalog.TextLegacy, "SIP CONFIG MODULE", "SIP Line List", "SIP12 Backup Transp", "SIP CONFIG MODULE:SIP Line List:SIPN Backup Transpo"},
		{catalog.TextLegacy, "SIP CONFIG MODULE", "SIP Line List", "SIP1 Backup Transp", ""},
		{catalog.TextLegacy, "SIP CONFIG MODULE", "SIP Line List", "SIP12 Backup Trans", ""},
		{catalog.TextLegacy, "PHONE CONFIG MODULE", "", "SIP1 Server Name", "PHONE CONFIG MODULE:SIP1 Server Name"},
		{catalog.XMLLegacy, "SIP_CONFIG_MODULE", "SIP_Line_List", "Register_Addr", "SIP_CONFIG_MODULE/SIP_Line_List[N]/Register_Addr"},
		{catalog.XMLLegacy, "SIP_CONFIG_MODULE", "", "SIP__Port", "SIP_CONFIG_MODULE/SIP__Port"},
		{catalog.Sysconf, "sip", "line", "RegisterAddr", "sip/line[N]/RegisterAddr"},
		{catalog.Sysconf, "dsskey", "internal[12]/Fkey", "Type", "dsskey/internal[N]/Fkey[N]/Type"},
		{catalog.Sysconf, "sip", "line", "RegisterAdr", ""},
		{catalog.Dotted, "sip", "line", "RegAddr", "sip.line.N.RegAddr"},
		{catalog.Dotted, "ap", "pnp", "Enabled", "ap.pnp.Enabled"},
		{0, "sip", "line", "RegisterAddr", ""},
		{9, "sip", "", "", ""},
	} {
		e, ok := catalog.For(test.d).Lookup(test.module, test.list, test.key)
		switch {
		case ok != (test.want != ""):
			t.Errorf("%s %s:%s:%s: found %v", test.d, test.module, test.list, test.key, ok)
		case ok && e.Path() != test.want:
			t.Errorf("%s %s:%s:%s: %s", test.d, test.module, test.list, test.key, e.Path())
		}
	}
}

// TestLookupFindsItself looks every key up as a file would write it.
func TestLookupFindsItself(t *testing.T) {
	for _, d := range catalog.Dialects() {
		for e := range catalog.For(d).Entries() {
			list := strings.NewReplacer("[N]", "[3]", "ConfigN", "Config3", "ConsoleN", "Console3", ".N", "").Replace(e.List())
			for _, number := range []string{"1", "12", "345"} {
				got, ok := catalog.For(d).Lookup(e.Module(), list, e.KeyAt(number))
				if !ok || got.KeyAt(number) != e.KeyAt(number) {
					t.Errorf("%s: %s is not found as %q", d, e.Path(), e.KeyAt(number))
				}
			}
		}
	}
}

func TestEntry(t *testing.T) {
	e, ok := catalog.For(catalog.TextLegacy).Lookup("SIP CONFIG MODULE", "SIP Line List", "SIP2 Register Port")
	if !ok {
		t.Fatal("not found")
	}
	if e.Kind() != catalog.Port || e.Basis() != catalog.Reasoned || e.Secret() || e.Doubt() != "" || e.Samples() != 20 {
		t.Errorf("%s %s %v %q %d", e.Kind(), e.Basis(), e.Secret(), e.Doubt(), e.Samples())
	}
	if lo, hi, ok := e.Range(); lo != 5060 || hi != 5060 || !ok {
		t.Errorf("%d..%d %v", lo, hi, ok)
	}
	if !slices.Equal(e.Examples(), []string{"5060"}) {
		t.Errorf("%q", e.Examples())
	}
	if e.Scope().Prefix() != "SIP" || e.Scope().Path() != "SIP CONFIG MODULE:SIP Line List" || e.Scope().Module() != e.Module() || e.Scope().List() != e.List() {
		t.Errorf("%s %s", e.Scope().Prefix(), e.Scope().Path())
	}
	if e.Key() != "SIPN Register Port" || e.KeyAt("3") != "SIP3 Register Port" || e.KeyAt("123") != "SIP123 Register Por" {
		t.Errorf("%q %q %q", e.Key(), e.KeyAt("3"), e.KeyAt("123"))
	}
}

// TestKinds is about kinds that values alone would have wrong.
func TestKinds(t *testing.T) {
	for _, test := range []struct {
		d                 catalog.Dialect
		module, list, key string
		kind              catalog.Kind
		basis             catalog.Basis
	}{
		{catalog.TextLegacy, "GLOBAL CONFIG MODULE", "", "Enable DHCP", catalog.Flag, catalog.Reasoned},
		{catalog.TextModern, "SIP CONFIG MODULE", "SIP Line List", "SIP1 Backup Transport", catalog.Enumeration, catalog.Reasoned},
		{catalog.TextModern, "SIP CONFIG MODULE", "SIP Line List", "SIP1 Register Addr", catalog.Host, catalog.Reasoned},
		{catalog.Sysconf, "sip", "line", "ReqWithPort", catalog.Flag, catalog.Reasoned},
		{catalog.Sysconf, "phone", "date", "TimeZone", catalog.TimeZone, catalog.Reasoned},
		{catalog.Sysconf, "mm", "capability", "AudioCodecSets", catalog.CodecList, catalog.Reasoned},
		{catalog.Sysconf, "tr069", "", "ACSURL", catalog.URL, catalog.Reasoned},
		{catalog.Sysconf, "net", "", "WANGateway", catalog.IPv4, catalog.Reasoned},
		{catalog.Sysconf, "ateTest", "", "ATEId", catalog.Text, catalog.Reasoned},
		{catalog.TextModern, "DSSKEY CONFIG MODULE", "", "DSS Extend1 MAC", catalog.MAC, catalog.Reasoned},
		{catalog.TextModern, "NET CONFIG MODULE", "", "WAN6 IP PREFIX", catalog.Unknown, catalog.NoBasis},
		{catalog.TextModern, "SIP CONFIG MODULE", "SIP Line List", "SIP1 Register Pswd", catalog.Secret, catalog.Reasoned},
	} {
		e, ok := catalog.For(test.d).Lookup(test.module, test.list, test.key)
		if !ok || e.Kind() != test.kind || e.Basis() != test.basis {
			t.Errorf("%s %s: found %v", test.module, test.key, ok)
		}
	}
}

func TestScopes(t *testing.T) {
	modern := catalog.For(catalog.TextModern)
	s, ok := modern.Scope("DSSKEY CONFIG MODULE", "Sidekey Config2")
	if !ok || s.List() != "Sidekey ConfigN" || s.Counterpart() != "dsskey/dssSide[N]/Fkey[N]" || s.Dialect() != catalog.TextModern || s.Samples() < 5 {
		t.Errorf("%v %+v", ok, s)
	}
	n := 0
	for range s.Entries() {
		n++
	}
	if n != 4 {
		t.Errorf("%d keys in %s", n, s.Path())
	}
	if _, ok := modern.Module("SIP CONFIG MODUL"); ok {
		t.Error("found a module that is none")
	}
	if s, ok := catalog.For(catalog.Sysconf).Module("timePlan"); !ok || s.Doubt() == "" {
		t.Error("timePlan is somebody's mistake")
	}
	modules := 0
	for s := range modern.Scopes() {
		if s.List() == "" {
			modules++
		}
	}
	if modules != 30 {
		t.Errorf("%d modules", modules)
	}
	if !catalog.For(catalog.Dotted).Partial() || modern.Partial() || modern.Dialect() != catalog.TextModern {
		t.Error("only the dotted table is partial")
	}
}

func TestElsewhere(t *testing.T) {
	for _, test := range []struct {
		d                 catalog.Dialect
		module, list, key string
		want              []string
	}{
		{catalog.TextLegacy, "TELE CONFIG MODULE", "", "SIP1 Register Addr", []string{"SIP CONFIG MODULE:SIP Line List:SIPN Register Addr"}},
		{catalog.TextModern, "PHONE FEATURE MODULE", "", "Web Port", []string{"MMI CONFIG MODULE:Web Port"}},
		{catalog.Sysconf, "phone", "", "RegisterAddr", []string{"sip/line[N]/RegisterAddr"}},
		{catalog.XMLLegacy, "NAT", "", "Register_Addr", []string{"SIP_CONFIG_MODULE/SIP_Line_List[N]/Register_Addr"}},
		// timePlan/ldap has this too, by a mistake.
		{catalog.Sysconf, "sip", "line", "SortAttr", []string{"phone/ldap[N]/SortAttr"}},
		// The list under SIP is one file's mistake.
		{catalog.TextLegacy, "SIP CONFIG MODULE", "Xml PhoneBook", "XML-PBook1 Name", []string{"PHONE CONFIG MODULE:Xml PhoneBook:XML-PBookN Name"}},
		{catalog.Sysconf, "sip", "line", "NoSuchKey", nil},
	} {
		var got []string
		for _, e := range catalog.For(test.d).Elsewhere(test.module, test.list, test.key) {
			got = append(got, e.Path())
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s %s: %q", test.d, test.key, got)
		}
	}
}

func TestForeign(t *testing.T) {
	for _, test := range []struct {
		d    catalog.Dialect
		key  string
		want string
	}{
		{catalog.TextModern, "SIP1 Register Pwd", "text-legacy SIP CONFIG MODULE:SIP Line List:SIPN Register Pwd"},
		{catalog.Sysconf, "Register_Pwd", "text-legacy SIP CONFIG MODULE:SIP Line List:SIPN Register Pwd"},
		{catalog.TextLegacy, "SIP1 Enable OSRTP", "text-modern SIP CONFIG MODULE:SIP Line List:SIPN Enable OSRTP"},
	} {
		found := catalog.For(test.d).Foreign(test.key)
		if len(found) == 0 || found[0].Dialect().String()+" "+found[0].Path() != test.want {
			t.Errorf("%s %s: %v", test.d, test.key, found)
		}
		for _, e := range found {
			if e.Dialect() == test.d {
				t.Errorf("%s is foreign to its own dialect", e.Path())
			}
		}
	}
	// The second is a name that was only ever seen by mistake.
	for _, key := range []string{"No Such Key", "Secundary DNS"} {
		if found := catalog.For(catalog.TextModern).Foreign(key); found != nil {
			t.Errorf("%s: %v", key, found)
		}
	}
	// One text-legacy file has this module, by mistake.
	modern := catalog.For(catalog.Sysconf).ForeignModules("PHONE FEATURE MODULE")
	if len(modern) != 1 || modern[0].Dialect() != catalog.TextModern {
		t.Errorf("%v", modern)
	}
	modules := catalog.For(catalog.TextModern).ForeignModules("TELE CONFIG MODULE")
	if len(modules) != 2 || modules[0].Dialect() != catalog.TextLegacy || modules[1].Path() != "TELE_CONFIG_MODULE" {
		t.Errorf("%v", modules)
	}
}

func TestListsLike(t *testing.T) {
	found := catalog.For(catalog.TextModern).ListsLike("SidekeyConfig1")
	if len(found) != 1 || found[0].List() != "Sidekey ConfigN" || found[0].Counterpart() != "dsskey/dssSide[N]/Fkey[N]" {
		t.Errorf("%v", found)
	}
	if found := catalog.For(catalog.TextModern).ListsLike("internal"); found != nil {
		t.Errorf("%v", found)
	}
}

func TestNamesOfConstants(t *testing.T) {
	for _, d := range catalog.Dialects() {
		if got, ok := catalog.ParseDialect(d.String()); !ok || got != d {
			t.Errorf("%s: %v", d, got)
		}
	}
	if _, ok := catalog.ParseDialect(""); ok || catalog.Dialect(0).String() != "Dialect(0)" {
		t.Error("no dialect has a name")
	}
	if _, ok := catalog.ParseDialect("text"); ok || catalog.Dialect(7).String() != "Dialect(7)" || catalog.Kind(99).String() != "Kind(99)" || catalog.Basis(9).String() != "Basis(9)" {
		t.Error("names of what is none")
	}
	generations := map[int]int{}
	for _, d := range append(catalog.Dialects(), 0) {
		generations[d.Generation()]++
	}
	if generations[1] != 2 || generations[2] != 2 || generations[3] != 1 || generations[0] != 1 {
		t.Errorf("%v", generations)
	}
	for _, l := range []catalog.Link{catalog.Seen, catalog.Same, catalog.Rule, catalog.Analogy} {
		if l.String() == "none" {
			t.Errorf("%d has no name", l)
		}
	}
}
