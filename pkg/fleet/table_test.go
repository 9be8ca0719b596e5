package fleet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"unicode"
)

// textSource is a table that a test has written.
func textSource(name, text string) Source {
	return Source{name, func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil }}
}

// printTable returns a table as a text: its columns, its rows with their number and line,
// and what is wrong.
func printTable(src Source, format Format) string {
	t, err := OpenTable(src, format)
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

// TestTable prints tables of each format, sound ones and others. A byte at a time they are
// the same, and no message has a cell of theirs.
func TestTable(t *testing.T) {
	for _, test := range []struct{ name, file, text, want string }{
		{"quoted and empty cells", "a.csv", "mac,name,x\n1,,\"\"\n2,\"\",b\n3,\"\"\"\"\"\",\n4,\" a\"\"b\nc,\", d \n\"\",,\n", `["mac" "name" "x"]
1:2 "1" - ""
2:3 "2" "" "b"
3:4 "3" "" -
4:5 "4" " a\"b\nc," " d "
5:7 "" - -
`},
		{"comments and empty lines", "a.csv", "# a\n\nmac,name\n# b\n\n1,a\n,\n\"# c\",d\n\n# e\n", `["mac" "name"]
1:6 "1" "a"
2:8 "# c" "d"
`},
		{"spreadsheet", "a.csv", "\ufeffsep=;\r\nmac;na,me;;\r\n1;2;;\r\n\"a\r\nb\";3;\r\n;;;\r\n4;5\r\n\r\n", `["mac" "na,me"]
1:3 "1" "2"
2:4 "a\nb" "3"
3:7 "4" "5"
`},
		{"white space before cells", "a.csv", "mac,b\n1, x\n2,\u00a0\n  \n", `["mac" "b"]
1:2 "1" " x"
2:3 "2" "\u00a0"
`},
		{"white space before cells of a head that has it", "a.csv", "mac, b\n1, x\n2, \n3, \"y\"\n", `["mac" "b"]
1:2 "1" "x"
2:3 "2" -
3:4 "3" "y"
`},
		{"separator in quotes", "a.csv", "mac,\"a;b\"\n1,2\n", `["mac" "a;b"]
1:2 "1" "2"
`},
		{"tabs", "a.csv", "mac\tname,x\tz\n1\t\tz\n2\t\"\"\t a\n3\t\t\n", `["mac" "name,x" "z"]
1:2 "1" - "z"
2:3 "2" "" " a"
3:4 "3" - -
`},
		{"commas in TSV", "a.tsv", "mac,name\n1\n", `["mac,name"]
1:2 "1"
`},
		{"column without a name", "a.csv", ",mac,,name\n0,1,,2\n", `["" "mac" "" "name"]
1:2 "0" "1" - "2"
`},
		{"no extension", "phones", "mac;name\n1;2\n", `["mac" "name"]
1:2 "1" "2"
`},
		{"ragged", "a.csv", "mac,name\n1\n2,3,4\n5,6,,\n7,8,\"\"\n9,0\n", `["mac" "name"]
a.csv:2: row 1: 1 column here, and the first line has 2
a.csv:3: row 2: 3 columns here, and the first line has 2: put a cell that holds the separator in quotes
3:4 "5" "6"
a.csv:5: row 4: 3 columns here, and the first line has 2: put a cell that holds the separator in quotes
5:6 "9" "0"
`},
		{"quote not closed", "a.csv", "mac,name\n1,2\n3,\"4\n5,6\n", `["mac" "name"]
1:2 "1" "2"
a.csv:3: row 2, column name: a quote that opens here is not closed: the table may be cut off
`},
		{"quote in a cell", "a.csv", "mac,name\n1,a\"b\n2,3\n", `["mac" "name"]
a.csv:2: row 1, column name: a quote stands inside a cell that has none around it: put the cell in quotes, and each quote in it twice
`},
		{"behind a quote", "a.csv", "mac,name\n1,\"a\nb\"c\n2,3\n", `["mac" "name"]
a.csv:3: row 1, column name: something follows the quote that closes the cell: write a quote in a cell twice
`},
		{"quote in the head", "a.csv", "mac,\"name\n1,2\n", `a.csv:1: column 2: a quote that opens here is not closed: the table may be cut off
`},
		{"empty", "a.csv", "", `a.csv: the table is empty: its first line names the columns, and a row stands in each line below
`},
		{"white space", "a.csv", "\ufeff\r\n\n", `a.csv: the table is empty: its first line names the columns, and a row stands in each line below
`},
		{"comments alone", "a.csv", "# a\n", `a.csv: the table is empty: its first line names the columns, and a row stands in each line below
`},
		{"sep alone", "a.csv", "sep=,\n", `a.csv: the table is empty: its first line names the columns, and a row stands in each line below
`},
		{"head alone", "a.csv", "\n\nmac,name\n\n,,\n# a\n", `["mac" "name"]
a.csv:3: no row stands below the names of the columns
`},
		{"no name", "a.csv", "\"\",,\" \"\n1,2,3\n", `a.csv:1: no column has a name
`},
		{"no head", "a.csv", "201,0c:38:3e:00:00:01,hunter2\n202,0c383e000002,x\n", `a.csv:1: column 2: a MAC address stands where the name of a column belongs: the first line must name the columns
`},
		{"no head and a quote", "a.csv", "201,x\n202,\"hunter2\n", `["201" "x"]
a.csv:2: row 1, column 2: a quote that opens here is not closed: the table may be cut off
`},
		{"same name", "a.csv", "mac,General version,x,general_Version\n1,2,3,4\n", `a.csv:1: column 4: its name is that of column 2: two columns of a name cannot be told apart
`},
		{"lines end with CR", "a.csv", "mac,name\r1,2\r3,4", `a.csv:1: column 2: a line break stands in the name of the column: is a quote not closed, or do the lines end with CR alone?
`},
		{"NUL", "a.csv", "mac,name\n1,2\n3,\x004\n", `a.csv:3: a NUL stands in this line, which no text has
`},
		{"Windows-1252", "a.csv", "mac,name\n1,2\n3,B\xfcro\n4,5\n", `a.csv:3: this line is not UTF-8: save the table in UTF-8
`},
		{"cut in a character", "a.csv", "mac,name\n1,\xc3", `a.csv:2: this line is not UTF-8: save the table in UTF-8
`},
		{"UTF-16", "a.csv", "\xff\xfem\x00a\x00c\x00,\x00n\x00a\x00m\x00e\x00\n\x001\x00,\x002\x00\n\x00", `a.csv:1: text in UTF-16: save the table in UTF-8
`},
		{"UTF-16 without a mark", "a.csv", "m\x00a\x00c\x00,\x00n\x00a\x00m\x00e\x00\n\x001\x00,\x002\x00\n\x00", `a.csv:1: text in UTF-16: save the table in UTF-8
`},
		{"workbook", "a.csv", "PK\x03\x04\x14\x00", `a.csv:1: zip data, no table: unpack it, or save a workbook as CSV in UTF-8
`},
		{"gzip", "a.json", "\x1f\x8b\b\x00", `a.json:1: gzip data, no table: unpack it, or save a workbook as CSV in UTF-8
`},
		{"JSON", "a.json", "[{\"mac\":\"a\",\"line1\":{\"number\":70,\"x\":1.50}},\n {\"line\":[{\"x\":true,\"y\":null},{\"x\":false}],\n  \"codecs\":[\"a\",1e3], \"name\":\"\", \"MAC\":\"\\\"\\\"\"}, {}, [],\n{\"mac\":null}]", `["mac" "line1.number" "line1.x" "line[1].x" "line[1].y" "line[2].x" "codecs[1]" "codecs[2]" "name"]
1:1 "a" "70" "1.50" - - - - - -
2:2 "" - - "1" - "0" "a" "1e3" ""
a.json:3: row 3: a row is an object with the names of the columns in it, and this is none
`},
		{"faulty rows", "a.json", "[{\"mac\":1}, 7,\n[[1],{\"a\":[]}], {\"mac\":1,\n\"Mac\":2,\"b\":3},\n{\"mac\":1,\" \":2}, {\"mac\":4}]", `["mac" "b"]
1:1 "1" -
a.json:1: row 2: a row is an object with the names of the columns in it, and this is none
a.json:2: row 3: a row is an object with the names of the columns in it, and this is none
a.json:3: row 4, column mac: it stands twice in the row
a.json:4: row 5: a cell stands under no name
6:4 "4" -
`},
		{"only faulty rows", "a.json", "[7, 8]", `a.json:1: row 1: a row is an object with the names of the columns in it, and this is none
`},
		{"no array", "a.json", "\n\"mac\"", `a.json:2: a table in JSON is an array of objects, or an object a line
`},
		{"behind the array", "a.json", "[{\"mac\":1}]\n5", `a.json:2: something follows the end of the array: a table is one array
`},
		{"JSON cut off", "a.json", "[{\"mac\":1},\n{\"mac\":", `a.json:2: row 2: the JSON ends in the middle: the table may be cut off
`},
		{"JSON cut off in text", "a.json", "[{\"mac\":1},\n{\"mac\":\"hunter2", `a.json:2: row 2: the JSON ends in the middle: the table may be cut off
`},
		{"JSON cut off behind a row", "a.json", "[{\"mac\":1}", `a.json:1: row 2: the JSON ends in the middle: the table may be cut off
`},
		{"comma too much", "a.json", "[{\"mac\":1},\n{\"mac\":2,}]", `a.json:2: row 2: this is not JSON: look for a comma, a quote or a bracket that is missing or too much
`},
		{"not JSON", "a.json", "mac,name\n1,2\n", `a.json:1: a table in JSON is an array of objects, or an object a line
`},
		{"leading zero", "a.json", "[{\"mac\":007}]", `a.json:1: row 1: this is not JSON: look for a comma, a quote or a bracket that is missing or too much
`},
		{"empty array", "a.json", " [ ] ", `a.json: the table is empty: a row names its columns, with a cell for each
`},
		{"empty JSON", "a.json", " \n", `a.json: the table is empty: a row names its columns, with a cell for each
`},
		{"rows by MAC", "a.json", "{\"0c383e000001\":{\"name\":\"hunter2\"}}", `a.json: column 1: a MAC address stands where the name of a column belongs: a row names its columns, mac for one
`},
		{"deep", "a.json", "[{\"mac\":1},\n{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}}}}}}}}}}}}},\n{\"mac\":2}]", `["mac"]
1:1 "1"
a.json:2: row 2: more than 16 objects stand in each other
3:3 "2"
`},
		{"line break in a name", "a.json", "[{\"m\\nac\":1}]", `a.json: column 1: a control character stands in the name of the column
`},
		{"control character in a name", "a.json", "[{\"m\\u0000ac\":1}]", `a.json: column 1: a control character stands in the name of the column
`},
		{"JSON in UTF-16", "a.json", "\xff\xfe[\x00{\x00}\x00]\x00", `a.json:1: text in UTF-16: save the table in UTF-8
`},
		{"JSON with a mark", "a.json", "\ufeff[{\"mac\":1}]", `["mac"]
1:1 "1"
`},
		{"JSON lines", "a.jsonl", "{\"mac\":1}\n\n{\"mac\":2.50, \"b\":\n1}{\"b\":\"# \"}\n", `["mac" "b"]
1:1 "1" -
2:3 "2.50" "1"
3:4 - "# "
`},
		{"JSON lines by content", "-", "{\"mac\":1}\n{\"mac\":2}\n", `["mac"]
1:1 "1"
2:2 "2"
`},
		{"JSON by content", "-", "[{\"mac\":1}]", `["mac"]
1:1 "1"
`},
		{"JSON lines cut off", "a.ndjson", "{\"mac\":1}\n{\"mac\":2\n", `a.ndjson:2: row 2: the JSON ends in the middle: the table may be cut off
`},
		{"no object in a line", "a.ndjson", "{\"mac\":1}\n5\n{\"mac\":2}\n", `["mac"]
1:1 "1"
a.ndjson:2: row 2: a row is an object with the names of the columns in it, and this is none
3:3 "2"
`},
		{"YAML", "a.yaml", "# a\n- mac: 00:15:65:11:3a:f8\n  number: 007\n  on: yes\n  b: true\n  n: ~\n  e: ''\n  q: '\"\"'\n  line: [{number: 1_0}, {number: 0x1F}]\n- {}\n- {mac: 12:34:56, d: 2024-01-01, f: 1_000.50, g: .inf, h: !!str 1}\n- e: |\n    a\n    b\n", `["mac" "number" "on" "b" "n" "e" "q" "line[1].number" "line[2].number" "d" "f" "g" "h"]
1:2 "00:15:65:11:3a:f8" "007" "yes" "1" - "" "" "1_0" "0x1F" - - - -
2:11 "12:34:56" - - - - - - - - "2024-01-01" "1_000.50" ".inf" "1"
3:12 - - - - - "a\nb\n" - - - - - - -
`},
		{"aliases", "a.yml", "- &a {mac: x, line1: {number: 1, x: 2}}\n- <<: *a\n  mac: y\n  line1: {number: 3}\n- *a\n- {<<: [*a, {z: 4}], mac: w}\n", `["mac" "line1.number" "line1.x" "z"]
1:1 "x" "1" "2" -
2:2 "y" "3" - -
3:5 "x" "1" "2" -
4:6 "w" "1" "2" "4"
`},
		{"YAML by content", "-", "# a\n---\n- mac: 1\n", `["mac"]
1:3 "1"
`},
		{"faulty rows of YAML", "a.yaml", "- 5\n- mac: 1\n  b: 2\n  mac: 3\n- b: !vault |\n    hunter2\n- ? [a]\n  : 1\n- : 1\n- {mac: !!binary aGk=}\n- mac: 4\n", `["mac" "b"]
a.yaml:1: row 1: a row is a mapping with the names of the columns in it, and this is none
a.yaml:4: row 2, column mac: it stands twice in the row
a.yaml:5: row 3, column b: a value with a tag of its own, which is not known here: write the value itself
a.yaml:7: row 4: the name of a column is text
a.yaml:9: row 5: a cell stands under no name
a.yaml:10: row 6, column mac: a value with a tag of its own, which is not known here: write the value itself
7:11 "4" -
`},
		{"no list", "a.yaml", "\nmac: 1\n", `a.yaml:2: a table in YAML is a list of mappings: each row begins with a dash
`},
		{"text", "a.yaml", "hunter2", `a.yaml:1: a table in YAML is a list of mappings: each row begins with a dash
`},
		{"YAML cut off", "a.yaml", "- mac: 1\n- mac: [2\n", `a.yaml:3: this is not YAML: look at the indentation, the quotes and the brackets; the text may be cut off
`},
		{"YAML cut off in quotes", "a.yaml", "- mac: 1\n- mac: \"2\n", `a.yaml:3: this is not YAML: look at the indentation, the quotes and the brackets; the text may be cut off
`},
		{"alias of nothing", "a.yaml", "- mac: 1\n- name: *hunter2\n", `a.yaml:2: an alias without its anchor: put text that begins with * in quotes
`},
		{"two documents", "a.yaml", "- mac: 1\n---\n- mac: 2\n", `a.yaml:2: a second document begins here, and one is read
`},
		{"empty YAML", "a.yaml", "# a\n", `a.yaml: the table is empty: a row names its columns, with a cell for each
`},
		{"empty document", "a.yaml", "---\n", `a.yaml: the table is empty: a row names its columns, with a cell for each
`},
		{"empty list", "a.yaml", "[]\n", `a.yaml: the table is empty: a row names its columns, with a cell for each
`},
		{"tab", "a.yaml", "- mac: 1\n\t name: 2\n", `a.yaml:2: this is not YAML: look at the indentation, the quotes and the brackets; the text may be cut off
`},
		{"control character", "a.yaml", "- mac: 1\n- name: \x01\n", `a.yaml:2: a character stands in this line that YAML does not have: escape it, in double quotes
`},
		{"YAML in UTF-16", "a.yaml", "-\x00 \x00m\x00a\x00c\x00:\x00 \x001\x00\n\x00", `a.yaml:1: text in UTF-16: save the table in UTF-8
`},
		{"YAML with a mark", "a.yaml", "\ufeff- mac: 1\n", `["mac"]
1:1 "1"
`},
	} {
		t.Run(test.name, func(t *testing.T) {
			format := FormatOf(test.file)
			got := printTable(textSource(test.file, test.text), format)
			if got != test.want {
				t.Errorf("%q is\n%s\nnot\n%s", test.text, got, test.want)
			}
			if strings.Contains(got, "hunter2") {
				t.Errorf("a cell shows: %s", got)
			}
			slow := Source{test.file, func() (io.ReadCloser, error) {
				return io.NopCloser(iotest.OneByteReader(strings.NewReader(test.text))), nil
			}}
			if got := printTable(slow, format); got != test.want {
				t.Errorf("byte by byte %q is\n%s", test.text, got)
			}
		})
	}
}

// TestFormatOf knows the formats by their extensions.
func TestFormatOf(t *testing.T) {
	for name, want := range map[string]Format{
		"a.csv": CSV, "a.b/A.CSV": CSV, "a.tsv": TSV, "a.tab": TSV, "a.json": JSON, "a.jsonl": JSONLines, "a.ndjson": JSONLines,
		"a.yaml": YAML, "a.yml": YAML, "-": ByContent, "a.txt": ByContent, "csv": ByContent, "": ByContent, "a.csv/b": ByContent,
	} {
		if got := FormatOf(name); got != want {
			t.Errorf("%q: %d", name, got)
		}
	}
}

// TestTableLimits meets what is larger than any table, and what is just as large as one
// can be.
func TestTableLimits(t *testing.T) {
	names := make([]string, 10_000)
	for i := range names {
		names[i] = fmt.Sprintf("c%d", i)
	}
	members := func(names []string) string { return `"` + strings.Join(names, `":1,"`) + `":1` }
	long := strings.Repeat("x", MaxRow-10)
	for _, test := range []struct{ file, text, want string }{
		{"a.csv", strings.Join(names, ",") + "\n", "a.csv:1: more than 4096 columns"},
		{"a.csv", strings.Join(names[:MaxColumns], ",") + strings.Repeat(",", 5000) + "\n", ""},
		{"a.csv", strings.Join(names[:MaxColumns+1], ",") + "\n", "a.csv:1: more than 4096 columns"},
		{"a.json", "[{" + members(names) + "}]", "a.json: more than 4096 columns"},
		{"a.jsonl", "{" + members(names[:MaxColumns]) + "}\n{" + members(names[1:MaxColumns]) + "}", ""},
		{"a.jsonl", "{" + members(names[:MaxColumns]) + "}\n{" + members(names[1:MaxColumns+1]) + "}", "a.jsonl: more than 4096 columns"},
		{"a.yaml", "- {" + strings.Join(names, ": 1, ") + ": 1}", "a.yaml: more than 4096 columns"},
		{"a.yaml", "- {" + strings.Join(names[:MaxColumns], ": 1, ") + ": 1}", ""},
		{"a.csv", "mac,b\n1,2\n3,\"" + long + "x\n4,5\n6,7\n", "a.csv:3: a row of more than 4 MiB begins here"},
		{"a.csv", "mac\n1\n\"" + long + "\"\n4\n6\n", ""},
		{"a.jsonl", "{\"mac\":1}\n{\"a\":\"" + long + "xxxxxxxxxxxxxxxx\"}\n", "a.jsonl:2: a row of more than 4 MiB begins here"},
		{"a.jsonl", "{\"mac\":1}\n{\"a\":\"" + long[8:] + "\"}\n{\"a\":1}", ""},
		{"a.yaml", "- mac: 1\n# " + strings.Repeat("x\n# ", MaxYAML/4), "a.yaml: more than 32 MiB"},
	} {
		table, err := OpenTable(textSource(test.file, test.text), FormatOf(test.file))
		if err == nil {
			for _, e := range table.Rows() {
				if e != nil && !strings.Contains(e.Error(), "no row stands") {
					err = e
				}
			}
		}
		if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.HasPrefix(err.Error(), test.want)) {
			t.Errorf("%s, %.20q: %v, want %s", test.file, test.text, err, test.want)
		}
	}
	// Few lines that stand for more than anybody could read.
	for _, line := range []string{"- &a%d {a: *a%[2]d, b: *a%[2]d, c: *a%[2]d, d: *a%[2]d, e: *a%[2]d, f: *a%[2]d}\n", "- &a%d {<<: [*a%[2]d, *a%[2]d, *a%[2]d, *a%[2]d, *a%[2]d, *a%[2]d]}\n"} {
		bomb := "- &a0 {a: 1, b: 2, c: 3, d: 4, e: 5, f: 6}\n"
		for i := range 14 {
			bomb += fmt.Sprintf(line, i+1, i)
		}
		got := printTable(textSource("a.yaml", bomb), YAML)
		if !strings.HasPrefix(got, "a.yaml: more than 4096 columns") && !strings.Contains(got, "a.yaml:8: row 8: more than 65536 values with what the aliases stand for\n") {
			t.Errorf("%.2000s", got)
		}
	}
}

