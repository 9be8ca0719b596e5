package naming_test

import (
	"slices"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/naming"
)

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
