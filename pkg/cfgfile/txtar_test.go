package cfgfile_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// TestTxtar runs the cases of testdata/*/*.txtar, which go through the exported API alone.
//
// An archive holds files and cases. A file is a section "in: DIALECT", or "other: DIALECT"
// for the second one of a merge or a diff; any other section is a case, which works on the
// files before it. Its lines that start with ">" say what is done, as in "> set PATH =
// VALUE", by one of the verbs below; lines of one "set" or "unset" are one edit. The rest is
// what comes of it, which -update writes: effects, losses or a refusal, then what changes in
// the file, or the file that is made of it. What cannot be seen in a file is written as
// notation_test.go has it: \s is a space at the end of a line, a backslash at the very end
// of a file says that it ends without a line feed, and of a "crlf" file all lines end in
// that.
func TestTxtar(t *testing.T) {
	names, err := filepath.Glob("testdata/*/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("%d archives: %v", len(names), err)
	}
	for _, name := range names {
		subject := filepath.Base(filepath.Dir(name))
		t.Run(subject+"/"+strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) { runArchive(t, name) })
	}
}

func runArchive(t *testing.T, name string) {
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	archive := txtar.Parse(data)
	var s scenario
	seen := make(map[string]bool)
	for i := range archive.Files {
		section := &archive.Files[i]
		title, about, isFile := strings.Cut(section.Name, ": ")
		switch {
		case isFile && title == "in":
			s.in = readSource(t, about, string(section.Data))
		case isFile && title == "other":
			s.other = readSource(t, about, string(section.Data))
		default:
			if seen[section.Name] {
				t.Errorf("two cases are called %q", section.Name)
			}
			seen[section.Name] = true
			t.Run(section.Name, func(t *testing.T) { section.Data = []byte(s.run(t, string(section.Data))) })
		}
	}
	got := txtar.Format(archive)
	if again := txtar.Parse(got); !slices.EqualFunc(again.Files, archive.Files, func(a, b txtar.File) bool { return a.Name == b.Name && bytes.Equal(a.Data, b.Data) }) {
		t.Fatalf("a result cannot stand in an archive:\n%s", got)
	}
	if *cfgfile.Update && !t.Failed() && !bytes.Equal(got, data) {
		if err := os.WriteFile(name, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// source is a file of an archive.
type source struct {
	text    string
	crlf    bool
	dialect cfgfile.Dialect
}

func readSource(t *testing.T, about, text string) source {
	t.Helper()
	name, crlf := strings.CutSuffix(about, ", crlf")
	text, err := cfgfile.Revealed(text, crlf)
	if err != nil {
		t.Fatalf("%s: %v", about, err)
	}
	s := source{text, crlf, dialectOf(t, name)}
	s.parse(t)
	return s
}

func dialectOf(t *testing.T, name string) cfgfile.Dialect {
	t.Helper()
	d, ok := catalog.ParseDialect(name)
	if !ok {
		t.Fatalf("no dialect %q", name)
	}
	return d
}

// parse reads the file. Text that does not show its generation is of the one that its
// section says.
func (s source) parse(t *testing.T) *cfgfile.File {
	t.Helper()
	f, err := cfgfile.Parse([]byte(s.text))
	if err != nil {
		t.Fatal(err)
	}
	cfgfile.CheckInvariants(t, []byte(s.text), f)
	if f = cfgfile.AsDialect(t, f, s.dialect); f.Dialect() != s.dialect {
		t.Fatalf("the dialect is %v, not %v", f.Dialect(), s.dialect)
	}
	return f
}

// scenario is what a case works on.
type scenario struct{ in, other source }

// A verb does something to a file and returns what came of it. Its arguments are what
// stands behind it, of several lines where they are one edit.
type verb func(s *scenario, t *testing.T, f *cfgfile.File, args []string) (result string, err error)

var verbs = map[string]verb{
	"set":             setting(cfgfile.SetOptions{}),
	"set-unchecked":   setting(cfgfile.SetOptions{Unchecked: true}),
	"set-every":       setting(cfgfile.SetOptions{All: true}),
	"unset":           unsetting((*cfgfile.File).Unset),
	"unset-every":     unsetting((*cfgfile.File).UnsetAll),
	"merge":           merging(cfgfile.SetOptions{}),
	"merge-unchecked": merging(cfgfile.SetOptions{Unchecked: true}),
	"stamp":           stamping((*cfgfile.File).SetVersion),
	"raise":           stamping((*cfgfile.File).RaiseVersion),
	"bump":            stamping(func(f *cfgfile.File, _ string) error { _, err := f.BumpVersion(); return err }),
	"format":          (*scenario).format,
	"convert":         converting(cfgfile.ConvertOptions{}),
	"by-analogy":      converting(cfgfile.ConvertOptions{ByAnalogy: true}),
	"across":          converting(cfgfile.ConvertOptions{Across: true}),
	"across-doubtful": converting(cfgfile.ConvertOptions{Across: true, Doubtful: true}),
	"diff":            (*scenario).diff,
}

// step is a verb with its arguments.
type step struct {
	verb string
	args []string
}

// readCase takes the lines of a case that say what is done from the rest.
func readCase(text string) (done string, steps []step, want string) {
	for want = text; strings.HasPrefix(want, ">"); {
		var line string
		line, want, _ = strings.Cut(want, "\n")
		done += line + "\n"
		verb, arg, _ := strings.Cut(strings.TrimPrefix(line, "> "), " ")
		if n := len(steps); n > 0 && steps[n-1].verb == verb && strings.Contains(verb, "set") {
			steps[n-1].args = append(steps[n-1].args, arg)
		} else {
			steps = append(steps, step{verb, []string{arg}})
		}
	}
	return done, steps, want
}

// run does what a case says and returns the case as it is to be.
func (s *scenario) run(t *testing.T, text string) string {
	done, steps, want := readCase(text)
	f := s.in.parse(t)
	var got strings.Builder
	for _, step := range steps {
		do := verbs[step.verb]
		if do == nil {
			t.Fatalf("no verb %q", step.verb)
		}
		before := f.Source()
		result, err := do(s, t, f, step.args)
		if err != nil {
			result = refusal(err)
			if f.Source() != before {
				t.Errorf("a refused edit changes the file to\n%s", cfgfile.Hidden(f.Source(), s.in.crlf))
			}
		}
		got.WriteString(result)
	}
	got.WriteString(changed(s.in.text, f.Source(), s.in.crlf))
	if got.Len() == 0 {
		t.Error("nothing comes of it")
	}
	if !*cfgfile.Update && got.String() != want {
		t.Errorf("%s\n%s", done, diff.Diff("want", []byte(want), "got", []byte(got.String())))
	}
	return done + got.String()
}

func setting(options cfgfile.SetOptions) verb {
	return func(s *scenario, t *testing.T, f *cfgfile.File, args []string) (string, error) {
		var assignments []cfgfile.Assignment
		for _, arg := range args {
			path, value, _ := strings.Cut(arg, " =")
			path, err := cfgfile.Revealed(path+`\`, false)
			if err != nil {
				t.Fatal(err)
			}
			if value, err = cfgfile.Revealed(strings.TrimPrefix(value, " ")+`\`, false); err != nil {
				t.Fatal(err)
			}
			assignments = append(assignments, cfgfile.Assignment{Path: path, Value: value})
		}
		effects, err := set(f, assignments, options)
		if err != nil {
			if slices.ContainsFunc(effects, func(e cfgfile.Effect) bool { return e != cfgfile.Effect{} }) {
				t.Errorf("what was refused says that it did %v", effects)
			}
			return "", err
		}
		cfgfile.SameAsRead(t, f)
		source := f.Source()
		again, err := f.SetAll(assignments, cfgfile.SetOptions{All: options.All, Unchecked: true})
		if err != nil || f.Source() != source || slices.ContainsFunc(again, func(e cfgfile.Effect) bool { return e.Kind != cfgfile.Same }) {
			t.Errorf("done again, it gives %v, %v", again, err)
		}
		return listed(effects), nil
	}
}

// set makes one assignment or several in the shortest way that there is.
func set(f *cfgfile.File, assignments []cfgfile.Assignment, options cfgfile.SetOptions) ([]cfgfile.Effect, error) {
	if len(assignments) > 1 || options.All {
		return f.SetAll(assignments, options)
	}
	one := f.Set
	if options.Unchecked {
		one = f.SetUnchecked
	}
	effect, err := one(assignments[0].Path, assignments[0].Value)
	return []cfgfile.Effect{effect}, err
}

func unsetting(unset func(*cfgfile.File, ...string) ([]cfgfile.Effect, error)) verb {
	return func(s *scenario, t *testing.T, f *cfgfile.File, args []string) (string, error) {
		before := f.Len()
		effects, err := unset(f, args...)
		if err != nil {
			return "", err
		}
		cfgfile.SameAsRead(t, f)
		if f.Len() != before-len(effects) {
			t.Errorf("%d settings of %d are left", f.Len(), before)
		}
		return listed(effects), nil
	}
}

func merging(options cfgfile.SetOptions) verb {
	return func(s *scenario, t *testing.T, f *cfgfile.File, _ []string) (string, error) {
		effects, err := f.Merge(s.other.parse(t), options)
		if err != nil {
			return "", err
		}
		cfgfile.SameAsRead(t, f)
		return listed(effects), nil
	}
}

func stamping(stamp func(*cfgfile.File, string) error) verb {
	return func(s *scenario, t *testing.T, f *cfgfile.File, args []string) (string, error) {
		before, dialect := settings(f), f.Dialect()
		if err := stamp(f, args[0]); err != nil {
			return "", err
		}
		if f.Dialect() != dialect || !slices.Equal(settings(f), before) {
			t.Errorf("%v has the settings\n%q", f.Dialect(), settings(f))
		}
		cfgfile.SameAsRead(t, f)
		return fmt.Sprintf("version %s\n", f.Version()), nil
	}
}

func (s *scenario) format(t *testing.T, f *cfgfile.File, _ []string) (string, error) {
	out, err := f.Format()
	if err != nil {
		return "", err
	}
	formatted, err := cfgfile.Parse(out)
	if err != nil {
		t.Fatal(err)
	}
	formatted = cfgfile.AsDialect(t, formatted, f.Dialect())
	if formatted.Dialect() != f.Dialect() || formatted.Version() != f.Version() || !slices.Equal(settings(formatted), settings(f)) {
		t.Errorf("%v, %s, has the settings\n%q", formatted.Dialect(), formatted.Version(), settings(formatted))
	}
	if again, err := formatted.Format(); err != nil || !bytes.Equal(again, out) {
		t.Errorf("formatted again: %v\n%s", err, again)
	}
	return made("formatted", string(out)), nil
}

func converting(options cfgfile.ConvertOptions) verb {
	return func(s *scenario, t *testing.T, f *cfgfile.File, args []string) (string, error) {
		to := dialectOf(t, args[0])
		c, err := cfgfile.Convert(f, to, options)
		if err != nil {
			return "", err
		}
		var b strings.Builder
		lost := 0
		for _, l := range c.Losses {
			if l.Kind == cfgfile.LostSetting {
				lost++
			}
			doubtful := ""
			if l.Doubtful {
				doubtful = "doubtful "
			}
			fmt.Fprintf(&b, "line %d, lost %s%s: %s\n", l.Line, doubtful, strings.TrimSpace(l.Kind.String()+" "+l.Path), l.Reason)
		}
		read, err := cfgfile.Parse(c.Data)
		if err != nil {
			t.Fatal(err)
		}
		if read.Dialect() != c.ReadAs || c.From != f.Dialect() || c.To != to {
			t.Errorf("it is read as %v, and the conversion says %v, from %v to %v", read.Dialect(), c.ReadAs, c.From, c.To)
		}
		taken := c.Settings
		if c.From.Generation() != c.To.Generation() && options.Across {
			taken = len(c.Carried)
			b.WriteString(carried(c))
		}
		if read = cfgfile.AsDialect(t, read, to); read.Len() != c.Settings || taken+lost != f.Len() {
			t.Errorf("%d settings are read, %d said to be there, of %d, and %d lost, of %d", read.Len(), c.Settings, taken, lost, f.Len())
		}
		what := to.String()
		if c.ReadAs != to {
			what += " that is read as " + c.ReadAs.String()
		}
		if c.Reordered {
			what += ", reordered"
		}
		return b.String() + made(what, string(c.Data)), nil
	}
}

// carried lists what went to the other generation, and what is to be known of it.
func carried(c *cfgfile.Conversion) string {
	var b strings.Builder
	for _, s := range c.Carried {
		fmt.Fprintf(&b, "line %d, %s: %s to %s", s.Line, s.Basis, s.From, s.To)
		if s.Doubt != "" {
			fmt.Fprintf(&b, ", doubtful: %s", s.Doubt)
		}
		if s.Note != "" {
			fmt.Fprintf(&b, "; %s", s.Note)
		}
		b.WriteString("\n")
	}
	for _, note := range c.Notes {
		b.WriteString(note + "\n")
	}
	return b.String()
}

func (s *scenario) diff(t *testing.T, f *cfgfile.File, _ []string) (string, error) {
	changes, err := cfgfile.Diff(f, s.other.parse(t), cfgfile.ConvertOptions{})
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, c := range changes {
		fmt.Fprintf(&b, "%s %s:", c.Kind, c.Path())
		if c.Kind != cfgfile.Added {
			fmt.Fprintf(&b, " was %q", c.Old.Value)
		}
		if c.Kind != cfgfile.Removed {
			fmt.Fprintf(&b, " is %q", c.New.Value)
		}
		if c.Unmatched {
			b.WriteString(", unmatched")
		}
		if c.Secret {
			b.WriteString(", secret")
		}
		b.WriteString("\n")
	}
	if len(changes) == 0 {
		b.WriteString("no difference\n")
	}
	return b.String(), nil
}

// settings lists paths and values.
func settings(f *cfgfile.File) (all []string) {
	for _, s := range f.Settings() {
		all = append(all, s.Path.String()+" = "+s.Value)
	}
	return all
}

func listed(effects []cfgfile.Effect) string {
	var b strings.Builder
	for _, e := range effects {
		fmt.Fprintf(&b, "%s %s\n", e.Kind, e.Path)
	}
	return b.String()
}

// refusal writes down an error with the name that a program knows it by.
func refusal(err error) string { return fmt.Sprintf("refused%s: %v\n", errorName(err), err) }

func errorName(err error) string {
	for name, known := range map[string]error{
		"ErrNoHeader": cfgfile.ErrNoHeader, "ErrNotWellFormed": cfgfile.ErrNotWellFormed, "ErrStrayText": cfgfile.ErrStrayText,
	} {
		if errors.Is(err, known) {
			return ", " + name
		}
	}
	name, isOurs := strings.CutPrefix(fmt.Sprintf("%T", err), "*cfgfile.")
	if isOurs && unicode.IsUpper(rune(name[0])) {
		return ", " + name
	}
	switch err := err.(type) {
	case interface{ Unwrap() error }:
		return errorName(err.Unwrap())
	case interface{ Unwrap() []error }:
		for _, inner := range err.Unwrap() {
			if name := errorName(inner); name != "" {
				return name
			}
		}
	}
	return ""
}

// made writes down a whole file.
func made(what, text string) string {
	crlf := strings.Count(text, "\r\n") > strings.Count(text, "\n")/2
	if crlf {
		what += ", crlf"
	}
	return what + ":\n" + cfgfile.Hidden(text, crlf)
}

// changed returns the lines that differ, with those around them.
func changed(before, after string, crlf bool) string {
	lines := string(diff.Diff("before", []byte(cfgfile.Hidden(before, crlf)), "after", []byte(cfgfile.Hidden(after, crlf))))
	if at := strings.Index(lines, "\n@@"); at >= 0 {
		return lines[at+1:]
	}
	return lines
}
