package fleet

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// A ColumnError says what is wrong with a column of a table, from its head.
type ColumnError struct {
	Column int // from 1
	Name   string
	Text   string
	Err    error // what is behind it, nil if nothing is
}

// Error returns the column with what is wrong: "column line1.nubmer: …".
func (e *ColumnError) Error() string {
	if e.Name == "" {
		return "column " + strconv.Itoa(e.Column) + ": " + e.Text
	}
	return "column " + phrase.Visible(e.Name) + ": " + e.Text
}

func (e *ColumnError) Unwrap() error { return e.Err }

// role is what a column chooses by row.
type role uint8

const (
	roleNone role = iota // a setting or a variable
	roleMAC
	roleModel
	roleBase
	roleDialect
	roleKey
	roleFile
	roleVersion
	roles
)

// roleNames are the names of the columns that choose by row.
var roleNames = [roles]string{roleMAC: "mac", roleModel: "model", roleBase: "base", roleDialect: "dialect", roleKey: "file-key", roleFile: "file", roleVersion: "version"}

// otherTables are the columns that the same table has for other uses. That no base has a
// variable of the name is nothing to speak of.
var otherTables = []string{"input", "general-version", "firmware", "extension"}

// column is a column of the table of phones, or of that of their secrets.
type column struct {
	name   string // as it is written
	number int    // in its table, from 1
	secret bool   // it is of the secrets
	role   role
	key    string // see variableKey
	hasWay bool   // its name has the marks of a path

	isVariable, isSetting atomic.Bool // to a base in use
	ignored               atomic.Bool // by a base, though a row has a cell
}

func (c *column) fault(format string, args ...any) error {
	return &ColumnError{Column: c.number, Name: c.name, Text: fmt.Sprintf(format, args...)}
}

// isSecret reports whether cells of the column are not to be shown.
func (c *column) isSecret() bool {
	concept, _, err := catalog.LookupConcept(c.name)
	return c.secret || c.role == roleKey || err == nil && concept.Secret()
}

// readColumns makes columns of their names. The keys of files stand in keyColumn.
func readColumns(phones, secrets []string, keyColumn string) (all []*column, err error) {
	names := roleNames
	if keyColumn != "" {
		names[roleKey] = columnKey(keyColumn)
	}
	taken := map[string]*column{}
	for i, name := range append(slices.Clone(phones), secrets...) {
		c := &column{name: name, number: i + 1, key: variableKey(name), hasWay: strings.ContainsAny(name, "@.:/[")}
		if i >= len(phones) {
			c.secret, c.number = true, i+1-len(phones)
		}
		all = append(all, c)
		if name == "" {
			continue
		}
		if r := slices.Index(names[:], columnKey(name)); r > 0 {
			c.role = role(r)
		}
		switch other := taken[c.key]; {
		case other != nil && other.secret != c.secret:
			return nil, c.fault("both the table of phones and that of secrets have it")
		case other != nil:
			return nil, c.fault("it is the same as column %d", other.number)
		case c.secret && c.role != roleNone && c.role != roleKey:
			return nil, c.fault("it belongs into the table of phones")
		case strings.Contains(name, mark):
			return nil, c.fault("it has braces in its name, which stand around a variable in a base")
		case strings.HasPrefix(name, "@"):
			if _, _, err := catalog.LookupConcept(name); err != nil {
				return nil, &ColumnError{Column: c.number, Name: name, Text: reasonFor(name, err), Err: err}
			}
		}
		taken[c.key] = c
	}
	if taken["mac"] == nil {
		return nil, &ColumnError{Name: "mac", Text: "the table has none: each row says whose file it is"}
	}
	if keyColumn != "" && columnOf(all, roleKey) < 0 {
		return nil, &ColumnError{Name: keyColumn, Text: "no table has it, and the keys of the files are to stand there"}
	}
	return all, nil
}

// of returns the index of the column of a role, -1 where there is none.
func columnOf(all []*column, r role) int {
	return slices.IndexFunc(all, func(c *column) bool { return c.role == r })
}

// errNoPlace says that nothing has a name.
type errNoPlace struct {
	nearest string
	err     error
}

func (e *errNoPlace) Error() string {
	text := "it is neither the path of a setting nor a neutral name"
	if e.nearest != "" {
		text += ": did you mean " + e.nearest + "?"
	}
	return text
}

func (e *errNoPlace) Unwrap() error { return e.err }

// resolve returns the path that a name stands for in the file: a path, a key alone, a neutral
// name with or without its mark, or a path of a dialect that shares its names.
func (m *merged) resolve(name string) (p cfgfile.Path, err error) {
	f := m.File
	if strings.ContainsAny(name, "*?") {
		return p, errors.New("it is a pattern, and one setting has to be meant")
	}
	if there, _ := f.Find(name); len(there) == 0 && isNeutral(name) {
		if name = "@" + strings.TrimPrefix(name, "@"); m.isSure {
			if p, err = cfgfile.PathOf(name, f.Dialect()); err != nil {
				return p, err
			}
			name = p.String()
		}
	}
	p, _, err = f.Place(name)
	if err == nil || strings.HasPrefix(name, "@") {
		return p, err
	}
	if translated, ok := translate(f, name); ok {
		p, _, err = f.Place(translated.String())
		return p, err
	}
	var namesake *cfgfile.NamesakeError
	var ambiguous *cfgfile.AmbiguousError
	if errors.As(err, &namesake) || errors.As(err, &ambiguous) {
		return p, err
	}
	return p, &errNoPlace{nearestOf(name, err), err}
}

func isNeutral(name string) bool {
	_, _, err := catalog.LookupConcept(name)
	return err == nil
}

// translate returns the path in a file's dialect of a path that another one has.
func translate(f *cfgfile.File, name string) (cfgfile.Path, bool) {
	for _, d := range catalog.Dialects() {
		if d == f.Dialect() || !cfgfile.SharesNames(d, f.Dialect()) {
			continue
		}
		p, err := cfgfile.ParsePath(name, d)
		if err != nil {
			continue
		}
		if p, err = cfgfile.Translate(p, f.Dialect(), cfgfile.ConvertOptions{}); err == nil {
			return p, true
		}
	}
	return cfgfile.Path{}, false
}

// nearestOf returns the name that another one may be a slip of.
func nearestOf(name string, err error) string {
	var concept *catalog.ConceptError
	if _, _, wrong := catalog.LookupConcept(name); errors.As(wrong, &concept) && len(concept.Nearest) > 0 {
		return "@" + concept.Nearest[0]
	}
	var missing *cfgfile.NotFoundError
	var unknown *cfgfile.UnknownKeyError
	switch {
	case errors.As(err, &missing) && len(missing.Nearest) > 0:
		return missing.Nearest[0]
	case errors.As(err, &unknown) && unknown.Home != "":
		return unknown.Home
	case errors.As(err, &unknown) && len(unknown.Nearest) > 0:
		return unknown.Nearest[0]
	}
	return ""
}
