package report

import (
	"strings"
	"unicode/utf8"

	"github.com/fatih/color"
	"github.com/sergi/go-diff/diffmatchpatch"

	"github.com/fvcfg/fvcfg/internal/phrase"
)

// around is how many characters of what two values have alike are shown before
// and behind what differs.
const around = 30

// maxValueDiff is how many bytes two values have together at most for the parts
// that differ to be looked for: the search is quadratic at worst.
const maxValueDiff = 1 << 16

// markChanges gives two values with what differs in colour. Long parts that both
// have are left out, and so is the end of long parts that differ.
func markChanges(before, after string, removed, added *color.Color) (old, new string) {
	var oldText, newText strings.Builder
	for _, d := range valueDiff(before, after) {
		switch d.Type {
		case diffmatchpatch.DiffDelete:
			oldText.WriteString(removed.Sprint(phrase.Visible(shortened(d.Text))))
		case diffmatchpatch.DiffInsert:
			newText.WriteString(added.Sprint(phrase.Visible(shortened(d.Text))))
		default:
			same := phrase.Visible(shortened(d.Text))
			oldText.WriteString(same)
			newText.WriteString(same)
		}
	}
	return oldText.String(), newText.String()
}

func valueDiff(before, after string) []diffmatchpatch.Diff {
	if len(before)+len(after) > maxValueDiff || !utf8.ValidString(before) || !utf8.ValidString(after) {
		return []diffmatchpatch.Diff{{Type: diffmatchpatch.DiffDelete, Text: before}, {Type: diffmatchpatch.DiffInsert, Text: after}}
	}
	dmp := diffmatchpatch.New()
	dmp.DiffTimeout = diffTimeout
	return dmp.DiffCleanupSemantic(dmp.DiffMain(before, after, false))
}

// shortened gives a text without its middle where it is long.
func shortened(text string) string {
	runes := []rune(text)
	if len(runes) <= 3*around {
		return text
	}
	return string(runes[:around]) + "…" + string(runes[len(runes)-around:])
}
