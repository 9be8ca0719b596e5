package template

import (
	"slices"
	"strings"
)

// This file reads the tags that hold the code of a language: those of Blade, PHP and ERB.

// bladeBlocks are the directives of Blade that open a block.
var bladeBlocks = []string{
	"if", "unless", "isset", "empty", "auth", "guest", "foreach", "forelse", "for", "while", "switch", "section", "push", "prepend", "once",
	"production", "env", "hasSection", "can", "cannot", "verbatim", "php", "error", "session", "slot", "component", "fragment",
}

var bladeMiddles = []string{"else", "elseif", "case", "default", "elsecan", "elseauth", "elseguest"}

var bladeStatements = []string{"break", "continue", "extends", "use", "inject", "props", "csrf", "method", "stop", "show", "append", "overwrite", "parent"}

var bladeExpressions = []string{"include", "includeIf", "includeWhen", "includeUnless", "includeFirst", "each", "yield", "stack", "json", "lang", "choice", "class", "style"}

// isNoBladeComment reports whether the double brace behind an @, which takes its meaning from
// it, would not begin a comment: those are taken out first.
func isNoBladeComment(src string, at int) bool { return !strings.HasPrefix(src[at:], "@{{--") }

// isDirective reports whether an @ begins a directive: what stands before it is no letter, as
// in an address, and no other @, which makes it a letter.
func isDirective(src string, at int) bool {
	if at > 0 && (isWordByte(src[at-1]) || strings.IndexByte("@.-", src[at-1]) >= 0) {
		return false
	}
	word := firstWord(src[at+1:])
	if end, ok := strings.CutPrefix(word, "end"); ok && slices.Contains(bladeBlocks, end) {
		return true
	}
	for _, words := range [][]string{bladeBlocks, bladeMiddles, bladeStatements, bladeExpressions} {
		if slices.Contains(words, word) {
			return true
		}
	}
	return false
}

// directiveEnd finds the end of a directive: behind its word, or behind the round bracket that
// closes the one that follows it.
func directiveEnd(rest string) (int, bool) {
	word := len(firstWord(rest))
	bracket := word + len(rest[word:]) - len(strings.TrimLeft(rest[word:], " \t"))
	if bracket == len(rest) || rest[bracket] != '(' {
		if rest[:word] == "php" {
			if i := strings.Index(rest, "@endphp"); i >= 0 {
				return i + len("@endphp"), true
			}
			return 0, false
		}
		return word, true
	}
	depth := 0
	for i := bracket; i < min(len(rest), maxTag); i++ {
		switch c := rest[i]; c {
		case '"', '\'':
			if length := quotedLength(rest[i:]); length > 0 {
				i += length - 1
			}
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1, true
			}
		}
	}
	return 0, false
}

func readBlade(body string) meaning {
	word := firstWord(body)
	bare := strings.TrimSpace(body) == word
	end, ends := strings.CutPrefix(word, "end")
	switch {
	case word == "php":
		return meaning{kind: Statement}
	case word == "verbatim":
		return meaning{kind: Statement, word: word, raw: true, rawMark: 6, until: "endverbatim"}
	case word == "empty" && bare:
		return meaning{kind: Middle, word: "@" + word, last: true} // of a forelse
	case ends && slices.Contains(bladeBlocks, end):
		return meaning{kind: Close, word: "@" + word, ends: end}
	case slices.Contains(bladeBlocks, word):
		return meaning{kind: Open, word: word, loop: strings.HasPrefix(word, "for") || word == "while"}
	case word == "else" || word == "default":
		return meaning{kind: Middle, word: "@" + word, last: true}
	case slices.Contains(bladeMiddles, word):
		return meaning{kind: Middle, word: "@" + word}
	case slices.Contains(bladeStatements, word):
		return meaning{kind: Statement}
	}
	return meaning{kind: Expression}
}

// phpEnd finds the end of PHP: what closes it in a text in quotation marks or in a comment of
// several lines does not.
func phpEnd(rest string) (int, bool) {
	for i := 0; i < len(rest); {
		if strings.HasPrefix(rest[i:], "?>") {
			return i, true
		}
		i += max(1, phpSkipped(rest[i:]))
	}
	i := strings.Index(rest, "?>")
	return i, i >= 0
}

// phpSkipped returns the length of the comment or the text in quotation marks that PHP code
// starts with, 0 for neither.
func phpSkipped(code string) int {
	switch {
	case code[0] == '"' || code[0] == '\'':
		return quotedLength(code)
	case strings.HasPrefix(code, "/*"):
		if i := strings.Index(code[len("/*"):], "*/"); i >= 0 {
			return len("/*") + i + len("*/")
		}
		return len(code)
	case strings.HasPrefix(code, "//"), code[0] == '#':
		end := lineEnd(code, 0)
		if i := strings.Index(code[:end], "?>"); i >= 0 {
			return i
		}
		return end
	}
	return 0
}

