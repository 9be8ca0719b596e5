package naming

import "testing"

func TestTakesAccessList(t *testing.T) {
	for name, want := range map[string]bool{"i31s": true, "133V": true, "X6": false, "i16V": false} {
		m, err := LookupModel(name)
		if err != nil {
			t.Fatal(err)
		}
		if m.TakesAccessList() != want {
			t.Errorf("%s: %t", name, !want)
		}
	}
}
