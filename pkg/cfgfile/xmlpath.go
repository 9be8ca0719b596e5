package cfgfile

import "strconv"

// placeXML fills in where a setting of an XML file stands.
func (f *File) placeXML(s *Setting, at uint32) {
	in := f.scopes[at]
	if in.kind == scopeNone {
		return
	}
	s.Index = int(in.index)
	if f.dialect == XMLLegacy && in.kind == scopeEntry {
		s.entryID = f.src[in.prefix : in.prefix+uint32(in.prefixLen)]
	}
	if f.dialect == XMLLegacy && in.kind == scopeEntry && f.scopes[in.parent].kind == scopeList {
		in = f.scopes[in.parent] // the entry is named after its list
	}
	first := true
	for in.kind != scopeModule {
		name := f.src[in.name:in.nameEnd]
		if first {
			s.List = name
		} else {
			s.List = indexed(name, int(in.index)) + "/" + s.List
		}
		first = false
		in = f.scopes[in.parent]
	}
	s.Module = f.src[in.name:in.nameEnd]
}

// indexed writes a path part with its index: "line[1]".
func indexed(name string, index int) string {
	if index == 0 {
		return name
	}
	return name + "[" + strconv.Itoa(index) + "]"
}
