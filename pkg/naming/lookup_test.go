package naming_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/naming"
)

func TestLookupModel(t *testing.T) {
	for given, want := range map[string]string{
		"X6": "X6", "x6": "X6", "fanvil x6": "X6", "FANVIL X6": "X6", "X-6": "X6", "Fanvil_X6": "X6",
		"fanvil-x6": "X6", "FanvilX6": "X6", " X6\t": "X6", "X.6": "X6", "X6\u00a0": "X6",
		"x6 v2": "X6V2", "X6-V2": "X6V2", "x6v2": "X6V2",
		"x5u v2": "X5U-V2", "X5U-V2": "X5U-V2", "X5UV2": "X5U-V2", "Fanvil H2U V2": "H2U-V2", "H2U_V2": "H2U-V2",
		"i33v": "i33V", "133V": "i33V", "Fanvil i33V": "i33V", "I32V": "i32V", "IW30": "iW30", "iw30": "iW30",
		"eim01": "EIM-01", "EIM 01": "EIM-01", "v62 pro": "V62Pro",
		"X6U V2": "X6U-V2", "Linkvil W611W": "W611W", "nethesis np-x5 v2": "Nethesis NP-X5 v2", "a32I": "A32i", "H6": "H6",
		"Digium A20": "A20", "sangoma a30": "A30", "Fanvil A22": "A22", "D-Link DPH-150GE": "DPH-150GE", "dph150ge": "DPH-150GE",
	} {
		m, err := naming.LookupModel(given)
		if err != nil || m.Name != want {
			t.Errorf("%q: got %q, %v; want %s", given, m.Name, err, want)
		}
	}
}

func TestLookupModelUnknown(t *testing.T) {
	for _, test := range []struct {
		given   string
		nearest []string
	}{
		{"X66", []string{"X6", "X6U", "V66"}},
		{"X300", []string{"X301", "X303", "X305", "X306"}},
		{"i20SV", []string{"i20S-V2", "i20S", "i10SV", "i23S"}},
		{"V69", []string{"V63", "V64", "V65", "V66"}},
		{"fanvil x6u2", []string{"X6U", "X6U-V2", "X6V2", "X6"}},
		{"Grandstream GXP2170", nil},
		{"Fanvil", nil},
		{"Digium X6", nil}, // another maker's name before it, so another phone
		{"Ω", nil},
	} {
		_, err := naming.LookupModel(test.given)
		var unknown *naming.UnknownModelError
		if !errors.As(err, &unknown) {
			t.Errorf("%q: %v", test.given, err)
			continue
		}
		if unknown.Name != test.given || !slices.Equal(unknown.Nearest, test.nearest) {
			t.Errorf("%q: name %q, nearest %q; want %q", test.given, unknown.Name, unknown.Nearest, test.nearest)
		}
		if !strings.Contains(err.Error(), "Vendor Class ID") || len(test.nearest) > 0 != strings.Contains(err.Error(), "did you mean") {
			t.Errorf("%q: %v", test.given, err)
		}
	}
}

func TestLookupModelEmpty(t *testing.T) {
	for _, given := range []string{"", "  ", "-"} {
		_, err := naming.LookupModel(given)
		if err == nil || !strings.Contains(err.Error(), "no model name given") {
			t.Errorf("%q: %v", given, err)
		}
	}
}

func TestLookupModelLong(t *testing.T) {
	_, err := naming.LookupModel(strings.Repeat("X6", 1<<20))
	if err == nil || len(err.Error()) > 400 {
		t.Errorf("an error of %d bytes for a long name", len(err.Error()))
	}
}

func TestInferGeneralFile(t *testing.T) {
	for given, want := range map[string]string{
		"X309": "F0VX30900000.cfg", "x309": "F0VX30900000.cfg", "Fanvil X309": "F0VX30900000.cfg", "X3U-Pro": "F0V0X3U10000.cfg", "x3u pro": "F0V0X3U10000.cfg",
		"X210-V2": "F0V10V200000.cfg", "i70S": "F0Vi70S00000.cfg", "i70s": "F0Vi70S00000.cfg", "IW40": "F0VIW4000000.cfg", "X9": "F0V00X900000.cfg",
		"A32i": "F0VA32i00000.cfg", "GA10": "F0VGA1000000.cfg", "W612W": "F0V612W00000.cfg",
		"": "", "Pro": "", "phone": "", "2170": "", "GXP2170": "", "Grandstream GXP2170": "", "X": "", "X3\x00": "", "Xé3": "", "X123456789": "", "X3/U": "",
	} {
		if got, ok := naming.InferGeneralFile(given); got != want || ok != (want != "") {
			t.Errorf("%q: %q %v, want %q", given, got, ok, want)
		}
	}
	// The rule holds for all names of the family that somebody has seen, but two.
	differ := 0
	for _, m := range naming.Models() {
		if !strings.HasPrefix(m.GeneralFile, "F0V") {
			continue
		}
		if got, _ := naming.InferGeneralFile(m.Name); got != m.GeneralFile {
			if differ++; m.Name != "i10S" && m.Name != "i16S" {
				t.Errorf("%s: %s, and the rule makes %s", m.Name, m.GeneralFile, got)
			}
		}
	}
	if differ != 2 {
		t.Errorf("%d names differ from the rule", differ)
	}
}

func TestLookupGeneralFile(t *testing.T) {
	if m, err := naming.LookupGeneralFile("X301"); err != nil || m.GeneralFile != "F0VX30100000.cfg" || m.Standing != naming.Inferred {
		t.Errorf("%+v, %v", m, err)
	}
	_, err := naming.LookupGeneralFile("x1s")
	var nameless *naming.NamelessModelError
	if !errors.As(err, &nameless) || nameless.Model.Name != "X1S" || nameless.Inferred != "F0V0X1S00000.cfg" || !strings.Contains(err.Error(), "Vendor Class ID") {
		t.Errorf("%v", err)
	}
	_, err = naming.LookupGeneralFile("X309")
	var unknown *naming.UnknownModelError
	if !errors.As(err, &unknown) || unknown.Inferred != "F0VX30900000.cfg" || !strings.Contains(err.Error(), "infers F0VX30900000.cfg") {
		t.Errorf("%v", err)
	}
}
