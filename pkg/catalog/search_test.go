package catalog_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

func paths(entries []catalog.Entry) []string {
	var all []string
	for _, e := range entries {
		all = append(all, e.Dialect().String()+" "+e.Path())
	}
	return all
}

func TestQueryExact(t *testing.T) {
	for text, want := range map[string][]string{
		"DTMF Mode": {
			"text-legacy SIP CONFIG MODULE:DTMF Mode", "text-legacy SIP CONFIG MODULE:Dtmf Mode", "text-legacy SIP CONFIG MODULE:SIP Line List:SIPN DTMF Mode",
			"text-modern SIP CONFIG MODULE:SIP Line List:SIPN DTMF Mode", "xml-legacy SIP_CONFIG_MODULE/SIP_Line_List[N]/DTMF_Mode", "sysconf sip/line[N]/DTMFMode",
		},
		"SIP3 Register Port":         {"text-legacy SIP CONFIG MODULE:SIP Line List:SIPN Register Port", "text-modern SIP CONFIG MODULE:SIP Line List:SIPN Register Port"},
		"sip/line[2]/registerport":   {"sysconf sip/line[N]/RegisterPort"},
		"sip.line.1.RegAddr":         {"dotted sip.line.N.RegAddr"},
		"MMI CONFIG MODULE:Web Port": {"text-legacy MMI CONFIG MODULE:Web Port", "text-modern MMI CONFIG MODULE:Web Port"},
		"Host Name :":                {"text-legacy GLOBAL CONFIG MODULE:Host Name", "text-modern PHONE FEATURE MODULE:Display Input:Host Name", "xml-legacy GLOBAL_CONFIG_MODULE/Host_Name", "sysconf phone/display/HostName"},
		"Auto Pbook Url":             {"text-legacy AUTOUPDATE CONFIG MODULE:Auto Pbook Url", "text-modern AUTOUPDATE CONFIG MODULE:Auto Pbook Url", "xml-legacy AUTOUPDATE_CONFIG_MODULE/Auto_Pbook_Url"},
		"Auto etc Url":               {"text-legacy AUTOUPDATE CONFIG MODULE:Auto Etc Url", "text-modern AUTOUPDATE CONFIG MODULE:Auto Etc Url", "xml-legacy AUTOUPDATE_CONFIG_MODULE/Auto_Etc_Url"},
		"SIP1 No Such Key":           nil,
		"*VLAN*":                     nil,
	} {
		q, err := catalog.ParseQuery(text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
		}
		if got := paths(q.Exact()); !slices.Equal(got, want) {
			t.Errorf("%q: %q", text, got)
		}
	}
}

func TestQuerySearch(t *testing.T) {
	for _, test := range []struct {
		text  string
		has   []string
		hasNo []string
	}{
		{"vlan", []string{"sysconf qos/EnableVLAN", "text-modern QOS CONFIG MODULE:Enable VLAN", "dotted qos.VLANEnabled"}, []string{"sysconf qos/EnablePVID"}},
		{"*VLAN*", []string{"sysconf qos/EnableVLAN", "dotted qos.VLANEnabled"}, nil},
		{"*vlan", []string{"sysconf qos/EnableVLAN"}, []string{"dotted qos.VLANEnabled"}},
		{"Register", []string{"sysconf sip/line[N]/RegisterAddr", "xml-legacy SIP_CONFIG_MODULE/SIP_Line_List[N]/Register_Addr"}, []string{"dotted sip.line.N.RegAddr"}},
		{"register a?dr", nil, []string{"sysconf sip/line[N]/RegisterPort"}},
		{"register a??r", []string{"sysconf sip/line[N]/RegisterAddr"}, nil},
		{"sip/line[1]/Reg*", []string{"sysconf sip/line[N]/RegisterAddr"}, []string{"sysconf sip/line[N]/EnableReg", "dotted sip.line.N.RegAddr"}},
		{"qos/*", []string{"sysconf qos/EnableVLAN", "sysconf qos/EnablePVID"}, []string{"dotted qos.VLANEnabled"}},
		{"SIP* Register Addr", []string{"text-modern SIP CONFIG MODULE:SIP Line List:SIPN Register Addr"}, nil},
		{"SIP1 Register", []string{"text-modern SIP CONFIG MODULE:SIP Line List:SIPN Register Addr"}, []string{"sysconf sip/line[N]/RegisterAddr"}},
	} {
		q, err := catalog.ParseQuery(test.text)
		if err != nil {
			t.Errorf("%q: %v", test.text, err)
		}
		got := paths(q.Search())
		for _, want := range test.has {
			if !slices.Contains(got, want) {
				t.Errorf("%q does not find %s among %d", test.text, want, len(got))
			}
		}
		for _, wrong := range test.hasNo {
			if slices.Contains(got, wrong) {
				t.Errorf("%q finds %s", test.text, wrong)
			}
		}
	}
	q, _ := catalog.ParseQuery("fused")
	if !q.Matches("fused-lines") || q.Matches("header-length") || len(q.Search()) > 0 {
		t.Error("fused is a part of fused-lines, and of no key")
	}
	// What was seen only as a mistake is found where nothing else is.
	q, _ = catalog.ParseQuery("sysConf/x")
	if q.Matches("x") {
		t.Error("a path is no name")
	}
	q, _ = catalog.ParseQuery("timePlan/KeyLockPassword")
	if found := q.Exact(); len(found) != 1 || found[0].Doubt() == "" {
		t.Errorf("%q", paths(found))
	}
}

