package fleet

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/fvcfg/fvcfg/internal/ascii"
	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/internal/typo"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/naming"
)

// A Filter is what a variable can be passed through: {{name|upper}}.
type Filter struct {
	Name     string
	Argument string // what stands behind its colon, as "N"; "" for nothing
	Does     string // in words
}

// Filters returns all filters. A word that is none stands for a value by default:
// {{vlan|20}} is {{vlan|default:20}}.
func Filters() []Filter {
	all := make([]Filter, len(filters))
	for i, f := range filters {
		all[i] = f.Filter
	}
	return all
}

// filter is a filter with what it does to a value. A number is that of its argument.
type filter struct {
	Filter
	apply func(value string, number int) (string, error)
}

const defaultFilter = "default"

var filters = []filter{
	{Filter{defaultFilter, "TEXT", "the text, where the row has no value"}, nil},
	{Filter{"upper", "", "in capital letters"}, func(v string, _ int) (string, error) { return strings.ToUpper(v), nil }},
	{Filter{"lower", "", "in small letters"}, func(v string, _ int) (string, error) { return strings.ToLower(v), nil }},
	{Filter{"trim", "", "without the white space around it"}, func(v string, _ int) (string, error) { return strings.TrimSpace(v), nil }},
	{Filter{"first", "N", "its first N characters"}, func(v string, n int) (string, error) { return firstRunes(v, n), nil }},
	{Filter{"last", "N", "its last N characters"}, func(v string, n int) (string, error) { return lastRunes(v, n), nil }},
	{Filter{"pad", "N", "with zeros in front, N characters long"}, func(v string, n int) (string, error) {
		return strings.Repeat("0", max(0, n-len([]rune(v)))) + v, nil
	}},
	{Filter{"urlencode", "", "as a part of a URL, %20 for a space"}, func(v string, _ int) (string, error) { return escapeURL(v), nil }},
	{Filter{"colons", "", "a MAC address as 0c:38:3e:00:00:01"}, func(v string, _ int) (string, error) { return grouped(v, ":") }},
	{Filter{"dashes", "", "a MAC address as 0c-38-3e-00-00-01"}, func(v string, _ int) (string, error) { return grouped(v, "-") }},
}

// maxFilterNumber is the largest number that a filter takes.
const maxFilterNumber = 1024

func firstRunes(v string, n int) string {
	for i := range v {
		if n == 0 {
			return v[:i]
		}
		n--
	}
	return v
}

func lastRunes(v string, n int) string {
	r := []rune(v)
	return string(r[max(0, len(r)-n):])
}

// escapeURL writes all but what RFC 3986 has no use for in percent form.
func escapeURL(v string) string {
	var b strings.Builder
	for i := range len(v) {
		if c := v[i]; ascii.IsLetter(c) || ascii.IsDigit(c) || strings.IndexByte("-._~", c) >= 0 {
			b.WriteByte(c)
			continue
		}
		fmt.Fprintf(&b, "%%%02X", v[i])
	}
	return b.String()
}

// errNoMAC holds nothing of the value, which may be anything.
var errNoMAC = errors.New("is no MAC address, which is twelve hexadecimal digits")

func grouped(v, separator string) (string, error) {
	mac, err := naming.ParseMAC(v)
	if err != nil {
		return "", errNoMAC
	}
	digits := mac.String()
	for i := len(digits) - 2; i > 0; i -= 2 {
		digits = digits[:i] + separator + digits[i:]
	}
	return digits, nil
}

// A template is a value with variables in it.
type template []part

// part is a text as it is, or a variable.
type part struct {
	text     string
	variable *variable // nil for a text
}

// variable is {{name|filter|filter:argument}}.
type variable struct {
	name       string // as it is written
	source     source
	filters    []call
	fallback   string
	hasDefault bool
}

// call is a filter with its argument.
type call struct {
	*filter
	number int
}

// source is where a variable's value is from: a column by its index, or what the phone is.
type source int

const (
	fromMAC source = -1 - iota
	fromModel
	fromKey
)

// mark is what a value with a variable in it has.
const mark = "{{"

