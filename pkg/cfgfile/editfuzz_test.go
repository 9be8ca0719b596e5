package cfgfile

import (
	"strings"
	"testing"
)

// hostileValues are what a value must not do harm by.
var hostileValues = []string{
	"", " ", "1", "]]>", "<![CDATA[x]]>", "&", "&amp;", "&#10;", "<", "</Key>", "<!--", "\"'", " a", "a ", "\ta", "😀 Büro", "a\nSIP1 Password:x", "a\r", "\x00",
	"\xff", "\ufffe", "--SIP Line List--  :", "<<END OF FILE>>", "<<VOIP CONFIG FILE>>Version:1", "#<Voip Config File>#", "<sysConf>", "a:b=c", "#", "\u0085",
	strings.Repeat("x", 64<<10), strings.Repeat("<&", 32<<10),
}

// FuzzSet gives settings of a file, and new ones, values: what is set reads back
// as it was, all else stays, or the file is left alone.
func FuzzSet(f *testing.F) {
	for i, seeds := range [][]string{textSeeds, xmlSeeds, dottedSeeds, {editLegacy, editModern, editLegacyXML, editSysconf, editDotted}} {
		for j, seed := range seeds {
			f.Add([]byte(seed), uint16(j), "", hostileValues[(i*7+j)%len(hostileValues)])
		}
	}
	for i, seed := range archivedFiles(f) {
		f.Add([]byte(seed), uint16(i), "", hostileValues[i%len(hostileValues)])
	}
	for _, value := range hostileValues {
		f.Add([]byte(editLegacy), uint16(2), "SIP CONFIG MODULE:SIP Line List:SIP3 Key", value)
		f.Add([]byte(editSysconf), uint16(1), "sip/line[3]/Key", value)
		f.Add([]byte(editLegacyXML), uint16(1), "SIP_CONFIG_MODULE/SIP_Line_List[3]/Key", value)
		f.Add([]byte(editDotted), uint16(1), "sip.line.3.Key", value)
	}
	for _, seed := range []string{editLegacy, editModern, editLegacyXML, editSysconf, editDotted, "<<VOIP CONFIG FILE>>Version:2.0001\n"} {
		f.Add([]byte(seed), uint16(1), "@line12.password", "pw")
		f.Add([]byte(seed), uint16(1), "@provisioning.server", "192.0.2.1")
		f.Add([]byte(seed), uint16(1), "@line[*].*", "1")
	}
	f.Add([]byte("#<Voip Config File>#\nversion = "), uint16(270), "version", "<<END OF FILE>>") // its span grows with its value
	f.Fuzz(func(t *testing.T, data []byte, number uint16, path, value string) {
		file, err := Parse(data)
		if err != nil {
			return
		}
		checkSetNew(t, data, path, value)
		if file.Len() == 0 {
			return
		}
		checkSetOne(t, data, int(number)%file.Len(), value)
		checkSetNew(t, data, file.Setting(int(number)%file.Len()).Path.String()+"x", value)
		checkUnsetOne(t, data, int(number)%file.Len())
	})
}

// checkSetOne gives a setting a value and checks that nothing else changes.
func checkSetOne(t *testing.T, data []byte, number int, value string) {
	t.Helper()
	before, _ := Parse(data)
	after, _ := Parse(data)
	s := before.Setting(number)
	if _, err := after.SetUnchecked(s.Path.String(), value); err != nil {
		if after.Source() != before.Source() {
			t.Fatalf("a refused edit changes the file: %v", err)
		}
		return
	}
	if got := after.Setting(number); got.Path.String() != s.Path.String() || got.Value != value {
		t.Fatalf("%q reads back %q", value, got.Value)
	}
	sameAsRead(t, after)
	checkOthers(t, before, after, number)
	head, tail := s.ValueSpan.Start, s.ValueSpan.End
	if strings.HasSuffix(before.Source()[:head], "/>") && before.Dialect().IsXML() {
		head -= len("/>")
	}
	if !strings.HasPrefix(after.Source(), before.Source()[:head]) || !strings.HasSuffix(after.Source(), before.Source()[tail:]) {
		t.Fatalf("more changes than the value:\n%q\n%q", before.Source(), after.Source())
	}
}

// checkOthers checks that all settings but one are the same in two files.
func checkOthers(t *testing.T, before, after *File, number int) {
	t.Helper()
	if before.Len() != after.Len() {
		t.Fatalf("%d settings become %d", before.Len(), after.Len())
	}
	for i, s := range before.Settings() {
		if got := after.Setting(i); i != number && (got.Path.String() != s.Path.String() || got.Value != s.Value) {
			t.Fatalf("%s, which is another setting, changes", s.Path.String())
		}
		if i > 200 {
			break
		}
	}
}

// checkSetNew adds a setting and checks that the others stay, and that taking it
// out again gives the settings that were.
func checkSetNew(t *testing.T, data []byte, path, value string) {
	t.Helper()
	before, _ := Parse(data)
	after, _ := Parse(data)
	if all, err := after.find(path); err != nil || len(all) > 0 {
		return
	}
	if _, err := after.SetUnchecked(path, value); err != nil {
		if after.Source() != before.Source() {
			t.Fatalf("a refused edit changes the file: %v", err)
		}
		return
	}
	s, err := after.Lookup(path)
	if err != nil || s.Value != value {
		t.Fatalf("%s: %q reads back %q, %v\n%q", path, value, s.Value, err, after.Source())
	}
	if after.Len() != before.Len()+1 {
		t.Fatalf("%d settings become %d", before.Len(), after.Len())
	}
	sameAsRead(t, after)
	if _, err := after.Unset(path); err != nil {
		t.Fatalf("%s cannot be taken out again: %v\n%q", path, err, after.Source())
	}
	if after.Len() != before.Len() {
		t.Fatalf("%d settings become %d", before.Len(), after.Len())
	}
}

// checkUnsetOne takes a setting out and checks that the others stay.
func checkUnsetOne(t *testing.T, data []byte, number int) {
	t.Helper()
	before, _ := Parse(data)
	after, _ := Parse(data)
	s := before.Setting(number)
	if _, err := after.Unset(s.Path.String()); err != nil {
		if after.Source() != before.Source() {
			t.Fatalf("a refused edit changes the file: %v", err)
		}
		return
	}
	if after.Len() != before.Len()-1 {
		t.Fatalf("%d settings become %d", before.Len(), after.Len())
	}
	sameAsRead(t, after)
	if len(after.Source()) >= len(before.Source()) {
		t.Fatal("nothing is taken out")
	}
}
