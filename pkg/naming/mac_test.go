package naming_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/naming"
)

// example is the address of the description's own example.
var example = naming.MAC{0x00, 0x15, 0x65, 0x11, 0x3a, 0xf8}

func TestParseMAC(t *testing.T) {
	for _, given := range []string{
		"001565113af8", "001565113AF8", "00:15:65:11:3a:f8", "00:15:65:11:3A:F8", "00-15-65-11-3a-f8",
		"0015.6511.3af8", "0015-6511-3af8", "001565-113af8", "00 15 65 11 3a f8", "00_15_65_11_3a_f8",
		"  001565113af8\r\n", "\u00a0001565113af8",
	} {
		mac, err := naming.ParseMAC(given)
		if err != nil || mac != example {
			t.Errorf("%q: %v, %v", given, mac, err)
		}
	}
	for _, given := range []string{"01005e000001", "020000000001"} { // multicast, locally administered
		if _, err := naming.ParseMAC(given); err != nil {
			t.Errorf("%q: %v", given, err)
		}
	}
}

func TestParseMACErrors(t *testing.T) {
	for _, test := range []struct {
		given  string
		column int
		says   string
	}{
		{"", 0, "label under the phone"},
		{" \t", 0, "no MAC address given"},
		{"00156511AF8", 0, "11 hexadecimal digits, 1 too few"},
		{"001565113af88", 0, "1 too many"},
		{"0", 0, "1 hexadecimal digit, 11 too few"},
		{"00:15:65:11:3a:f", 16, "group at column 16"},
		{" 00:15:65:1:3a:f8", 11, "group at column 11"},
		{"O01565113af8", 1, "the digit 0 may be meant"},
		{"0015651l3af8", 8, "letter l in column 8: the digit 1"},
		{"  001565113aS8", 13, "the digit 5"},
		{"001565113ag8", 11, "'g' in column 11"},
		{"00–15–65–11–3a–f8", 3, "colons, dashes or dots"},
		{"00:15-65:11:3a:f8", 6, "the same between all groups"},
		{"001:565:113:af8", 0, "groups of two"},
		{"0:015:65:11:3a:f8", 1, "(column 1)"},
		{"00:156:5:11:3a:f8", 4, "(column 4)"},
		{"00:15:65:11:3a:f8:", 0, "wrong size"},
		{":001565113af8", 0, "wrong size"},
		{"00::1565:113a:f8::", 0, "wrong size"},
		{"000000000000", 0, "placeholder"},
		{"FF:FF:FF:FF:FF:FF", 0, "the phone's own"},
	} {
		_, err := naming.ParseMAC(test.given)
		var got *naming.MACError
		if !errors.As(err, &got) {
			t.Errorf("%q: %v", test.given, err)
			continue
		}
		if got.Text != test.given || got.Column != test.column {
			t.Errorf("%q: got %q, column %d, want %d", test.given, got.Text, got.Column, test.column)
		}
		if !strings.Contains(err.Error(), test.says) {
			t.Errorf("%q: %v\ndoes not say %q", test.given, err, test.says)
		}
	}
}

func TestMACErrorIsShort(t *testing.T) {
	_, err := naming.ParseMAC(strings.Repeat("0", 1<<16))
	if err == nil || len(err.Error()) > 300 {
		t.Errorf("%d bytes of error", len(err.Error()))
	}
}

func TestMACWritten(t *testing.T) {
	if got := example.String(); got != "001565113af8" {
		t.Errorf("got %s", got)
	}
	if got := example.FileName(naming.TXT); got != "001565113af8.txt" {
		t.Errorf("got %s", got)
	}
}

func TestMACText(t *testing.T) {
	type phone struct{ MAC, None naming.MAC }
	data, err := json.Marshal(phone{MAC: example})
	if err != nil || string(data) != `{"MAC":"001565113af8","None":""}` {
		t.Fatalf("%s, %v", data, err)
	}
	var back phone
	if err := json.Unmarshal([]byte(`{"MAC":"00:15:65:11:3A:F8","None":""}`), &back); err != nil || back.MAC != example || !back.None.IsZero() {
		t.Errorf("%+v, %v", back, err)
	}
	var bad *naming.MACError
	if err := json.Unmarshal([]byte(`{"MAC":"nonsense"}`), &back); !errors.As(err, &bad) {
		t.Errorf("got %v", err)
	}
}
