package fleet

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"iter"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/naming"
)

// A Report is what [Generator.Check] found.
type Report struct {
	Rows int // of the table
	// Faulty is how many of them are at fault, Faults what is wrong with them, in the order
	// of the table: MaxListed *[TableError] values at most. What is wrong with a base stands
	// there once, with the first row that has it.
	Faulty int
	Faults []error
	// Warnings is how many warnings package lint has for what rows brought in, and
	// Examples the first few of them, a line each.
	Warnings int
	Examples []string
	// Notes is what else a user should know, a line each: that no base has a variable of a
	// column's name.
	Notes []string

	faulty  bits // by the number of the row
	macs    map[naming.MAC]uint32
	names   map[uint64]uint32 // the row by the hash of its file's name; nil where names follow from the MACs
	seed    maphash.Seed
	ext     naming.Ext
	general []generalFile
	plans   map[*plan]bool // what is wrong with them is listed
}

// MaxListed is how many faults a [Report] lists.
const MaxListed = 1000

// maxExamples is how many warnings a report has as examples.
const maxExamples = 5

// bits is a set of numbers.
type bits []uint64

func (b bits) has(n int) bool { return n>>6 < len(b) && b[n>>6]>>(n&63)&1 == 1 }

func (b *bits) add(n int) {
	for n>>6 >= len(*b) {
		*b = append(*b, 0)
	}
	(*b)[n>>6] |= 1 << (n & 63)
}

// HasMAC reports whether a row of the table has a MAC, be it at fault otherwise.
func (r *Report) HasMAC(mac naming.MAC) bool {
	_, ok := r.macs[mac]
	return ok
}

// HasName reports whether a row's file has a name, or a general file. Letter case does not
// count.
func (r *Report) HasName(name string) bool {
	isGeneral := func(g generalFile) bool { return strings.EqualFold(g.name, name) }
	if slices.ContainsFunc(r.general, isGeneral) {
		return true
	}
	if r.names != nil {
		_, ok := r.names[r.hash(name)]
		return ok
	}
	digits, ok := strings.CutSuffix(strings.ToLower(name), "."+r.ext.String())
	mac, err := naming.ParseMAC(digits)
	return ok && err == nil && mac.String() == digits && r.HasMAC(mac)
}

func (r *Report) hash(name string) uint64 { return maphash.String(r.seed, strings.ToLower(name)) }

// rowJob is a row on its way through the workers. Its text, which a crash shows, has none of
// its cells.
type rowJob struct {
	row Row
	err error // that the table has in its place
}

func (j rowJob) String() string { return fmt.Sprintf("row %d", j.row.Number) }

// errTooManyRows says that rows cannot be counted any more.
var errTooManyRows = errors.New("the table has more rows than can be counted")

// jobs returns the rows of a table. An error that ends the table is left in end.
func jobs(t *Table, end *error) iter.Seq[rowJob] {
	return func(yield func(rowJob) bool) {
		rows := 0
		for row, err := range t.Rows() {
			if err != nil && !isOfRow(err) {
				*end = err
				return
			}
			if rows++; rows > math.MaxUint32 || row.Number > math.MaxUint32 {
				*end = errTooManyRows
				return
			}
			if !yield(rowJob{row, err}) {
				return
			}
		}
	}
}

// checked is what became of a row.
type checked struct {
	row      Row
	mac      naming.MAC
	name     string
	model    string
	dialect  cfgfile.Dialect
	plan     *plan
	faults   []error
	warnings []string
}