// TestTableSources meets sources that fail, and one whose table is another when it is read
// again.
func TestTableSources(t *testing.T) {
	broken := errors.New("the disk is broken")
	for _, format := range []Format{ByContent, CSV, JSON, YAML} {
		_, err := OpenTable(Source{"a", func() (io.ReadCloser, error) { return nil, broken }}, format)
		if !errors.Is(err, broken) {
			t.Errorf("%d: %v", format, err)
		}
		_, err = OpenTable(Source{"a", func() (io.ReadCloser, error) { return io.NopCloser(iotest.ErrReader(broken)), nil }}, format)
		if !errors.Is(err, broken) || err.Error() != "a: cannot be read: the disk is broken" {
			t.Errorf("%d: %v", format, err)
		}
	}
	for file, texts := range map[string][2]string{
		"a.csv": {"mac,a\n1,2\n", "mac,b\n1,2\n"}, "b.csv": {"mac,a\n1,2\n", "mac\n1\n"},
		"a.json": {`[{"mac":1}]`, `[{"mac":1,"b":2}]`}, "a.yaml": {"- mac: 1\n", "- {mac: 1, b: 2}\n"},
	} {
		n := 0
		table, err := OpenTable(Source{file, func() (io.ReadCloser, error) {
			n++
			return io.NopCloser(strings.NewReader(texts[min(n-1, 1)])), nil
		}}, FormatOf(file))
		if err != nil {
			t.Fatal(err)
		}
		for row, err := range table.Rows() {
			if err == nil || !strings.Contains(err.Error(), "was changed while it was read") {
				t.Errorf("%s: %v, %v", file, row, err)
			}
		}
	}
}

