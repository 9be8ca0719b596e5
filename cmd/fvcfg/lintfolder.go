package main

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"github.com/fvcfg/fvcfg/internal/baseline"
	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/internal/config"
	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/sidefile"
	"github.com/fvcfg/fvcfg/pkg/template"
)

// folderFlags say which files of a folder are meant. A file that is named itself always is.
type folderFlags struct {
	patterns []string

	exclusions []config.Exclusion
	named      map[string]bool
}

const folderHelp = `
A file of a folder that shows nothing of a provisioning file and has no name of one is
passed over and counted at the end; one that is named itself is checked. So it is with
--exclude and exclude in ` + config.FileName + `, which leave files of folders out.
`

func (f *folderFlags) add(flags *pflag.FlagSet) {
	flags.StringArrayVar(&f.patterns, "exclude", nil, "leave out the files and folders that this `pattern` matches, from the current folder on; again for more")
}

// lintExtensions are those of the files that lint takes from a folder. Files with a template's
// suffix it takes where they show a provisioning file's marks.
var lintExtensions = []string{".cfg", ".txt", ".xml", ".csv", ".vcf"}

// expand returns the files that the arguments stand for, without those that are left out.
func (l *lintCommand) expand(args []string) ([]batch.Input, error) {
	for _, pattern := range l.folders.patterns {
		e, err := config.NewExclusion(filepath.ToSlash(pattern), "--exclude")
		if err != nil {
			return nil, usagef("--exclude: %w", err)
		}
		l.folders.exclusions = append(l.folders.exclusions, e)
	}
	l.folders.named = make(map[string]bool, len(args))
	for _, arg := range args {
		l.folders.named[filepath.Clean(arg)] = true
	}
	all, problem := batch.Expand(args, batch.ExpandOptions{EachName: !l.fix, Extensions: lintExtensions, Also: template.HasSuffix})
	var inputs []batch.Input
	var excluded exclusions
	for _, in := range all {
		if e, ok := l.excludes(in); ok {
			excluded.add(e)
		} else {
			inputs = append(inputs, in)
		}
	}
	if len(inputs) == 0 && len(all) > 0 {
		return nil, errors.Join(problem, excluded.err())
	}
	return inputs, problem
}

// excludes returns the exclusion that holds for a file, and whether there is one.
func (l *lintCommand) excludes(in batch.Input) (config.Exclusion, bool) {
	if l.folders.named[filepath.Clean(in.Name)] {
		return config.Exclusion{}, false
	}
	if len(l.folders.exclusions) > 0 {
		path := fromHere(in.Name)
		for _, e := range l.folders.exclusions {
			if e.Holds(path) {
				return e, true
			}
		}
	}
	return l.config.linters.Excludes(in.Name)
}

// fromHere returns a file's path from the current folder, with slashes.
func fromHere(name string) string {
	here, err := filepath.Abs(".")
	if err != nil {
		return baseline.Slashed(name)
	}
	full := name
	if !filepath.IsAbs(name) {
		full = filepath.Join(here, name)
	}
	if relative, err := filepath.Rel(here, full); err == nil {
		name = relative
	}
	return baseline.Slashed(name)
}

// exclusions counts the files that were left out.
type exclusions struct {
	order []config.Exclusion
	files map[config.Exclusion]int
}

func (x *exclusions) add(e config.Exclusion) {
	if x.files == nil {
		x.files = make(map[config.Exclusion]int)
	}
	if x.files[e]++; x.files[e] == 1 {
		x.order = append(x.order, e)
	}
}

// err says that nothing is left.
func (x *exclusions) err() error {
	var by []string
	for _, e := range x.order {
		by = append(by, fmt.Sprintf("%s by %q of %s", phrase.Count(x.files[e], "file"), e.Pattern, e.Source))
	}
	return usagef("every file is excluded: %s", phrase.List(by, "and"))
}

// nothingChecked says that every file there was is passed over: a check of the wrong folder
// must not pass.
func nothingChecked(inputs int, out lintOutput) error {
	if inputs == 0 || out.summary.Files > 0 || out.failed {
		return nil
	}
	return fmt.Errorf("nothing is checked: of %s, none shows anything of a provisioning file; name a file to have it checked all the same", phrase.Count(inputs, "file"))
}

// marks are what a provisioning file shows by, and what it was meant to show by.
var marks = [][]byte{[]byte("VOIP CONFIG FILE"), []byte(catalog.LegacyRoot), []byte(catalog.SysconfRoot), []byte(catalog.DottedHeader)}

// markWindow is how much of a file is searched for a mark.
const markWindow = 64 << 10

// passesOver reports whether a file is passed over: it was found in a folder, shows nothing of
// a provisioning file and has no name of one. One with a template's suffix takes more than a
// name, or every page of a web application would count.
func (l *lintCommand) passesOver(in batch.Input, data []byte) bool {
	if in.IsStdin() || l.folders.named[filepath.Clean(in.Name)] {
		return false
	}
	if template.HasSuffix(in.Name) {
		return !startsMarked(data)
	}
	return !hasMark(data) && !isNamedAsOne(in.Name) && !showsSomething(in.Name, data)
}

func hasMark(data []byte) bool {
	head := data[:min(len(data), markWindow)]
	for _, mark := range marks {
		if bytes.Contains(head, mark) {
			return true
		}
	}
	return false
}

// startsMarked reports whether a line starts with a mark, brackets and white space aside: a
// program that writes such files has them in the middle of its lines.
func startsMarked(data []byte) bool {
	for line := range bytes.Lines(data[:min(len(data), markWindow)]) {
		for _, mark := range marks {
			if line = bytes.TrimLeft(line, "< \t\ufeff"); bytes.HasPrefix(line, mark) {
				return true
			}
		}
	}
	return false
}

// isNamedAsOne reports whether a file has the name of a phone's file, be it in a template, or
// nearly so, or that of a side file.
func isNamedAsOne(name string) bool {
	id := naming.Identify(name)
	return template.NameHoldsTag(name) || id.Kind != naming.UserFile || id.Near != nil || sidefile.RecognizeName(name) != 0
}

// showsSomething reports whether the content of a file without a mark is still to be spoken of:
// it is a side file, or was meant as a provisioning file, or may be one that is encrypted or
// damaged.
func showsSomething(name string, data []byte) bool {
	if sidefile.Recognize(name, data) != 0 || crypt.LooksEncrypted(data) || hasSettings(data) {
		return true
	}
	_, err := cfgfile.Sniff(data)
	var content *cfgfile.ContentError
	if !errors.As(err, &content) {
		return true
	}
	switch content.Content {
	case cfgfile.OtherText:
		return false
	case cfgfile.OtherXML:
		_, modern := catalog.For(catalog.Sysconf).Module(content.Detail)
		_, legacy := catalog.For(catalog.XMLLegacy).Module(content.Detail)
		return modern || legacy
	case cfgfile.HTML: // a server's error page in place of a file
		return strings.EqualFold(filepath.Ext(name), ".cfg")
	case cfgfile.UTF16:
		return hasMark(bytes.ReplaceAll(data[:min(len(data), 2*markWindow)], []byte{0}, nil))
	}
	return true
}

// hasSettings reports whether a file without any frame has settings as a phone writes them, two
// at least.
func hasSettings(data []byte) bool {
	const column = 19 // of the colon behind a padded key
	n := 0
	for line := range bytes.Lines(data[:min(len(data), markWindow)]) {
		if len(line) > column && line[column] == ':' && line[0] != ' ' && bytes.IndexByte(line, ':') == column {
			if n++; n == 2 {
				return true
			}
		}
	}
	return false
}
