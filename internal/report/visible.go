package report

import (
	"unicode"

	"github.com/fvcfg/fvcfg/internal/phrase"
)

// Visible gives a text of which a terminal shows everything and obeys nothing: what
// would not be seen is written as Go writes it.
func Visible(text string) string { return visible(text) }

// OneLine keeps a text in its line and column: control characters are written as Go
// writes them, and the rest stays as it is for the program that reads it.
func OneLine(text string) string { return phrase.Escape(text, unicode.IsControl) }

// visible gives a text with what would not be seen, break a line or steer a
// terminal written as Go writes it: \n, \x1b.
func visible(text string) string { return phrase.Visible(text) }