// TestTableRowsTogether makes several passes at a time, and ends one early.
func TestTableRowsTogether(t *testing.T) {
	for file, text := range map[string]string{"a.csv": "MAC,a\n1,2\n3,4\n", "a.json": `[{"mac":1,"a":2},{"Mac":3,"A":4}]`, "a.yaml": "- {mac: 1, a: 2}\n- {Mac: 3, A: 4}\n"} {
		table, err := OpenTable(textSource(file, text), FormatOf(file))
		if err != nil {
			t.Fatal(err)
		}
		var passes sync.WaitGroup
		for range 4 {
			passes.Go(func() {
				for range table.Rows() {
					break
				}
				var all []string
				for row, err := range table.Rows() {
					all = append(all, fmt.Sprint(row.Cells, err))
				}
				if got := strings.Join(all, " "); got != "[{1 true} {2 true}] <nil> [{3 true} {4 true}] <nil>" {
					t.Errorf("%s: %s", file, got)
				}
			})
		}
		passes.Wait()
	}
}

// rowsReader is a table whose rows are made while it is read.
type rowsReader struct {
	head, foot string
	row        func(i int) string
	rows, made int
	bytes.Buffer
}

func (r *rowsReader) Read(p []byte) (int, error) {
	for r.Len() == 0 {
		switch r.made++; {
		case r.made == 1:
			r.WriteString(r.head)
		case r.made <= r.rows+1:
			r.WriteString(r.row(r.made - 1))
		case r.made == r.rows+2:
			r.WriteString(r.foot)
		default:
			return 0, io.EOF
		}
	}
	return r.Buffer.Read(p)
}

