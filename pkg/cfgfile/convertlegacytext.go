package cfgfile

import (
	"strconv"
	"strings"
)

// legacyToText places the settings of an xml-legacy file in text-legacy by rule:
// every "_" becomes a space, an entry's ID the front of its keys, and what has
// more than 19 characters is cut.
type legacyToText struct {
	*File
	scope                   uint32 // that of the setting before, whose names these are:
	moduleName, list, entry string
	reason                  string

	// What a reader of the text has open here, and the index prefix of its list.
	openModule, openList, openPrefix string
}

func (p *legacyToText) place(s *Setting, scope uint32) (target, string) {
	if scope != p.scope {
		p.enter(scope)
	}
	at := target{module: p.moduleName, list: p.list, entry: p.entry, key: spaced(s.Key)}
	if p.entry != "" {
		at.key = p.entry + " " + at.key
	}
	at.key = strings.TrimRight(at.key[:min(len(at.key), keyColumn)], " ")
	switch {
	case scope == 0:
		return at, outsideModule
	case p.reason != "":
		return at, p.reason
	case !isPlainName(s.Key):
		return at, noTextName
	case p.entry == "" && s.Key[0] == '_', strings.HasSuffix(s.Key, "_"):
		return at, "its name starts or ends in a space in text"
	}
	return at, p.readBack(at)
}

// readBack tells why a reader of the text would not find the setting where it is
// meant to be: a key with the index prefix of the list before belongs to that.
func (p *legacyToText) readBack(at target) string {
	if at.entry == "" {
		if _, ok := indexBehind(at.key, p.openPrefix); ok {
			return "in text it would be read as part of the list before it"
		}
		return ""
	}
	if _, ok := indexBehind(at.key, p.openPrefix); !ok {
		return "its name is cut off whole behind its entry's ID " + strconv.Quote(clip(at.entry))
	}
	return ""
}

func (p *legacyToText) enter(scope uint32) {
	p.scope, p.moduleName, p.list, p.entry, p.reason = scope, "", "", "", ""
	if scope == 0 {
		return
	}
	in := p.scopes[scope]
	module := in
	for module.kind != scopeModule {
		module = p.scopes[module.parent]
	}
	name := p.src[module.name:module.nameEnd]
	if p.moduleName = spaced(name); !isPlainName(name) {
		p.reason = "the name of its module has no image in text"
		return
	}
	if in.kind != scopeModule {
		p.reason = p.enterEntry(in)
	}
	if p.reason == "" {
		p.open()
	}
}

// enterEntry reads the names of an entry, which stands in a list of a module.
func (p *legacyToText) enterEntry(in scope) (reason string) {
	list := p.scopes[in.parent]
	switch {
	case in.kind != scopeEntry:
		return "it stands in a list, but in none of its entries, which text has no place for"
	case list.kind != scopeList || p.scopes[list.parent].kind != scopeModule:
		return "text has modules, lists in them and entries in these, and nothing deeper"
	}
	name := p.src[list.name:list.nameEnd]
	switch {
	case !isPlainName(name):
		return "the name of its list has no image in text"
	case p.src[in.name:in.nameEnd] != name+"_Entry":
		return "its entry is not named after its list"
	case in.prefixLen == 0:
		return "its entry has no ID, whose prefix and number keys in text start with"
	}
	marker := listMarker(spaced(name))
	marked := markerName(marker, 0, len(marker))
	p.list, p.entry = marker[marked.Start:marked.End], p.src[in.prefix:in.prefix+uint32(in.prefixLen)]
	if p.list == "" {
		return "the name of its list has no image in text"
	}
	return p.checkID()
}

// checkID tells why text could not tell an entry's keys from others: it knows
// them by their prefix, which is that of the list's first.
func (p *legacyToText) checkID() (reason string) {
	prefix, _, ok := cutIndex(p.entry + " x")
	if p.isOpen() {
		prefix = p.openPrefix
		_, ok = indexBehind(p.entry+" x", prefix)
	}
	if digits := strings.TrimPrefix(p.entry, prefix); !ok || strings.Trim(digits, "0123456789") != "" {
		return "its entry's ID is not the list's prefix and a number"
	}
	return ""
}

// isOpen tells whether the list is the one that a reader of the text has open.
func (p *legacyToText) isOpen() bool {
	return p.moduleName == p.openModule && p.list == p.openList && p.list != ""
}

// open follows what a reader of the text opens.
func (p *legacyToText) open() {
	if p.moduleName != p.openModule {
		p.openModule, p.openList, p.openPrefix = p.moduleName, "", ""
	}
	if p.list != "" && p.list != p.openList {
		p.openList = p.list
		p.openPrefix, _, _ = cutIndex(p.entry + " x")
	}
}

func (p *legacyToText) module(scope uint32) string {
	in := p.scopes[scope]
	if name := p.src[in.name:in.nameEnd]; in.kind == scopeModule && isPlainName(name) {
		p.scope, p.openModule, p.openList, p.openPrefix = 0, spaced(name), "", ""
		return p.openModule
	}
	return ""
}

func spaced(name string) string { return strings.ReplaceAll(name, "_", " ") }

// listMarker writes a list's marker as text-legacy has it: cut at 19 characters.
func listMarker(name string) string {
	marker := "--" + name + "--"
	return marker[:min(len(marker), keyColumn)]
}
