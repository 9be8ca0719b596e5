package lint

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/naming"
)

func itoa(n int) string { return strconv.Itoa(n) }

func TestFileName(t *testing.T) {
	var cases []ruleCase
	for _, near := range []string{"00-15-65-11-3A-F8.cfg", "001565113AF8.cfg", "conf/00:15:65:11:3a:f8.xml", "F0V00x600000.cfg", "f0x4hw1.100.cfg", "dir\\0015.6511.3AF8.txt"} {
		for _, content := range []string{legacy(), sysconf(), dotted(), "<html></html>", ""} {
			cases = append(cases, ruleCase{name: near, file: near, src: content, at: []string{"1:1"}})
		}
	}
	for _, fine := range []string{"001565113af8.cfg", "conf/001565113af8.xml", "F0V00X600000.cfg", "f0X4hw1.100.cfg", "office.cfg", "$mac.cfg", "-", "a b.txt"} {
		cases = append(cases, ruleCase{name: fine, file: fine, src: legacy()})
	}
	checkRule(t, "FV401", Options{}, cases)
}

func TestFileNameSuggestion(t *testing.T) {
	findings := mustNew(t, Options{Only: []string{"FV401"}}).Lint("conf/00-15-65-11-3A-F8.cfg", []byte(legacy()))
	if len(findings) != 1 || findings[0].Suggestion != "001565113af8.cfg" {
		t.Errorf("%+v", findings)
	}
}

func TestModelMismatch(t *testing.T) {
	x6, err := naming.LookupModel("X6")
	if err != nil {
		t.Fatal(err)
	}
	class := func(value string) string { return legacy("<GLOBAL CONFIG MODULE>", "Vendor Class ID    :"+value) }
	checkRule(t, "FV402", Options{Model: &x6}, []ruleCase{
		{name: "another's general file", file: "F0V00X700000.cfg", src: legacy(), at: []string{"1:1"}},
		{name: "another's general file as XML", file: "a/F0V00X700000.xml", src: sysconf(), at: []string{"1:1"}},
		{name: "another's vendor class", src: class("F0V00X700000"), at: []string{"3:21"}},
		{name: "another's vendor class in other letters", src: class("f0v00x700000"), at: []string{"3:21"}},
		{name: "another's in sysconf", src: sysconf("<net>", "<VendorClassID>F0V00X700000</VendorClassID></net>"), at: []string{"4:16"}},
		{name: "another's in xml-legacy", src: xmlLegacy("<M>", "<Vendor_Class_ID>F0V00X700000</Vendor_Class_ID></M>"), at: []string{"4:18"}},
		{name: "another's in dotted", src: dotted("net.VendorClassID = F0V00X700000"), at: []string{"3:21"}},
		{name: "its own", file: "F0V00X600000.cfg", src: class("F0V00X600000")},
		{name: "its own class in other letters", src: class("f0v00x600000")},
		{name: "a device file", file: "001565113af8.cfg", src: legacy()},
		{name: "no class", src: class("")},
		{name: "a class of one's own", src: class("office")},
	})
	if findings := mustNew(t, Options{}).Lint("F0V00X700000.cfg", []byte(modern("<NET CONFIG MODULE>", "Vendor Class ID    :F0V00X600000"))); len(findings) != 0 {
		t.Errorf("without a model: %+v", findings)
	}
}

