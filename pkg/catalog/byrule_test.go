package catalog_test

import (
	"testing"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

func TestByRule(t *testing.T) {
	for _, test := range []struct {
		dialect           catalog.Dialect
		module, list, key string
		want              string // the entry's path in the other dialect, "" for none
	}{
		{catalog.XMLLegacy, "IAX2_CONFIG_MODULE", "", "Server___Address", "IAX2 CONFIG MODULE:Server   Address"},
		{catalog.XMLLegacy, "DHCP_CONFIG_MODULE", "DHCP_List", "name", "DHCP CONFIG MODULE:DHCP List:ItemN name"},
		{catalog.TextLegacy, "SIP CONFIG MODULE", "SIP Line List", "SIP2 DNSSRV", ""}, // a doubtful one,
		{catalog.TextLegacy, "TELE CONFIG MODULE", "Code Plan List", "P1 rule", "TELE_CONFIG_MODULE/Code_Plan_List[N]/rule"},
		{catalog.XMLLegacy, "IAX2_CONFIG_MODULE", "", "Nonsense", ""},
		{catalog.Sysconf, "sip", "line", "UseTurn", ""},
	} {
		e, ok := catalog.For(test.dialect).ByRule(test.module, test.list, test.key)
		switch {
		case ok != (test.want != ""):
			t.Errorf("%s %s: %v", test.dialect, test.key, ok)
		case ok && e.Path() != test.want:
			t.Errorf("%s %s: %s", test.dialect, test.key, e.Path())
		}
	}
}

func TestNamedByRule(t *testing.T) {
	for _, test := range []struct {
		dialect catalog.Dialect
		name    string
		want    bool
	}{
		{catalog.XMLLegacy, "IAX2_CONFIG_MODULE", true}, {catalog.XMLLegacy, "iax2_CONFIG_MODULE", false},
		{catalog.TextLegacy, "SIP CONFIG MODULE", true}, {catalog.Sysconf, "SIP CONFIG MODULE", false},
	} {
		if got := catalog.For(test.dialect).NamedByRule(test.name); got != test.want {
			t.Errorf("%s %s: %v", test.dialect, test.name, got)
		}
	}
}
