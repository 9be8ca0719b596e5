package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// printForGit prints a file for git to compare with another version of it: the version
// and the settings. Where git's textconv fails with one file, git shows none of the
// others, so this does not fail: of what cannot be read it prints a digest, which
// differs where the bytes do.
func (g *getCommand) printForGit(in batch.Input) error {
	stored, err := g.reader.ReadUpTo(in, maxSideFile)
	if err != nil {
		return g.printText("(" + gitReason(in, err) + ")\n")
	}
	d, file, err := g.openForGit(in, stored)
	if err != nil {
		return g.printText(fmt.Sprintf("(%s; the file's SHA-256 is %s)\n", gitReason(in, err), shortDigest(stored)))
	}
	version := ""
	if v := shownVersion(file); v != "" {
		version = "Version\t" + phrase.OneLine(v) + "\n"
	}
	all, err := g.choose(file, nil)
	if err != nil {
		return err
	}
	return g.printText(version + g.text(all) + unreadForGit(file, d.plain))
}

// openForGit reads a file's settings. A key that cannot be had counts for encrypted
// files alone.
func (g *getCommand) openForGit(in batch.Input, stored []byte) (document, *cfgfile.File, error) {
	key, missing := g.key(g.keys)
	d, err := open(in, stored, key)
	if err != nil {
		return d, nil, err
	}
	file, err := d.parse()
	if missing != nil && errors.Is(err, errNoKey) {
		err = missing
	}
	return d, file, err
}

// gitReason gives an error in a line and without the file's name, which git makes up
// anew for each version.
func gitReason(in batch.Input, err error) string {
	text := strings.TrimPrefix(err.Error(), in.String()+": ")
	return phrase.OneLine(redact.Message(text))
}

// unreadForGit gives a line for what of ill-formed XML may not have been read, which is
// all behind the last setting: where a tag is broken, the place that the parser names can
// lie far behind the tag.
func unreadForGit(file *cfgfile.File, plain []byte) string {
	for _, problem := range file.Problems() {
		if problem.Kind != cfgfile.NotWellFormed {
			continue
		}
		end := 0
		for _, s := range file.Settings() {
			end = max(end, s.ValueSpan.End)
		}
		return fmt.Sprintf("(the XML is not well-formed on line %d, and may not be read behind it; what follows the last setting has the SHA-256 %s)\n",
			file.Position(problem.Offset).Line, shortDigest(plain[end:]))
	}
	return ""
}

// shortDigest is enough of a digest to tell two versions of a file apart.
func shortDigest(data []byte) string { return cfgfile.SHA256.Of(data)[:12] }