// Check makes the files of all rows and keeps none of them. Faults of rows are in the
// report; an error is that of the table as a whole, of ctx, or of a column that no base has
// a place for.
func (g *Generator) Check(ctx context.Context, t *Table) (*Report, error) {
	r := &Report{macs: map[naming.MAC]uint32{}, seed: maphash.MakeSeed(), ext: g.options.Ext, plans: map[*plan]bool{}}
	if g.roles[roleFile] >= 0 {
		r.names = map[uint64]uint32{}
	}
	var end error
	models := map[string]cfgfile.Dialect{}
	check := func(_ context.Context, j rowJob) checked { return g.check(t.Name(), j) }
	err := batch.RunSeq(ctx, jobs(t, &end), g.options.Workers, check, func(c checked) error {
		r.add(g, t.Name(), &c)
		if _, seen := models[c.model]; !seen && c.model != "" && c.plan != nil {
			models[c.model] = c.dialect
		}
		return nil
	})
	if err = errors.Join(err, end); err != nil {
		return nil, err
	}
	if err := g.checkColumns(r); err != nil {
		return nil, err
	}
	if err = g.addGeneral(r, models); err != nil {
		return nil, err
	}
	for _, general := range r.general {
		if row, twice := r.names[r.hash(general.name)]; twice {
			return nil, &GeneralError{general.model, fmt.Sprintf("row %d has a file of its name, %s", row, general.name)}
		}
	}
	return r, nil
}

// check makes the file of a row, to see that it can be made.
func (g *Generator) check(table string, j rowJob) (c checked) {
	if c.row = j.row; j.err != nil {
		c.faults = []error{j.err}
		return c
	}
	b := buffers.Get().(*buffer)
	defer buffers.Put(b)
	p := g.read(table, j.row)
	if p.plan != nil {
		p.lint(b)
		c.plan, c.dialect = p.plan, p.plan.file.Dialect()
	}
	if len(p.faults) == 0 && g.options.Shard.Has(p.mac) {
		_, _ = p.file(b, false) // what is wrong is among its faults
	}
	c.mac, c.name, c.model, c.faults, c.warnings = p.mac, p.name, p.model, p.faults, p.warnings
	c.row.Cells = nil
	return c
}

// add takes what became of the next row.
func (r *Report) add(g *Generator, table string, c *checked) {
	r.Rows++
	number := c.row.Number
	if !c.mac.IsZero() {
		first, twice := r.macs[c.mac]
		if twice {
			r.clash(g, table, c, roleMAC, int(first), "the MAC address "+c.mac.String())
		} else {
			r.macs[c.mac] = uint32(number)
		}
		if r.names != nil && !twice && c.name != "" {
			if first, twice := r.names[r.hash(c.name)]; twice {
				r.clash(g, table, c, roleFile, int(first), "a file of the name "+phrase.Visible(c.name))
			} else {
				r.names[r.hash(c.name)] = uint32(number)
			}
		}
	}
	if len(c.faults) > 0 {
		r.fault(number)
		r.list(c.faults)
	}
	r.Warnings += len(c.warnings)
	if free := maxExamples - len(r.Examples); free > 0 {
		r.Examples = append(r.Examples, c.warnings[:min(free, len(c.warnings))]...)
	}
}

// clash notes that a row has what an earlier one has. Both are at fault.
func (r *Report) clash(g *Generator, table string, c *checked, by role, first int, what string) {
	e := &TableError{Table: table, Line: c.row.Line, Row: c.row.Number, Text: fmt.Sprintf("row %d has %s, too: neither is taken", first, what)}
	if column := g.roles[by]; column >= 0 {
		e.Column, e.ColumnName = g.columns[column].number, g.columns[column].name
	}
	r.fault(first)
	c.faults = append(c.faults, e)
}

// fault counts a row that is at fault.
func (r *Report) fault(number int) {
	if number == 0 || !r.faulty.has(number) {
		r.Faulty++
	}
	if number > 0 {
		r.faulty.add(number)
	}
}

// list lists faults.
func (r *Report) list(faults []error) {
	for _, f := range faults {
		if len(r.Faults) == MaxListed {
			return
		}
		var base *planError
		if errors.As(f, &base) {
			if r.plans[base.plan] {
				continue
			}
			r.plans[base.plan] = true
		}
		r.Faults = append(r.Faults, f)
	}
}