// parseTemplate reads a value, whose variables find looks up. It returns nil for one without
// variables.
func parseTemplate(value string, find func(name string) (source, error)) (template, error) {
	var t template
	has := false
	for {
		text, rest, ok := strings.Cut(value, mark)
		inside, behind, closed := strings.Cut(rest, "}}")
		if !ok || !closed {
			break
		}
		v, err := parseVariable(inside, find)
		if err != nil {
			return nil, err
		}
		if text != "" {
			t = append(t, part{text: text})
		}
		t, value, has = append(t, part{variable: v}), behind, true
	}
	if !has {
		return nil, nil
	}
	if value != "" {
		t = append(t, part{text: value})
	}
	return t, nil
}

// parseVariable reads what stands between the braces.
func parseVariable(text string, find func(name string) (source, error)) (*variable, error) {
	name, rest, more := strings.Cut(text, "|")
	v := &variable{name: strings.TrimSpace(name)}
	if v.name == "" {
		return nil, errors.New("{{" + shownPart(text) + "}} has no name: between the braces stands the name of a column")
	}
	var err error
	if v.source, err = find(v.name); err != nil {
		return nil, err
	}
	for more {
		var word string
		word, rest, more = strings.Cut(rest, "|")
		if err := v.addFilter(word); err != nil {
			return nil, fmt.Errorf("{{%s}}: %w", shownPart(v.name), err)
		}
	}
	return v, nil
}

// addFilter reads one filter.
func (v *variable) addFilter(text string) error {
	name, argument, hasArgument := strings.Cut(strings.TrimSpace(text), ":")
	name = strings.TrimSpace(name)
	if name == defaultFilter {
		v.fallback, v.hasDefault = unquoted(argument), true
		return nil
	}
	for i := range filters {
		f := &filters[i]
		if f.Name != name {
			continue
		}
		n := 0
		if f.Argument != "" {
			var err error
			if n, err = strconv.Atoi(strings.TrimSpace(argument)); err != nil || n < 0 || n > maxFilterNumber {
				return fmt.Errorf("the filter %s takes a number up to %d, as in %s:4", name, maxFilterNumber, name)
			}
		} else if hasArgument {
			return fmt.Errorf("the filter %s takes nothing behind it", name)
		}
		v.filters = append(v.filters, call{f, n})
		return nil
	}
	for _, f := range filters {
		if len(name) > 2 && typo.Distance(name, f.Name, 2) <= 2 {
			return fmt.Errorf("there is no filter %s: did you mean %s? (a value by default is default:TEXT)", shownPart(name), f.Name)
		}
	}
	v.fallback, v.hasDefault = unquoted(strings.TrimSpace(text)), true
	return nil
}

// unquoted takes the quotes off a text that has them around it.
func unquoted(text string) string {
	if n := len(text); n > 1 && (text[0] == '"' || text[0] == '\'') && text[n-1] == text[0] {
		return text[1 : n-1]
	}
	return text
}

// expand returns the value with variables replaced. What value returns is not looked
// through for variables. The variable that cannot be replaced comes with the error.
func (t template) expand(value func(source) Cell) (string, *variable, error) {
	if len(t) == 1 && len(t[0].variable.filters) == 0 { // as most are
		v := t[0].variable
		text, err := v.expand(value)
		return text, v, err
	}
	var b strings.Builder
	for _, p := range t {
		if p.variable == nil {
			b.WriteString(p.text)
			continue
		}
		text, err := p.variable.expand(value)
		if err != nil {
			return "", p.variable, err
		}
		b.WriteString(text)
	}
	return b.String(), nil, nil
}

func (v *variable) expand(value func(source) Cell) (text string, err error) {
	cell := value(v.source)
	switch {
	case cell.Set:
		text = cell.Text
	case v.hasDefault:
		text = v.fallback
	default:
		return "", fmt.Errorf("the row has no value for {{%s}}: fill the cell, or write {{%[1]s|default:…}} in the base", shownPart(v.name))
	}
	for _, f := range v.filters {
		if text, err = f.apply(text, f.number); err != nil {
			return "", fmt.Errorf("the value of {{%s|%s}} %w", shownPart(v.name), f.Name, err)
		}
	}
	return text, nil
}

// shownPart returns what stands in braces as a message can show it.
func shownPart(text string) string {
	const most = 40
	if text = strings.TrimSpace(text); len([]rune(text)) > most {
		text = firstRunes(text, most) + "…"
	}
	return phrase.Visible(text)
}

// variableKey returns what the names of a variable or column have in common: the neutral
// name where they are one's, else what [columnKey] returns.
func variableKey(name string) string {
	if c, index, err := catalog.LookupConcept(name); err == nil {
		return "@" + c.At(index)
	}
	return columnKey(name)
}
