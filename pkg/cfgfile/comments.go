package cfgfile

import "iter"

// Comments returns where the comments of the file stand, in their order: in XML each with its
// brackets; in text and dotted the lines of one or more with nothing but blank lines between
// them.
func (f *File) Comments() iter.Seq[Span] {
	return func(yield func(Span) bool) {
		for i := range f.marks {
			m := &f.marks[i]
			if m.kind == itemComment && !yield(Span{int(m.start), int(m.end)}) {
				return
			}
		}
	}
}
