package lint

import (
	"strings"
)

// templateLines tells which lines of a file hold a template's tag, so that the
// rules for lines do not speak of them again.
type templateLines struct {
	lines map[int]bool // by the offset of their first byte
}

func (t *templateLines) mark(src string, offset int) {
	if t.lines == nil {
		t.lines = make(map[int]bool)
	}
	t.lines[lineStart(src, offset)] = true
}

func (t *templateLines) has(src string, offset int) bool {
	return t.lines != nil && t.lines[lineStart(src, offset)]
}

func lineStart(src string, offset int) int {
	return strings.LastIndexByte(src[:offset], '\n') + 1
}

// templateTag finds the first template tag at or behind an offset: {{ … }},
// {% … %}, {# … #}, {$…}, {/if}, {if …}, {NAME}, ${NAME}, <?php, <%, and in text
// <!-- …. Braces around digits or one letter are dial rules and no tags.
func templateTag(src string, from int, text bool) (at int, tag string, ok bool) {
	for from < len(src) {
		i := strings.IndexAny(src[from:], "{<")
		if i < 0 {
			return 0, "", false
		}
		at = from + i
		line := src[at:]
		if end := strings.IndexByte(line, '\n'); end >= 0 {
			line = line[:end]
		}
		if tag := tagAt(line, text); tag != "" {
			return at, tag, true
		}
		from = at + 1
	}
	return 0, "", false
}

// tagAt gives the tag that a piece of a line starts with, "" where it is none.
func tagAt(line string, text bool) string {
	for _, pair := range [][2]string{{"{{", "}}"}, {"{%", "%}"}, {"{#", "#}"}, {"{*", "*}"}, {"<?php", "?>"}, {"<?=", "?>"}, {"<%", "%>"}, {"<!--", "-->"}} {
		if pair[0] == "<!--" && !text || !strings.HasPrefix(line, pair[0]) {
			continue
		}
		if end := strings.Index(line, pair[1]); end >= 0 {
			return line[:end+len(pair[1])]
		}
		return pair[0]
	}
	if len(line) < 4 || line[0] != '{' {
		return ""
	}
	end := strings.IndexByte(line, '}')
	inside := line[1:max(end, 1)]
	switch {
	case end < 3:
		return ""
	case inside[0] == '$', inside[0] == '/', isLetter(inside[0]) && (isLetter(inside[1]) || inside[1] == '_'):
		return line[:end+1]
	}
	return ""
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
