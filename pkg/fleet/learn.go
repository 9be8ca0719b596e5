package fleet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"iter"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/lint"
	"github.com/fvcfg/fvcfg/pkg/naming"
)

// LearnOptions say how [Learn] takes files. ReadFile is needed.
type LearnOptions struct {
	// ReadFile returns what stands in the file of a name, not encrypted. It is called from
	// several goroutines, and twice or more for each name. A file that it returns
	// [ErrPassOver] for is none of the fleet's. Any other error makes the file a [Misfit].
	ReadFile func(name string) ([]byte, error)
	// BaseName returns the name of a base by its number from 1, as the column base has it,
	// where there are so many. It is "base.cfg" for one, and "base-1.cfg" and so on for
	// several, where BaseName is nil.
	BaseName func(number, count int) string
	// Cluster makes a base for each layout that the files have, and not one for that which
	// most of them have.
	Cluster bool
	// KeepGoing leaves out the files that don't fit. Without it, a file that doesn't fit is
	// all that is learned.
	KeepGoing bool
	// Apart has the secrets in a table of their own.
	Apart bool
	// Lint are the rules that the files are held against when they are made again.
	Lint lint.Options
	// Workers is how many files are read at a time, as many as Go uses cores for 0.
	Workers int
	// Step, unless it is nil, is called for each file of each pass over all of them.
	Step func()
}

// ErrPassOver is what a ReadFile returns for a file that is none of the fleet's.
var ErrPassOver = errors.New("it is no device file")

// A Lesson is what device files have in common, and a table of what they differ in.
type Lesson struct {
	Bases []LearnedBase
	// Phones is the table in CSV, with a row for each file, in the order of the files.
	// Secrets is that of the secrets, joined by the column mac; nil where there are none, or
	// they are not apart.
	Phones, Secrets []byte
	// Files is how many files fit, PassedOver how many are none of the fleet's.
	Files, PassedOver int
	// Columns is how many settings differ, SecretColumns how many of them are secret.
	Columns, SecretColumns int
	// Misfits are the files that don't fit, in the order of the files.
	Misfits []*Misfit
}

// A LearnedBase is a base that files have in common.
type LearnedBase struct {
	Name string // as the column base has it
	// Data is the first of the files that fit the base without what they differ in.
	Data  []byte
	From  string // the name of that file
	Files int    // that are made of it
	// Secrets is how many of its settings have a secret for a value, the same in all files.
	Secrets int
}

// Learn returns the base that device files of one dialect share, and the table of what
// differs, such that a [Generator] makes each file of them again, byte for byte. It has one
// make them all, and compares.
//
// The MAC of a file is that in its name. Settings are columns, by their neutral names where
// they have one. Of a setting that differs, the base has no value, so that no phone's secret
// stands in it.
//
// Files fit one base where they differ in values and in the version, and where settings that
// some have in addition stand where a generator adds them. What is wrong with the files are
// the lesson's Misfits; the error is that of ctx, or of a table that nothing could read.
func Learn(ctx context.Context, names []string, options LearnOptions) (*Lesson, error) {
	if options.BaseName == nil {
		options.BaseName = learnedName
	}
	if options.Step == nil {
		options.Step = func() {}
	}
	l := &learner{options: options, seed: maphash.MakeSeed(), byHash: map[uint64]*layout{}, byMAC: map[naming.MAC]string{}}
	if err := l.read(ctx, names); err != nil {
		return nil, err
	}
	for {
		d := l.attempt()
		if len(d.rows) == 0 {
			return l.lesson(d), nil
		}
		found := len(l.misfits)
		if err := l.check(ctx, d); err != nil {
			return nil, err
		}
		if len(l.misfits) == found || !options.KeepGoing {
			return l.lesson(d), nil
		}
	}
}

func learnedName(number, count int) string {
	if count == 1 {
		return "base.cfg"
	}
	return fmt.Sprintf("base-%d.cfg", number)
}

// A learner has what is known of the files so far.
type learner struct {
	options LearnOptions
	seed    maphash.Seed
	layouts []*layout // in the order of their first files
	byHash  map[uint64]*layout
	byMAC   map[naming.MAC]string // the file of each phone
	count   int
	passed  int
	misfits []orderedMisfit
}

// orderedMisfit is a misfit with the number of its file.
type orderedMisfit struct {
	order int
	*Misfit
}

// maxLayouts is how many layouts are looked at. Files that have more of them were not made
// of bases, and the first file of each is kept.
const maxLayouts = 128

// read reads all files and puts them to their layouts.
func (l *learner) read(ctx context.Context, names []string) error {
	inputs := make([]batch.Input, len(names))
	for i, name := range names {
		inputs[i].Name = name
	}
	return batch.Run(ctx, inputs, l.options.Workers,
		func(_ context.Context, in batch.Input) *sample { return l.sample(in.Name) },
		func(s *sample) error {
			l.options.Step()
			l.add(s)
			return nil
		})
}

// add takes the next file.
func (l *learner) add(s *sample) {
	order := l.count
	l.count++
	switch {
	case errors.Is(s.err, ErrPassOver):
		l.passed++
		return
	case s.err != nil:
		l.misfit(order, &Misfit{s.name, 0, batch.Cause(s.err).Error(), s.err})
		return
	case s.misfit != nil:
		l.misfit(order, s.misfit)
		return
	}
	if first, twice := l.byMAC[s.mac]; twice {
		l.misfit(order, &Misfit{Name: s.name, Text: fmt.Sprintf("it is of the same phone as %s: a phone has one row", batch.Input{Name: first})})
		return
	}
	l.byMAC[s.mac] = s.name
	in := l.byHash[s.hash]
	if in == nil {
		if len(l.layouts) == maxLayouts {
			l.misfit(order, &Misfit{Name: s.name, Text: fmt.Sprintf("its layout is none of the first %d that the files have: they were not made of bases", maxLayouts)})
			return
		}
		in = &layout{file: s.file, name: s.name, hash: s.hash, spans: s.spans}
		l.byHash[s.hash] = in
		l.layouts = append(l.layouts, in)
	}
	m := &device{name: s.name, mac: s.mac, version: strings.Clone(s.version), order: order, layout: in}
	m.compare(s)
	in.devices = append(in.devices, m)
}

