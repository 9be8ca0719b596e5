package catalog_test

import (
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

func TestCheck(t *testing.T) {
	keys := map[string]struct{ module, list, key string }{
		"flag":        {"qos", "", "EnableVLAN"},
		"switch":      {"qos", "", "EnablePVID"},
		"port":        {"sip", "line", "RegisterPort"},
		"integer":     {"sip", "line", "RegisterTTL"},
		"enumeration": {"sip", "line", "Transport"},
		"words":       {"log", "", "Level"},
		"ipv4":        {"net", "", "WANIP"},
		"host":        {"sip", "line", "RegisterAddr"},
		"url":         {"ap", "", "FlashServerIP"},
		"mac":         {"dsskey", "", "DSSExtend1MAC"},
		"secret":      {"sip", "line", "RegisterPswd"},
		"text":        {"sip", "line", "DisplayName"},
		"unknown":     {"sip", "line", "PhonePort"},
		"zone":        {"phone", "date", "TimeZone"},
		"observed":    {"android", "dspConfig", "VideoDisplayMosaic"},
	}
	for _, test := range []struct{ kind, value, says string }{
		{"flag", "1", ""},
		{"flag", "2", ""}, // some flags count further on other phones
		{"flag", "yes", "neither 0 nor 1"},
		{"flag", "5060", "neither 0 nor 1"},
		{"flag", "$vlan", ""},
		{"flag", "{{ vlan }}", ""},
		{"port", "0", ""},
		{"port", "65535", ""},
		{"port", "70000", "no port"},
		{"port", "-1", "no port"},
		{"port", "sip", "no port"},
		{"port", "192.0.2.10", "no port"}, // an address for documentation stands for an address
		{"port", "198.51.100.7", "no port"},
		{"flag", "203.0.113.9", "neither 0 nor 1"},
		{"integer", "192.0.2.10", "no number"},
		{"mac", "192.0.2.10", "no MAC address"},
		{"host", "192.0.2.10", ""},
		{"ipv4", "198.51.100.7", ""},
		{"url", "203.0.113.9", ""},
		{"url", "http://203.0.113.9/x", ""},
		{"port", "192.0.3.10", "no port"},
		{"port", "50$0", "no port"}, // a mark alone is no macro and no tag
		{"port", "5060$", "no port"},
		{"port", "$5060", "no port"},
		{"port", "{5060}", "no port"},
		{"port", "50{60", "no port"},
		{"port", "<5060>", "no port"},
		{"port", "5060>", "no port"},
		{"port", "100%", "no port"},
		{"port", "%50%60", "no port"},
		{"port", "#5060", "no port"},
		{"port", "5060#", "no port"},
		{"flag", "<", "neither 0 nor 1"},
		{"flag", "#", ""}, // withheld
		{"mac", "$mac", ""},
		{"port", "$port", ""},
		{"port", "${port}", ""},
		{"port", "50{$digits}", ""},
		{"port", "{{port}}", ""},
		{"port", "{% if tls %}5061{% endif %}", ""},
		{"port", "<?= $port ?>", ""},
		{"port", "<%= port %>", ""},
		{"port", "<port>", ""},
		{"port", "%PORT%", ""},
		{"port", "%%port%%", ""},
		{"port", "%(port)s", ""},
		{"port", "##PORT##", ""},
		{"host", "$id@ $ip", ""},
		{"integer", "3600", ""},
		{"integer", "999999", ""}, // beyond what was seen is no mistake
		{"integer", "-1", ""},
		{"integer", "512KB", ""},
		{"integer", "soon", "no number"},
		{"integer", "-", "no number"},
		{"integer", "1.5", ""},
		{"integer", "192.168.1.1", "no number"},
		{"switch", "20", ""}, // 0, 1 and 2 are written by templates, so it is no flag
		{"enumeration", "17", ""},
		{"enumeration", "tcp", ""},
		{"enumeration", "true", "only numbers were seen"},
		{"words", "on", ""},
		{"ipv4", "192.168.1.1", ""},
		{"ipv4", "192.168.001.1", ""},
		{"ipv4", "192.168.1.256", "no IPv4 address"},
		{"ipv4", "192.168.1", "no IPv4 address"},
		{"ipv4", "phone.example", "no IPv4 address"},
		{"host", "sip.example.com", ""},
		{"host", "sip_1.example.com", ""},
		{"host", "[2001:db8::1]", ""},
		{"host", "sip .example.com", "holds a space"},
		{"host", "10.0.0.300", "no IPv4 address"},
		{"url", "https://example.com/a b", "holds a space"},
		{"url", "https://example.com/app", ""},
		{"url", "example.com", ""},
		{"url", "tftp://", "no URL"},
		{"url", "http://[::1", "no URL"},
		{"mac", "00:a8:59:01:02:03", ""},
		{"mac", "00a859010203", ""},
		{"mac", "00a85901020", "no MAC address"},
		{"mac", "00a85901020g", "no MAC address"},
		{"secret", "any thing", ""},
		{"text", "any thing", ""},
		{"unknown", "any thing", ""},
		{"zone", "any thing", ""},
		{"observed", "17", ""},
		{"observed", "x", ""},
		{"observed", "Yes", "only numbers were seen"},
		{"flag", "", ""},
		{"flag", "###", ""},
	} {
		at := keys[test.kind]
		e, ok := catalog.For(catalog.Sysconf).Lookup(at.module, at.list, at.key)
		if !ok {
			t.Fatalf("%s is not known", at.key)
		}
		got := e.Check(test.value)
		if (got == "") != (test.says == "") || !strings.Contains(got, test.says) {
			t.Errorf("%s %q: %q", at.key, test.value, got)
		}
		if len(test.value) > 4 && strings.Contains(got, test.value) {
			t.Errorf("%q repeats the value", got)
		}
	}
}
