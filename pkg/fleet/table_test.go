package fleet

import (
	"fmt"
	"io"
	"strings"
	"testing"
)

// textSource is a table that a test has written.
func textSource(name, text string) Source {
	return Source{name, func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }}
}

// readTable returns a table as a text: its columns, its rows with their number and line, and
// what is wrong.
func readTable(name, text string) string {
	t, err := OpenTable(textSource(name, text), FormatOf(name))
	if err != nil {
		return err.Error() + "\n"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%q\n", t.Columns())
	for row, err := range t.Rows() {
		if err != nil {
			fmt.Fprintln(&b, err)
			continue
		}
		fmt.Fprintf(&b, "%d:%d", row.Number, row.Line)
		for _, c := range row.Cells {
			if !c.Set {
				b.WriteString(" -")
				continue
			}
			fmt.Fprintf(&b, " %q", c.Text)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestTable(t *testing.T) {
	for _, test := range []struct{ file, text, want string }{
		{"a.csv", "mac,name\n1, \"a\"\"b\nc\" \n", ""},
		{"a.csv", "mac,name,x\n1,,\"\"\n# no\n\n2,\"\",b\n,,\n3,\"\"\"\"\"\",\n", ""},
		{"a.csv", "\ufeffsep=;\r\nmac;na,me;;\r\n1;2;;\r\n2;3;4;\r\n;;;\r\n\r\n", ""},
		{"a.tsv", "mac\tname\tx\n1\t\tz\n2\t\"\"\t a\n3\t\t\n", ""},
		{"a.csv", "mac,name\n1\n2,3,4\n5,6\n7,\"8\n", ""},
		{"a.csv", "mac,name\n1,a\"b\n", ""},
		{"a.csv", "mac,name\n1,\"a\"b\n", ""},
		{"a.csv", "mac,name\n", ""},
		{"a.csv", "", ""},
		{"a.csv", "0c383e000001,name\n", ""},
		{"a.json", `[{"mac":1,"line1":{"number":007}}]`, ""},
		{"a.json", "[{\"mac\":1,\"line1\":{\"number\":70}},\n{\"line\":[{\"x\":true,\"y\":null}], \"name\":\"\", \"MAC\":\"\\\"\\\"\"}, 7, {}, {\"mac\":1,\"Mac\":2},\n{\"mac\":1}]", ""},
		{"a.json", `[{"mac":1}] 5`, ""},
		{"a.json", `[{"mac":1},`, ""},
		{"a.json", `[{"mac":1,}]`, ""},
		{"a.json", `[]`, ""},
		{"a.jsonl", "{\"mac\":1}\n\n{\"mac\":2.50, \"b\":1}\n", ""},
		{"a.jsonl", "{\"mac\":1}\n{\"mac\":2\n", ""},
		{"a.yaml", "- mac: 00:15:65:11:3a:f8\n  number: 007\n  on: yes\n  b: true\n  n: ~\n  e: ''\n- &a {mac: x, line1: {number: 0x1F, d: 2024-01-01}}\n- <<: *a\n  mac: \"a\\nb\"\n- *a\n- 5\n- mac: 1\n  mac: 2\n", ""},
		{"a.yaml", "mac: 1\n", ""},
		{"a.yaml", "- mac: [1\n", ""},
		{"a.yaml", "- a: !vault x\n- a: *b\n", ""},
		{"a.yaml", "- a: !vault x\n", ""},
	} {
		t.Logf("%q\n%s", test.text, readTable(test.file, test.text))
	}
}
