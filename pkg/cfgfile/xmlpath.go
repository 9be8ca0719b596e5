package cfgfile

import (
	"strings"
)

// placeXML fills in where a setting of an XML file stands.
func (f *File) placeXML(s *Setting, at uint32) {
	in := f.scopes[at]
	if in.kind == scopeNone {
		return
	}
	s.Index = int(in.index)
	if f.dialect == XMLLegacy && in.kind == scopeEntry {
		s.entry = f.src[in.prefix : in.prefix+uint32(in.prefixLen)]
	}
	if f.dialect == XMLLegacy && in.kind == scopeEntry && f.scopes[in.parent].kind == scopeList {
		in = f.scopes[in.parent] // the entry is named after its list
	}
	if in.kind != scopeModule {
		s.List = f.src[in.name:in.nameEnd]
		if s.Index == 0 && f.scopes[at].kind == scopeEntry {
			s.List = f.badIndexed(s.List, &f.scopes[at])
		}
		in = f.scopes[in.parent]
	}
	for in.kind != scopeModule {
		name := f.src[in.name:in.nameEnd]
		if in.index == 0 && in.kind == scopeEntry {
			name = f.badIndexed(name, &in)
		}
		s.List = indexed(name, int(in.index)) + "/" + s.List
		in = f.scopes[in.parent]
	}
	s.Module = f.src[in.name:in.nameEnd]
}

// badIndexed writes a path part with the digits that are no index: "line[0]".
func (f *File) badIndexed(name string, s *scope) string {
	if bad := f.badIndex(s); bad != "" {
		return name + "[" + bad + "]"
	}
	return name
}

// badIndex returns the digits of an entry whose number is no index, "" for anything else.
func (f *File) badIndex(s *scope) string {
	if s.kind != scopeEntry || s.index > 0 {
		return ""
	}
	id := f.src[s.prefix : s.prefix+uint32(s.prefixLen)]
	return id[len(strings.TrimRight(id, "0123456789")):]
}
