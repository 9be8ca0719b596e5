package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// getMany prints settings of several files, or of one in a table.
type getMany struct {
	*getCommand
	named []string // the arguments that name the files
	paths []string
	keys  *keyring
	out   settingPrinter

	single bool    // there is one file
	has    []bool  // by path: a file has such settings
	lacks  []error // by path: what is said of the first file that has none
}

// settingPrinter prints the settings of files as they come.
type settingPrinter interface {
	// file takes those of a file by path, all of them in one where no path is given.
	file(in batch.Input, byPath [][]gotSetting) error
	close() error
}

// getMany prints the settings of inputs. That one file has no setting of a path is an error
// where it is the only one, or where no other has it either.
func (g *getCommand) getMany(named []string, inputs []batch.Input, paths []string, keys *keyring) error {
	many := &getMany{getCommand: g, named: named, paths: paths, keys: keys, single: !areSeveral(named, inputs), has: make([]bool, len(paths)), lacks: make([]error, len(paths))}
	many.out = many.printer()
	var errs []error
	for _, in := range inputs {
		err := many.print(in)
		if many.single && err != nil {
			return err
		}
		errs = append(errs, err)
	}
	for i := range paths {
		if !many.has[i] && many.lacks[i] != nil {
			errs = append(errs, fmt.Errorf("no file has it: %w", many.lacks[i]))
		}
	}
	return errors.Join(append(errs, many.out.close())...)
}

// printer returns what prints settings by --format.
func (g *getMany) printer() settingPrinter {
	switch g.format {
	case "json":
		return &jsonSettings{w: g.stdout}
	case "csv":
		return &settingTable{g, false}
	}
	return manyLines{g}
}

// print prints the settings of one file.
func (g *getMany) print(in batch.Input) error {
	stored, err := g.reader.Read(in)
	if err != nil {
		return err
	}
	if why := passedOver(in, stored, g.named); why != "" {
		g.note("%s", why)
		return nil
	}
	d, err := g.openTemplate(in, stored, g.keys)
	if err != nil {
		return err
	}
	g.noteBroken(d)
	byPath, err := g.chooseByPath(d)
	if err != nil {
		return editError(in, redact.NewFile(d.file).Error(err, g.paths...))
	}
	return g.out.file(in, byPath)
}

// chooseByPath returns the settings that each path asks for.
func (g *getMany) chooseByPath(d document) (byPath [][]gotSetting, err error) {
	g.redacted = nil
	if len(g.paths) == 0 {
		all, err := g.choose(&d, nil)
		return [][]gotSetting{all}, err
	}
	for i, path := range g.paths {
		settings, err := g.choose(&d, []string{path})
		switch {
		case isLacking(err) && !g.single:
			if g.lacks[i] == nil {
				g.lacks[i] = editError(d.input, redact.NewFile(d.file).Error(err, g.paths...))
			}
		case err != nil:
			return nil, err
		case g.format == "csv" && len(settings) > 1:
			_, err := d.file.Lookup(path)
			return nil, err
		default:
			g.has[i] = true
		}
		byPath = append(byPath, settings)
	}
	return byPath, nil
}

// isLacking reports whether an error only says that a file has no setting of a path: the
// dialect of another file can have one.
func isLacking(err error) bool {
	return errors.As(err, new(*cfgfile.NotFoundError)) || errors.As(err, new(*cfgfile.PathError))
}

// manyLines prints a line for each setting, with the file before it.
type manyLines struct{ *getMany }

func (l manyLines) file(in batch.Input, byPath [][]gotSetting) error {
	var b strings.Builder
	for _, s := range slices.Concat(byPath...) {
		b.WriteString(phrase.OneLine(in.Name) + "\t")
		if !l.values && (!s.alone || len(l.paths) > 1) { // of one path, the value is enough
			b.WriteString(phrase.OneLine(s.Path) + "\t")
		}
		b.WriteString(phrase.OneLine(s.Value) + "\n")
	}
	return l.printText(b.String())
}

func (manyLines) close() error { return nil }

// jsonSettings prints one JSON object, as the files come: a fleet has millions of settings.
type jsonSettings struct {
	w     io.Writer
	begun bool
}

func (j *jsonSettings) file(in batch.Input, byPath [][]gotSetting) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("    ", "  ")
	for _, s := range slices.Concat(byPath...) {
		s.File = in.Name
		before := ",\n    "
		if !j.begun {
			before = "{\n  \"version\": 1,\n  \"settings\": [\n    "
		}
		j.begun = true
		b.WriteString(before)
		if err := e.Encode(s); err != nil {
			return err
		}
		b.Truncate(b.Len() - 1) // the line end
	}
	return j.write(b.String())
}

func (j *jsonSettings) close() error {
	if !j.begun {
		return j.write("{\n  \"version\": 1,\n  \"settings\": []\n}\n")
	}
	return j.write("\n  ]\n}\n")
}

func (j *jsonSettings) write(text string) error {
	if _, err := io.WriteString(j.w, text); err != nil {
		return fmt.Errorf("standard output: %w", err)
	}
	return nil
}

// settingTable prints CSV: a row for each file, a column for each path.
type settingTable struct {
	*getMany
	begun bool
}

func (t *settingTable) file(in batch.Input, byPath [][]gotSetting) error {
	id := identify(in.Name)
	row := t.cell(in.Name) + "," + t.cell(id.MAC) + "," + t.cell(strings.Join(id.Models, ", "))
	for _, settings := range byPath {
		row += ","
		switch {
		case len(settings) == 0:
		case settings[0].Value == "":
			row += `""` // it is there, and empty
		default:
			row += t.cell(settings[0].Value)
		}
	}
	return t.printText(t.head() + row + "\n")
}

// head returns the names of the columns, once. What was typed as a path can hold a secret.
func (t *settingTable) head() string {
	if t.begun {
		return ""
	}
	t.begun = true
	names := []string{"file", "mac", "model"}
	for _, path := range t.paths {
		names = append(names, t.cell(strings.TrimPrefix(redact.String(path), "@")))
	}
	return strings.Join(names, ",") + "\n"
}

// cell returns a text as it stands between commas.
func (t *settingTable) cell(text string) string {
	if t.isTerminal(t.stdout) {
		text = phrase.Visible(text)
	}
	if !strings.ContainsAny(text, "\",;\t\r\n") && !strings.HasPrefix(text, "#") && strings.TrimSpace(text) == text {
		return text
	}
	return `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
}

func (t *settingTable) close() error { return t.printText(t.head()) }
