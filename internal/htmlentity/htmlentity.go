// Package htmlentity finds entities of HTML. Programs that make web pages leave them in
// what they write for phones, and no phone's file has them: text stands for itself, and
// XML knows five.
package htmlentity

import (
	"html"
	"strings"
)

// maxLength is the length of the longest entity that HTML has, with & and semicolon.
const maxLength = 33

// Find returns the first entity in a text, where it starts, and the letter that it stands
// for: for "B&uuml;ro" it is 1, "&uuml;" and "ü". An entity has a semicolon at its end;
// that of XML are found, too.
func Find(text string) (at int, entity, letter string, ok bool) {
	for at < len(text) {
		i := strings.IndexByte(text[at:], '&')
		if i < 0 {
			break
		}
		at += i
		if entity, letter, ok = Prefix(text[at:]); ok {
			return at, entity, letter, true
		}
		at++
	}
	return 0, "", "", false
}

// Prefix returns the entity that a text starts with, and the letter that it stands for.
func Prefix(text string) (entity, letter string, ok bool) {
	end := strings.IndexByte(text[:min(len(text), maxLength)], ';')
	if end < 2 || text[0] != '&' {
		return "", "", false
	}
	entity = text[:end+1]
	name := strings.TrimPrefix(entity[1:end], "#")
	if strings.Trim(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != "" {
		return "", "", false
	}
	letter = html.UnescapeString(entity)
	// What is known without its semicolon, too, leaves it behind; no letter has the last.
	return entity, letter, letter != entity && !strings.HasSuffix(letter, ";") && letter != "\ufffd"
}
