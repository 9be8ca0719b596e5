package naming

import "strconv"

// quoteMax is how many characters of a text an error repeats: enough to recognise it
// by, and no flood if a whole file was given by mistake.
const quoteMax = 48

// quote shows a text that a caller gave, with what cannot be printed escaped.
func quote(s string) string {
	count := 0
	for i := range s {
		if count == quoteMax {
			return strconv.Quote(s[:i]) + "…"
		}
		count++
	}
	return strconv.Quote(s)
}
