package naming

import (
	"fmt"
	"strings"
)

// An Ext is an extension that phones take a configuration under: the description,
// section 4.1, "By format", names these three. It says nothing of a file's content.
type Ext uint8

const (
	CFG Ext = iota
	TXT
	XML
)

// String gives the extension in lower case, without the dot.
func (e Ext) String() string {
	switch e {
	case CFG:
		return "cfg"
	case TXT:
		return "txt"
	case XML:
		return "xml"
	default:
		return fmt.Sprintf("Ext(%d)", uint8(e))
	}
}

// An UnknownExtError says that phones take no configuration under this extension.
type UnknownExtError struct {
	Ext string // as given
}

func (e *UnknownExtError) Error() string {
	if e.Ext == "" || e.Ext == "." {
		return "no file extension given: use cfg, txt or xml"
	}
	return fmt.Sprintf("phones take no configuration with the extension %s: use cfg, txt or xml", quote(e.Ext))
}

// ParseExt reads an extension in upper or lower case, with or without a dot in front.
// Its error is an [*UnknownExtError].
func ParseExt(s string) (Ext, error) {
	if ext, ok := foldExt(strings.TrimPrefix(s, ".")); ok {
		return ext, nil
	}
	return 0, &UnknownExtError{Ext: s}
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
