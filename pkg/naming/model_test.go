package naming_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/naming"
)

// vendorRows are the tables of section 4.1 as printed, in their order, misprints and
// all. They are written down here apart from the package's own table.
var vendorRows = []struct{ printed, file string }{
	{"X1", "f0X1hw1.100.cfg"},
	{"X2", "f0X2hw1.100.cfg"},
	{"X3S", "f0X3Shw1.100.cfg"},
	{"X4", "f0X4hw1.100.cfg"},
	{"H2S", "f0H2Shw1.100.cfg"},
	{"H3", "f0H3hw1.100.cfg"},
	{"H5", "f0H5hw1.100.cfg"},
	{"i16V", "f0i16Vhw1.100.cfg"},
	{"i20S", "f0i20SVhw1.100.cfg"},
	{"i30", "f0i30hw1.100.cfg"},
	{"i23S", "f0i23Shw1.100.cfg"},
	{"i31S", "f0i31Shw1.100.cfg"},
	{"i12", "f0i12hw1.100.cfg"},
	{"i18S", "f0i18Shw1.100.cfg"},
	{"PA2", "f0PA2hw1.100.cfg"},
	{"i13W", "f0i13Whw1.100.cfg"},
	{"I32V", "f0i32Vhw1.100.cfg"},
	{"133V", "f0i33Vhw1.100.cfg"},
	{"IW30", "f0iW30hw1.100.cfg"},
	{"EIM-01", "f0EIM-01hw1.100.cfg"},
	{"X5S", "F0V0X5S00000.cfg"},
	{"X6", "F0V00X600000.cfg"},
	{"X7", "F0V00X700000.cfg"},
	{"X7C", "F0V0X7C00000.cfg"},
	{"X210", "F0VX21000000.cfg"},
	{"F600", "f0F06000000.cfg"},
	{"C600", "f0C06000000.cfg"},
	{"C400", "f0C04000000.cfg"},
}

func TestVendorRows(t *testing.T) {
	seen := map[string]bool{}
	for _, row := range vendorRows {
		m, err := naming.LookupModel(row.printed)
		if err != nil {
			t.Errorf("%s: %v", row.printed, err)
			continue
		}
		if m.GeneralFile != row.file || m.FileName(naming.CFG) != row.file {
			t.Errorf("%s: got %s and %s, want %s", row.printed, m.GeneralFile, m.FileName(naming.CFG), row.file)
		}
		if m.Standing != naming.Vendor || !strings.Contains(m.Source, "Description 1.1") {
			t.Errorf("%s: standing %s, source %q", row.printed, m.Standing, m.Source)
		}
		if row.printed != m.Name && !strings.Contains(m.Note, row.printed) {
			t.Errorf("%s: the note of %s does not say how it is printed: %q", row.printed, m.Name, m.Note)
		}
		seen[m.Name] = true
	}
	for i, m := range naming.Models() {
		if inDescription := i < len(vendorRows); (m.Standing == naming.Vendor) != inDescription || seen[m.Name] != inDescription {
			t.Errorf("row %d: %s has standing %s", i, m.Name, m.Standing)
		}
	}
}

func TestReportedRows(t *testing.T) {
	for _, row := range []struct{ name, file string }{
		{"C58", "f0C00580000.cfg"}, {"X3SG", "f0X3sghw1.100.cfg"}, {"X6V2", "F0000X600000.cfg"},
		{"V62", "F0V0V6200000.cfg"}, {"V62Pro", "F0V0V6210000.cfg"}, {"V61G", "F0VV61G00000.cfg"},
		{"H2U-V2", "F0V2UV200000.cfg"}, {"i10S", "F0V10S00000.cfg"}, {"W611W", "F0V611W00000.cfg"},
		{"X6U", "F0V0X6U00000.cfg"}, {"A30", "A0V0A3000000.cfg"}, {"DPH-150GE", "f0DPH-150GEhw1.100.cfg"},
	} {
		m, err := naming.LookupModel(row.name)
		if err != nil || m.GeneralFile != row.file || m.Standing != naming.Reported {
			t.Errorf("%s: %s, %s, %v; want %s", row.name, m.GeneralFile, m.Standing, err, row.file)
		}
	}
	counts := map[naming.Standing]int{}
	for _, m := range naming.Models() {
		counts[m.Standing]++
	}
	for standing, want := range map[naming.Standing]int{
		naming.Vendor: 28, naming.Reported: 47, naming.Inferred: 43, naming.InferredBase: 4, naming.Unknown: 25,
	} {
		if counts[standing] != want {
			t.Errorf("%d models are %s, want %d", counts[standing], standing, want)
		}
	}
}

