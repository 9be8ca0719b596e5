package provurl

import (
	"slices"
	"strings"
)

// ParseCutOff is [ParseDownload] for the first bytes of a URL whose end is missing, as a
// packet capture shows a long one. Nothing is said that the missing end may change.
//
// A server that no slash stands behind is not known: it, or its port, goes on, or is a user
// with the beginning of a password. Host, Port and password are then left out. Of a URL
// that is cut off before its protocol ends, Protocol is 0.
func ParseCutOff(text string) (URL, []Fault, error) {
	scheme, rest, ok := strings.Cut(text, "://")
	if !ok && startsScheme(scheme) {
		return URL{}, nil, nil
	}
	if !ok || strings.Contains(rest, "/") {
		u, faults, err := ParseDownload(text)
		return u, slices.DeleteFunc(faults, func(f Fault) bool { return isOpen(f, text) }), err
	}
	r := &reader{text: text, download: true}
	err := r.checkText()
	if err == nil {
		start := len(text) - len(strings.TrimLeft(text, " "))
		if start > 0 {
			r.spaceAt(0, "around the URL")
		}
		_, err = r.readScheme(part{start, len(text)})
	}
	if credentials, _, ok := strings.Cut(rest, "@"); ok {
		r.url.User, _, r.url.hasPassword = strings.Cut(credentials, ":")
	}
	return r.result(err)
}

// startsScheme reports whether a text is the beginning of a protocol with its colon and
// slashes.
func startsScheme(text string) bool {
	return slices.ContainsFunc(Protocols(), func(p Protocol) bool {
		return strings.HasPrefix(p.String()+"://", strings.ToLower(strings.TrimLeft(text, " ")))
	})
}

// isOpen reports whether a fault stands in the last part of a text, and what follows there
// may undo it.
func isOpen(f Fault, text string) bool {
	switch f.Kind {
	case FaultBackslash, FaultCharacter, FaultNonASCII, FaultRootPath, FaultEmptyFolder, FaultQueryProtocol:
		return false
	}
	return f.Offset > strings.LastIndexByte(text, '/')
}
