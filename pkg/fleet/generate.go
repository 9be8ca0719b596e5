package fleet

import (
	"errors"
	"io"
	"strings"
	"sync"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/lint"
	"github.com/fvcfg/fvcfg/pkg/naming"
)

// Options say what a [Generator] makes files of. Bases and ReadFile are needed, or a
// column base.
type Options struct {
	// Bases are the names of the layers that each file is made of, the later over the
	// earlier. A row that names its own in the column base, with ";" between them, is made
	// of those.
	Bases []string
	// General are the names of the layers of the general files, of which one is made for
	// each model of the table. For each, those of its generation are taken, and YAML.
	General []string
	// ReadFile returns what stands in a base of a name. It is called from several
	// goroutines, once for each name.
	ReadFile func(name string) ([]byte, error)
	// Keys open bases and old files that are encrypted.
	Keys []crypt.Key

	// Secrets has further columns for the phones; nil where there are none.
	Secrets *Secrets
	// Shard is the part of the fleet that Run makes. Check looks at all of it.
	Shard Shard
	// Ext is the extension of file names.
	Ext naming.Ext
	// Version is that of all files that are new or changed, "" for the next one up.
	Version string
	// Lint are the rules that bases and files are held against. Its Model is set by row.
	Lint lint.Options

	// Key encrypts the device files, Master does with keys that are derived from it and the
	// phones' MACs. A row's cell file_key counts before either. Where there is none of the
	// three, the file is clear. GeneralKey encrypts general files.
	Key, Master, GeneralKey *crypt.Key
	// KeyColumn is the name of the column of keys, in either table, [KeyColumn] for "".
	KeyColumn string
	// Scheme is how files are encrypted, with what is read from Random; nil stands for
	// crypto/rand.Reader. It is read from several goroutines.
	Scheme crypt.Scheme
	Random io.Reader

	// Old returns what stands in the file that one of a name would replace, of the shard, and
	// an error that is [fs.ErrNotExist] where there is none. It is called from several goroutines.
	// A nil Old has none.
	Old func(name string) ([]byte, error)
	// OldVersion returns the version of a file that no key opens, by its name and what stands
	// in it, "" where it is not known. A nil OldVersion knows none.
	OldVersion func(name string, data []byte) string

	// Workers is how many files are made at a time, as many as Go uses cores for 0.
	Workers int
}

// A Generator makes files from bases and rows. It is safe for use by several goroutines.
type Generator struct {
	options      Options
	bases        string // with line feeds between their names
	columns      []*column
	phoneColumns int        // how many of them are of the table of phones
	roles        [roles]int // the column of each role, -1 for none
	extension    int        // the column by which secrets are joined, -1 for none

	mu      sync.Mutex
	layers  map[string]*onceLayer
	plans   map[planKey]*plan
	carried map[entryPlace]*generations
	linters map[string]*lint.Linter // by model
	models  sync.Map                // names of models by how the table writes them
}

// New returns a generator for a table with these columns. It reads the bases and holds them
// against the rules: a variable that is no column, a value that cannot be, a setting that
// nobody knows are errors with the place in the base, and so are errors that package lint
// finds, a [*BaseError] each. A column that cannot be is a [*ColumnError].
//
// Bases that show their dialect only by row, and those of the column base, are read when a
// row asks for them, and what is wrong with them is the row's fault.
func New(columns []string, options Options) (*Generator, error) {
	g := &Generator{
		options: options, bases: strings.Join(options.Bases, "\n"), phoneColumns: len(columns), extension: extensionColumn(columns),
		layers: map[string]*onceLayer{}, plans: map[planKey]*plan{}, carried: map[entryPlace]*generations{}, linters: map[string]*lint.Linter{},
	}
	if options.Version != "" {
		if err := cfgfile.CheckVersion(options.Version); err != nil {
			return nil, err
		}
	}
	var secrets []string
	if options.Secrets != nil {
		secrets = options.Secrets.Columns()
	}
	var err error
	if g.columns, err = readColumns(columns, secrets, options.KeyColumn); err != nil {
		return nil, err
	}
	for r := range g.roles {
		g.roles[r] = columnOf(g.columns, role(r))
	}
	if len(options.General) > 0 && g.roles[roleModel] < 0 {
		return nil, &ColumnError{Name: "model", Text: "the table has none, and there is a general file for each model of it"}
	}
	if len(options.Bases) == 0 && g.roles[roleBase] < 0 {
		return nil, errors.New("there is no base: nothing says what the files are made of")
	}
	return g, g.checkBases()
}

// checkBases makes the plan that rows have which choose nothing, where there is one.
func (g *Generator) checkBases() error {
	for _, name := range g.options.General {
		if _, err := g.layer(name); err != nil {
			return err
		}
	}
	if g.bases == "" {
		return nil
	}
	layers, err := g.layersOf(planKey{bases: g.bases})
	if err != nil {
		return err
	}
	if err := g.checkEntries(layers); err != nil {
		return err
	}
	d, err := g.dialectOf(planKey{bases: g.bases})
	if errors.Is(err, errNoDialect) {
		return nil
	}
	if err != nil {
		return err
	}
	plan := g.plan(planKey{bases: g.bases, dialect: d})
	if plan.err != nil {
		return plan.err
	}
	if g.roles[roleBase] < 0 && g.roles[roleDialect] < 0 {
		return g.checkWays(plan)
	}
	return nil
}

// checkEntries looks up the variables of bases in YAML, whatever the dialect is to be.
func (g *Generator) checkEntries(layers []*layer) error {
	var wrong []error
	for _, l := range layers {
		for _, e := range l.entries {
			if _, err := parseTemplate(e.value, g.findVariable); err != nil {
				wrong = append(wrong, &BaseError{Name: l.name, Line: e.line, Text: err.Error(), Err: err})
			}
		}
	}
	return errors.Join(wrong...)
}

// checkWays returns what is wrong with columns whose names have the marks of a path and that
// a base has no place for.
func (g *Generator) checkWays(p *plan) error {
	var wrong []error
	for _, m := range p.missing {
		if c := g.columns[m.column]; c.hasWay && !c.isVariable.Load() {
			wrong = append(wrong, &ColumnError{Column: c.number, Name: c.name, Text: reasonFor(c.name, m.err), Err: m.err})
		}
	}
	return errors.Join(wrong...)
}

// Make returns the file of a row as it is to be written. What is wrong with the row are
// [*TableError] values, joined. Whether another row has the same MAC or the same file, only
// Check knows.
func (g *Generator) Make(row Row) (*File, error) {
	b := buffers.Get().(*buffer)
	defer buffers.Put(b)
	p := g.read("table", row)
	if p.plan != nil {
		p.lint(b)
	}
	return p.file(b, true)
}

// file returns the file of a row that nothing is wrong with.
func (p *phone) file(b *buffer, seal bool) (*File, error) {
	if len(p.faults) > 0 {
		return nil, errors.Join(p.faults...)
	}
	d := draft{p.Generator, p.plan, p.values, p.name, p.key, p.least}
	f, err := d.finish(b, seal)
	if err != nil {
		p.fault(-1, oneLine(err), err)
		return nil, errors.Join(p.faults...)
	}
	f.Row, f.MAC, f.Model = p.row.Number, p.mac, p.model
	f.Secret = !f.Encrypted && (p.shows || p.plan.shows)
	return f, nil
}