// TestTable holds the table to what the package takes for granted.
func TestTable(t *testing.T) {
	names, stems := map[string]string{}, map[string]string{}
	fold := strings.NewReplacer("-", "", "_", "", " ", "")
	for _, m := range naming.Models() {
		key := strings.ToLower(fold.Replace(m.Name))
		if other, ok := names[key]; ok {
			t.Errorf("%s and %s cannot be told apart", m.Name, other)
		}
		names[key] = m.Name
		stem, ok := strings.CutSuffix(m.GeneralFile, ".cfg")
		if ok == (m.Standing == naming.Unknown) || m.Source == "" {
			t.Errorf("%s: general file %q, source %q", m.Name, m.GeneralFile, m.Source)
		}
		known := slices.Concat([]string{stem}, m.Alternates, m.Rejected)
		if m.Standing == naming.Unknown || stems[strings.ToLower(stem)] != "" && !m.IsAttested() {
			known = known[1:] // none of its own
		}
		for _, s := range known {
			if strings.ContainsAny(s, "oO") {
				t.Errorf("%s: %s has a letter O, which is taken for a slip", m.Name, s)
			}
			// Also without regard to case: a name in the wrong case must have one owner.
			if other, ok := stems[strings.ToLower(s)]; ok {
				t.Errorf("%s is a name of both %s and %s", s, m.Name, other)
			}
			stems[strings.ToLower(s)] = m.Name
		}
	}
}

func TestModelsGivesACopy(t *testing.T) {
	for _, spoil := range []func() naming.Model{
		func() naming.Model { m, _ := naming.LookupModel("V61G"); return m },
		func() naming.Model { return naming.Identify("F0VV61G00000.cfg").Models[0] },
		func() naming.Model { return naming.Identify("F0VV61G0000.cfg").Near.Models[0] },
		func() naming.Model {
			for _, m := range naming.Models() {
				if m.Name == "V61G" {
					return m
				}
			}
			return naming.Model{}
		},
	} {
		spoilt := spoil()
		spoilt.Alternates[0] = "spoilt"
		if id := naming.Identify("F0V0V61G0000.cfg"); id.Kind != naming.GeneralFile {
			t.Fatal("a caller could change the table")
		}
	}
	x5s, _ := naming.LookupModel("X5S")
	x5s.Rejected[0] = "spoilt"
	if naming.Identify("F0V00X5S0000.cfg").Near == nil {
		t.Fatal("a caller could change the table")
	}
	naming.Models()[0].Name = "spoilt"
	if naming.Models()[0].Name != "X1" {
		t.Fatal("a caller could change the table")
	}
}

