package provision

import (
	"cmp"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// compareVersions compares two versions number by number; what is missing counts as 0.
// It fails where one of them is no version. How a phone compares versions of different
// widths, 2.0003 and 2.0000000002, is not known.
func compareVersions(a, b string) (order int, ok bool) {
	if cfgfile.CheckVersion(a) != nil || cfgfile.CheckVersion(b) != nil {
		return 0, false
	}
	for a != "" || b != "" {
		var x, y string
		x, a, _ = strings.Cut(a, ".")
		y, b, _ = strings.Cut(b, ".")
		if order := compareNumbers(x, y); order != 0 {
			return order, true
		}
	}
	return 0, true
}

// compareNumbers compares two whole numbers of any length; "" is 0.
func compareNumbers(a, b string) int {
	a, b = strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
	return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
}

// sameWidth tells whether the numbers of two versions have as many digits.
func sameWidth(a, b string) bool {
	x, y := strings.Split(a, "."), strings.Split(b, ".")
	if len(x) != len(y) {
		return false
	}
	for i := range x {
		if len(x[i]) != len(y[i]) {
			return false
		}
	}
	return true
}
