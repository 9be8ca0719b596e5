package cfgfile_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/naming"
)

func ExampleFile_Misfits() {
	f, err := cfgfile.Parse([]byte("<VOIP_CONFIG_FILE><version>2.0002</version></VOIP_CONFIG_FILE>"))
	if err != nil {
		panic(err)
	}
	model, err := naming.LookupModel("X4U")
	if err != nil {
		panic(err)
	}
	for _, m := range f.Misfits("0c383e1a2b3c.xml", model) {
		fmt.Println(m.Message)
	}
	// Output:
	// nobody is known to serve xml-legacy or anything else of generation 1 to the X4U, which is served text-modern (Tancredi) and sysconf (FusionPBX, Wazo)
}

// Files that show their dialect and generation, as small as can be.
const (
	legacyText  = "<<VOIP CONFIG FILE>>Version:2.0002\n<PHONE CONFIG MODULE>\nMenu Password      :1\n<<END OF FILE>>\n"
	modernText  = "<<VOIP CONFIG FILE>>Version:2.0002\n<DSSKEY CONFIG MODULE>\nFuncKey Page Num   :1\n<<END OF FILE>>\n"
	eitherText  = "<<VOIP CONFIG FILE>>Version:2.0002\n<SIP CONFIG MODULE>\nSIP  Port          :5060\n<<END OF FILE>>\n"
	legacyXML   = "<VOIP_CONFIG_FILE><version>2.0002</version></VOIP_CONFIG_FILE>"
	sysconfXML  = "<sysConf><Version>2.0002</Version></sysConf>"
	dottedLines = "#<Voip Config File>#\nVersion = 2.0002\n"
)

func TestMisfitsOfDialects(t *testing.T) {
	for _, c := range []struct {
		model, src string
		want       string // kind, version of firmware and part of the message, ";" between misfits
	}{
		{"X4U", sysconfXML, ""}, {"X4U", modernText, ""}, {"X4U", eitherText, ""},
		{"X4U", legacyXML, "3,,,nobody is known to serve xml-legacy or anything else of generation 1 to the X4U, which is served text-modern (Tancredi) and sysconf (FusionPBX, Wazo)"},
		{"X4U", legacyText, "3,,,nobody is known to serve text-legacy"},
		{"X4U", dottedLines, "2,,,nobody is known to serve dotted to the X4U"},
		{"H5", legacyText, ""}, {"H5", legacyXML, ""}, {"X2", legacyText, ""},
		{"H5", sysconfXML, "3,,,nobody is known to serve sysconf or anything else of generation 2"},
		{"H5", modernText, "3,,,nobody is known to serve text-modern"},
		{"X6", legacyXML, ""}, {"X6", legacyText, ""}, {"X6", sysconfXML, ""}, {"X6V2", modernText, ""},
		{"C600", legacyXML, ""}, {"C600", sysconfXML, ""}, {"C600", dottedLines, ""},
		{"X3U", legacyXML, "2,2.12,,the X3U is reported to ignore xml-legacy from firmware 2.12 on (reports from the field);3,,,nobody is known to serve xml-legacy"},
		{"X3U", sysconfXML, ""},
		{"V64", sysconfXML, "2,2.12,,the V64 is reported to ignore sysconf from firmware 2.12 on (FusionPBX, pull request 7973), which is disputed: FusionPBX and Wazo serve it"},
		{"V66", sysconfXML, "2,2.12,,which is disputed: Wazo serves it"},
		{"V64", legacyXML, "2,,2.12,the V64 is reported to take xml-legacy from firmware 2.12 on, and not before"},
		{"V64", modernText, ""},
		{"V64", legacyText, "3,,,nobody is known to serve text-legacy"},
	} {
		model, err := naming.LookupModel(c.model)
		if err != nil {
			t.Fatal(err)
		}
		f, err := cfgfile.Parse([]byte(c.src))
		if err != nil {
			t.Fatal(err)
		}
		got := f.Misfits("0c383e1a2b3c.cfg", model)
		var want []string
		if c.want != "" {
			want = strings.Split(c.want, ";")
		}
		if len(got) != len(want) {
			t.Errorf("%s, %s: %+v, want %d", c.model, f.Dialect(), got, len(want))
			continue
		}
		for i, m := range got {
			parts := strings.SplitN(want[i], ",", 4)
			if string('0'+rune(m.Kind)) != parts[0] || m.Since != parts[1] || m.Before != parts[2] || !strings.Contains(m.Message, parts[3]) {
				t.Errorf("%s, %s: %+v, want %s", c.model, f.Dialect(), m, want[i])
			}
		}
	}
}