// TestTableOfManyRows reads tables that are larger than what is in memory of them.
func TestTableOfManyRows(t *testing.T) {
	rows := 20_000
	if testing.Short() {
		rows = 2_000
	}
	object := func(i int) string {
		return fmt.Sprintf(`{"mac":"0c383e%06x","model":"X6","line1":{"number":%d,"password":"p%d"}}`, i, i, i)
	}
	for file, r := range map[string]rowsReader{
		"a.csv":   {head: "mac,model,line1.number,line1.password\n", row: func(i int) string { return fmt.Sprintf("0c383e%06x,X6,%d,\"\"\n", i, i) }},
		"a.tsv":   {head: "mac\tmodel\tline1.number\tline1.password\n", row: func(i int) string { return fmt.Sprintf("0c383e%06x\tX6\t%d\tp%d\n", i, i, i) }},
		"a.jsonl": {row: func(i int) string { return object(i) + "\n" }},
		"a.json": {head: "[", foot: "]", row: func(i int) string {
			if i == 1 {
				return object(i)
			}
			return ",\n" + object(i)
		}},
	} {
		r.rows = rows
		table, err := OpenTable(Source{file, func() (io.ReadCloser, error) { again := r; return io.NopCloser(&again), nil }}, FormatOf(file))
		if err != nil {
			t.Fatal(err)
		}
		n, early := 0, uint64(0)
		for row, err := range table.Rows() {
			if n++; err != nil || row.Number != n || len(row.Cells) != 4 {
				t.Fatalf("%s: %+v, %v", file, row, err)
			}
			switch n {
			case rows / 10:
				early = heap()
			case rows:
				if late := heap(); late > early+100_000 {
					t.Errorf("%s: %d bytes are in use after %d rows, and %d after %d", file, early, rows/10, late, rows)
				}
			}
		}
		if n != rows {
			t.Errorf("%s: %d rows", file, n)
		}
	}
}