// bareCode returns PHP code without its comments, and without what is in quotation marks.
func bareCode(code string) string {
	var b strings.Builder
	for i := 0; i < len(code); {
		if length := phpSkipped(code[i:]); length > 0 {
			i += length
			continue
		}
		b.WriteByte(code[i])
		i++
	}
	return strings.TrimRight(strings.TrimSpace(b.String()), "; \t\r\n")
}

// phpBlocks are the words of PHP that open a block.
var phpBlocks = []string{"if", "foreach", "for", "while", "switch"}

func readPHP(code string) meaning {
	code = bareCode(code)
	bare := strings.TrimLeft(strings.TrimPrefix(code, "}"), " \t\r\n")
	word := firstWord(bare)
	opens := strings.HasSuffix(code, ":") || strings.HasSuffix(code, "{")
	end, ends := strings.CutPrefix(word, "end")
	switch {
	case (word == "else" || word == "elseif") && opens:
		return meaning{kind: Middle, word: word, last: word == "else" && !strings.HasPrefix(strings.TrimSpace(bare[len(word):]), "if")}
	case (word == "case" || word == "default") && opens:
		return meaning{kind: Middle, word: word, last: word == "default"}
	case ends && slices.Contains(phpBlocks, end):
		if word != bare { // it closes several
			end = ""
		}
		return meaning{kind: Close, word: word, ends: end}
	case slices.Contains(phpBlocks, word) && opens:
		return meaning{kind: Open, word: word, loop: word != "if" && word != "switch"}
	}
	braces := strings.Count(code, "{") - strings.Count(code, "}")
	switch {
	case braces > 0:
		if word != "function" && !slices.Contains(phpBlocks, word) {
			word = "{"
		}
		return meaning{kind: Open, word: word, loop: strings.Contains(code, "foreach"), defines: word == "function"}
	case braces < 0:
		return meaning{kind: Close, word: "}"}
	case word == "break", word == "":
		return meaning{kind: Statement}
	}
	for _, output := range []string{"echo", "print", "include", "require", "readfile"} {
		if strings.Contains(code, output) {
			return meaning{kind: Expression}
		}
	}
	return meaning{kind: Statement}
}

// phpCloser returns how a block is closed. Where it was opened by a brace, that may be one, too.
func phpCloser(word string) string {
	if !slices.Contains(phpBlocks, word) {
		return "<?php } ?>"
	}
	return "<?php end" + word + "; ?>"
}

var erbBlocks = []string{"if", "unless", "case", "while", "until", "for", "begin"}

func readERB(code string) meaning {
	code = trimmed(code)
	bare := strings.TrimLeft(strings.TrimPrefix(code, "}"), " \t") // as EJS has it, in JavaScript
	word := firstWord(bare)
	switch {
	case strings.HasPrefix(code, "#"):
		return meaning{kind: Comment}
	case code != bare && word != "" && strings.HasSuffix(code, "{"):
		return meaning{kind: Middle, word: word, last: word == "else" && firstWord(bare[len(word):]) != "if"}
	case word == "end" || code != bare:
		return meaning{kind: Close, word: "end"}
	case word == "else":
		return meaning{kind: Middle, word: word, last: true}
	case word == "elsif" || word == "when" || word == "in" || word == "rescue" || word == "ensure":
		return meaning{kind: Middle, word: word}
	case slices.Contains(erbBlocks, word) && strings.HasSuffix(code, " end"): // all of it in one tag
		return meaning{kind: Statement}
	case opensRubyBlock(code):
		return meaning{kind: Open, word: "do", loop: word != "if"}
	case slices.Contains(erbBlocks, word):
		return meaning{kind: Open, word: word, loop: word == "while" || word == "until" || word == "for", always: word == "begin"}
	}
	return meaning{kind: Statement}
}

// readERBOutput reads what is printed: the result of a block, too.
func readERBOutput(code string) meaning {
	if opensRubyBlock(trimmed(code)) {
		return meaning{kind: Open, word: "do", loop: true}
	}
	return meaning{kind: Expression}
}

// opensRubyBlock reports whether Ruby code ends in do or in a brace, and the names of what the
// block is given.
func opensRubyBlock(code string) bool {
	if strings.HasSuffix(code, "|") {
		if i := strings.LastIndexByte(strings.TrimSuffix(code, "|"), '|'); i >= 0 {
			code = strings.TrimRight(code[:i], " \t")
		}
	}
	return strings.HasSuffix(code, "{") || code == "do" || strings.HasSuffix(code, " do")
}
