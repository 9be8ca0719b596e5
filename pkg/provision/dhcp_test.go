package provision

import (
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/provurl"
)

func TestFromOption43(t *testing.T) {
	const text = "http://192.0.2.1/$mac.cfg"
	plain := hex.EncodeToString([]byte(text))
	sub := func(code int, value string) string {
		return hex.EncodeToString(append([]byte{byte(code), byte(len(value))}, value...))
	}
	var colons []string
	for i := 0; i < len(plain); i += 2 {
		colons = append(colons, plain[i:i+2])
	}
	for _, tc := range []struct {
		hex  string
		want OptionText
	}{
		{plain, OptionText{URL: text}},
		{sub(43, text), OptionText{URL: text, Header: true}},
		{"2b40" + plain + "...", OptionText{URL: text, Header: true, CutOff: true}},
		{sub(1, "x") + sub(43, text), OptionText{URL: text, Code: 43}},
		{strings.ToUpper(plain), OptionText{URL: text}},
		{"0x" + plain, OptionText{URL: text}},
		{" 0X" + plain + "\n", OptionText{URL: text}},
		{strings.Join(colons, ":"), OptionText{URL: text}},
		{strings.Join(colons, " "), OptionText{URL: text}},
		{strings.Join(colons, "-"), OptionText{URL: text}},
		{strings.Join(colons, ","), OptionText{URL: text}},
		{plain + "00", OptionText{URL: text, Terminated: true}},
		{plain + "0d0a", OptionText{URL: text, Terminated: true}},
		{sub(1, text), OptionText{URL: text, Code: 1}},
		{sub(3, text+"\x00"), OptionText{URL: text, Code: 3, Terminated: true}},
		{sub(1, "site") + sub(128, text) + "ff", OptionText{URL: text, Code: 128}},
		{"00" + sub(66, text) + "ff00", OptionText{URL: text, Code: 66}},
		{sub(1, text) + sub(2, "http://b/"), OptionText{URL: text, Code: 1}},
		{"0140" + plain + "...", OptionText{URL: text, Code: 1, CutOff: true}},
		{"2b40" + plain, OptionText{URL: "+@" + text}},
		{plain + ".", OptionText{URL: text}},
		// As the description prints it, which cuts it off.
		{"746674703a2f2f3139322e3136382e312e3131382f246d61...", OptionText{URL: "tftp://192.168.1.118/$ma", CutOff: true}},
		{"746674703a2f2f3139322e3136382e312e3131382f246d61…", OptionText{URL: "tftp://192.168.1.118/$ma", CutOff: true}},
		{"746674703a2f2f3139322e3136382e312e3131382f246d6... ", OptionText{URL: "tftp://192.168.1.118/$m", CutOff: true}},
		{"2b1d746674703a2f2f3139322e3136382e312e3131382f246d61…", OptionText{URL: "tftp://192.168.1.118/$ma", Header: true, CutOff: true}},
	} {
		got, err := FromOption43(tc.hex)
		if err != nil || got != tc.want {
			t.Errorf("%s: got %+v, %v", tc.hex, got, err)
		}
	}
}

func TestFromOption43Refuses(t *testing.T) {
	for text, offset := range map[string]int{
		"": 0, "...": 0, "011c0302042b06": 0, "011c0302042b0": 13, "6874...74": 4, "00": 0, "6": 1, "687": 3, "68zz": 2, "0x68g4": 2, "http": 0,
		"6801": 1, "68ff": 1, "0105687474": 0, "0107687474703a2f2fff41": 0, strings.Repeat("61", 300): provurl.MaxOption,
	} {
		_, err := FromOption43(text)
		var wrong *OptionError
		if !errors.As(err, &wrong) || wrong.Offset != offset {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// TestFromRequestList has the list of the description (section 4.3) and others that clients
// send, and what is none.
func TestFromRequestList(t *testing.T) {
	for text, want := range map[string][]int{
		"011c0302042b06":         {1, 28, 3, 2, 4, 43, 6},
		"37:07:011c0302042b06":   {1, 28, 3, 2, 4, 43, 6},
		"0x01 03 06 0f 42 a0":    {1, 3, 6, 15, 66, 160},
		"011c0302042b06…":        {1, 28, 3, 2, 4, 43, 6},
		"3709011c0302042b06…":    {1, 28, 3, 2, 4, 43, 6}, // two more are cut off
		"011c0302042b0":          nil,                     // an odd digit
		"":                       nil,
		"0101":                   nil,
		"010006":                 nil,
		"0106ff":                 nil,
		"2b42":                   nil, // nothing that every client asks for
		"687474703a2f2f612f622e": nil, // text
		"0x1g":                   nil,
	} {
		options, _, ok := FromRequestList(text)
		var codes []int
		for _, o := range options {
			codes = append(codes, o.Code)
		}
		if ok != (want != nil) || ok && !slices.Equal(codes, want) {
			t.Errorf("%q: got %v, %v", text, options, ok)
		}
	}
	options, _, _ := FromRequestList("011c0302042b06")
	if o := options[5]; o.Name != "vendor-specific information" || !o.CarriesURL() || options[0].CarriesURL() {
		t.Errorf("got %+v", options)
	}
}

// TestOption43ThereAndBack has URLs of every length: some are sub-options by their bytes.
func TestOption43ThereAndBack(t *testing.T) {
	urls := []string{awkward}
	for _, protocol := range provurl.Protocols() {
		for path := range 230 {
			urls = append(urls, protocol.String()+"://192.0.2.1/"+strings.Repeat("a", path))
		}
	}
	for _, text := range urls {
		written, err := Emit(Option43Hex, Delivery{URL: mustParseURL(t, text)})
		if err != nil {
			t.Fatal(err)
		}
		for _, end := range []string{"", "00"} {
			option, err := FromOption43(strings.TrimSpace(string(written)) + end)
			if err != nil || option.URL != text || option.Code != 0 {
				t.Errorf("%s: got %+v (%v)", text, option, err)
			}
		}
	}
}
