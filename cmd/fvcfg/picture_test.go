package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// pictures are what a person sees at a terminal of 80 columns, by the name of the picture.
var pictures = map[string]string{
	"lint": "fvcfg lint docs/broken",
}

// TestPictures makes the pictures of the pages from what the program prints on a terminal,
// for dark and for light pages; -update writes them.
func TestPictures(t *testing.T) {
	t.Chdir("../..")
	made := make(map[string]string)
	for name, line := range pictures {
		screen := "$ " + line + "\n" + onTerminal(words(line)[1:])
		for _, of := range []palette{dark, light} {
			made[filepath.Join("docs", "picture", name+"-"+of.name+".svg")] = drawScreen(screen, of)
		}
	}
	for name, want := range made {
		got, err := os.ReadFile(name)
		if err == nil && string(got) == want {
			continue
		}
		if !*update {
			t.Errorf("%s is not what the program prints now: go test ./cmd/fvcfg -run Pictures -update", name)
		} else if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if kept, _ := filepath.Glob("docs/picture/*"); len(kept) != len(made) {
		t.Errorf("docs/picture has %d files, and %d are made", len(kept), len(made))
	}
}

// onTerminal returns what the program prints on a terminal of 80 columns with colours.
func onTerminal(args []string) string {
	var out bytes.Buffer
	p := newTestProgram(&out)
	p.isTerminal = func(any) bool { return true }
	p.getenv = func(name string) string { return map[string]string{"TERM": "xterm", "COLUMNS": "80"}[name] }
	p.run(args)
	return out.String()
}

// palette is the colours of a picture.
type palette struct {
	name, ground, border, text string
	colours                    [8]string // black, red, green, yellow, blue, magenta, cyan, white
}

var (
	dark = palette{"dark", "#0d1117", "#30363d", "#e6edf3",
		[8]string{"#6e7681", "#ff7b72", "#7ee787", "#e3b341", "#79c0ff", "#d2a8ff", "#56d4dd", "#e6edf3"}}
	light = palette{"light", "#ffffff", "#d0d7de", "#1f2328",
		[8]string{"#1f2328", "#cf222e", "#116329", "#7d4e00", "#0550ae", "#8250df", "#1b7c83", "#57606a"}}
)

// The measures of a picture, in pixels.
const (
	cellWidth, lineHeight = 8, 18
	margin                = 16
	columns               = 80
)

// style is how a terminal shows text from an escape sequence on.
type style struct {
	bold, faint, underline bool
	colour                 int // from 1; 0 is that of the text
}

// drawScreen returns what a terminal shows as an SVG: each run of one style has its column,
// so that what stands one below the other does so in any font.
func drawScreen(screen string, of palette) string {
	var b strings.Builder
	var now style
	y, widest := margin+lineHeight-4, columns
	for line := range strings.Lines(screen) {
		column := 0
		for line = strings.TrimRight(line, "\r\n"); line != ""; {
			run, rest := line, ""
			if i := strings.Index(line, "\x1b["); i > 0 {
				run, rest = line[:i], line[i:]
			} else if i == 0 {
				codes, after, _ := strings.Cut(line[2:], "m")
				now, line = now.apply(codes), after
				continue
			}
			for word := range strings.SplitAfterSeq(run, "  ") {
				now.draw(&b, word, column, y, of)
				column += utf8.RuneCountInString(word)
			}
			line = rest
		}
		widest = max(widest, column)
		y += lineHeight
	}
	width, height := 2*margin+widest*cellWidth, y-lineHeight+4+margin
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d">
<style>text { font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: pre; fill: %s }</style>
<rect x="0.5" y="0.5" width="%d" height="%d" rx="6" fill="%s" stroke="%s"/>
%s</svg>
`, width, height, width, height, of.text, width-1, height-1, of.ground, of.border, b.String())
}

// draw writes words that begin in a column. They have no spaces around them, which programs
// that draw leave out or not.
func (s style) draw(b *strings.Builder, words string, column, y int, of palette) {
	text := strings.TrimLeft(words, " ")
	column += len(words) - len(text)
	if text = strings.TrimRight(text, " "); text != "" {
		fmt.Fprintf(b, `<text x="%d" y="%d" textLength="%d"%s>%s</text>`+"\n",
			margin+column*cellWidth, y, utf8.RuneCountInString(text)*cellWidth, s.attributes(of), escapeXML.Replace(text))
	}
}

var escapeXML = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// apply returns the style behind an escape sequence, as 1;31 is one.
func (s style) apply(codes string) style {
	for _, code := range strings.Split(codes, ";") {
		switch n, _ := strconv.Atoi(code); {
		case n == 0:
			s = style{}
		case n == 1:
			s.bold = true
		case n == 2:
			s.faint = true
		case n == 4:
			s.underline = true
		case n == 22:
			s.bold, s.faint = false, false
		case n == 24:
			s.underline = false
		case n == 39:
			s.colour = 0
		case n >= 30 && n <= 37:
			s.colour = n - 30 + 1
		case n >= 90 && n <= 97:
			s.colour = n - 90 + 1
		}
	}
	return s
}

// attributes returns a style as that of a text.
func (s style) attributes(of palette) string {
	var all []string
	if s.colour > 0 {
		all = append(all, "fill:"+of.colours[s.colour-1])
	}
	if s.bold {
		all = append(all, "font-weight:bold")
	}
	if s.faint {
		all = append(all, "opacity:0.7")
	}
	if s.underline {
		all = append(all, "text-decoration:underline")
	}
	if all == nil {
		return ""
	}
	return ` style="` + strings.Join(all, ";") + `"`
}

// TestDrawScreen checks a style that begins within a line, one that ends, and what XML wants
// escaped.
func TestDrawScreen(t *testing.T) {
	got := drawScreen("\x1b[1;31merror\x1b[0m: <a>\n \x1b[2m&\x1b[22mb\n", dark)
	for _, want := range []string{
		`<text x="16" y="30" textLength="40" style="fill:#ff7b72;font-weight:bold">error</text>`,
		`<text x="56" y="30" textLength="40">: &lt;a&gt;</text>`,
		`<text x="24" y="48" textLength="8" style="opacity:0.7">&amp;</text>`,
		`<text x="32" y="48" textLength="8">b</text>`,
		`viewBox="0 0 672 68"`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%s\nis not in\n%s", want, got)
		}
	}
}
