package lint

import (
	"errors"
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/internal/typo"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// A comment of a provisioning file can have findings of some rules left out:
//
//	# fvcfg: ignore FV204, unknown-key -- the exporter writes both
//	<!-- fvcfg: ignore-file FV302 -->
//
// The first counts for the next line that is no comment and not blank, the second for the
// file. What is left out is not mended either.

// ignoreRules look at such comments.
var ignoreRules = []check{
	{Rule: Rule{ignoreRule, "ignore-comment", Warning, false, "a comment that has findings left out names no rule, or nothing is found there"}},
}

const ignoreRule = "FV114"

// ignoreMark is what such a comment starts with. A file without it costs one search.
const ignoreMark = "fvcfg:"

// ignores are the findings of a file that are to be left out.
type ignores struct {
	comments []*ignoreComment
	file     map[string]*ignoreComment // by rule
	lines    []ignoredLine             // in their order
}

// ignoredLine is a line that findings are left out on.
type ignoredLine struct {
	cfgfile.Span
	rules map[string]*ignoreComment
}

// ignoreComment is one comment.
type ignoreComment struct {
	offset int
	whole  bool            // it counts for the file
	rules  []string        // their numbers
	used   map[string]bool // the rules of which something was left out
	faults []string
}

// holds reports whether a finding of a rule is to be left out, and notes that it was.
func (g *ignores) holds(rule string, offset int, inLine bool) bool {
	comment := g.file[rule]
	if inLine {
		i := sort.Search(len(g.lines), func(i int) bool { return g.lines[i].End > offset })
		if i < len(g.lines) && g.lines[i].Start <= offset && g.lines[i].rules[rule] != nil {
			comment = g.lines[i].rules[rule]
		}
	}
	if comment == nil {
		return false
	}
	comment.used[rule] = true
	return true
}

// maxIgnores is how many such comments count in a file. They are to be few.
const maxIgnores = 1000

// readIgnores finds out what is to be left out.
func (p *pass) readIgnores() {
	if !strings.Contains(p.src, ignoreMark) {
		return
	}
	p.ignores = &ignores{file: make(map[string]*ignoreComment)}
	known := make(map[string]string)
	for _, r := range Rules() {
		known[strings.ToLower(r.ID)], known[r.Name] = r.ID, r.ID
	}
	next := 0 // where what is no comment stands behind those that were met
	for comment := range p.file.Comments() {
		at := comment.Start
		for line := range strings.Lines(p.src[comment.Start:comment.End]) {
			text := strings.TrimLeft(strings.TrimPrefix(strings.TrimSpace(line), "<!--"), "# \t")
			if rest, ok := strings.CutPrefix(text, ignoreMark); ok {
				offset := at + strings.Index(line, ignoreMark)
				p.ignores.read(offset, strings.TrimSuffix(rest, "-->"), known, func() cfgfile.Span { return p.lineFor(comment, &next) })
			}
			if at += len(line); len(p.ignores.comments) == maxIgnores {
				return
			}
		}
	}
}

// read reads what stands behind the mark of a comment.
func (g *ignores) read(offset int, text string, known map[string]string, line func() cfgfile.Span) {
	c := &ignoreComment{offset: offset, used: make(map[string]bool)}
	word, rest, _ := strings.Cut(strings.TrimSpace(text), " ")
	names := namesIn(rest, known)
	switch {
	case word == "ignore":
	case word == "ignore-file":
		c.whole = true
	case typo.Distance(word, "ignore", 2) <= 2, typo.Distance(word, "ignore-file", 2) <= 2, len(names) > 0 && known[names[0]] != "":
		c.faults = append(c.faults, "the comment has no effect: it reads fvcfg: ignore RULE for the next line, or fvcfg: ignore-file RULE for the file")
		g.comments = append(g.comments, c)
		return
	default: // of something else
		return
	}
	g.comments = append(g.comments, c)
	if len(names) == 0 {
		c.faults = append(c.faults, "the comment names no rule: write its number or its name, as in fvcfg: "+word+" FV204")
	}
	for _, name := range names {
		if rule := known[name]; rule == "" {
			c.faults = append(c.faults, unknownIgnored(name))
		} else if !slices.Contains(c.rules, rule) {
			c.rules = append(c.rules, rule)
		}
	}
	g.add(c, line)
}

// add has a comment count where nothing before it does so already.
func (g *ignores) add(c *ignoreComment, line func() cfgfile.Span) {
	count := g.file
	if !c.whole && len(c.rules) > 0 {
		span := line()
		if n := len(g.lines); n == 0 || g.lines[n-1].Start != span.Start {
			g.lines = append(g.lines, ignoredLine{span, make(map[string]*ignoreComment)})
		}
		count = g.lines[len(g.lines)-1].rules
	}
	for _, rule := range c.rules {
		if count[rule] == nil {
			count[rule] = c
		}
	}
}

// namesIn returns the rules that a comment names, in lower case: one at least where there is a
// word, more behind commas, and those that follow it. What stands behind them is the reason.
func namesIn(text string, known map[string]string) (names []string) {
	text, _, _ = strings.Cut(text, "--")
	for wanted := true; ; {
		text = strings.TrimLeft(text, " \t")
		end := strings.IndexAny(text+" ", " \t,")
		name := strings.ToLower(text[:end])
		if name == "" || !wanted && known[name] == "" {
			return names
		}
		names = append(names, name)
		text = strings.TrimLeft(text[end:], " \t")
		text, wanted = strings.CutPrefix(text, ",")
	}
}

// unknownIgnored returns the message for a word that is no rule. The word is shown where it was
// meant for one beyond doubt: it could be anything.
func unknownIgnored(name string) string {
	const longest, slips = 40, 3
	if number, ok := strings.CutPrefix(name, "fv"); ok && len(name) <= longest && strings.Trim(number, digits) == "" {
		return "no rule is called " + strings.ToUpper(name) + ": fvcfg explain lists them"
	}
	var unknown *UnknownRuleError
	if _, err := LookupRule(name[:min(len(name), longest)]); errors.As(err, &unknown) {
		if _, nearest, _ := strings.Cut(unknown.Nearest, " "); typo.Distance(nearest, name, slips) <= slips {
			return fmt.Sprintf("no rule is called %s; did you mean %s?", name, unknown.Nearest)
		}
	}
	return "what stands behind ignore is no rule's number or name: fvcfg explain lists them"
}

// reportIgnores says which comments are wrong, and of which rules nothing is found where they
// stand. Of a rule that is off, nobody knows.
func (p *pass) reportIgnores() {
	if p.running = p.number(ignoreRule); p.ignores == nil || p.running < 0 {
		return
	}
	for _, c := range p.ignores.comments {
		for _, fault := range c.faults {
			p.found(c.offset, fault)
		}
		var unused []string
		for _, rule := range c.rules {
			if i := p.number(rule); i >= 0 && !c.used[rule] && rule != ignoreRule {
				unused = append(unused, p.checks[i].Rule.String())
			}
		}
		where := " is found on the line that the comment is for: take it away"
		if c.whole {
			where = " is found in the file: take the comment away"
		}
		if len(unused) > 0 {
			p.grade(Info, c.offset, "nothing of "+phrase.List(unused, "or")+where, "")
		}
	}
}

// lineFor returns the line that a comment is for: the next one that is neither blank nor a
// comment, in XML its own where something else stands before it there, and the end of the text
// where there is none. Next is where what follows a comment stands, if that is known.
func (p *pass) lineFor(comment cfgfile.Span, next *int) cfgfile.Span {
	at := comment.Start
	if before := p.src[1+strings.LastIndexByte(p.src[:at], '\n') : at]; !p.file.Dialect().IsXML() || isComments(before) {
		if *next < comment.End {
			*next = p.behindComments(comment.End)
		}
		at = *next
	}
	if at == len(p.src) {
		return cfgfile.Span{Start: at, End: at + 1}
	}
	return lineAround(p.src, 0, at)
}

// isComments reports whether nothing but white space and the end of a comment of XML stands in
// a part of a line.
func isComments(text string) bool {
	text = strings.TrimSpace(text)
	return text == "" || strings.HasSuffix(text, "-->")
}

// behindComments returns where something else than white space and comments stands.
func (p *pass) behindComments(at int) int {
	start, end := "#", "\n"
	if p.file.Dialect().IsXML() {
		start, end = "<!--", "-->"
	}
	for {
		for at < len(p.src) && strings.IndexByte(" \t\r\n", p.src[at]) >= 0 {
			at++
		}
		if !strings.HasPrefix(p.src[at:], start) {
			return at
		}
		i := strings.Index(p.src[at:], end)
		if i < 0 {
			return len(p.src)
		}
		at += i + len(end)
	}
}
