package lint

import (
	"strings"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// fusedProblems takes what the parser saw: a setting on a module's line. It
// adds a module on the header's line.
func fusedProblems(p *pass) {
	for _, problem := range p.file.Problems() {
		if problem.Kind == cfgfile.FusedLines {
			p.foundFused(problem.Offset, problem.Text)
		}
	}
	if version := p.frame.Version; p.file.Dialect().IsText() {
		if i := strings.IndexByte(p.src[version.Start:version.End], '<'); i >= 0 {
			p.foundFused(version.Start+i, "a line break is missing behind the header")
		}
	}
}

// fusedSetting looks for another line inside a value.
func fusedSetting(p *pass, s *cfgfile.Setting) {
	if !p.file.Dialect().IsText() || len(s.Value) < len("<X MODULE>") {
		return
	}
	if at, what := fusedAt(s); at >= 0 {
		p.foundFused(s.ValueSpan.Start+at, "a line break is missing before this "+what+": it is read as part of the value")
	}
}

func (p *pass) foundFused(at int, message string) {
	eol := p.frame.EOL
	if eol == "" {
		eol = "\r\n"
	}
	p.found(at, message, cfgfile.Edit{Span: cfgfile.Span{Start: at, End: at}, New: eol})
}

// fusedBracket finds a module header or the footer inside a value.
func fusedBracket(value string) int {
	if i := strings.Index(value, footer); i >= 0 {
		return i
	}
	end := strings.Index(value, " MODULE>")
	if end < 0 {
		return -1
	}
	start := strings.LastIndexByte(value[:end], '<')
	if start < 0 || !isKey(value[start+1:end]) {
		return -1
	}
	return start
}

// fusedList finds a list marker at the end of a value: "--Name--  :".
func fusedList(value string) int {
	value = strings.TrimRight(value, " ")
	start := strings.Index(value, "--")
	if start < 0 || !strings.HasSuffix(value, ":") {
		return -1
	}
	name := strings.Trim(value[start:len(value)-1], "- ")
	if name == "" || !isLetter(name[0]) || !isKey(name) {
		return -1
	}
	return start
}

// fusedAt finds where another line starts inside a value, and what it is.
func fusedAt(s *cfgfile.Setting) (at int, what string) {
	value := s.Value
	if strings.IndexByte(value, '>') >= 0 {
		if at := fusedBracket(value); at >= 0 {
			return at, "line in brackets"
		}
	}
	if strings.IndexByte(value, ':') < 0 {
		return -1, ""
	}
	if at := fusedList(value); at >= 0 {
		return at, "list marker"
	}
	for colon := range len(value) {
		if value[colon] != ':' {
			continue
		}
		if at := fusedKey(value[:colon], s.Key); at >= 0 {
			return at, "setting"
		}
	}
	return -1, ""
}

// fusedKey finds the key that ends before a colon inside a value: one with the
// index prefix of the setting's own list, or one padded to the width of keys.
// Colons are common in values, padding before them is not.
func fusedKey(before, own string) int {
	padded := strings.HasSuffix(before, " ")
	if prefix := indexPrefix(own); prefix != "" {
		if at := lastIndexed(before, prefix); at >= 0 && (padded || isKey(before[at:]) && len(before)-at >= colonColumn) {
			return at
		}
	}
	if at := len(before) - colonColumn; at >= 0 && strings.HasSuffix(before, "  ") && isLetter(before[at]) && isKey(before[at:]) {
		return at
	}
	return -1
}

func isKey(text string) bool { return oddKeyByte(text) < 0 }

// indexPrefix gives the letters of a key's index prefix: "SIP" of "SIP1 Phone
// Number", "" where there is none.
func indexPrefix(key string) string {
	word, _, ok := strings.Cut(key, " ")
	letters := strings.TrimRight(word, "0123456789")
	if !ok || letters == word {
		return ""
	}
	return letters
}

// lastIndexed finds the last place where a prefix, a number and a space stand.
func lastIndexed(text, prefix string) int {
	for end := len(text); ; {
		at := strings.LastIndex(text[:end], prefix)
		if at < 0 {
			return -1
		}
		digits := strings.TrimLeft(text[at+len(prefix):], "0123456789")
		if len(digits) < len(text)-at-len(prefix) && strings.HasPrefix(digits, " ") {
			return at
		}
		end = at
	}
}
