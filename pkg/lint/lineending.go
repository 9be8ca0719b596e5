package lint

import (
	"fmt"
	"strings"
)

// lineEnding wants CRLF in text, as phones write it, and elsewhere but one way.
func lineEnding(p *pass) {
	feeds, crlf, doubled := countLineEnds(p.src)
	if strings.Count(p.src, "\r") > crlf {
		if at, stray := strayReturns(p.src); stray > 0 {
			p.found(at, fmt.Sprintf("carriage returns inside lines, %d of them: they end no line, so remove them or add line feeds", stray))
		}
	}
	if doubled > 0 {
		p.foundLineEnds(strings.Index(p.src, "\r\r\n"), fmt.Sprintf("%d of %d lines end in more than one carriage return: the file was converted to CRLF twice", doubled, feeds))
	}
	switch text := p.file.Dialect().IsText(); {
	case crlf == feeds, crlf == 0 && !text:
	case text:
		p.foundLineEnds(bareFeed(p.src), fmt.Sprintf("%d of %d lines end in LF alone; phones write CRLF", feeds-crlf, feeds))
	case p.frame.EOL == "\n":
		p.foundLineEnds(strings.Index(p.src, "\r\n"), fmt.Sprintf("%d of %d lines end in CRLF, the first in LF: give all the same line end", crlf, feeds))
	default:
		p.foundLineEnds(bareFeed(p.src), fmt.Sprintf("%d of %d lines end in LF, the first in CRLF: give all the same line end", feeds-crlf, feeds))
	}
}

// foundLineEnds adds a finding that is mended by giving all lines the same end:
// CRLF in text, elsewhere that of the first line.
func (p *pass) foundLineEnds(at int, message string) {
	eol := "\r\n"
	if !p.file.Dialect().IsText() {
		eol = p.eol()
	}
	p.add(Finding{Message: message, lineEnd: eol}, at)
}

// countLineEnds counts the line feeds, those with a carriage return before them,
// and those with two.
func countLineEnds(src string) (feeds, crlf, doubled int) {
	for at := 0; ; at++ {
		i := strings.IndexByte(src[at:], '\n')
		if i < 0 {
			return feeds, crlf, doubled
		}
		at += i
		feeds++
		if at > 0 && src[at-1] == '\r' {
			crlf++
			if at > 1 && src[at-2] == '\r' {
				doubled++
			}
		}
	}
}

// strayReturns counts the carriage returns that no line feed follows, be it
// behind more of them, and finds the first.
func strayReturns(src string) (first, count int) {
	run := 0
	for i := range len(src) {
		switch {
		case src[i] == '\r':
			run++
			continue
		case run > 0 && src[i] != '\n':
			if count == 0 {
				first = i - run
			}
			count += run
		}
		run = 0
	}
	if run > 0 && count == 0 {
		first = len(src) - run
	}
	return first, count + run
}

// bareFeed finds the first line feed that no carriage return stands before.
func bareFeed(src string) int {
	for at := 0; ; at++ {
		at += strings.IndexByte(src[at:], '\n')
		if at == 0 || src[at-1] != '\r' {
			return at
		}
	}
}

// setLineEnds gives all lines of a text one line end, those included that end in
// several carriage returns. A carriage return inside a line stays.
func setLineEnds(src, eol string) string {
	var b strings.Builder
	b.Grow(len(src) + strings.Count(src, "\n"))
	for line := range strings.Lines(src) {
		body, ended := strings.CutSuffix(line, "\n")
		if !ended {
			b.WriteString(line)
			break
		}
		b.WriteString(strings.TrimRight(body, "\r"))
		b.WriteString(eol)
	}
	return b.String()
}
