package main

import (
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// explainKey prints what the dictionary knows of a key, given alone or with
// where it stands, and tells whether it knows it.
func (p *program) explainKey(path string) (known bool, err error) {
	place, key := cutPath(path)
	t := tabwriter.NewWriter(p.stdout, 0, 0, 2, ' ', 0)
	for _, d := range catalog.Dialects() {
		for _, e := range catalog.For(d).Elsewhere("", "", key) {
			if place != "" && !strings.HasPrefix(withoutIndex(e.Path()), withoutIndex(place)) {
				continue
			}
			known = true
			printEntry(t, e)
		}
	}
	return known, t.Flush()
}

// cutPath takes a key off its path as the dialects write them: MODULE:LIST:KEY,
// sip/line[1]/Key or sip.line.1.Key.
func cutPath(path string) (place, key string) {
	for _, separator := range []string{":", "/", "."} {
		// No key of a text dialect has the first two; the dot needs more of them,
		// since keys such as 802.1P Value have one.
		if i := strings.LastIndex(path, separator); i > 0 && (separator != "." || !strings.Contains(path, " ")) {
			return path[:i+1], path[i+1:]
		}
	}
	return "", path
}

// withoutIndex leaves the numbers and the N of indices out of a path.
func withoutIndex(path string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == 'N' {
			return -1
		}
		return r
	}, path)
}

// nearestKeys names the known keys that a name may be a slip of, for a message.
func nearestKeys(name string) string {
	_, key := cutPath(name)
	var nearest []string
	for _, d := range catalog.Dialects() {
		for _, s := range catalog.For(d).Nearest("", "", key, 2) {
			if !slices.Contains(nearest, s.Key) {
				nearest = append(nearest, s.Key)
			}
		}
	}
	if len(nearest) == 0 {
		return ""
	}
	return "; like it are " + strings.Join(nearest[:min(len(nearest), 4)], ", ")
}

func printEntry(t *tabwriter.Writer, e catalog.Entry) {
	row := func(name string, value any) { fmt.Fprintf(t, "  %s\t%v\n", name, value) }
	fmt.Fprintln(t, e.Path())
	row("dialect", fmt.Sprintf("%s, generation %d", e.Dialect(), e.Dialect().Generation()))
	row("kind", kindOf(e))
	if examples := e.Examples(); len(examples) > 0 {
		row("values seen", strings.Join(examples, " | "))
	}
	if lo, hi, ok := e.Range(); ok && lo != hi {
		row("range seen", fmt.Sprintf("%d to %d; the limits are not known", lo, hi))
	}
	row("seen in", plural(e.Samples(), "public file"))
	for _, to := range catalog.Dialects() {
		if c, ok := e.Counterpart(to); ok {
			row("in "+to.String(), c.Path()+" ("+linkOf(c.Link)+")")
		}
	}
}

// kindOf says what a key's values are and how sure that is.
func kindOf(e catalog.Entry) string {
	switch {
	case e.Secret():
		return e.Kind().String() + "; no report shows its value"
	case e.Basis() == catalog.Observed:
		return e.Kind().String() + ", by the values seen"
	case e.Basis() == catalog.Reasoned:
		return e.Kind().String() + ", by its name"
	}
	return "not known"
}

func linkOf(l catalog.Link) string {
	switch l {
	case catalog.Seen:
		return "both names were seen"
	case catalog.Same:
		return "seen under the very same path"
	case catalog.Rule:
		return "by the rule that holds for all others"
	}
	return "by analogy: this name was never seen"
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
