package main

import (
	"bytes"
	"encoding/xml"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/fleet"
)

// TestGetTable reads the table that get prints as generate reads one, and finds the values
// of the file in it.
func TestGetTable(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, value := range []string{
		"plain", "", `"`, `"a"`, "a,b", "a;b", "a\tb", "a\nb", "#a", " a", "a ", "=1+1", "\u00a0a\u00a0", "ü\u202e", "''", "007", "{{mac}}", "]]>",
	} {
		var escaped strings.Builder
		if err := xml.EscapeText(&escaped, []byte(value)); err != nil {
			t.Fatal(err)
		}
		src := "<sysConf>\n<sip>\n<line index=\"1\"><DisplayName>" + escaped.String() + "</DisplayName></line>\n</sip>\n</sysConf>\n"
		if err := os.WriteFile("0c383e1a2b3c.xml", []byte(src), 0o600); err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if code := newTestProgram(&out).run([]string{"get", ".", "@line1.display_name", "@line2.number", "--format", "csv"}); code != exitUsage { // no file has a second line
			t.Fatalf("%q: exit code %d: %s", value, code, out.String())
		}
		text, _, _ := bytes.Cut(out.Bytes(), []byte("fvcfg: "))
		table, err := fleet.OpenTable(fleet.Source{Name: "t", Open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(text)), nil }}, fleet.CSV)
		if err != nil {
			t.Fatalf("%q: %v", value, err)
		}
		for row, err := range table.Rows() {
			if err != nil {
				t.Fatalf("%q: %v in %s", value, err, text)
			}
			if row.Cells[0].Text != "0c383e1a2b3c.xml" || row.Cells[1].Text != "0c383e1a2b3c" || row.Cells[3] != (fleet.Cell{Text: value, Set: true}) || row.Cells[4].Set {
				t.Errorf("%q: %+v in %s", value, row.Cells, text)
			}
		}
	}
}
