package lint

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// TestCleanFiles checks that nothing is found in a clean file of each dialect.
func TestCleanFiles(t *testing.T) {
	clean := map[string]string{
		"legacy.cfg": legacy("", "<SIP CONFIG MODULE>", "SIP  Port          :5060", "--SIP Line List--  :", "SIP1 Phone Number  :1001", "SIP1 Enable Failbac:1",
			"SIP2 Phone Number  :1002", "STUN Server        :", "# comment", "<PHONE CONFIG MODULE>", "LCD Title          :Büro"),
		"modern.cfg":  modern("", "<NET CONFIG MODULE>", "MTU                :1500", "", "<SIP CONFIG MODULE>", "--SIP Line List--  :", "SIP1 Phone Number       :1001", "SIP1 BakProxy Need Reg On:1"),
		"sysconf.xml": `<?xml version="1.0" encoding="UTF-8"?>` + "\n" + sysconf(`<net><MTU>1500</MTU><DomainName/></net>`, `<sip><line index="1"><PhoneNumber>a &amp; b</PhoneNumber></line></sip>`),
		"legacy.xml":  xmlLegacy("<SIP_CONFIG_MODULE>", "<SIP__Port>5060</SIP__Port>", "<SIP_Line_List>", "<SIP_Line_List_Entry>", "<ID>SIP1</ID>", "<Phone_Number></Phone_Number>", "</SIP_Line_List_Entry>", "</SIP_Line_List>", "</SIP_CONFIG_MODULE>"),
		"dotted.txt":  dotted("", "# comment", "sip.line.1.RegAddr = a", "net.dhcp.Enabled=1"),
	}
	examples, err := filepath.Glob("../../examples/*.[ctx]*")
	if err != nil || len(examples) < 7 {
		t.Fatalf("examples: %v, %v", examples, err)
	}
	for _, name := range examples {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		clean[name] = string(data)
	}
	linter := mustNew(t, Options{Excerpts: true})
	for name, src := range clean {
		if findings := linter.Lint(name, []byte(src)); len(findings) != 0 {
			t.Errorf("%s: %+v", name, findings)
		}
		if fixed, mended, _ := linter.Fix(name, []byte(src)); mended != 0 || string(fixed) != src {
			t.Errorf("%s: %d mended", name, mended)
		}
	}
}

// TestFixAllAtOnce mends every kind of mistake of one file in one go.
func TestFixAllAtOnce(t *testing.T) {
	src := bom + "<<VOIP CONFIG FILE>>Version:2.0002\n<SIP CONFIG MODULE>\nSMS Ring Enabled   :1--SIP Line List--  :SIP1 Phone Number  :1001\r\r\nSIP1 Register Port:5060\n<NAT CONFIG MODULE>Enable Nat :0"
	want := crlf(legacyHeader, "<SIP CONFIG MODULE>", "SMS Ring Enabled   :1", "--SIP Line List--  :", "SIP1 Phone Number  :1001", "SIP1 Register Port :5060",
		"<NAT CONFIG MODULE>", "Enable Nat         :0", footer)
	linter := mustNew(t, Options{})
	all := len(linter.Lint("office.cfg", []byte(src)))
	fixed, mended, left := linter.Fix("office.cfg", []byte(src))
	if string(fixed) != want || len(left) != 0 || mended < all {
		t.Errorf("%d of %d mended, left %+v:\n%q\nwant\n%q", mended, all, left, fixed, want)
	}
	checkFixedFile(t, linter, "office.cfg", []byte(src))
	one, _ := applyFixes(src, linter.Lint("office.cfg", []byte(src)))
	if one != want {
		t.Errorf("not in one round:\n%q", one)
	}
}

// TestFixMoreThanIsListed mends also what is not listed, and counts it.
func TestFixMoreThanIsListed(t *testing.T) {
	const settings = 3 * maxListed
	var lines, fixed strings.Builder
	for i := range settings {
		lines.WriteString("K" + itoa(i) + ":1\r\n")
		fixed.WriteString("K" + itoa(i) + strings.Repeat(" ", colonColumn-1-len(itoa(i))) + ":1\r\n")
	}
	file := func(body string) string {
		return legacyHeader + "\r\n<LAN CONFIG MODULE>\r\n" + body + footer + "\r\n"
	}
	linter := mustNew(t, Options{Only: []string{"FV208"}})
	findings := linter.Lint("office.cfg", []byte(file(lines.String())))
	if last := findings[len(findings)-1]; len(findings) != maxListed+1 || !strings.HasSuffix(last.Message, "; 1999 more findings of this rule follow and are not listed") {
		t.Errorf("%d listed, the last %+v", len(findings), last)
	}
	got, mended, left := linter.Fix("office.cfg", []byte(file(lines.String())))
	if string(got) != file(fixed.String()) || mended != settings || len(left) != 0 {
		t.Errorf("%d mended, %d left", mended, len(left))
	}
}

func TestFixLeavesOtherContentAlone(t *testing.T) {
	for _, src := range []string{"", "<html></html>", ciphertext, "\x1f\x8b\x08x", utf16("<<VOIP"), "x\ny\n"} {
		fixed, mended, left := mustNew(t, Options{}).Fix("office.cfg", []byte(src))
		if string(fixed) != src || mended != 0 || len(left) != 1 {
			t.Errorf("%q became %q with %d mended and %+v left", src, fixed, mended, left)
		}
	}
}

// TestReplacements checks what is written to mend a finding, and that it mends what Fix does.
func TestReplacements(t *testing.T) {
	for _, c := range []struct {
		rule, src string
		want      []string
	}{
		{"FV102", crlf(strings.TrimRight(legacyHeader, " "), footer), []string{fmt.Sprintf(`1:35-1:35 %q`, strings.Repeat(" ", 28))}},
		{"FV203", legacy("<SIP CONFIG MODULE>", "SMS Ring Enabled   :1--SIP Line List--  :"), []string{`3:22-3:22 "\r\n"`}},
		{"FV204", legacy("<LAN CONFIG MODULE>", "LAN IP             :a", "LAN IP             :a"), []string{`4:1-5:1 ""`}},
		{"FV107", strings.ReplaceAll(legacy(), "\r\n", "\n"), nil}, // of all lines
		{"FV302", legacy("<LAN CONFIG MODULE>", "Zzzzzzz            :a"), nil},
	} {
		src := c.src
		for _, f := range mustNew(t, Options{Only: []string{c.rule}}).Lint("office.cfg", []byte(c.src)) {
			var got []string
			for _, r := range f.Replacements() {
				got = append(got, fmt.Sprintf("%d:%d-%d:%d %q", r.Start.Line, r.Start.Column, r.End.Line, r.End.Column, r.New))
				src, _ = cfgfile.Apply(src, []cfgfile.Edit{{Span: cfgfile.Span{Start: r.Start.Offset, End: r.End.Offset}, New: r.New}})
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%s: %q, want %q", c.rule, got, c.want)
			}
		}
		if fixed, _, _ := mustNew(t, Options{Only: []string{c.rule}}).Fix("office.cfg", []byte(c.src)); len(c.want) > 0 && src != string(fixed) {
			t.Errorf("%s: %q, and Fix makes %q", c.rule, src, fixed)
		}
	}
	if all := (Finding{fix: []cfgfile.Edit{{New: "hunter2"}}}).Replacements(); all != nil {
		t.Errorf("%v holds text", all)
	}
}
