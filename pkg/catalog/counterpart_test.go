package catalog_test

import (
	"testing"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

func TestCounterpart(t *testing.T) {
	for _, test := range []struct {
		from              catalog.Dialect
		module, list, key string
		to                catalog.Dialect
		want              string // "" for none
		link              catalog.Link
	}{
		{catalog.TextLegacy, "SIP CONFIG MODULE", "SIP Line List", "SIP1 Phone Number", catalog.XMLLegacy, "SIP_CONFIG_MODULE/SIP_Line_List[N]/Phone_Number", catalog.Seen},
		{catalog.TextLegacy, "SIP CONFIG MODULE", "", "SIP  Port", catalog.XMLLegacy, "SIP_CONFIG_MODULE/SIP__Port", catalog.Seen},
		{catalog.TextLegacy, "IAX2 CONFIG MODULE", "", "Server   Address", catalog.XMLLegacy, "IAX2_CONFIG_MODULE/Server___Address", catalog.Rule},
		{catalog.TextLegacy, "DHCP CONFIG MODULE", "DHCP List", "Item1 name", catalog.XMLLegacy, "DHCP_CONFIG_MODULE/DHCP_List[N]/name", catalog.Rule},
		{catalog.TextLegacy, "TELE CONFIG MODULE", "", "Dial End With #", catalog.XMLLegacy, "", 0},
		{catalog.TextLegacy, "PHONE CONFIG MODULE", "BW Calllogs Conf", "BWCLog1 URL", catalog.XMLLegacy, "PHONE_CONFIG_MODULE/BW_Calllogs_Conf-[N]/URL", catalog.Seen},
		{catalog.XMLLegacy, "SIP_CONFIG_MODULE", "SIP_Line_List", "Phone_Number", catalog.TextLegacy, "SIP CONFIG MODULE:SIP Line List:SIPN Phone Number", catalog.Seen},
		{catalog.XMLLegacy, "SIP_CONFIG_MODULE", "SIP_Line_List", "DNSSRV", catalog.TextLegacy, "SIP CONFIG MODULE:SIP Line List:SIPN DNSSRV", catalog.Rule},
		{catalog.XMLLegacy, "TELE_CONFIG_MODULE", "Code_Plan_List", "rule", catalog.TextLegacy, "", 0},
		{catalog.XMLLegacy, "EGS_CFG_MODULE", "", "Ring_Duration", catalog.TextLegacy, "EGS CFG MODULE:Ring Duration", catalog.Rule},
		{catalog.TextModern, "SIP CONFIG MODULE", "SIP Line List", "SIP1 SRTP Auth-Tag", catalog.Sysconf, "sip/line[N]/SRTPAuth-Tag", catalog.Seen},
		{catalog.TextModern, "SIP CONFIG MODULE", "SIP Line List", "SIP1 Use Turn", catalog.Sysconf, "sip/line[N]/UseTurn", catalog.Analogy},
		{catalog.TextModern, "BTH CONFIG MODULE", "", "Enable Auto Connection", catalog.Sysconf, "", 0},
		{catalog.Sysconf, "sip", "line", "RegisterAddr", catalog.TextModern, "SIP CONFIG MODULE:SIP Line List:SIPN Register Addr", catalog.Seen},
		{catalog.Sysconf, "phone", "xmlContact", "Addr", catalog.TextModern, "PHONE FEATURE MODULE:Xml PhoneBook:XML-PBookN Addr", catalog.Seen},
		{catalog.Sysconf, "sip", "line", "RegisterAddr", catalog.Dotted, "sip.line.N.RegAddr", catalog.Seen},
		{catalog.Sysconf, "sip", "line", "ProxyAddr", catalog.Dotted, "sip.line.N.ProxyAddr", catalog.Same},
		{catalog.Sysconf, "sip", "line", "CLIR", catalog.Dotted, "", 0},
		{catalog.Dotted, "sip", "line", "RegEnabled", catalog.Sysconf, "sip/line[N]/EnableReg", catalog.Seen},
		{catalog.Dotted, "sip", "line", "MWICode", catalog.Sysconf, "", 0},
		{catalog.Dotted, "qos", "", "VLANID", catalog.Sysconf, "qos/VLANID", catalog.Same},
		{catalog.TextLegacy, "SIP CONFIG MODULE", "", "SIP  Port", catalog.TextModern, "", 0},
		{catalog.TextModern, "SIP CONFIG MODULE", "", "SIP  Port", catalog.Dotted, "", 0},
		{catalog.TextModern, "SIP CONFIG MODULE", "SIP Line List", "SIP1 Register Addr", catalog.Dotted, "sip.line.N.RegAddr", catalog.Seen},
		{catalog.TextModern, "SIP CONFIG MODULE", "SIP Line List", "SIP1 Proxy Addr", catalog.Dotted, "sip.line.N.ProxyAddr", catalog.Same},
		{catalog.Dotted, "sip", "line", "RegAddr", catalog.TextModern, "SIP CONFIG MODULE:SIP Line List:SIPN Register Addr", catalog.Seen},
	} {
		e, ok := catalog.For(test.from).Lookup(test.module, test.list, test.key)
		if !ok {
			t.Errorf("%s %s is not known", test.from, test.key)
			continue
		}
		c, ok := e.Counterpart(test.to)
		switch {
		case ok != (test.want != ""):
			t.Errorf("%s to %s: %v, %s", e.Path(), test.to, ok, c.Path())
		case ok && (c.Path() != test.want || c.Link != test.link || c.Dialect != test.to):
			t.Errorf("%s to %s: %s, %s", e.Path(), test.to, c.Path(), c.Link)
		}
	}
}

// TestCounterpartsAgree goes from every key to its counterpart and back.
func TestCounterpartsAgree(t *testing.T) {
	for _, pair := range [][2]catalog.Dialect{
		{catalog.TextLegacy, catalog.XMLLegacy}, {catalog.XMLLegacy, catalog.TextLegacy}, {catalog.TextModern, catalog.Sysconf},
		{catalog.Sysconf, catalog.TextModern}, {catalog.Dotted, catalog.Sysconf}, {catalog.Sysconf, catalog.Dotted},
		{catalog.TextModern, catalog.Dotted}, {catalog.Dotted, catalog.TextModern},
	} {
		links := map[catalog.Link]int{}
		for e := range catalog.For(pair[0]).Entries() {
			c, ok := e.Counterpart(pair[1])
			links[c.Link]++
			if !ok || c.Link == catalog.Rule || c.Link == catalog.Analogy {
				continue
			}
			list, _ := catalog.For(pair[1]).Scope(c.Module, c.List)
			if list == nil {
				t.Errorf("%s: no place for %s", e.Path(), c.Path())
				continue
			}
			for other := range list.Entries() {
				if other.Key() != c.Key {
					continue
				}
				if back, ok := other.Counterpart(pair[0]); !ok || back.Path() != e.Path() && e.Doubt() == "" {
					t.Errorf("%s is %s, and that is %s", e.Path(), c.Path(), back.Path())
				}
				if (other.Kind() == catalog.Secret) != e.Secret() {
					t.Errorf("%s and %s differ in whether they hold a secret", e.Path(), other.Path())
				}
			}
		}
		t.Logf("%s to %s: %v", pair[0], pair[1], links)
	}
}

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