func TestMisfitsOfOtherModels(t *testing.T) {
	x6, err := naming.LookupModel("X6")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, src, want string }{
		{"F0V00X700000.cfg", eitherText, "by its name this is the general file of the X7, not of the X6"},
		{"F0V00X600000.cfg", eitherText, ""}, {"0c383e1a2b3c.cfg", eitherText, ""}, {"office.cfg", eitherText, ""},
		{"office.cfg", strings.Replace(eitherText, "<<END", "Vendor Class ID    :F0V00X700000\n<<END", 1), "the vendor class is that of the X7, not of the X6"},
		{"office.cfg", strings.Replace(eitherText, "<<END", "Vendor Class ID    :f0v00x600000\n<<END", 1), ""},
		{"office.cfg", strings.Replace(eitherText, "<<END", "Vendor Class ID    :Acme\nUse Vendor Class ID:1\n<<END", 1), ""},
		{"office.cfg", "<sysConf><net><VendorClassID>F0V0X7C00000</VendorClassID></net></sysConf>", "the vendor class is that of the X7C, not of the X6"},
		{"office.cfg", "<VOIP_CONFIG_FILE><LAN><Vendor_Class_ID>F0H5HW1.100</Vendor_Class_ID></LAN></VOIP_CONFIG_FILE>", "the vendor class is that of the H5, not of the X6"},
	} {
		f, err := cfgfile.Parse([]byte(c.src))
		if err != nil {
			t.Fatal(err)
		}
		got := f.Misfits(c.name, x6)
		if c.want == "" {
			if len(got) > 0 {
				t.Errorf("%s: %+v", c.name, got)
			}
			continue
		}
		if len(got) != 1 || got[0].Kind != cfgfile.OtherModel || got[0].Message != c.want {
			t.Errorf("%s: %+v, want %s", c.name, got, c.want)
		}
	}
}

// TestServicesHaveDialects holds package naming, which cannot ask package catalog, to the
// names that it has for dialects.
func TestServicesHaveDialects(t *testing.T) {
	for _, m := range naming.Models() {
		for _, s := range m.Services() {
			if _, ok := catalog.ParseDialect(s.Dialect); !ok {
				t.Errorf("%s: %q is no dialect", m.Name, s.Dialect)
			}
		}
		for _, r := range m.FirmwareReports() {
			if _, ok := catalog.ParseDialect(r.Dialect); !ok {
				t.Errorf("%s: %q is no dialect", m.Name, r.Dialect)
			}
		}
	}
}

// TestTextWithoutGeneration: two files whose generation is a guess are of one.
func TestTextWithoutGeneration(t *testing.T) {
	a, err := cfgfile.Parse([]byte(eitherText))
	if err != nil {
		t.Fatal(err)
	}
	b, err := cfgfile.Parse([]byte(strings.Replace(eitherText, "2.0002", "2.0000000002", 1)))
	if err != nil {
		t.Fatal(err)
	}
	if a.Dialect() == b.Dialect() || a.ShowsGeneration() || b.ShowsGeneration() {
		t.Fatalf("%s, %s: the files are to be guessed", a.Dialect(), b.Dialect())
	}
	for _, pair := range [][2]*cfgfile.File{{a, b}, {b, a}} {
		if changes, err := cfgfile.Diff(pair[0], pair[1], cfgfile.ConvertOptions{}); err != nil || len(changes) != 1 {
			t.Errorf("%v, %v", changes, err)
		}
	}
}

// TestDownloadMisfit has what the description keeps from some models.
func TestDownloadMisfit(t *testing.T) {
	for _, c := range []struct {
		key, models string
		why         string
		doubtful    bool
	}{
		{catalog.AccessListKey, "X6", "the X6 takes no access list", false},
		{catalog.AccessListKey, "i31S", "", false},
		{catalog.AccessListKey, "X6 i31S", "", false},
		{catalog.AccessListKey, "X6 X7", "the X6 or X7 takes no access list", false},
		{catalog.LogoKey, "C600", "the C600 is an Android phone", false},
		{catalog.MmisetKey, "F600", "the F600 is an Android phone", false},
		{catalog.LogoKey, "X6", "", false},
		{catalog.DialRulesKey, "X6", "does not say whether the X6 is one", true},
		{catalog.DialRulesKey, "", "", false},
		{catalog.ImageKey, "C600", "", false},
	} {
		var models []naming.Model
		for _, name := range strings.Fields(c.models) {
			model, err := naming.LookupModel(name)
			if err != nil {
				t.Fatal(err)
			}
			models = append(models, model)
		}
		why, doubtful := cfgfile.DownloadMisfit(c.key, models...)
		if (why == "") != (c.why == "") || !strings.Contains(why, c.why) || doubtful != c.doubtful {
			t.Errorf("%s for %q: %q %t", c.key, c.models, why, doubtful)
		}
	}
	for _, m := range naming.Models() { // nobody has seen the name of its general file
		if why, _ := cfgfile.DownloadMisfit(catalog.AccessListKey, m); !m.IsAttested() && why != "" {
			t.Errorf("%s: %s", m.Name, why)
		}
	}
}
