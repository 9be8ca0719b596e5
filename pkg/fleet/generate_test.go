package fleet

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/lint"
)

// made is what a generator makes of a table: the files, or what is wrong.
type made struct {
	files  map[string]*File
	order  []string
	report *Report
	err    error
}

// generate makes the files of a table, with bases by name.
func generate(t testing.TB, table string, options Options, bases map[string]string) made {
	t.Helper()
	phones, err := OpenTable(textSource("phones.csv", table), ByContent)
	if err != nil {
		t.Fatal(err)
	}
	options.ReadFile = readFrom(bases)
	g, err := New(phones.Columns(), options)
	if err != nil {
		return made{err: err}
	}
	m := made{files: map[string]*File{}}
	if m.report, m.err = g.Check(context.Background(), phones); m.err != nil {
		return m
	}
	m.err = g.Run(context.Background(), phones, m.report, func(f *File) func() error {
		return func() error {
			m.files[f.Name] = f
			m.order = append(m.order, f.Name)
			return nil
		}
	})
	return m
}

func readFrom(files map[string]string) func(string) ([]byte, error) {
	folder := fstest.MapFS{}
	for name, text := range files {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return func(name string) ([]byte, error) { return fs.ReadFile(folder, name) }
}

// text returns all that is said of the table, for a message or a test.
func (m made) text() string {
	var b strings.Builder
	if m.err != nil {
		fmt.Fprintln(&b, "error:", m.err)
	}
	if m.report == nil {
		return b.String()
	}
	for _, f := range m.report.Faults {
		fmt.Fprintln(&b, f)
	}
	for _, w := range m.report.Examples {
		fmt.Fprintln(&b, "warning:", w)
	}
	for _, n := range m.report.Notes {
		fmt.Fprintln(&b, "note:", n)
	}
	return b.String()
}

// TestTenPhones makes files of both generations and three dialects from one table and one
// base in YAML, and reads them back by neutral name.
func TestTenPhones(t *testing.T) {
	const base = `
line1:
  server: sip.example.com
  port: 5061
  enabled: true
  auth_user: "{{number}}"
time.server: ntp.example.com
web:
  port: "8443"
`
	models := []string{"H5", "X4", "X3", "V62", "X5U", "X210", "X7", "X3SG", "V67", "X4U"}
	var table strings.Builder
	table.WriteString("MAC,Model,dialect,number,line1.number,@line[1].password\n")
	for i, model := range models {
		dialect := ""
		if model == "X7" || model == "X210" {
			dialect = "sysconf"
		}
		fmt.Fprintf(&table, "0C:38:3E:00:00:%02x,%s,%s,%d,%d,pw-%d.Kq9vTz\n", i+1, model, dialect, 200+i, 200+i, i)
	}
	m := generate(t, table.String(), Options{Bases: []string{"site.yaml"}}, map[string]string{"site.yaml": base})
	if m.err != nil || len(m.files) != len(models) {
		t.Fatalf("%d files, %s", len(m.files), m.text())
	}
	linter, err := lint.New(lint.Options{})
	if err != nil {
		t.Fatal(err)
	}
	dialects := map[cfgfile.Dialect]bool{}
	for i, name := range m.order {
		f, err := cfgfile.Parse(m.files[name].Data)
		if err != nil {
			t.Fatal(err)
		}
		dialects[f.Dialect()] = true
		for path, want := range map[string]string{
			"@line1.number": fmt.Sprint(200 + i), "@line1.password": fmt.Sprintf("pw-%d.Kq9vTz", i),
			"@line1.server": "sip.example.com", "@line1.auth_user": fmt.Sprint(200 + i), "@time.server": "ntp.example.com",
		} {
			if s, err := f.Lookup(path); err != nil || s.Value != want {
				t.Errorf("%s (%s): %s is %q, %v", name, f.Dialect(), path, s.Value, err)
			}
		}
		for _, finding := range linter.Lint(name, m.files[name].Data) {
			if finding.Severity > lint.Info {
				t.Errorf("%s", finding)
			}
		}
	}
	if len(dialects) < 3 {
		t.Errorf("%d dialects: %v", len(dialects), slices.Collect(maps.Keys(dialects)))
	}
	t.Log(m.text())
}

// TestTwice takes neither of two rows that have the same MAC or the same file.
func TestTwice(t *testing.T) {
	for _, table := range []string{"mac\n0c383e000001\n0c383e000002\n0c383e000001\n", "mac,file\n0c383e000001,a.cfg\n0c383e000002,b.cfg\n0c383e000003,A.cfg\n"} {
		m := generate(t, table, Options{Bases: []string{"base.cfg"}}, map[string]string{"base.cfg": smallBase})
		if m.err != nil || m.report.Faulty != 2 || len(m.report.Faults) != 1 || len(m.files) != 1 || m.report.Rows != 3 {
			t.Errorf("%d faulty, %d files, %s", m.report.Faulty, len(m.files), m.text())
		}
	}
}
