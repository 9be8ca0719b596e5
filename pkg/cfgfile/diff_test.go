package cfgfile

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

func diffOf(t *testing.T, a, b *File) []string {
	t.Helper()
	changes, err := Diff(a, b, ConvertOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, c := range changes {
		line := fmt.Sprintf("%v %s %q %q", c.Kind, c.Path(), c.Old.Value, c.New.Value)
		if c.Unmatched {
			line += " unmatched"
		}
		if c.Secret {
			line += " secret"
		}
		lines = append(lines, line)
	}
	return lines
}

func TestDiff(t *testing.T) {
	const head = "<<VOIP CONFIG FILE>>Version:2.0002\r\n<SIP CONFIG MODULE>\r\n"
	const modern = "<<VOIP CONFIG FILE>>Version:2.0000000000\n<SIP CONFIG MODULE>\n--SIP Line List--:\n"
	for _, test := range []struct {
		name string
		a, b *File
		want []string
	}{
		{"within a dialect", parseAs(head+"A:1\nB:2\nC:3\nC:4\n# a\n", TextLegacy), parseAs(head+"C:3\nC:5\n\nB:2\nD:6\n", TextLegacy), []string{
			`removed SIP CONFIG MODULE:A "1" ""`, `changed SIP CONFIG MODULE:C "4" "5"`, `added SIP CONFIG MODULE:D "" "6"`}},
		{"once more", parseAs(head+"C:3\n", TextLegacy), parseAs(head+"C:3\nC:3\n", TextLegacy), []string{`added SIP CONFIG MODULE:C "" "3"`}},
		{"the version", parseAs("<<VOIP CONFIG FILE>>Version:2.0001\n", TextLegacy), parseAs("<VOIP_CONFIG_FILE><version>2.0002</version></VOIP_CONFIG_FILE>", XMLLegacy), []string{
			`changed Version "2.0001" "2.0002"`}},
		{"text and XML", parseAs(head+"SIP  Port:1\nDial With #:2\n--SIP Line List--:\nSIP1 Register Pwd:a\nSIP10 Enable Failba:1\n", TextLegacy),
			parseAs("<VOIP_CONFIG_FILE><version>2.0002</version><SIP_CONFIG_MODULE><SIP__Port>1</SIP__Port><SIP_Line_List><SIP_Line_List_Entry><ID>SIP1</ID><Register_Pwd>b</Register_Pwd></SIP_Line_List_Entry><SIP_Line_List_Entry><ID>SIP10</ID><Enable_Failbac>1</Enable_Failbac></SIP_Line_List_Entry></SIP_Line_List></SIP_CONFIG_MODULE></VOIP_CONFIG_FILE>", XMLLegacy),
			[]string{`removed SIP CONFIG MODULE:Dial With # "2" ""`, `changed SIP CONFIG MODULE:SIP Line List:SIP1 Register Pwd "a" "b" secret`}},
		{"text and sysconf", parseAs(modern+"SIP1 Register Addr:a\nSIP1 Use Turn:1\n", TextModern),
			parseAs("<sysConf><Version>2.0000000000</Version><sip><line index=\"1\"><RegisterAddr>b</RegisterAddr><MwiNo>1</MwiNo></line></sip></sysConf>", Sysconf),
			[]string{`changed SIP CONFIG MODULE:SIP Line List:SIP1 Register Addr "a" "b"`, `removed SIP CONFIG MODULE:SIP Line List:SIP1 Use Turn "1" "" unmatched`, `added sip/line[1]/MwiNo "" "1" unmatched`}},
		{"dotted and text", parseAs("#<Voip Config File>#\nsip.line.2.RegAddr = a\nsip.line.1.RegAddr = a\n", Dotted),
			parseAs("<<VOIP CONFIG FILE>>\n<SIP CONFIG MODULE>\n--SIP Line List--:\nSIP1 Register Addr:a\n", TextModern),
			[]string{`removed sip.line.2.RegAddr "a" ""`}},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := diffOf(t, test.a, test.b); !slices.Equal(got, test.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
		})
	}
	ill := parseAs("<sysConf><sip><SIPPort>1</SIPPort></sip>", Sysconf)
	if _, err := Diff(parseAs("<sysConf></sysConf>", Sysconf), ill, ConvertOptions{}); !errors.Is(err, ErrNotWellFormed) {
		t.Errorf("XML that is not well-formed: %v", err)
	}
	if changes, err := Diff(ill, ill, ConvertOptions{}); err != nil || len(changes) > 0 {
		t.Errorf("XML that is not well-formed and itself: %v %v", changes, err)
	}
	_, err := Diff(parseAs(head+"<GLOBAL CONFIG MODULE>\nA:1\n", TextLegacy), parseAs(modern+"<NET CONFIG MODULE>\nA:1\n", TextModern), ConvertOptions{})
	if generation := new(GenerationError); !errors.As(err, &generation) {
		t.Errorf("across generations: %v", err)
	}
}

// TestCorpusDiff compares each file with itself, where nothing differs, and with
// what it converts to, where nothing differs but what was named as lost.
func TestCorpusDiff(t *testing.T) {
	files, _ := readCorpus(t)
	for name, f := range files {
		t.Run(name, func(t *testing.T) {
			if got := diffOf(t, f, f); len(got) > 0 {
				t.Errorf("from itself: %q", got)
			}
			if f.illFormed {
				return
			}
			for _, to := range partners(f.Dialect()) {
				c := mustConvert(t, f, to)
				checkDiffIsLosses(t, f, c)
			}
		})
	}
}

func checkDiffIsLosses(t *testing.T, f *File, c *Conversion) {
	t.Helper()
	changes, err := Diff(f, mustParse(t, string(c.Data)), ConvertOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var got, want []string
	for _, change := range changes {
		got = append(got, change.Kind.String()+" "+change.Path())
	}
	for _, l := range c.Losses {
		if l.Kind == LostSetting || l.Kind == LostVersion {
			want = append(want, "removed "+l.Path)
		}
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("to %v: differences\n%q\nlosses\n%q", c.To, got, want)
	}
}
