package main

import (
	"errors"
	"fmt"

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

// edit changes a file and puts it where it goes, encrypted as it was. It says on standard
// error what was done to each setting.
//
// The paths are those that the change is about.
func (p *program) edit(out *outputFlags, in batch.Input, keys *keyring, paths []string, change func(*cfgfile.File) (edited, error)) error {
	if err := out.check([]batch.Input{in}); err != nil {
		return err
	}
	for try := 1; ; try++ {
		err := p.editOnce(out, in, keys, paths, change)
		if changed := (*batch.ChangedError)(nil); try == editTries || !errors.As(err, &changed) || changed.Gone {
			return err
		}
	}
}

// editTries is how often a file is edited that another program has changed since it was
// read. Each time but for the last, that change is kept and the edit made anew.
const editTries = 100

func (p *program) editOnce(out *outputFlags, in batch.Input, keys *keyring, paths []string, change func(*cfgfile.File) (edited, error)) error {
	d, err := p.read(in, keys)
	if err != nil {
		return err
	}
	file, before := d.file, d.file.Source()
	shown := shownPaths{}
	shown.add(file) // of which settings may be removed
	done, err := change(file)
	if err != nil {
		return editError(in, redact.NewFile(file).Error(err, paths...))
	}
	same := file.Source() == before
	if !out.inPlace || !same {
		if err := p.put(out, d, file.Bytes(), newFileMode); err != nil {
			return err
		}
	}
	shown.add(file)
	if done.from != nil { // where a piece of a secret shows as one
		shown.add(done.from)
	}
	for _, e := range done.effects {
		p.note("%s: %s: %s", in, shown.of(e.Path), e.Kind)
	}
	if done.same > 0 {
		p.note("%s: %s: %s", in, phrase.Count(done.same, "setting"), cfgfile.Same)
	}
	if out.inPlace && same {
		p.note("%s: nothing to change", in)
	}
	return nil
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
		case errors.As(e, new(*cfgfile.KindError)), errors.As(e, new(*cfgfile.UnknownKeyError)), errors.As(e, new(*cfgfile.NamesakeError)):
			return usagef("%s: %w\nIf it is meant, --force sets it all the same", in, e)
		case errors.As(e, new(*cfgfile.PathError)), errors.As(e, new(*catalog.ConceptError)), errors.As(e, new(*cfgfile.NotFoundError)), errors.As(e, new(*cfgfile.AmbiguousError)),
			errors.As(e, new(*cfgfile.ValueError)), errors.As(e, new(*cfgfile.DialectError)):
			return usagef("%s: %w", in, e)
		}
		return fmt.Errorf("%s: %w", in, e)
	})
}