// TestModelMismatchOfDialects has the model given, or else the general file's name tell it.
func TestModelMismatchOfDialects(t *testing.T) {
	newText := modern("<DSSKEY CONFIG MODULE>", "FuncKey Page Num   :1")
	oldText := legacy("<PHONE CONFIG MODULE>", "Menu Password      :1")
	either := legacy("<SIP CONFIG MODULE>", "SIP  Port          :5060")
	for _, c := range []struct {
		model, file, src string
		want             string // the severity and a part of the message
	}{
		{"X4U", "office.cfg", oldText, "warning: nobody is known to serve text-legacy"},
		{"X4U", "office.cfg", xmlLegacy("<M></M>"), "warning: nobody is known to serve xml-legacy"},
		{"X4U", "office.cfg", dotted("sip.SIPPort = 5060"), "warning: nobody is known to serve dotted"},
		{"X4U", "office.cfg", newText, ""},
		{"X4U", "office.cfg", sysconf("<sip></sip>"), ""},
		{"X4U", "office.cfg", either, ""},
		{"H5", "office.cfg", newText, "warning: nobody is known to serve text-modern"},
		{"X6", "office.cfg", xmlLegacy("<M></M>"), ""},
		{"C600", "office.cfg", oldText, ""},
		{"V64", "office.cfg", sysconf("<sip></sip>"), "warning: the V64 is reported to ignore sysconf from firmware 2.12 on"},
		{"X3U", "office.cfg", xmlLegacy("<M></M>"), "warning: the X3U is reported to ignore xml-legacy from firmware 2.12 on"},
		{"X7", "F0V0X4U00000.cfg", oldText, "error: by its name this is the general file of the X4U"},
		{"", "F0V0X4U00000.cfg", oldText, "warning: nobody is known to serve text-legacy"},
		{"", "F0V0X4U00000.xml", xmlLegacy("<M></M>"), "warning: nobody is known to serve xml-legacy"},
		{"", "F0V0X4U00000.cfg", newText, ""},
		{"", "F0V0V6400000.cfg", sysconf("<sip></sip>"), ""},
		{"", "F0V0X4U00000.cfg", modern("<DSSKEY CONFIG MODULE>", "Vendor Class ID    :F0V00X700000"), ""},
		{"", "office.cfg", oldText, ""},
		{"", "0c383e1a2b3c.cfg", oldText, ""},
	} {
		options := Options{Only: []string{"FV402"}}
		if c.model != "" {
			model, err := naming.LookupModel(c.model)
			if err != nil {
				t.Fatal(err)
			}
			options.Model = &model
		}
		var got []string
		for _, f := range mustNew(t, options).Lint(c.file, []byte(c.src)) {
			got = append(got, f.Severity.String()+": "+f.Message)
		}
		if c.want == "" && len(got) > 0 || c.want != "" && (len(got) != 1 || !strings.HasPrefix(got[0], c.want)) {
			t.Errorf("%s, %s: %q, want %q", c.model, c.file, got, c.want)
		}
	}
}

// TestModelMismatchOfInferredNames is about models whose files may be those of others.
func TestModelMismatchOfInferredNames(t *testing.T) {
	for _, test := range []struct {
		model, file string
		want        []Severity
	}{
		{"X6", "F0VX30100000.cfg", []Severity{Warning}},
		{"X301", "F0V00X600000.cfg", []Severity{Warning}},
		{"X2P", "f0X2hw1.100.cfg", nil}, // the X2's, which it is a variant of
		{"X2", "f0X2hw1.100.cfg", nil},
		{"X4", "f0X2hw1.100.cfg", []Severity{Error}},
		{"X1S", "f0X2hw1.100.cfg", nil}, // nobody knows what it asks for
		{"i10S", "F0Vi10S00000.cfg", nil},
	} {
		model, err := naming.LookupModel(test.model)
		if err != nil {
			t.Fatal(err)
		}
		var got []Severity
		for _, f := range mustNew(t, Options{Only: []string{"FV402"}, Model: &model}).Lint(test.file, []byte(legacy())) {
			got = append(got, f.Severity)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s for the %s: %v, want %v", test.file, test.model, got, test.want)
		}
	}
}

func TestKeySyntax(t *testing.T) {
	key := strings.Repeat("0123456789abcdef", 4)
	module := func(lines ...string) string {
		return legacy(append([]string{"<AUTOUPDATE CONFIG MODULE>"}, lines...)...)
	}
	checkRule(t, "FV406", Options{}, []ruleCase{
		{name: "short", src: module("Config File Key    :1234"), at: []string{"3:21"}},
		{name: "one too many", src: module("Common Cfg File Key:" + key + "0"), at: []string{"3:21"}},
		{name: "not hexadecimal", src: module("Device Cfg File Key:" + key[:63] + "g"), at: []string{"3:21"}},
		{name: "sysconf", src: sysconf("<ap>", "<DeviceCfgFileKey>1</DeviceCfgFileKey>", "<CommonCfgFileKey>2</CommonCfgFileKey></ap>"), at: []string{"4:19", "5:19"}},
		{name: "xml-legacy", src: xmlLegacy("<M>", "<Config_File_Key>1</Config_File_Key></M>"), at: []string{"4:18"}},
		{name: "dotted", src: dotted("ap.DeviceCfgFileKey = 1"), at: []string{"3:23"}},
		{name: "right", src: module("Config File Key    :"+key, "Common Cfg File Key:"+strings.ToUpper(key))},
		{name: "empty", src: module("Config File Key    :")},
		{name: "another key", src: module("Dsskey             :1", "Hot Key            :2")},
	})
}
