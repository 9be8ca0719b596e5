package xmlscan

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
)

// lintAll has xmllint read documents, each by its path, and reports which it accepts.
func lintAll(t *testing.T, paths []string) map[string]bool {
	t.Helper()
	if _, err := exec.LookPath("xmllint"); err != nil {
		t.Skip("xmllint is not installed")
	}
	accepted := make(map[string]bool, len(paths))
	var lock sync.Mutex
	var wait sync.WaitGroup
	next := make(chan string)
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			for path := range next {
				err := exec.Command("xmllint", "--noout", "--nonet", path).Run()
				if exit := new(exec.ExitError); err != nil && !(errors.As(err, &exit) && exit.ExitCode() == 1) {
					t.Errorf("%s: %v", path, err)
				}
				lock.Lock()
				accepted[path] = err == nil
				lock.Unlock()
			}
		})
	}
	for _, path := range paths {
		next <- path
	}
	close(next)
	wait.Wait()
	return accepted
}

// compareWithXMLLint writes documents to files and compares the verdicts on them.
func compareWithXMLLint(t *testing.T, docs []string) {
	t.Helper()
	dir := t.TempDir()
	var paths []string
	for i, doc := range docs {
		path := filepath.Join(dir, fmt.Sprintf("%d.xml", i))
		if err := os.WriteFile(path, []byte(doc), 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	accepted := lintAll(t, paths)
	for i, doc := range docs {
		f := Check(doc)
		if isUTF16(doc) || f != nil && f.Kind != NotWellFormed || accepted[paths[i]] == (f == nil) {
			continue
		}
		t.Errorf("xmllint accepts it: %v; here: %v\n%q", accepted[paths[i]], f, doc)
	}
}

func TestVectorsAgainstXMLLint(t *testing.T) {
	var docs []string
	for _, v := range wellFormed {
		docs = append(docs, v.doc)
	}
	for _, v := range faulty {
		doc, _ := v.cut()
		docs = append(docs, doc)
	}
	compareWithXMLLint(t, docs)
}

// pieces are what a mutation puts into a document.
var pieces = []string{
	"<", ">", "/", "\"", "'", "&", ";", "=", "-", "--", "!", "?", "[", "]", "]]>", " ", "\n", "\r", "a", "b", ":", ".", "1", "é", "×", "·", "\x01", "\xff", "\ufffe",
	"<a>", "</a>", "<a/>", "<!DOCTYPE a>", "<![CDATA[x]]>", "<!-- x -->", "<?x y?>", "<?xml version='1.0'?>", "<?XML?>", " b='c'", "&#xD800;", "&#65;", "&lt;", "&x;",
	"(", ")", "|", ",", "*", "#PCDATA", "%", "SYSTEM 'x'", "<!ELEMENT a (b)>", "<!ATTLIST a b CDATA 'c'>", "<!ENTITY x 'y'>", " encoding='UTF-8'", " standalone='yes'", "version",
}

// mutate changes a document in one to three places.
func mutate(random *rand.Rand, doc string) string {
	for range 1 + random.IntN(3) {
		at := random.IntN(len(doc) + 1)
		end := min(len(doc), at+random.IntN(4))
		switch random.IntN(4) {
		case 0:
			doc = doc[:at] + doc[end:]
		case 1:
			doc = doc[:at] + doc[at:end] + doc[at:]
		default:
			doc = doc[:at] + pieces[random.IntN(len(pieces))] + doc[min(len(doc), at+random.IntN(2)):]
		}
	}
	return doc
}

// TestMutationsAgainstXMLLint compares the verdicts on documents that are nearly
// well-formed.
func TestMutationsAgainstXMLLint(t *testing.T) {
	if testing.Short() {
		t.Skip("xmllint is started for each document")
	}
	random := rand.New(rand.NewPCG(1, 2))
	var docs []string
	for len(docs) < 600 {
		doc := mutate(random, wellFormed[random.IntN(len(wellFormed))].doc)
		if !isKnownDifference(doc) {
			docs = append(docs, doc)
		}
	}
	compareWithXMLLint(t, docs)
}

// isKnownDifference reports whether a document is likely to hold what xmllint takes
// otherwise: it reads the declarations that a parameter entity stands for, and passes a
// document type without white space behind <!DOCTYPE, "1." for a version, and NDATA
// without a name.
func isKnownDifference(doc string) bool {
	_, doctype, ok := strings.Cut(doc, doctypeStart)
	return strings.Contains(doc, "%") || ok && (doctype == "" || !isSpace(doctype[0])) || strings.Contains(doc, "\"1.\"") || strings.Contains(doc, "'1.'") || strings.Contains(doc, "NDATA >")
}

// isUTF16 reports whether a text is in an encoding of two bytes a character or more: by
// its byte order mark, or by a NUL where a "<" stands.
func isUTF16(src string) bool {
	return strings.HasPrefix(src, "\xff\xfe") || strings.HasPrefix(src, "\xfe\xff") || strings.HasPrefix(src, "\x00") || strings.HasPrefix(src, "<\x00")
}
