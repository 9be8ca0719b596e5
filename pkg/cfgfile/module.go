package cfgfile

import "iter"

// Module is a module as it stands in a file; in sysconf, a group of settings
// directly under the root. Dotted files have none: their paths begin with one.
type Module struct {
	Name  string
	Line  int
	Span  Span // of the name
	Empty bool // holds neither a setting nor a list
}

// Modules gives the modules in file order.
func (f *File) Modules() iter.Seq[Module] {
	return func(yield func(Module) bool) {
		for _, s := range f.scopes {
			if s.kind != scopeModule {
				continue
			}
			m := Module{
				Name:  f.src[s.name:s.nameEnd],
				Line:  int(s.line),
				Span:  Span{int(s.name), int(s.nameEnd)},
				Empty: s.members == 0,
			}
			if !yield(m) {
				return
			}
		}
	}
}
