package lint

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// knownExport makes a clean file of settings of the dictionary, up to a number, with as
// many entries in each indexed list.
func knownExport(d catalog.Dialect, settings, entries int) string {
	var body []string
	module := ""
	for scope := range scopesOf(d) {
		if scope.Module() != module {
			body = append(endOf(d, module, body), "<"+scope.Module()+">")
			module = scope.Module()
		}
		if list := scope.List(); d != catalog.Sysconf && list != "" {
			body = append(body, "--"+strings.Replace(list, "ConfigN", "Config2", 1)+"--  :")
		}
		turns := 1
		if scope.Prefix() != "" || strings.Contains(scope.List(), "[N]") {
			turns = entries
		}
		for i := range turns {
			lines := entryOf(scope, strconv.Itoa(i+1))
			if settings -= len(lines); settings < 0 {
				return framed(d, endOf(d, module, body))
			}
			if d == catalog.Sysconf {
				lines = inElements(scope, strconv.Itoa(i+1), lines)
			}
			body = append(body, lines...)
		}
	}
	return framed(d, endOf(d, module, body))
}

// endOf closes a module's element in XML.
func endOf(d catalog.Dialect, module string, body []string) []string {
	if d != catalog.Sysconf || module == "" {
		return body
	}
	return append(body, "</"+module+">")
}

func framed(d catalog.Dialect, body []string) string {
	if d == catalog.Sysconf {
		return sysconf(body...)
	}
	return modern(body...)
}

// scopesOf returns the places of a dialect that are beyond doubt.
func scopesOf(d catalog.Dialect) func(yield func(*catalog.Scope) bool) {
	return func(yield func(*catalog.Scope) bool) {
		var last *catalog.Scope
		for e := range catalog.For(d).Entries() {
			scope := e.Scope()
			if scope == last || scope.Doubt() != "" {
				continue
			}
			if last = scope; !yield(scope) {
				return
			}
		}
	}
}

// entryOf returns the settings of one place, or of one entry of its list, each under one
// of the spellings that are known of it.
func entryOf(scope *catalog.Scope, index string) (lines []string) {
	dialect := scope.Dialect()
	spelled := map[catalog.Spelling]bool{}
	for e := range scope.Entries() {
		spelling := e.Spelling(e.KeyAt(index))
		if e.Doubt() != "" || spelled[spelling] {
			continue
		}
		spelled[spelling] = true
		value := ""
		if len(e.Examples()) > 0 && !strings.HasSuffix(e.Examples()[0], "…") && e.Check(e.Examples()[0]) == "" {
			value = strings.NewReplacer("&", "+", "<", "").Replace(e.Examples()[0])
		}
		if e.Role() == catalog.KeyPages || e.Role() == catalog.SideKeyPages {
			value = "99" // as many as there may be here
		}
		line := fmt.Sprintf("%-19s:%s", e.KeyAt(index), value)
		if dialect == catalog.Sysconf {
			line = "<" + e.Key() + ">" + value + "</" + e.Key() + ">"
		}
		lines = append(lines, line)
	}
	return lines
}

// inElements puts the settings of a sysconf file into the elements of their list.
func inElements(scope *catalog.Scope, index string, lines []string) []string {
	var open, end string
	for part := range strings.SplitSeq(scope.List(), "/") {
		if name, indexed := strings.CutSuffix(part, "[N]"); indexed {
			open, end = open+`<`+name+` index="`+index+`">`, "</"+name+">"+end
		} else if part != "" {
			open, end = open+"<"+name+">", "</"+name+">"+end
		}
	}
	return append(append([]string{open}, lines...), end)
}
