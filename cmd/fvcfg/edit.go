package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

const pathHelp = `
A path is MODULE:KEY or MODULE:LIST:KEY in text, sip/line[1]/RegisterAddr in XML,
sip.line.1.RegAddr in dotted files. MODULE:KEY finds keys in the lists of the
module, too, and a key alone will do where one setting bears it. The parts take
shell patterns, 'SIP*:SIP1 Register *'; quote them. @line1.password is the same
setting in every dialect, and '@line*.number' a pattern of such names: "fvcfg
explain @" lists them, and docs/names.md has their paths.`

// edited is what a change did to a file.
type edited struct {
	effects []cfgfile.Effect
	same    int           // settings of a file that was merged which were the same, and are not listed
	from    *cfgfile.File // the file that was merged, nil for none
}

// moreFiles are the files of a command that takes paths or values behind its first one.
type moreFiles struct{ in []string }

// inFlag names the flag for the files behind the first.
const inFlag = "in"

func (m *moreFiles) add(flags *pflag.FlagSet) {
	flags.StringArrayVar(&m.in, inFlag, nil, "a further file or folder; the flag can be given again")
}

// files returns all files, of which first is the argument.
func (m *moreFiles) files(first string) []string { return append([]string{first}, m.in...) }

// areSeveral reports whether arguments stand for several files, or for those of a folder, of
// which there may be one.
func areSeveral(args []string, inputs []batch.Input) bool {
	return len(args) > 1 || len(inputs) > 0 && inputs[0].Name != args[0]
}

// checkNames refuses neutral names that there are not: no file has them.
func checkNames(paths []string) error {
	var errs []error
	for _, path := range paths {
		if !strings.HasPrefix(path, "@") || new(cfgfile.File).IsPattern(path) {
			continue
		}
		if _, _, err := catalog.LookupConcept(path); err != nil {
			errs = append(errs, usagef("%s", strings.ReplaceAll(err.Error(), path, redact.String(path))))
		}
	}
	return errors.Join(errs...)
}

// edit changes files and puts each where it goes, encrypted as it was. It says on standard
// error what was done to each setting. A file that fails stays as it is.
//
// The paths are those that the change is about. The files are those that out has prepared.
func (p *program) edit(out *outputFlags, keys *keyring, paths []string, change func(*cfgfile.File) (edited, error)) error {
	return p.eachTo(out, func(in batch.Input, stored []byte) error {
		e := edit{program: p, out: out, in: in, keys: keys, paths: paths, change: change}
		return e.begin(stored)
	})
}

// edit is a change of one file.
type edit struct {
	*program
	out    *outputFlags
	in     batch.Input
	keys   *keyring
	paths  []string
	change func(*cfgfile.File) (edited, error)

	done  edited
	same  bool // it changed nothing
	shown shownPaths
}

// begin makes the change and has its result written, with the group or to standard output.
func (e *edit) begin(stored []byte) error {
	d, err := e.make(stored)
	switch {
	case err != nil:
		return err
	case e.out.inPlace && e.same:
		e.tell()
		return nil
	case !e.out.elsewhere():
		content, err := d.content()
		if err == nil {
			err = e.put(e.out, d, content, newFileMode)
		}
		if err == nil {
			e.tell()
		}
		return err
	}
	content, err := e.sealed(d)
	if err != nil {
		return err
	}
	file, err := e.out.stage(d, content, newFileMode)
	if err != nil {
		return err
	}
	return e.out.group.Add(file, e.end)
}

// editTries is how often a file is edited that another program has changed since it was
// read. Each time but for the last, that change is kept and the edit made anew.
const editTries = 100

// end takes what became of the result, and makes the change anew where another program was
// faster.
func (e *edit) end(err error) error {
	for try := 1; try < editTries && isChanged(err); try++ {
		err = e.again()
	}
	if err != nil {
		return e.out.failed(err)
	}
	e.tell()
	return nil
}

// isChanged reports whether a file was not written since another program has changed it.
func isChanged(err error) bool {
	changed := (*batch.ChangedError)(nil)
	return errors.As(err, &changed) && !changed.Gone
}

