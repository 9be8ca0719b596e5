package cfgfile

import (
	"testing"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// TestForms wants both parts of every dialect: a scanner that makes items of what a printer
// writes, and a printer that writes what the scanner made.
func TestForms(t *testing.T) {
	for _, d := range catalog.Dialects() {
		t.Run(d.String(), func(t *testing.T) {
			if err := checkDialect(d); err != nil {
				t.Fatal(err)
			}
			f, err := New(d, "2.0000000001")
			if err != nil || f.Dialect() != d || f.Version() != "2.0000000001" || f.Len() > 0 || len(f.Problems()) > 0 {
				t.Fatalf("%v, version %q, problems %v\n%s", err, f.Version(), f.Problems(), f.Source())
			}
			e, ok := catalog.For(d).WithRole(catalog.FetchServer)
			if !ok {
				t.Fatal("no key for the server")
			}
			p, err := f.newPath(e.Path())
			if err != nil {
				t.Fatal(err)
			}
			out := newOutliner(d)
			out.comments = append(out.comments, " a comment")
			out.add(&p, "192.0.2.1")
			w := formOf(d).printer()
			w.begin("2.0000000001", true)
			out.finish().print(w)
			printed := readAs(string(w.end()), d)
			if s, err := printed.Lookup(e.Path()); err != nil || s.Value != "192.0.2.1" || printed.Len() != 1 {
				t.Errorf("%v\n%s", err, printed.Source())
			}
			comments := 0
			for it := range printed.items() {
				if it.kind == itemComment {
					comments++
				}
			}
			if comments != 1 || notations[d].separator == "" {
				t.Errorf("%d comments, paths are written with %q\n%s", comments, notations[d].separator, printed.Source())
			}
		})
	}
	if _, err := New(0, "2.0002"); err == nil {
		t.Error("the zero Dialect has a form")
	}
	f := mustParse(t, "<sysConf><Version>2.0002</Version></sysConf>")
	if _, err := Convert(f, 0, ConvertOptions{}); err == nil {
		t.Error("something is converted to the zero Dialect")
	}
}
