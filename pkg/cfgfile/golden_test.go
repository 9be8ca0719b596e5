package cfgfile

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden compares what is read from each file in testdata, and its canonical
// form, with the golden files beside it.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*/*.*")
	if err != nil {
		t.Fatal(err)
	}
	dialects := make(map[string]int)
	for _, name := range files {
		if ext := filepath.Ext(name); ext == ".golden" || ext == ".txtar" {
			continue
		}
		dialect := filepath.Base(filepath.Dir(name))
		if dialect == "fuzz" {
			continue
		}
		dialects[dialect]++
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			f := mustParse(t, string(data))
			if f.Dialect().String() != dialect {
				t.Errorf("the dialect is %v", f.Dialect())
			}
			compareGolden(t, name+".settings.golden", []byte(describe(f)))
			formatted, err := f.Format()
			if err != nil {
				formatted = []byte("error: " + err.Error() + "\n")
			}
			compareGolden(t, name+".format.golden", formatted)
			if clean := strings.Contains(name, "clean"); clean && (!bytes.Equal(formatted, data) || len(f.Problems()) > 0) {
				t.Errorf("a clean file is not in canonical form, or has problems: %+v", f.Problems())
			}
		})
	}
	if len(dialects) != 5 {
		t.Errorf("files of %d dialects", len(dialects))
	}
}

// describe lists what was read from a file.
func describe(f *File) string {
	var b strings.Builder
	frame := f.Frame()
	fmt.Fprintf(&b, "header on line %d, %d wide; version %q; footer %q; after it %q\n", frame.HeaderLine, frame.Header.Len(),
		f.Version(), f.Source()[frame.Footer.Start:frame.Footer.End], f.Source()[frame.AfterFooter.Start:frame.AfterFooter.End])
	for m := range f.Modules() {
		fmt.Fprintf(&b, "module %s @%d", m.Name, m.Line)
		if m.Empty {
			b.WriteString(" empty")
		}
		b.WriteString("\n")
	}
	for _, s := range f.Settings() {
		fmt.Fprintf(&b, "%s = %q @%d", s.Path.String(), s.Value, s.Line)
		if s.Index > 0 {
			fmt.Fprintf(&b, " entry %d", s.Index)
		}
		b.WriteString("\n")
	}
	for _, p := range f.Problems() {
		at := f.Position(p.Offset)
		fmt.Fprintf(&b, "problem %d at %d:%d: %s\n", p.Kind, at.Line, at.Column, p.Text)
	}
	return b.String()
}

func compareGolden(t *testing.T, name string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatalf("%v (run go test -update)", err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s:\n%s\nwant\n%s", name, got, want)
	}
}
