package fetch

import "strings"

// takesBasic tells whether Basic is among the schemes that headers WWW-Authenticate name. A
// server that names none is given the benefit of the doubt.
func takesBasic(headers []string) bool {
	named := false
	for _, header := range headers {
		for _, item := range listItems(header) {
			scheme := schemeOf(item)
			if strings.EqualFold(scheme, "Basic") {
				return true
			}
			named = named || scheme != ""
		}
	}
	return !named
}

// schemeOf gives the scheme that an item of the header begins a challenge with, "" for an
// item that is one more parameter: a header is a list of both (RFC 9110, section 11.6.1).
func schemeOf(item string) string {
	end := strings.IndexAny(item, " \t=")
	if end < 0 {
		return item
	}
	if strings.HasPrefix(strings.TrimLeft(item[end:], " \t"), "=") {
		return ""
	}
	return item[:end]
}

// listItems divides a header at its commas, except those in quotation marks.
func listItems(header string) (items []string) {
	quoted, escaped, start := false, false, 0
	for i := range len(header) {
		switch c := header[i]; {
		case escaped:
			escaped = false
		case quoted && c == '\\':
			escaped = true
		case c == '"':
			quoted = !quoted
		case c == ',' && !quoted:
			items = append(items, strings.TrimSpace(header[start:i]))
			start = i + 1
		}
	}
	return append(items, strings.TrimSpace(header[start:]))
}