// heap returns how much memory is in use.
func heap() uint64 {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}

// scanCSV reads CSV a character at a time. It stops where the package csv does, and says of
// each cell whether something is in it or quotes are around it.
func scanCSV(text string, comma rune, trim bool) (records [][]Cell, blank []bool) {
	text = strings.TrimSuffix(strings.ReplaceAll(text, "\r\n", "\n"), "\r")
	for text != "" {
		if text[0] == '#' || text[0] == '\n' {
			_, text, _ = strings.Cut(text, "\n")
			continue
		}
		var record []Cell
		isBlank := true
		for more := true; more; {
			var cell Cell
			isQuoted := false
			if cell, isQuoted, text, more = scanCell(text, comma, trim); cell.Text == `""` {
				cell.Text = ""
				isQuoted = true
			}
			isBlank = isBlank && !isQuoted && strings.TrimSpace(cell.Text) == ""
			record = append(record, cell)
		}
		records, blank = append(records, record), append(blank, isBlank)
	}
	return records, blank
}

func scanCell(text string, comma rune, trim bool) (cell Cell, isQuoted bool, rest string, more bool) {
	if trim {
		text = strings.TrimLeftFunc(text, func(r rune) bool { return unicode.IsSpace(r) && r != '\n' })
	}
	if inner, quoted := strings.CutPrefix(text, `"`); quoted {
		var b strings.Builder
		for {
			part, after, _ := strings.Cut(inner, `"`)
			b.WriteString(part)
			if inner, quoted = strings.CutPrefix(after, `"`); !quoted {
				text, cell, isQuoted = after, Cell{b.String(), true}, true
				break
			}
			b.WriteString(`"`)
		}
	} else {
		end := strings.IndexFunc(text, func(r rune) bool { return r == comma || r == '\n' })
		if end < 0 {
			end = len(text)
		}
		cell, text = Cell{text[:end], end > 0}, text[end:]
	}
	if text == "" {
		return cell, isQuoted, "", false
	}
	return cell, isQuoted, text[1:], rune(text[0]) == comma
}