func TestQueryModules(t *testing.T) {
	for text, want := range map[string][]string{
		"AUTOUPDATE CONFIG MODULE":  {"text-legacy AUTOUPDATE CONFIG MODULE", "text-modern AUTOUPDATE CONFIG MODULE", "xml-legacy AUTOUPDATE_CONFIG_MODULE"},
		"global config module:":     {"text-legacy GLOBAL CONFIG MODULE", "xml-legacy GLOBAL_CONFIG_MODULE"},
		"vqm":                       {"sysconf vqm"},
		"AUTOUPDATE":                nil,
		"QOS CONFIG MODULE:VLAN ID": nil,
	} {
		q, err := catalog.ParseQuery(text)
		if err != nil {
			t.Errorf("%q: %v", text, err)
		}
		var got []string
		for _, s := range q.Modules() {
			got = append(got, s.Dialect().String()+" "+s.Path())
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q", text, got)
		}
	}
	q, _ := catalog.ParseQuery("autoupdate")
	if got := q.SearchModules(); len(got) != 3 {
		t.Errorf("%d modules", len(got))
	}
	if q, _ := catalog.ParseQuery("interval"); len(q.SearchLabels()) != 3 {
		t.Errorf("%d labels", len(q.SearchLabels()))
	}
}

// TestQueryByPath finds every key by the path that a search lists.
func TestQueryByPath(t *testing.T) {
	if testing.Short() {
		t.Skip("no goroutine takes part")
	}
	for _, d := range catalog.Dialects() {
		for e := range catalog.For(d).Entries() {
			q, err := catalog.ParseQuery(e.Path())
			if err != nil {
				t.Errorf("%s: %v", e.Path(), err)
				continue
			}
			if found := q.Exact(); e.Doubt() == "" && !slices.Contains(found, e) || len(found) == 0 {
				t.Errorf("%s %s: %q", d, e.Path(), paths(found))
			}
		}
	}
}

func TestBadQuery(t *testing.T) {
	for text, want := range map[string]string{
		"":                          "is empty",
		" \t":                       "is empty",
		"*":                         "matches every key",
		"**?*":                      "matches every key",
		"*/*":                       "matches every key",
		":":                         "is empty",
		strings.Repeat("x", 10<<10): "has 10240 bytes",
		strings.Repeat("*x", 100):   "",
	} {
		_, err := catalog.ParseQuery(text)
		if (err == nil) != (want == "") || err != nil && (!strings.Contains(err.Error(), want) || len(err.Error()) > 200) {
			t.Errorf("%.20q: %v", text, err)
		}
	}
}

// FuzzQuery asks for anything: no panic, in bounded time, and what is exact is found by
// a search, too.
func FuzzQuery(f *testing.F) {
	for _, seed := range []string{"vlan", "*VLAN*", "SIP1 Register Port", "sip/line[1]/Reg*", "sip.line.1.RegAddr", "a:b/c.d", "\xff*?", "???", strings.Repeat("*a", 120)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q, err := catalog.ParseQuery(text)
		if err != nil {
			return
		}
		began := time.Now()
		found := paths(q.Search())
		for _, e := range q.Exact() {
			if path := paths([]catalog.Entry{e})[0]; !slices.Contains(found, path) && !strings.ContainsAny(e.Key(), "/0123456789") {
				t.Errorf("%q: %s is exact, and not found", text, path)
			}
		}
		q.Matches(text)
		if took := time.Since(began); took > 20*time.Second {
			t.Errorf("%q took %v", text, took)
		}
	})
}
