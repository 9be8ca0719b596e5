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
		{"X300", []string{"X3"}},
		{"i20SV", []string{"i20S", "i10SV", "i23S", "i10S"}},
		{"V61", []string{"V61G", "V61W", "V63", "V64"}},
		{"fanvil x6u2", []string{"X6U", "X6V2", "X6"}},
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
