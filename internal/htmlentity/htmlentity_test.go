package htmlentity

import "testing"

func TestFind(t *testing.T) {
	tests := []struct {
		text           string
		at             int
		entity, letter string
	}{
		{"B&uuml;ro", 1, "&uuml;", "ü"},
		{"a & b &amp; c", 6, "&amp;", "&"},
		{"&#252;", 0, "&#252;", "ü"},
		{"&#xFC;", 0, "&#xFC;", "ü"},
		{"x&CounterClockwiseContourIntegral;", 1, "&CounterClockwiseContourIntegral;", "∳"},
		{"http://h/?a=1&copy=2;", 0, "", ""},
		{"&uuml", 0, "", ""},
		{"&notanentity;", 0, "", ""},
		{"&;&#;&#x;&", 0, "", ""},
		{"R&D; S&T;", 0, "", ""},
		{"", 0, "", ""},
	}
	for _, test := range tests {
		at, entity, letter, ok := Find(test.text)
		if at != test.at || entity != test.entity || letter != test.letter || ok != (test.entity != "") {
			t.Errorf("%q: %d, %q, %q, %v", test.text, at, entity, letter, ok)
		}
	}
}