// FuzzTableCSV checks that the cells are those that the package csv reads, and that an empty
// one is set where quotes stand around it.
func FuzzTableCSV(f *testing.F) {
	for _, text := range []string{
		"mac,b,c\n1,,\"\"\n\"\",\"\",\"\"\n", "mac;b\n# c\n\n \"\";\n\"a\nb\r\n\";\"\"\n", "mac\tb\n\t\"\"\n\"\"\t\n", "mac,b\r\n1,\"\"\r\n,\r\n\"\",",
		"mac,b\n\"a\nb\", \"\"\n,\"\n\"\n\u00a0\"\",x\n", "mac,b\n1,\"\"\"\"\"\"\n", "mac,b\n1, \r\n2,\t\"\"", "a\n\v\n \n\"\"\n",
		"a,b\n\" \"\n1, x\n ,\u00a0\n", "a, b\n1, x\n , \"\"\n",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if _, said := separatorSaid([]byte(text)); said || strings.HasPrefix(text, "\ufeff") {
			return
		}
		comma := separatorOf(firstLine([]byte(text)))
		r := csv.NewReader(strings.NewReader(text))
		r.Comma, r.Comment, r.FieldsPerRecord, r.TrimLeadingSpace = comma, '#', -1, isSpaced(firstLine([]byte(text)), comma)
		records, err := r.ReadAll()
		table, openErr := OpenTable(textSource("a", text), CSV)
		if err != nil || openErr != nil {
			return
		}
		scanned, blank := scanCSV(text, comma, r.TrimLeadingSpace)
		if len(scanned) != len(records) {
			t.Fatalf("%q: %d records, and %d for the package csv", text, len(scanned), len(records))
		}
		for i, record := range records {
			for j, field := range record {
				if len(scanned[i]) != len(record) || field != scanned[i][j].Text && field != `""` {
					t.Fatalf("%q: %v, and %q for the package csv", text, scanned[i], record)
				}
			}
		}
		isUnset := func(c Cell) bool { return !c.Set }
		kept := scanned[:0]
		for i, record := range scanned {
			if !blank[i] {
				kept = append(kept, record)
			}
		}
		scanned = kept[1:]
		for row, err := range table.Rows() {
			if len(scanned) == 0 {
				break
			}
			want, width := scanned[0], len(table.Columns())
			scanned = scanned[1:]
			for len(want) > width && isUnset(want[len(want)-1]) {
				want = want[:len(want)-1]
			}
			if len(want) != width && !errors.Is(err, csv.ErrFieldCount) || len(want) == width && (err != nil || !slices.Equal(row.Cells, want)) {
				t.Fatalf("%q: %v, %v, and not %v", text, row.Cells, err, want)
			}
		}
		if len(scanned) > 0 {
			t.Errorf("%q: %v were not read", text, scanned)
		}
	})
}