// checkColumns returns what is wrong with columns now that all bases in use are known, and
// notes the words that none of them has.
func (g *Generator) checkColumns(r *Report) error {
	var wrong []error
	known := g.knowsBases()
	for i, c := range g.columns {
		switch {
		case c.name == "" || c.role != roleNone:
		case c.isSetting.Load() && c.ignored.Load():
			wrong = append(wrong, c.fault("it is a setting in some of the bases and nothing in others, whose rows have a value for it: name it by a neutral name"))
		case c.isSetting.Load() || c.isVariable.Load() || !known:
		case c.hasWay, isRepeated(g.noPlace(i)):
			why := g.noPlace(i)
			wrong = append(wrong, &ColumnError{Column: c.number, Name: c.name, Text: reasonFor(c.name, why), Err: why})
		case !slices.Contains(otherTables, columnKey(c.name)):
			what := "no setting is called so"
			if several := (*cfgfile.AmbiguousError)(nil); errors.As(g.noPlace(i), &several) {
				what = phrase.Count(len(several.Locations), "setting") + " are called so, of which a path would name one"
			}
			r.Notes = append(r.Notes, fmt.Sprintf("column %s: no base has a variable of this name, and %s; it is left out", phrase.Visible(c.name), what))
		}
	}
	inOrder := func(a, b entryPlace) int { return cmp.Or(cmp.Compare(a.base, b.base), a.line-b.line) }
	for _, e := range slices.SortedFunc(maps.Keys(g.carried), inOrder) {
		if g.carried[e].isTorn() {
			wrong = append(wrong, &BaseError{Name: e.base, Line: e.line, Text: shownPart(e.name) + ": its values differ between generations of phones, and these phones are of several: give it by row, in a column of the name"})
		}
	}
	notes := map[string]bool{}
	for _, p := range g.plans {
		if p.file == nil {
			continue
		}
		for _, note := range p.file.notes {
			if !notes[note] {
				notes[note] = true
				r.Notes = append(r.Notes, note)
			}
		}
	}
	if g.options.Secrets != nil {
		if unused := g.options.Secrets.Unused(); len(unused) > 0 {
			r.Notes = append(r.Notes, fmt.Sprintf("%s: %s of no phone of the table, the first in line %d", g.options.Secrets.table, phrase.Count(len(unused), "row"), unused[0].Line))
		}
	}
	slices.Sort(r.Notes)
	return errors.Join(wrong...)
}

// knowsBases reports whether all bases of the table could be read: one that could not may
// have a place for any column.
func (g *Generator) knowsBases() bool {
	for _, l := range g.layers {
		if l.err != nil {
			return false
		}
	}
	for _, p := range g.plans {
		if p.err != nil {
			return false
		}
	}
	return len(g.plans) > 0
}

// isRepeated reports whether a base has a setting more than once, so that none of them can be
// given a value.
func isRepeated(err error) bool {
	several := (*cfgfile.AmbiguousError)(nil)
	return errors.As(err, &several) && several.Repeated
}

// noPlace returns why bases have no place for a column, as the first of them has it.
func (g *Generator) noPlace(column int) error {
	var of *plan
	var why error
	for _, p := range g.plans {
		i := slices.IndexFunc(p.missing, func(m missing) bool { return m.column == column })
		if i >= 0 && (of == nil || p.key.dialect < of.key.dialect) {
			of, why = p, p.missing[i].err
		}
	}
	return why
}

// Run makes the files of the rows that a report of the same table has no fault in, of the
// generator's shard; general files first, where the shard has them. It calls write for each
// file, on several goroutines, and what that returns, unless it is nil, in the order of the
// table and on the caller's. So write does what files can be worked on in parallel for, and
// what it returns has them take their places one by one. The first error ends the run.
//
// A [File] is the callee's from then on. A row that has become faulty since the report is an
// error, and ends the run, too.
func (g *Generator) Run(ctx context.Context, t *Table, r *Report, write func(*File) (done func() error)) error {
	if g.options.Shard.HasGeneral() {
		for _, general := range r.general {
			f, err := g.makeGeneral(general)
			if err != nil {
				return err
			}
			if done := write(f); done != nil {
				if err := done(); err != nil {
					return err
				}
			}
		}
	}
	type made struct {
		done func() error
		err  error
	}
	var end error
	good := func(yield func(rowJob) bool) {
		for j := range jobs(t, &end) {
			if j.err == nil && !r.faulty.has(j.row.Number) && !yield(j) {
				return
			}
		}
	}
	make := func(_ context.Context, j rowJob) (m made) {
		f, err := g.remake(t.Name(), j.row)
		if err != nil || f == nil {
			return made{err: err}
		}
		return made{done: write(f)}
	}
	err := batch.RunSeq(ctx, good, g.options.Workers, make, func(m made) error {
		if m.err != nil || m.done == nil {
			return m.err
		}
		return m.done()
	})
	return errors.Join(err, end)
}

