package cfgfile

import (
	"fmt"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// Dialect is one of the five forms a provisioning file takes. The extension
// says nothing about it; [Parse] reads it off the first bytes.
type Dialect = catalog.Dialect

// The dialects. The zero Dialect is none of them.
const (
	TextLegacy = catalog.TextLegacy // <<VOIP CONFIG FILE>>, generation 1: keys cut at 19 characters
	TextModern = catalog.TextModern // <<VOIP CONFIG FILE>>, generation 2: keys uncut
	XMLLegacy  = catalog.XMLLegacy  // <VOIP_CONFIG_FILE>, generation 1
	Sysconf    = catalog.Sysconf    // <sysConf>, generation 2
	Dotted     = catalog.Dotted     // #<Voip Config File>#, the newest
)

// form is what the files of a dialect are like. Its scanner makes the items of a file, and
// its printer writes items; the rest is what an edit has to know of them.
type form interface {
	// scan reads a file's text into items.
	scan(f *File)
	// read returns the value that a text in a file stands for.
	read(text string) string
	// locate fills in where a setting stands.
	locate(f *File, s *Setting, scope uint32)
	// printer returns a printer of files as the phones' exports are.
	printer() printer
	// refuses returns why a comment cannot stand in a file, "" where it can.
	refuses(comment string) string
	// order says in what order the printer is to be given settings.
	order() order
	// version writes what carries the version.
	version(version string) string
	// eol returns the line end that exports have.
	eol() string

	// pathOf reads the path of a setting that is to be made.
	pathOf(f *File, path string, parts []string) (Path, error)
	// steps returns the modules, lists and entries that lead to a setting.
	steps(p *Path) []step
	// fill returns the edits that put what is new into a scope.
	fill(in *insertion, scope uint32, added *node) ([]Edit, error)
	// extent returns what goes with an item that is removed: its line, the space before it.
	extent(f *File, it *item) Span
	// put returns the edit that changes a setting's value. It is plain where that changes
	// nothing in how the rest is read.
	put(f *File, number int, value string) (edit Edit, plain bool)
	// setVersion writes a version into a file, or a place for one.
	setVersion(f *File, version string)
	// format returns a file in canonical form.
	format(f *File) ([]byte, error)
}

// forms has the form of each dialect.
var forms = [...]form{
	TextLegacy: textForm{TextLegacy},
	TextModern: textForm{TextModern},
	XMLLegacy:  xmlForm{dialect: XMLLegacy, root: legacyRoot, versionName: "version", byID: true},
	Sysconf:    xmlForm{dialect: Sysconf, root: sysconfRoot, versionName: "Version", indent: "    "},
	Dotted:     dottedForm{},
}

func formOf(d Dialect) form { return forms[d] }

func checkDialect(d Dialect) error {
	if int(d) >= len(forms) || forms[d] == nil {
		return fmt.Errorf("%s is no dialect: there are text-legacy, text-modern, xml-legacy, sysconf and dotted", d)
	}
	return nil
}

// printer writes a file, item by item. What it is given is known to be legal in its dialect.
type printer interface {
	grow(size int) // makes room for so many bytes
	begin(version string, hasVersion bool)
	open(s *step, id string)
	setting(p *Path, value string)
	comment(text string)
	close()
	end() []byte
}
