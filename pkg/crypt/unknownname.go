package crypt

import (
	"fmt"
	"strings"
)

// An UnknownNameError says that no mode or padding has this name.
type UnknownNameError struct {
	Kind    string   // what was looked for, in words
	Name    string   // what was given
	Valid   []string // the names that exist
	Nearest string   // the one most like Name, empty if none is like it
}

func newUnknownName(kind, name string, valid []string) *UnknownNameError {
	e := &UnknownNameError{Kind: kind, Name: name, Valid: append([]string(nil), valid...)}
	given := strings.ToLower(name)
	nearest := len(given)/2 + 1 // more changes than that are no likeness
	for _, known := range valid {
		if given != "" && strings.HasPrefix(known, given) {
			e.Nearest = known
			break
		}
		if d := editDistance(given, known); d < nearest {
			e.Nearest, nearest = known, d
		}
	}
	return e
}

func (e *UnknownNameError) Error() string {
	var text strings.Builder
	// A name as long as a key may be one that was put in the wrong place.
	if len(e.Name) < 32 {
		fmt.Fprintf(&text, "there is no %s %q", e.Kind, e.Name)
	} else {
		fmt.Fprintf(&text, "there is no %s of the name given, which is %d characters long", e.Kind, len(e.Name))
	}
	if e.Nearest != "" {
		fmt.Fprintf(&text, ", did you mean %q?", e.Nearest)
	}
	fmt.Fprintf(&text, " (choose one of %s)", strings.Join(e.Valid, ", "))
	return text.String()
}

// editDistance counts the bytes to insert, delete or replace to make a into b.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replace := diagonal
			if a[i] != b[j] {
				replace++
			}
			diagonal = row[j+1]
			row[j+1] = min(replace, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
