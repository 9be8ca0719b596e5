package cfgfile

// insertDotted adds lines of a dotted file, each behind the last one of its
// entry, else of an entry before it, of its module, of the file.
func (f *File) insertDotted(added []change) []Edit {
	type entryOf struct{ module, list string }
	inModule := map[string]int{}
	inList := map[entryOf]*lastByIndex{}
	for i, s := range f.Settings() {
		inModule[s.Module] = i
		key := entryOf{s.Module, s.List}
		if inList[key] == nil {
			inList[key] = &lastByIndex{}
		}
		inList[key].add(s.Index, i)
	}
	edits := make([]Edit, 0, len(added))
	for _, c := range added {
		behind := f.Len() - 1
		if i, ok := inModule[c.path.Module]; ok {
			behind = i
		}
		if list := inList[entryOf{c.path.Module, c.path.List}]; list != nil {
			if i, ok := list.upTo(c.path.Index); ok {
				behind = i
			}
		}
		edits = append(edits, f.insertLine(f.lineBehind(behind), f.dottedLine(c, behind)))
	}
	return edits
}

// dottedLine writes a setting with or without spaces around the equals sign, as
// its neighbour has it.
func (f *File) dottedLine(c change, neighbour int) string {
	equals := " = "
	if neighbour >= 0 && f.src[f.entries[neighbour].keyEnd] == '=' {
		equals = "="
	}
	if c.value == "" && equals == " = " {
		equals = " ="
	}
	return c.path.String() + equals + c.value
}

// lineBehind gives a place on the line of a setting, behind its value; for no
// setting, on the last line of the file or of its frame.
func (f *File) lineBehind(number int) int {
	switch {
	case number >= 0:
		return int(f.entries[number].valEnd)
	case f.frame.HasVersion:
		return f.frame.Version.End
	case f.frame.HeaderLine > 0:
		return f.frame.Header.End
	}
	return len(f.src)
}

// insertLine adds a line behind the one that a place is on, with its line end.
func (f *File) insertLine(at int, line string) Edit {
	end, next := lineEnd(f.src, at)
	if next == end || f.src[next-1] != '\n' { // the last line, which has no end
		return Edit{Span{next, next}, f.eol() + line}
	}
	return Edit{Span{next, next}, line + f.src[end:next]}
}

// lastByIndex knows the last setting of each entry of a list.
type lastByIndex struct {
	last map[int]int // the setting's number, by index
}

func (l *lastByIndex) add(index, number int) {
	if l.last == nil {
		l.last = map[int]int{}
	}
	l.last[index] = number
}

// upTo gives the last setting of an entry, or else of the one before it.
func (l *lastByIndex) upTo(index int) (number int, ok bool) {
	if number, ok := l.last[index]; ok {
		return number, true
	}
	nearest := -1
	for i, n := range l.last {
		if i < index && i > nearest {
			nearest, number, ok = i, n, true
		}
	}
	if ok {
		l.last[index] = number // so that it is not looked for again
	}
	return number, ok
}
