package fleet

import (
	"context"
	"io"

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
	// Scheme is how files are encrypted, with what is read from Random; nil stands for
	// crypto/rand.Reader. It is read from several goroutines.
	Scheme crypt.Scheme
	Random io.Reader

	// Old returns what stands in the file that one of a name would replace, of the shard, and
	// an error that is [fs.ErrNotExist] where there is none. It is called from several goroutines.
	// A nil Old has none.
	Old func(name string) ([]byte, error)
	// OldVersion returns the version of the file of a name that no key opens, "" where it is
	// not known. A nil OldVersion knows none.
	OldVersion func(name string) string

	// Workers is how many files are made at a time, as many as Go uses cores for 0.
	Workers int
}

// A Generator makes files from bases and rows. It is safe for use by several goroutines.
type Generator struct {
	options Options
}

// New returns a generator for a table with these columns. It reads the bases and holds them
// against the rules: a variable that is no column, a value that cannot be, a setting that
// nobody knows are errors with the place in the base, and so are errors that package lint
// finds, a [*BaseError] each. A column that cannot be is a [*ColumnError].
func New(columns []string, options Options) (*Generator, error) {
	return &Generator{options: options}, nil
}

// State is what a new file does to the folder that it goes to.
type State uint8

const (
	Added   State = iota + 1 // there is no file of its name
	Changed                  // it replaces one with other settings, or encrypted otherwise
	Same                     // the file that is there has the same settings, and stays
)

// A File is a phone's file, or a general one.
type File struct {
	Row     int        // the number of the phone's row; 0 of a general file
	MAC     naming.MAC // the phone's; zero of a general file
	Model   string     // the row's, "" where it has none
	Name    string
	Dialect cfgfile.Dialect
	State   State
	Version string // that of Data
	// Data is what belongs in the file, encrypted where it has a key. Of a file that stays
	// the Same, it is what is there.
	Data []byte
	// Encrypted reports that Data is. Secret reports that Data shows a secret, such as a
	// password.
	Encrypted, Secret bool

	plain, old []byte // not encrypted; nil where it has none, or none that a key opens
}

// Diff returns how the settings of the file differ from those of the one that it replaces,
// the version among them; all of them are added where there is none. Secret values are
// marked as such, and not hidden.
func (f *File) Diff() ([]cfgfile.Change, error) { return nil, nil }

// Make returns the file of a row as it is to be written. What is wrong with the row are
// [*TableError] values, joined. Whether another row has the same MAC or the same file, only
// Check knows.
func (g *Generator) Make(row Row) (*File, error) { return nil, nil }

// A Report is what [Generator.Check] found.
type Report struct {
	Rows int // of the table
	// Faulty is how many of them are at fault, Faults what is wrong with them, in the order
	// of the table: MaxListed *[TableError] values at most.
	Faulty int
	Faults []error
	// Warnings is how many warnings package lint has for what rows brought in, and
	// Examples the first few of them, a line each.
	Warnings int
	Examples []string
	// Notes is what else a user should know, a line each: that no base has a variable of a
	// column's name.
	Notes []string
}

// MaxListed is how many faults a [Report] lists.
const MaxListed = 1000

// HasMAC reports whether a row of the table has a MAC, be it at fault otherwise.
func (r *Report) HasMAC(mac naming.MAC) bool { return false }

// HasName reports whether a row's file has a name, or a general file.
func (r *Report) HasName(name string) bool { return false }

// Check makes the files of all rows and keeps none of them. Faults of rows are in the
// report; an error is that of the table as a whole, of ctx, or of a column that no base has
// a place for.
func (g *Generator) Check(ctx context.Context, t *Table) (*Report, error) { return nil, nil }

// Run makes the files of the rows that a report of the same table has no fault in, of the
// generator's shard; general files first, where the shard has them. It calls write for each
// file, on several goroutines, and what that returns, unless it is nil, in the order of the
// table and on the caller's. So write does what files can be worked on in parallel for, and
// what it returns has them take their places one by one. The first error ends the run.
//
// A [File] is the callee's from then on.
func (g *Generator) Run(ctx context.Context, t *Table, r *Report, write func(*File) (done func() error)) error {
	return nil
}

// A BaseError says what is wrong with a base.
type BaseError struct {
	Name string // the base's
	Line int    // from 1; 0 where it is the base as a whole
	Text string
	Err  error // what is behind it, nil if nothing is
}

func (e *BaseError) Error() string { return e.Text }

func (e *BaseError) Unwrap() error { return e.Err }

// A ColumnError says what is wrong with a column of a table, from its head.
type ColumnError struct {
	Column int // from 1
	Name   string
	Text   string
	Err    error // what is behind it, nil if nothing is
}

func (e *ColumnError) Error() string { return e.Text }

func (e *ColumnError) Unwrap() error { return e.Err }
