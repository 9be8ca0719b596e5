package schema

import (
	"bytes"
	"strings"
	"testing"

	"github.com/git-pkgs/sarif"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/fvcfg/fvcfg/internal/report"
	"github.com/fvcfg/fvcfg/pkg/lint"
)

// broken is a file with a finding of several kinds and severities.
const broken = "<<VOIP CONFIG FILE>>Version:2.0002\n<SIP CONFIG MODULE>\nSMS Ring Enabled   :1--SIP Line List--  :\n" +
	"SIP1 Register Addr:192.0.2.10\nSIP1 Register Addr :192.0.2.10\nSIP1 Phone Number  :{{ number }}\n"

// sarifLog gives the report of some files, each with the same mistakes.
func sarifLog(t *testing.T, names ...string) string {
	t.Helper()
	linter, err := lint.New(lint.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	reporter, err := report.New("sarif", &out, report.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var summary report.Summary
	for _, name := range names {
		findings := linter.Lint(name, []byte(broken))
		summary.Add(findings)
		if err := reporter.Findings(findings); err != nil {
			t.Fatal(err)
		}
	}
	if err := reporter.Close(summary); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestSARIF has reports validated by the schema of SARIF 2.1.0, which the sarif
// module carries, with formats such as uri checked.
func TestSARIF(t *testing.T) {
	schema, err := sarif.Schema()
	if err != nil {
		t.Fatal(err)
	}
	validate := func(log string) error {
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(log))
		if err != nil {
			return err
		}
		return schema.Validate(value)
	}
	for _, names := range [][]string{nil, {"-"}, {"a b.cfg", "/etc/phones/00-15.cfg", `C:\phones\ä.cfg`, "50%.xml"}} {
		if err := validate(sarifLog(t, names...)); err != nil {
			t.Errorf("%q: %v", names, err)
		}
	}
	sound := sarifLog(t, "a b.cfg")
	for _, fault := range [][2]string{
		{`"level":"warning"`, `"level":"info"`},
		{`"startLine":1`, `"startLine":0`},
		{`"uri":"a%20b.cfg"`, `"uri":"a b%.cfg"`},
		{`"results":`, `"result":`},
		{`"driver":{"name":"fvcfg",`, `"driver":{`},
		{`"unicodeCodePoints"`, `"characters"`},
	} {
		if broken := strings.Replace(sound, fault[0], fault[1], 1); broken == sound || validate(broken) == nil {
			t.Errorf("a log with %s is not refused", fault[1])
		}
	}
}
