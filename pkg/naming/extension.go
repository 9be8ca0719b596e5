package naming

import (
	"errors"
	"fmt"
	"strings"

	"github.com/fvcfg/fvcfg/internal/ascii"
	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/internal/typo"
)

// An Ext is an extension that phones take a configuration under: the description,
// section 4.1, "By format", names these three. It says nothing of a file's content.
type Ext uint8

const (
	CFG Ext = iota
	TXT
	XML
)

var extNames = [...]string{CFG: "cfg", TXT: "txt", XML: "xml"}

// String returns the extension in lower case, without the dot.
func (e Ext) String() string {
	if int(e) >= len(extNames) || extNames[e] == "" {
		return fmt.Sprintf("Ext(%d)", uint8(e))
	}
	return extNames[e]
}

// ParseExt reads an extension in upper or lower case, with or without a dot in front.
func ParseExt(s string) (Ext, error) {
	if ext, ok := foldExt(strings.TrimPrefix(s, ".")); ok {
		return ext, nil
	}
	if s == "" || s == "." {
		return 0, errors.New("no file extension given: use cfg, txt or xml")
	}
	return 0, fmt.Errorf("phones take no configuration with the extension %s: use cfg, txt or xml", phrase.Quote(s))
}

// foldExt reads an extension in any case.
func foldExt(s string) (Ext, bool) {
	for _, ext := range [...]Ext{CFG, TXT, XML} {
		if strings.EqualFold(s, ext.String()) {
			return ext, true
		}
	}
	return 0, false
}

// An extFlaw says what is wrong with a file name's extension.
type extFlaw uint8

const (
	extFine    extFlaw = iota // cfg, txt or xml
	extCase                   // one of these, in another case
	extOther                  // a usual extension of configuration files, but elsewhere
	extDouble                 // two extensions
	extMissing                // none, or one that phones take no configuration under
)

// An extension is the end of a file name.
type extension struct {
	text  string // as written, without its dot
	meant Ext
	flaw  extFlaw
}

// clause says what is wrong, in words that follow on "this name".
func (e extension) clause() string {
	switch e.flaw {
	case extCase:
		return "has its extension in another case"
	case extOther:
		return "has the extension " + e.text + ", which phones don't ask for"
	case extDouble:
		return "has two extensions"
	case extMissing:
		return "has no extension"
	default:
		return ""
	}
}

// splitExtension takes a file name apart. With extMissing the stem is the whole name,
// for general names (f0X4hw1.100) and MAC addresses have dots of their own; text is
// then what would be the extension of any other name.
func splitExtension(base string) (stem string, e extension) {
	dot := strings.LastIndexByte(base, '.')
	if dot < 0 {
		return base, extension{flaw: extMissing}
	}
	stem, e.text = base[:dot], base[dot+1:]
	ext, ok := foldExt(e.text)
	switch {
	case ok && e.text == ext.String():
		e.meant = ext
	case ok:
		e.meant, e.flaw = ext, extCase
	default:
		if e.meant, ok = foreignExt(e.text); !ok {
			e.flaw = extMissing
			return base, e
		}
		e.flaw = extOther
	}
	// Editors add theirs to the one that is there: 001565113af8.cfg.txt. Of a user's
	// own name, report.xml.txt, nobody knows, but there the flaw has no consequence.
	if dot = strings.LastIndexByte(stem, '.'); dot >= 0 {
		if ext, ok := foldExt(stem[dot+1:]); ok {
			stem, e.meant, e.flaw = stem[:dot], ext, extDouble
		}
	}
	return stem, e
}

// foreignExt returns the extension that is meant by one that other programs give to
// configuration files, or by a slip in typing one that phones take: one letter for another.
func foreignExt(s string) (Ext, bool) {
	for _, known := range [...]string{"conf", "config", "cnf", "ini", "cgf", "text", "xlm"} {
		if strings.EqualFold(s, known) {
			return CFG, true
		}
	}
	for _, ext := range [...]Ext{CFG, TXT, XML} {
		if slip, ok := typo.Find(s, ext.String()); ok && slip.Kind == typo.Wrong && ascii.IsLetter(slip.Got) {
			return ext, true
		}
	}
	return 0, false
}
