package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// The modes of new files: the usual one, and that of what was encrypted.
const (
	newFileMode fs.FileMode = 0
	ownerOnly   fs.FileMode = 0o600
)

// form is what --to names: a kind of file, of which each generation of phones has
// its dialect, or a dialect.
type form struct {
	name     string
	ext      string
	dialects []cfgfile.Dialect
}

var forms = []form{
	{"cfg", ".cfg", []cfgfile.Dialect{cfgfile.TextLegacy, cfgfile.TextModern}},
	{"txt", ".txt", []cfgfile.Dialect{cfgfile.TextLegacy, cfgfile.TextModern}},
	{"text", ".txt", []cfgfile.Dialect{cfgfile.TextLegacy, cfgfile.TextModern}},
	{"xml", ".xml", []cfgfile.Dialect{cfgfile.XMLLegacy, cfgfile.Sysconf}},
	{"dotted", ".txt", []cfgfile.Dialect{cfgfile.Dotted}},
	{"text-legacy", ".cfg", []cfgfile.Dialect{cfgfile.TextLegacy}},
	{"text-modern", ".cfg", []cfgfile.Dialect{cfgfile.TextModern}},
	{"xml-legacy", ".xml", []cfgfile.Dialect{cfgfile.XMLLegacy}},
	{"sysconf", ".xml", []cfgfile.Dialect{cfgfile.Sysconf}},
}

func parseForm(name string) (form, error) {
	i := slices.IndexFunc(forms, func(f form) bool { return f.name == name })
	switch {
	case name == "":
		return form{}, usagef("give --to cfg, txt, xml or dotted")
	case i < 0:
		return form{}, usagef("--to is cfg, txt, xml or dotted, or a dialect, not %q", name)
	}
	return forms[i], nil
}

// dialect gives the dialect to write for a file of a dialect: its own, if the form
// has it, or else that of its generation. Dotted files go with generation 2.
func (f form) dialect(from cfgfile.Dialect) cfgfile.Dialect {
	if slices.Contains(f.dialects, from) {
		return from
	}
	if len(f.dialects) == 1 || from.Generation() == 1 {
		return f.dialects[0]
	}
	return f.dialects[1]
}

// rename gives the name of a result.
func (f form) rename(name string) string {
	return strings.TrimSuffix(name, filepath.Ext(name)) + f.ext
}

// conversionError tells which file could not be converted. Across generations it
// lists the settings whose keys read alike.
func conversionError(in batch.Input, err error) error {
	var generation *cfgfile.GenerationError
	if !errors.As(err, &generation) {
		return fmt.Errorf("%s: %w", in, err)
	}
	return usagef("%s: %w%s", in, err, listNamesakes(generation.Namesakes))
}

func listNamesakes(all []cfgfile.Namesake) string {
	var b strings.Builder
	for _, n := range all {
		fmt.Fprintf(&b, "\n  line %d: %s: %s", n.Line, n.Path, strings.Join(n.Names, ", "))
	}
	return b.String()
}