func TestStandingString(t *testing.T) {
	for s, want := range map[naming.Standing]string{
		naming.Vendor: "vendor", naming.Reported: "reported", naming.Inferred: "inferred", naming.InferredBase: "inferred (base)",
		naming.Unknown: "unknown", 9: "Standing(9)",
	} {
		if got := s.String(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestModelFileName(t *testing.T) {
	m, _ := naming.LookupModel("X4")
	for ext, want := range map[naming.Ext]string{
		naming.CFG: "f0X4hw1.100.cfg", naming.TXT: "f0X4hw1.100.txt", naming.XML: "f0X4hw1.100.xml",
	} {
		if got := m.FileName(ext); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if got := (naming.Model{}).FileName(naming.CFG); got != "" {
		t.Errorf("the zero Model has the file %q", got)
	}
}

func TestTakesAccessList(t *testing.T) {
	for name, want := range map[string]bool{"i31s": true, "133V": true, "X6": false, "i16V": false} {
		m, err := naming.LookupModel(name)
		if err != nil {
			t.Fatal(err)
		}
		if m.TakesAccessList() != want {
			t.Errorf("%s: %t", name, !want)
		}
	}
}

func mustModel(t *testing.T, name string) naming.Model {
	t.Helper()
	m, err := naming.LookupModel(name)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestServices(t *testing.T) {
	for _, c := range []struct {
		model    string
		dialects []string // sorted, each once
	}{
		{"H5", []string{"text-legacy", "xml-legacy"}},
		{"X4U", []string{"sysconf", "text-modern"}},
		{"X6", []string{"sysconf", "text-modern", "xml-legacy"}},
		{"X6V2", []string{"sysconf", "text-modern", "xml-legacy"}},
		{"V62Pro", []string{"sysconf"}},
		{"X210", []string{"sysconf", "text-modern"}},
		{"C600", nil},
	} {
		var got []string
		for _, s := range mustModel(t, c.model).Services() {
			got = append(got, s.Dialect)
			if s.By == "" {
				t.Errorf("%s, %s: nobody serves it", s.Model, s.Dialect)
			}
		}
		slices.Sort(got)
		if got = slices.Compact(got); !slices.Equal(got, c.dialects) {
			t.Errorf("%s: %v, want %v", c.model, got, c.dialects)
		}
	}
}

func TestServicesOfAModelThatTheTableLacks(t *testing.T) {
	for name, keys := range map[string]int{"NPX5": 34, "V61": 12, "NPX210": 106} {
		m := naming.Model{Name: name}
		if most, by := m.Keys(); most != keys || by == "" || len(m.Services()) == 0 {
			t.Errorf("%s: %d keys by %q, %v", name, most, by, m.Services())
		}
	}
}

// TestLines has the largest number that any source has.
func TestLines(t *testing.T) {
	for name, want := range map[string]int{
		"X1S": 2, "X301": 2, "X305": 2, "X306": 2, "X3S-Lite": 2, "H2": 2, "H5": 2, "i30": 2, "i16SV": 2, "PA2": 2,
		"X3SG": 4, "X3SW": 4, "X3S-Pro": 4, "X303": 4, "H2U-V2": 4, "X4": 4, "X3U-Pro": 4,
		"X3U": 6, "X6": 6, "X5S": 6, "X4SG": 6, "X4U": 12, "X5U": 16,
		"X6U": 20, "X7": 20, "X7A": 20, "X7C": 20, "X210": 20,
		"V64": 0, "W611W": 0, "X5U-V2": 0, "HX": 0, "iW30": 0, "P2": 0, "": 0,
	} {
		if most, by := (naming.Model{Name: name}).Lines(); most != want || (by == "") != (want == 0) {
			t.Errorf("%s: %d lines by %q, want %d", name, most, by, want)
		}
	}
}

func TestKeys(t *testing.T) {
	for name, want := range map[string]int{"X4U": 33, "X3": 2, "V67": 116, "x6": 60, "H5": 6, "V62-Pro": 0, "C600": 0} {
		if most, _ := (naming.Model{Name: name}).Keys(); most != want {
			t.Errorf("%s: %d keys, want %d", name, most, want)
		}
	}
}

func TestFirmwareReports(t *testing.T) {
	for name, want := range map[string]int{"V64": 2, "V62Pro": 2, "V61W": 2, "X3U": 1, "X3U-Pro": 0, "V50G": 0, "NPV61": 0} {
		if got := (naming.Model{Name: name}).FirmwareReports(); len(got) != want {
			t.Errorf("%s: %v, want %d reports", name, got, want)
		}
	}
}

func TestServicesAreFoundByTheNameAsItIsFolded(t *testing.T) {
	for _, name := range []string{"X5U-V2", "x5u v2", "X5UV2"} {
		if len(naming.Model{Name: name}.Services()) == 0 {
			t.Errorf("%s: no services", name)
		}
	}
}