// remake makes the file of a row that was checked, nil where it is of another shard.
func (g *Generator) remake(table string, row Row) (*File, error) {
	if !g.options.Shard.IsWhole() {
		column := g.roles[roleMAC]
		if mac, err := naming.ParseMAC(row.Cells[column].Text); err == nil && !g.options.Shard.Has(mac) {
			return nil, nil
		}
	}
	b := buffers.Get().(*buffer)
	defer buffers.Put(b)
	return g.read(table, row).file(b, true)
}

// generalFile is the general file of a model.
type generalFile struct {
	model, name string
	plan        *plan
}

// A GeneralError says why there is no general file for a model.
type GeneralError struct {
	Model string
	Text  string
}

func (e *GeneralError) Error() string { return "the general file of the " + e.Model + ": " + e.Text }

// addGeneral finds the general files of the models that rows have, each of a dialect. A model
// whose general file has no name that is known is noted, and has none.
func (g *Generator) addGeneral(r *Report, models map[string]cfgfile.Dialect) error {
	if len(g.options.General) == 0 {
		return nil
	}
	taken := map[string]string{}
	for _, m := range naming.Models() {
		d, ok := models[m.Name]
		if !ok {
			continue
		}
		if _, err := naming.LookupGeneralFile(m.Name); err != nil {
			r.Notes = append(r.Notes, fmt.Sprintf("the %s gets no general file: %s", m.Name, oneLine(err)))
			continue
		}
		name := m.FileName(g.options.Ext)
		if other, twice := taken[strings.ToLower(name)]; twice {
			return &GeneralError{m.Name, fmt.Sprintf("that of the %s has the same name, %s: make them apart", other, name)}
		}
		taken[strings.ToLower(name)] = m.Name
		bases, err := g.generalBases(d)
		if err != nil {
			return err
		}
		if bases == "" {
			return &GeneralError{m.Name, fmt.Sprintf("its phones have files in %s, and no base of general files is of that generation", d)}
		}
		p := g.plan(planKey{bases: bases, dialect: d, model: m.Name, general: true})
		if p.err != nil {
			return p.err
		}
		r.general = append(r.general, generalFile{m.Name, name, p})
	}
	slices.Sort(r.Notes)
	return nil
}

// generalBases returns the layers of general files that share names with a dialect, with
// line feeds between their names.
func (g *Generator) generalBases(d cfgfile.Dialect) (string, error) {
	var names []string
	for _, name := range g.options.General {
		l, err := g.layer(name)
		if err != nil {
			return "", err
		}
		if l.file == nil || cfgfile.SharesNames(l.file.Dialect(), d) {
			names = append(names, name)
		}
	}
	return strings.Join(names, "\n"), nil
}

// makeGeneral makes a general file.
func (g *Generator) makeGeneral(general generalFile) (*File, error) {
	p := general.plan
	values := make([]cfgfile.Filling, len(p.spots))
	for i, s := range p.spots {
		text, _, err := s.template.expand(func(source) Cell { return Cell{general.model, true} })
		if err != nil {
			return nil, err
		}
		values[i] = cfgfile.Filling{Value: text, Set: true}
	}
	d := draft{g, p, values, general.name, g.options.GeneralKey, ""}
	f, err := d.finish(new(buffer), true)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", general.name, err)
	}
	f.Model = general.model
	f.Secret = !f.Encrypted && (p.shows || slices.ContainsFunc(p.spots, func(s spot) bool { return s.secret }))
	return f, nil
}
