// Package magic reports by its first bytes that a file is none of a phone's, whatever its
// name says: one that is compressed, or text in another encoding.
package magic

import "strings"

// Window is how much of a file is looked at to tell what it is.
const Window = 64 << 10

// BOM is the byte order mark of UTF-8.
const BOM = "\ufeff"

// Compressed returns the name of the format that a compressed file is in, "" for any other
// file.
func Compressed(data string) string {
	for _, known := range [...]struct{ magic, name string }{
		{"\x1f\x8b\x08", "gzip"}, {"PK\x03\x04", "zip"}, {"BZh", "bzip2"}, {"\xfd7zXZ\x00", "xz"}, {"7z\xbc\xaf\x27\x1c", "7z"},
	} {
		if strings.HasPrefix(data, known.magic) {
			return known.name
		}
	}
	return ""
}

// IsUTF16 reports whether data is text in UTF-16: it has the byte order mark, or a NUL in
// every other of its first bytes. White space before them does not count, or taking it
// away would change what a file is.
func IsUTF16(data string) bool {
	if strings.HasPrefix(data, "\xff\xfe") || strings.HasPrefix(data, "\xfe\xff") {
		return true
	}
	const enough = 8
	data = strings.TrimLeft(data, " \t\r\n")
	if len(data) < enough || (data[0] == 0) == (data[1] == 0) {
		return false
	}
	for i := range enough {
		if (data[i] == 0) != (data[i%2] == 0) {
			return false
		}
	}
	return true
}
