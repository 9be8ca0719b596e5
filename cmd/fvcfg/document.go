package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/lint"
	"github.com/fvcfg/fvcfg/pkg/redact"
	"github.com/fvcfg/fvcfg/pkg/template"
)

// document is a file that was read and, where it was encrypted, decrypted.
type document struct {
	input      batch.Input
	stored     []byte              // as it was read
	file       *cfgfile.File       // nil where it was not asked for
	template   *cfgfile.Template   // that file is one of, nil for a file that is none
	encryption *cfgfile.Encryption // nil for a clear file
}

// What is said of a file that looks encrypted where no key is given.
var (
	errEncrypted = errors.New("it looks encrypted")
	errNoKey     = fmt.Errorf("%w: give its key (--key-file)", errEncrypted)
)

// read reads a file and opens it.
func (p *program) read(in batch.Input, keys *keyring) (document, error) {
	stored, err := p.reader.Read(in)
	if err != nil {
		return document{}, err
	}
	return open(in, stored, keys)
}

// open opens a file that was read. A clear file is taken as it is, with a key or without.
func open(in batch.Input, stored []byte, keys *keyring) (document, error) {
	d := document{input: in, stored: stored}
	var err error
	d.file, d.encryption, err = cfgfile.Open(stored, keysFor(in, stored, keys)...)
	switch {
	case errors.Is(err, cfgfile.ErrNoKey):
		return d, fmt.Errorf("%s: %w", in, keys.missing(in))
	case err != nil:
		return d, fmt.Errorf("%s: %w", in, err)
	}
	return d, nil
}

// openTemplate is open for what works on templates, too.
func (p *program) openTemplate(in batch.Input, stored []byte, keys *keyring) (document, error) {
	t, err := cfgfile.ReadTemplate(p.templates, in.Name, stored)
	switch {
	case t == nil:
		return open(in, stored, keys)
	case err != nil:
		return document{}, fmt.Errorf("%s: %w", in, err)
	}
	return document{input: in, stored: stored, file: t.File, template: t}, nil
}

// content returns the bytes of the file as it is now, of a template with its tags.
func (d *document) content() ([]byte, error) {
	if d.template == nil {
		return d.file.Bytes(), nil
	}
	content, err := d.template.Rewrite(d.file.Source())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", d.input, err)
	}
	return content, nil
}

// source returns the text of the file before anything was changed, of a template with its tags.
func (d *document) source() string {
	if d.template == nil {
		return d.file.Source()
	}
	return d.template.Source()
}

// written returns a setting as the file has it: of a template with the expressions in it.
func (d *document) written(s cfgfile.Setting) cfgfile.Setting {
	if d.template == nil {
		return s
	}
	return d.template.Written(s)
}

// find returns the settings that a path names. In a template, a path can have the expressions
// in it that its keys have.
func (d *document) find(path string) ([]cfgfile.Setting, error) {
	if d.template != nil {
		if found := d.template.Find(path); len(found) > 0 {
			return found, nil
		}
	}
	return d.file.Select(path)
}

// keysFor returns the keys that may open a file: none for a phone book or the like.
func keysFor(in batch.Input, stored []byte, keys *keyring) []crypt.Key {
	may := keys.keys(in)
	if len(may) > 0 && lint.SideFile(in.Name, stored) != 0 {
		return nil
	}
	return may
}

// seal encrypts changed content as the file was encrypted.
func (p *program) seal(d document, plain []byte) ([]byte, error) {
	sealed, err := d.encryption.Seal(p.random, plain)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", d.input, err)
	}
	return sealed, nil
}

// passedOver returns why a command that is for provisioning files passes over a file of a
// folder, "" where it does not: a phone book or the like that stands in the folder was not
// meant. One that an argument names is for the command to refuse.
func passedOver(in batch.Input, data []byte, args []string) string {
	kind := lint.SideFile(in.Name, data)
	if kind == 0 || slices.Contains(args, in.Name) {
		return ""
	}
	return fmt.Sprintf("%s: passed over, as no provisioning file: %s", in, kind)
}

// shownVersion returns a file's version as it may be shown. Another line can be fused to it.
func shownVersion(file *cfgfile.File) string { return redact.String(file.Version()) }

// addTemplate adds the flag of commands that work on templates.
func (p *program) addTemplate(flags *pflag.FlagSet) {
	flags.Var(choiceValue{&p.templates}, "template", "read files as templates of this `engine`: "+strings.Join(template.Choices(), ", "))
}

// choiceValue is the value of a flag.
type choiceValue struct{ *template.Choice }

func (v choiceValue) Set(name string) (err error) {
	*v.Choice, err = template.ParseChoice(name)
	return err
}

func (choiceValue) Type() string { return "engine" }