// FuzzTable checks that rows that are written as CSV are read as the same cells, whatever
// format they were in, and that each error is one line.
func FuzzTable(f *testing.F) {
	for _, c := range []struct {
		format Format
		text   string
	}{
		{ByContent, "mac;b\n1;2\n"}, {CSV, "mac,b\n1,\"\"\n\"# a\", b \n"}, {TSV, "mac\tb\n a\t\"\"\"\"\"\"\n"}, {CSV, "sep=;\nmac;b\n1;\n"}, {CSV, ",mac,,\n1,2,,\n\"\",2,,\n"}, {CSV, "mac, ,\"\"\n1\n2,\n"},
		{JSON, `[{"mac":1,"line":[{"a":true,"b":null}]},{"a":{"b":"\u0022\u0022","c":"x\r\ny\r"}}]`}, {JSONLines, "{\"mac\":1}\n{\"b\":\"sep=;\"}"}, {JSON, `[{"sep=,":"\ufeff"}]`}, {JSON, `[{"\ufeff":"#","a;b\t":" x "}]`},
		{YAML, "- mac: 007\n  b: [~, true]\n- &a {c: x}\n- {<<: *a, d: *a}\n"}, {YAML, "- \"a\\xa0\": \"\\u2028\\xa0\"\n"},
	} {
		f.Add(uint8(c.format), c.text)
	}
	f.Fuzz(func(t *testing.T, format uint8, text string) {
		oneLine := func(err error) {
			if !errors.As(err, new(*TableError)) || strings.ContainsAny(err.Error(), "\n\r") {
				t.Fatalf("%q", err)
			}
		}
		table, err := OpenTable(textSource("a", text), Format(format%6))
		if err != nil {
			oneLine(err)
			return
		}
		var head []Cell
		for _, name := range table.Columns() {
			head = append(head, Cell{name, name != ""})
		}
		written, rows := appendCSV(nil, head), []Row(nil)
		for row, err := range table.Rows() {
			if err != nil {
				oneLine(err)
				continue
			}
			if strings.ContainsRune(fmt.Sprint(row.Cells), 0) {
				return // no text has it
			}
			written, rows = appendCSV(written, row.Cells), append(rows, row)
		}
		again, err := OpenTable(textSource("b", string(written)), CSV)
		if err != nil {
			t.Fatalf("%q, written as %q: %v", text, written, err)
		}
		if !slices.Equal(again.Columns(), table.Columns()) {
			t.Fatalf("columns %q, written as %q, are %q", table.Columns(), written, again.Columns())
		}
		n := 0
		for row, err := range again.Rows() {
			if err != nil && len(rows) == 0 {
				break
			}
			if err != nil {
				t.Fatalf("%q, written as %q: %v", text, written, err)
			}
			for i, c := range rows[n].Cells {
				// CSV has one line break.
				if c.Text = strings.ReplaceAll(c.Text, "\r\n", "\n"); c != row.Cells[i] {
					t.Fatalf("%v, written as %q, is %v", rows[n].Cells, written, row.Cells)
				}
			}
			n++
		}
		if n != len(rows) {
			t.Fatalf("%d rows, written as %q, are %d", len(rows), written, n)
		}
	})
}
