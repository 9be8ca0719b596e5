package cfgfile

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// partners gives the dialects that a file of a dialect converts to.
func partners(d Dialect) []Dialect {
	all := []Dialect{TextLegacy, XMLLegacy, TextModern, Sysconf, Dotted}
	return slices.DeleteFunc(all, func(to Dialect) bool { return to == d || !SharesNames(d, to) })
}

// parseAs reads a file whose dialect is known. A short text file does not tell its
// generation.
func parseAs(t *testing.T, src string, d Dialect) *File {
	t.Helper()
	return asDialect(t, mustParse(t, src), d)
}

func mustConvert(t *testing.T, f *File, to Dialect) *Conversion {
	t.Helper()
	c, err := Convert(f, to, ConvertOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestConvertToItself(t *testing.T) {
	for _, src := range slices.Concat(textSeeds, xmlSeeds, dottedSeeds) {
		f, err := Parse([]byte(src))
		if err != nil {
			continue
		}
		if c := mustConvert(t, f, f.Dialect()); string(c.Data) != src || len(c.Losses) > 0 {
			t.Errorf("%q became %q, %v", src, c.Data, c.Losses)
		}
	}
}

func TestConvertRefuses(t *testing.T) {
	f := mustParse(t, "<<VOIP CONFIG FILE>>\n<SIP CONFIG MODULE>\n--SIP Line List--:\nSIP1 Display Name:secret value\nNonsense:1\n<PHONE CONFIG MODULE>\nx:1\n<LAN CONFIG MODULE>\ny:1\n<<END OF FILE>>\n")
	_, err := Convert(f, Sysconf, ConvertOptions{})
	var generation *GenerationError
	if !errors.As(err, &generation) {
		t.Fatalf("across generations: %v", err)
	}
	if generation.Settings != 4 || len(generation.Namesakes) != 1 || generation.Namesakes[0].Line != 4 ||
		!slices.Contains(generation.Namesakes[0].Names, "sip/line[N]/DisplayName") {
		t.Errorf("%+v", generation)
	}
	if strings.Contains(err.Error(), "secret value") || !strings.Contains(err.Error(), "names of settings differ between generations") {
		t.Error(err)
	}
}

// TestConvertExport goes to XML and back with a file of the form that devices
// write: every byte is there again.
func TestConvertExport(t *testing.T) {
	src := legacyExport(700) // more would open the first module again
	c := mustConvert(t, parseAs(t, src, TextLegacy), XMLLegacy)
	back := mustConvert(t, parseAs(t, string(c.Data), XMLLegacy), TextLegacy)
	if string(back.Data) != src || len(c.Losses) > 0 || len(back.Losses) > 0 || c.Reordered {
		t.Errorf("%v, %v, reordered %v\n%s", c.Losses, back.Losses, c.Reordered, back.Data)
	}
}

// TestConvertManyLines has many settings of two entries, in turns.
func TestConvertManyLines(t *testing.T) {
	var text, want strings.Builder
	text.WriteString(fmt.Sprintf("%-62s\r\n", "<<VOIP CONFIG FILE>>Version:2.0002") + "<A CONFIG MODULE>\r\n--SIP Line List--  :\r\n")
	var entries [2]strings.Builder
	for i := range 400 {
		for e := range entries {
			fmt.Fprintf(&text, "%-19s:%d\r\n", fmt.Sprintf("SIP%d K%d", e+1, i), i)
			fmt.Fprintf(&entries[e], "<K%d>%d</K%d>\n", i, i, i)
		}
	}
	text.WriteString("<<END OF FILE>>\r\n")
	for e := range entries {
		fmt.Fprintf(&want, "<SIP_Line_List_Entry>\n<ID>SIP%d</ID>\n%s</SIP_Line_List_Entry>\n", e+1, entries[e].String())
	}
	c := mustConvert(t, parseAs(t, text.String(), TextLegacy), XMLLegacy)
	if len(c.Losses) > 0 || !strings.Contains(string(c.Data), want.String()) {
		t.Errorf("losses %v\n%s", c.Losses, c.Data)
	}
}

func TestLeadingNumber(t *testing.T) {
	for key, want := range map[string]int{"SIP12 Phone Number": 12, "8021 Mode": 8021, "Fkey1": 1, "Time Zone": 0, "": 0} {
		if got := leadingNumber(key); got != want {
			t.Errorf("%q: %d, want %d", key, got, want)
		}
	}
}
