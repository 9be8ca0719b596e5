package lint

import "strings"

// isColours tells a value that sets the colours of a phone's screen, which has colons and
// an "@" as credentials have: "title:0xFFFFFF@ list:0x444343$0xFFFFFF".
func isColours(value string) bool {
	value, _, _ = strings.Cut(value, "<") // the end of an element
	for part := range strings.SplitSeq(value, "@") {
		name, colours, ok := strings.Cut(strings.TrimSpace(part), ":")
		if !ok || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz_") != "" {
			return false
		}
		for colour := range strings.SplitSeq(colours, "$") {
			digits, ok := strings.CutPrefix(colour, "0x")
			if !ok || len(digits) != 6 || strings.Trim(digits, "0123456789ABCDEFabcdef") != "" {
				return false
			}
		}
	}
	return true
}
