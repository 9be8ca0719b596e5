package cfgfile

import (
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

const (
	outsideModule = "it stands outside every module"
	noXMLName     = "its name has no image in XML, which allows letters, digits, \"-\", \".\" and \"_\" behind a letter"
	noTextName    = "its name has no image in text, which has letters, digits, spaces, \"-\" and \".\""
)

// legacyToXML places the settings of a text-legacy file in xml-legacy by rule:
// every space becomes "_", and the index of a list's key an ID.
type legacyToXML struct {
	*File
	scope        uint32 // that of the setting before, whose names these are:
	moduleName   string
	listName     string
	scopeReason  string
	cutRecovered *catalog.Scope // the list in the dictionary, looked up for cut keys
	names        xmlNames
}

func (p *legacyToXML) place(s *Setting, scope uint32) (target, string) {
	if scope != p.scope {
		p.enter(scope)
	}
	if scope == 0 {
		return target{}, outsideModule
	}
	if p.scopeReason != "" {
		return target{}, p.scopeReason
	}
	at := target{module: p.moduleName, list: p.listName, key: s.Key}
	if p.listName != "" {
		at.entry, at.key, _ = cutEntry(s.Key)
		at.key = p.restored(s, at.key)
	}
	at.key = p.names.underscored(at.key)
	switch {
	case !isPlainName(at.key):
		return at, noXMLName
	case strings.IndexByte(s.Key, '_') >= 0:
		return at, "its name holds \"_\", which stands for a space in XML"
	case at.entry != "" && at.key == "ID":
		return at, "in XML the name ID is that of the entry's number"
	}
	return at, ""
}

// restored gives a key whose end was cut off because the number in front of it has
// several digits, as the entries 1 to 9 have it, where the dictionary knows it:
// XML has the number elsewhere.
func (p *legacyToXML) restored(s *Setting, rest string) string {
	if s.Index < 10 || len(s.Key) < keyColumn-1 {
		return rest
	}
	if p.cutRecovered == nil {
		p.cutRecovered, _ = catalog.For(catalog.TextLegacy).Scope(s.Module, s.List)
	}
	if p.cutRecovered == nil {
		return rest
	}
	if e, ok := p.cutRecovered.Lookup(s.Key); ok {
		if _, whole, ok := cutEntry(e.KeyAt("1")); ok && strings.HasPrefix(whole, rest) {
			return whole
		}
	}
	return rest
}

func (p *legacyToXML) enter(scope uint32) {
	p.scope, p.listName, p.cutRecovered = scope, "", nil
	in := p.scopes[scope]
	if in.kind == scopeList {
		p.listName = underscored(p.wholeListName(in))
		in = p.scopes[in.parent]
	}
	p.moduleName = underscored(p.src[in.name:in.nameEnd])
	p.scopeReason = ""
	switch {
	case p.listName != "" && in.kind == scopeNone:
		p.scopeReason = outsideModule
	case !isPlainName(p.moduleName), isVersionName(p.moduleName), strings.Contains(p.src[in.name:in.nameEnd], "_"):
		p.scopeReason = "the name of its module has no image in XML"
	case p.listName != "" && (!isPlainName(p.listName) || strings.HasSuffix(p.listName, "_Entry") || strings.Contains(p.wholeListName(p.scopes[scope]), "_")):
		p.scopeReason = "the name of its list has no image in XML"
	}
}

// wholeListName gives a list's name as XML has it. There a marker that is cut at
// 19 characters keeps the one dash that is left behind the name.
func (f *File) wholeListName(list scope) string {
	start, end := int(list.name), int(list.nameEnd)
	line, _ := lineEnd(f.src, start)
	dashes := 0
	for end+dashes < line && f.src[end+dashes] == '-' {
		dashes++
	}
	if dashes == 1 {
		end++
	}
	return f.src[start:end]
}

func (p *legacyToXML) module(scope uint32) string {
	if p.scopes[scope].kind != scopeModule {
		return ""
	}
	if p.enter(scope); p.scopeReason != "" {
		return ""
	}
	return p.moduleName
}

// cutEntry takes prefix and number off a key: for "SIP1 Phone Number" it gives
// "SIP1" and "Phone Number".
func cutEntry(key string) (entry, rest string, ok bool) { return strings.Cut(key, " ") }