// misfit notes that the file of a number does not fit.
func (l *learner) misfit(order int, m *Misfit) {
	l.misfits = append(l.misfits, orderedMisfit{order, m})
}

// drop takes a file out of its layout.
func (l *learner) drop(m *device, line int, text string) {
	if !m.dropped {
		m.dropped = true
		l.misfit(m.order, &Misfit{Name: m.name, Line: line, Text: text})
	}
}

// lesson returns what was learned.
func (l *learner) lesson(d *attempt) *Lesson {
	slices.SortStableFunc(l.misfits, func(a, b orderedMisfit) int { return a.order - b.order })
	out := &Lesson{PassedOver: l.passed}
	for _, m := range l.misfits {
		out.Misfits = append(out.Misfits, m.Misfit)
	}
	if len(l.misfits) > 0 && !l.options.KeepGoing {
		return out
	}
	out.Phones, out.Secrets, out.Files = d.phones, d.secrets, len(d.rows)
	for _, c := range d.columns {
		out.Columns++
		if c.secret {
			out.SecretColumns++
		}
	}
	for _, g := range d.groups {
		out.Bases = append(out.Bases, LearnedBase{g.name, g.data, g.base.name, len(g.devices), g.secrets})
	}
	return out
}

// remade is a row of a table with the file that it is to make, and how they differ.
type remade struct {
	*device
	row  Row
	err  error // of the table
	line int
	text string
}

// String returns the name of the file.
func (r remade) String() string { return r.name }

// check has a generator make the files of an attempt and compares them with what they are.
func (l *learner) check(ctx context.Context, d *attempt) error {
	phones, secrets, err := d.tables()
	if err != nil {
		return fmt.Errorf("no table can be made of what differs: %w", err)
	}
	options := Options{ReadFile: d.readBase, Lint: l.options.Lint, Secrets: secrets}
	if len(d.groups) == 1 {
		options.Bases = []string{d.groups[0].name}
	}
	g, err := New(phones.Columns(), options)
	if err != nil {
		for _, m := range d.rows {
			l.drop(m, 0, "generate refuses what it would be made of: "+d.faultsOf(err))
		}
		return nil
	}
	return batch.RunSeq(ctx, d.remade(phones), l.options.Workers,
		func(_ context.Context, r remade) remade {
			if r.err == nil {
				r.line, r.text = l.remake(d, g, r.device, r.row)
			}
			return r
		},
		func(r remade) error {
			l.options.Step()
			if r.text != "" {
				l.drop(r.device, r.line, r.text)
			}
			return r.err
		})
}

// remade returns the rows of the table of an attempt with their files.
func (d *attempt) remade(phones *Table) iter.Seq[remade] {
	return func(yield func(remade) bool) {
		n := 0
		for row, err := range phones.Rows() {
			r := remade{device: d.rows[min(n, len(d.rows)-1)], row: row, err: err}
			if n++; !yield(r) {
				return
			}
		}
	}
}

// remake makes a file of its row and returns how it differs from what it is, "" if it does not.
func (l *learner) remake(d *attempt, g *Generator, m *device, row Row) (line int, text string) {
	want, err := l.options.ReadFile(m.name)
	if err != nil {
		return 0, "it could be read once, and not again: " + batch.Cause(err).Error()
	}
	made, err := g.Make(row)
	if err != nil {
		return 0, "generate refuses to make it: " + d.faultsOf(err)
	}
	if bytes.Equal(made.Data, want) && made.Name == lastPart(m.name) {
		return 0, ""
	}
	if made.Name != lastPart(m.name) {
		return 0, "generate makes a file of another name of it: " + phrase.Quote(made.Name)
	}
	file, err := cfgfile.Parse(want)
	if err != nil {
		return 0, "it changed while it was read"
	}
	return unlike(file, string(made.Data))
}

// faultsOf returns the first of what is wrong with a base or a row, and how much more there is.
// It names the file that the base is made of, and no place in a table that nobody has seen.
func (d *attempt) faultsOf(err error) string {
	all := joined(err)
	text := oneLine(all[0])
	var base *BaseError
	var row *TableError
	switch {
	case errors.As(all[0], &base) && base.Line > 0:
		text = fmt.Sprintf("%s:%d: %s", d.madeOf(base.Name), base.Line, base.Text)
	case errors.As(all[0], &row) && row.ColumnName != "":
		text = phrase.Visible(row.ColumnName) + ": " + row.Text
	case errors.As(all[0], &row):
		text = row.Text
	}
	if n := len(all) - 1; n > 0 {
		text += fmt.Sprintf(" (and %d more)", n)
	}
	return text
}

// joined returns the errors that are joined in one, be it behind others.
func joined(err error) (all []error) {
	var plan *planError
	if errors.As(err, &plan) {
		err = plan.err
	}
	list, ok := err.(interface{ Unwrap() []error }) //nolint:errorlint // only the outermost is a list
	if !ok {
		return []error{err}
	}
	for _, e := range list.Unwrap() {
		all = append(all, joined(e)...)
	}
	return all
}

// madeOf returns the file that a base is made of, whose lines are those of the base.
func (d *attempt) madeOf(name string) string {
	for _, g := range d.groups {
		if g.name == name {
			return shownFile(g.base.name)
		}
	}
	return name
}
