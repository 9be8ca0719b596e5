package lint

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

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
