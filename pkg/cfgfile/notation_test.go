package cfgfile

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/txtar"
)

// hidden writes a file as it stands in an archive: line by line as it is, but for what
// cannot be seen. That is \t, \r, \x00, \ufeff and the like as in Go, \\ for a backslash, \s
// for a space at the end of a line, and a backslash at the very end of a file that has no
// line feed there. Of a file "crlf" lines end in CR and LF, and one that ends in LF alone is
// marked \n.
func hidden(text string, crlf bool) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		body, whole := strings.CutSuffix(line, "\n")
		end := ""
		if crlf && whole {
			var cr bool
			if body, cr = strings.CutSuffix(body, "\r"); !cr {
				end = `\n`
			}
		}
		if !whole {
			end = `\`
		}
		if body, trailing := strings.CutSuffix(body, " "); trailing {
			writeHidden(&b, body)
			b.WriteString(`\s`)
		} else {
			writeHidden(&b, body)
		}
		b.WriteString(end + "\n")
	}
	return b.String()
}

func writeHidden(b *strings.Builder, text string) {
	for len(text) > 0 {
		r, size := utf8.DecodeRuneInString(text)
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(b, `\x%02x`, text[0])
		case unicode.IsPrint(r) && r != '\\':
			b.WriteRune(r)
		default:
			b.WriteString(strings.Trim(strconv.QuoteRune(r), "'"))
		}
		text = text[size:]
	}
}

// revealed reads what hidden writes.
func revealed(text string, crlf bool) (string, error) {
	var b strings.Builder
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		end := "\n"
		if crlf {
			end = "\r\n"
		}
		for len(line) > 0 {
			switch {
			case line == `\`:
				line, end = "", ""
				continue
			case crlf && line == `\n`:
				line, end = "", "\n"
				continue
			case strings.HasPrefix(line, `\s`):
				b.WriteByte(' ')
				line = line[2:]
				continue
			case line[0] != '\\':
				b.WriteByte(line[0])
				line = line[1:]
				continue
			}
			r, multibyte, rest, err := strconv.UnquoteChar(line, 0)
			if err != nil {
				return "", fmt.Errorf("%q: %w", line, err)
			}
			if line = rest; multibyte {
				b.WriteRune(r)
			} else {
				b.WriteByte(byte(r))
			}
		}
		b.WriteString(end)
	}
	return b.String(), nil
}

// archivedFiles returns the files of all archives in testdata, to start fuzzing from.
func archivedFiles(t testing.TB) (files []string) {
	t.Helper()
	names, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("%d archives: %v", len(names), err)
	}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, section := range archive.Files {
			if title, about, isFile := strings.Cut(section.Name, ": "); isFile && (title == "in" || title == "other") {
				text, err := revealed(string(section.Data), strings.HasSuffix(about, ", crlf"))
				if err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				files = append(files, text)
			}
		}
	}
	return files
}

// TestNotation writes files of all bytes as archives have them, and reads them back.
func TestNotation(t *testing.T) {
	var all strings.Builder
	for b := range 256 {
		all.WriteByte(byte(b))
	}
	for _, text := range []string{
		"", "\n", "a", "a\n", "a \n \n", "a ", "a\r\nb\r\n", "a\r\nb\nc", "a\r\n\\", "\\n\n", "\\s\n", "\\", "a\\\r\n", bom + "ü\u0085\u00a0\ufffd", "\r", "\t\n", all.String(),
	} {
		for _, crlf := range []bool{false, true} {
			shown := hidden(text, crlf)
			if got, err := revealed(shown, crlf); err != nil || got != text {
				t.Errorf("%q is written\n%s\nand read %q, %v", text, shown, got, err)
			}
		}
	}
}
