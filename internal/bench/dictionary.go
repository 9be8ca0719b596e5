package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// knownSysconf makes a sysconf file of about a size that lint finds nothing in: the
// dictionary's keys with values that were seen, and as many entries in each indexed
// list as it takes.
func knownSysconf(size int) []byte {
	for entries := 1; ; entries++ {
		var b strings.Builder
		b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sysConf>\n    <Version>2.0000000000</Version>\n")
		module := ""
		for scope := range catalog.For(catalog.Sysconf).Scopes() {
			if scope.Doubt() != "" || !hasKeys(scope) {
				continue
			}
			if scope.Module() != module {
				closeElement(&b, module)
				module = scope.Module()
				fmt.Fprintf(&b, "    <%s>\n", module)
			}
			writeScope(&b, scope, entries)
		}
		closeElement(&b, module)
		b.WriteString("</sysConf>\n")
		if b.Len() >= size {
			return []byte(b.String())
		}
	}
}

func hasKeys(scope *catalog.Scope) bool {
	for e := range scope.Entries() {
		if e.Doubt() == "" {
			return true
		}
	}
	return false
}

func closeElement(b *strings.Builder, name string) {
	if name != "" {
		fmt.Fprintf(b, "    </%s>\n", name)
	}
}

func writeScope(b *strings.Builder, scope *catalog.Scope, entries int) {
	if !strings.Contains(scope.List(), "[N]") {
		entries = 1
	}
	parts := strings.FieldsFunc(scope.List(), func(r rune) bool { return r == '/' })
	for index := range entries {
		for _, part := range parts {
			name, indexed := strings.CutSuffix(part, "[N]")
			if indexed {
				name += fmt.Sprintf(` index="%d"`, index+1)
			}
			fmt.Fprintf(b, "        <%s>\n", name)
		}
		for e := range scope.Entries() {
			if e.Doubt() == "" {
				fmt.Fprintf(b, "            <%s>%s</%s>\n", e.Key(), valueOf(e), e.Key())
			}
		}
		for _, part := range slices.Backward(parts) {
			fmt.Fprintf(b, "        </%s>\n", strings.TrimSuffix(part, "[N]"))
		}
	}
}

// knownLegacy makes a text-legacy file of about a size of the dictionary's keys in the same
// way. It has no errors, but warnings: of keys that the dictionary knows in two spellings,
// it has both, unless they have a neutral name, which is to be that of one setting.
func knownLegacy(size int) []byte {
	for entries := 1; ; entries++ {
		var b strings.Builder
		fmt.Fprintf(&b, "%-62s\r\n", "<<VOIP CONFIG FILE>>Version:2.0002")
		module := ""
		for scope := range catalog.For(catalog.TextLegacy).Scopes() {
			if scope.Doubt() != "" || !hasKeys(scope) {
				continue
			}
			if scope.Module() != module {
				module = scope.Module()
				fmt.Fprintf(&b, "\r\n<%s>\r\n", module)
			}
			writeList(&b, scope, entries)
		}
		b.WriteString("<<END OF FILE>>\r\n")
		if b.Len() >= size {
			return []byte(b.String())
		}
	}
}

func writeList(b *strings.Builder, scope *catalog.Scope, entries int) {
	if scope.List() != "" {
		fmt.Fprintf(b, "%-19s:\r\n", "--"+scope.List()+"--")
	}
	for index := range entries {
		named := map[catalog.Concept]bool{}
		for e := range scope.Entries() {
			concept, ok := e.Concept()
			if e.Doubt() != "" || index > 0 && e.KeyAt("1") == e.Key() || named[concept] {
				continue
			}
			if ok {
				named[concept] = true
			}
			fmt.Fprintf(b, "%-19s:%s\r\n", e.KeyAt(fmt.Sprint(index+1)), valueOf(e))
		}
	}
}

// valueOf returns a value that was seen, where it is whole and of the key's kind. Numbers of
// pages are left out, since there are more entries than were seen with them.
func valueOf(e catalog.Entry) string {
	if e.Role() == catalog.KeyPages || e.Role() == catalog.SideKeyPages {
		return ""
	}
	if len(e.Examples()) == 0 || strings.HasSuffix(e.Examples()[0], "…") || e.Check(e.Examples()[0]) != "" {
		return ""
	}
	return strings.NewReplacer("&", "&amp;", "<", "&lt;").Replace(e.Examples()[0])
}