// again makes the change in the file as it is now, and writes the result at once.
func (e *edit) again() error {
	stored, err := e.reader.Read(e.in)
	if err != nil {
		return err
	}
	d, err := e.make(stored)
	if err != nil || e.same {
		return err
	}
	content, err := e.sealed(d)
	if err != nil {
		return err
	}
	return e.out.putNow(e.out.group, d, content, newFileMode)
}

// sealed returns the changed content as it is stored.
func (e *edit) sealed(d document) ([]byte, error) {
	content, err := d.content()
	if err != nil {
		return nil, err
	}
	return e.seal(d, content)
}

// make makes the change in what was read of the file.
func (e *edit) make(stored []byte) (document, error) {
	d, err := e.openTemplate(e.in, stored, e.keys)
	if err != nil {
		return d, err
	}
	before := d.file.Source()
	if e.done, err = e.change(d.file); err != nil {
		return d, editError(e.in, redact.NewFile(d.file).Error(err, e.paths...))
	}
	e.same = d.file.Source() == before
	e.shown = shownPaths{}
	e.shown.add(d.file)
	if slices.ContainsFunc(e.done.effects, func(e cfgfile.Effect) bool { return e.Kind == cfgfile.Removed }) {
		old, err := cfgfile.Parse([]byte(before))
		if err != nil {
			return d, err
		}
		e.shown.add(old)
	}
	if e.done.from != nil { // where a piece of a secret shows as one
		e.shown.add(e.done.from)
	}
	return d, nil
}

// tell says what was done.
func (e *edit) tell() {
	for _, effect := range e.done.effects {
		e.note("%s: %s: %s", e.in, e.shown.of(effect.Path), effect.Kind)
	}
	if e.done.same > 0 {
		e.note("%s: %s: %s", e.in, phrase.Count(e.done.same, "setting"), cfgfile.Same)
	}
	if e.out.inPlace && e.same {
		e.note("%s: nothing to change", e.in)
	}
}

// shownPaths has the paths that must not be shown as they are, since their key is a piece
// of a secret in a broken file, with what is shown instead.
type shownPaths map[string]string

func (p shownPaths) add(file *cfgfile.File) {
	shown := redact.NewFile(file)
	for s := range shown.HiddenKeys() {
		p[s.Path.String()] = shown.Path(s)
	}
}

func (p shownPaths) of(path string) string {
	if shown, hidden := p[path]; hidden {
		path = shown
	}
	return phrase.OneLine(redact.String(path))
}

// offerAll names --all where a path names several settings. It is for errors about paths
// of the command line alone: a file that is merged can have a setting twice, too.
func offerAll(err error) error {
	return eachError(err, func(e error) error {
		if errors.As(e, new(*cfgfile.AmbiguousError)) {
			return fmt.Errorf("%w\n--all takes all of them", e)
		}
		return e
	})
}

// editError names the file that an error is about, and tells mistakes on the
// command line, a path or a value, from what could not be done.
func editError(in batch.Input, err error) error {
	return eachError(err, func(e error) error {
		switch {
		case errors.As(e, new(*cfgfile.NotHigherError)):
			return &refusedError{fmt.Errorf("%s: %w; --force insists", in, e)}
		case errors.As(e, new(*cfgfile.KindError)), errors.As(e, new(*cfgfile.UnknownKeyError)), errors.As(e, new(*cfgfile.NamesakeError)):
			return usagef("%s: %w\nIf it is meant, --force sets it all the same", in, e)
		case errors.As(e, new(*cfgfile.PathError)), errors.As(e, new(*catalog.ConceptError)), errors.As(e, new(*cfgfile.NotFoundError)), errors.As(e, new(*cfgfile.AmbiguousError)),
			errors.As(e, new(*cfgfile.ValueError)), errors.As(e, new(*cfgfile.DialectError)), errors.As(e, new(*cfgfile.VersionError)):
			return usagef("%s: %w", in, e)
		}
		return fmt.Errorf("%s: %w", in, e)
	})
}
