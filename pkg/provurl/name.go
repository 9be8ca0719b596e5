package provurl

import (
	"strings"

	"github.com/fvcfg/fvcfg/pkg/naming"
)

// checkName looks at the file's name, which a phone asks for letter by letter.
func (r *reader) checkName() {
	name := r.url.Name
	if name == "" {
		return
	}
	given := r.of(r.name)
	at := r.name.start + len(given) - len(strings.TrimLeft(given, " "))
	stem, ext, dotted := cutExtension(name)
	_, err := naming.ParseExt(ext)
	switch {
	case r.url.Query != "" && err != nil:
		// A program that makes the file can have any name.
	case !dotted:
		r.fault(FaultExtension, at, "the name has no extension, and phones take cfg, txt and xml; where it is a folder's, a slash belongs behind it", "")
	case err != nil:
		r.fault(FaultExtension, r.name.start+strings.LastIndexByte(given, '.'), "phones take a configuration under the extensions cfg, txt and xml", "")
	case stem == "":
		r.fault(FaultMacroLost, at, "the name has an extension and nothing before it: a shell or a template took $mac away; put it in single quotes", MacroMAC+name)
	case r.url.Query == "" && (stem == "mac" || stem == "input"):
		r.fault(FaultMacroLiteral, at, "every phone asks for this one name: write the macro $"+stem+" if each is to ask for its own", "$"+name)
	default:
		r.checkNearMiss(at, name)
	}
}

// cutExtension divides a name at its last dot.
func cutExtension(name string) (stem, ext string, dotted bool) {
	i := strings.LastIndexByte(name, '.')
	if i < 0 {
		return name, "", false
	}
	return name[:i], name[i+1:], true
}

// checkNearMiss finds slips in names that phones ask for. Names with macros are looked
// at where the macros are read.
func (r *reader) checkNearMiss(at int, name string) {
	if strings.ContainsRune(name, '$') {
		return
	}
	if near := naming.Identify(name).Near; near != nil && near.Certain {
		r.fault(FaultFileName, at, near.Reason, near.Name)
	}
}
