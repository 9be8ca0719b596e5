package cfgfile

import (
	"fmt"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"

	"github.com/fvcfg/fvcfg/internal/xmlscan"
	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// brokenXML returns what is wrong with a text that was meant to be a phone's XML, and that
// is none for the blanks in the names of its elements: <VOIP CONFIG FILE>, as figure 6 of
// the vendor's description prints it. It returns nil for any other text. What shows the
// intent is an end tag, which no text file has: that of a name with blanks, or any behind
// a start tag that reads as a root.
func brokenXML(src string) error {
	if !strings.Contains(src, "</") || strings.Contains(src[:min(len(src), sniffWindow)], textHeader) {
		return nil
	}
	b := mendNames(src)
	rest, _ := xmlscan.SkipProlog(strings.TrimLeft(strings.TrimPrefix(b.text, bom), " \t\r\n"))
	root, _ := startTagName(rest)
	if len(b.tags) == 0 || b.ends == 0 && nearestRoot(root) == "" {
		return nil
	}
	content := &ContentError{Content: BrokenXML, Detail: b.example(), Problems: []Problem{b.problem()}}
	if fault := xmlscan.Check(b.text); fault != nil {
		// In so broken a file a name can be part of a value, but for one that is a key's.
		text := fault.Plain()
		if !slices.ContainsFunc(fault.Names(), isNoKey) {
			text = fault.Text()
		}
		content.Problems = append(content.Problems, Problem{Kind: NotWellFormed, Offset: fault.Offset, Text: text})
	} else if want := nearestRoot(root); want != root {
		content.Problems = append(content.Problems, Problem{Kind: NotWellFormed, Offset: len(b.text) - len(rest), Text: "the root element is none of a phone's: it is <" + legacyRoot + "> or <" + sysconfRoot + ">"})
	}
	return content
}

// blankNames is a text with an underscore for each blank within the name of a tag: what is
// wrong besides has the same place in both.
type blankNames struct {
	text string
	tags []Span // the names with blanks in them
	ends int    // how many of them are end tags
}

func mendNames(src string) blankNames {
	var b blankNames
	text := []byte(src)
	for at := 0; ; {
		i := strings.IndexByte(src[at:], '<')
		if i < 0 {
			break
		}
		at += i + 1
		name := nameInTag(src, at)
		if !strings.ContainsAny(src[name.Start:name.End], " \t") {
			continue
		}
		for i := name.Start; i < name.End; i++ {
			if text[i] == ' ' || text[i] == '\t' {
				text[i] = '_'
			}
		}
		b.tags = append(b.tags, name)
		if src[at] == '/' {
			b.ends++
		}
	}
	b.text = string(text)
	return b
}

// nameInTag returns the name in the tag whose bracket stands before an offset, blanks in it
// included, and an empty span for a tag that holds anything else.
func nameInTag(src string, at int) Span {
	if at < len(src) && src[at] == '/' {
		at++
	}
	end := at
	for end < len(src) && (xmlscan.IsNameByte(src[end]) || src[end] == ' ' || src[end] == '\t') {
		end++
	}
	if end == at || end == len(src) || src[end] != '>' || !isLetter(src[at]) {
		return Span{at, at}
	}
	return trimmedSpan(src, at, end)
}

// example returns the first name with blanks that shows by itself to be no part of a
// value, as it is to be written: a root's, without its slips, or a module's.
func (b blankNames) example() string {
	for _, tag := range b.tags {
		name := b.text[tag.Start:tag.End]
		if root := nearestRoot(name); root != "" {
			return root
		}
		if strings.HasSuffix(name, "_MODULE") && strings.ToUpper(name) == name {
			return clip(name)
		}
	}
	return "Host_Name"
}

func (b blankNames) problem() Problem {
	text := "blanks stand in the name of this element"
	if n := len(b.tags); n > 1 {
		text = fmt.Sprintf("blanks stand in the names of elements (%d tags)", n)
	}
	return Problem{Kind: NotWellFormed, Offset: b.tags[0].Start, Text: text + ": XML names have none, and the phones' own have an underscore in place of each, as in <" + b.example() + ">"}
}

// isNoKey reports whether no key or module of xml-legacy has a name.
func isNoKey(name string) bool {
	table := catalog.For(catalog.XMLLegacy)
	_, isModule := table.Module(name)
	return !isModule && len(table.Elsewhere("", "", name)) == 0 && nearestRoot(name) == ""
}

// nearestRoot returns the root of a phone's XML that a name reads as, however its words are
// joined and with a slip or two, and "" for a name that is like neither.
func nearestRoot(name string) string {
	const slips = 2
	folded := foldedKey(name)
	if len(folded) > 2*len(legacyRoot) {
		return ""
	}
	for _, root := range []string{legacyRoot, sysconfRoot} {
		if levenshtein.ComputeDistance(folded, foldedKey(root)) <= slips {
			return root
		}
	}
	return ""
}
