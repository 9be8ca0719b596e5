package cfgfile

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/internal/ascii"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/provurl"
)

// NamesakeError says that a new setting is another spelling of one that stands in its
// entry already, or is to stand there, too; see [catalog.Spelling]. A phone would read one
// of the two.
type NamesakeError struct {
	Path     string
	Namesake Location // of the setting that is probably meant; on line 0 where it is new, too
}

func (e *NamesakeError) Error() string {
	if e.Namesake.Line == 0 {
		return fmt.Sprintf("%s: this is another spelling of %s, which is to be added, too; a phone reads one of them, so add that one", shownPath(e.Path), shownPath(e.Namesake.Path))
	}
	return fmt.Sprintf("%s: the file has this setting in another spelling, which is probably meant: %s (line %d)", shownPath(e.Path), shownPath(e.Namesake.Path), e.Namesake.Line)
}

// UnknownKeyError says that a new setting's key is not known where it is to stand.
// That is no proof of a mistake: the dictionary has what public samples show.
type UnknownKeyError struct {
	Path    string
	Home    string   // the path that the vendor's description has the key under, "" where it has none
	Nearest []string // up to three known paths that it may be a slip of, N for an index
}

func (e *UnknownKeyError) Error() string {
	if e.Home != "" {
		return shownPath(e.Path) + ": the key does not belong here; the vendor's description has it as " + shownPath(e.Home)
	}
	text := shownPath(e.Path) + ": neither the file nor the dictionary has this key here"
	if len(e.Nearest) == 0 {
		return text
	}
	return text + "; the nearest are" + listed(e.Nearest, shownPath)
}

// KindError says that a value is not what the dictionary has for its key. It does
// not hold the value.
type KindError struct {
	Path   string
	Reason string // what is wrong: "is no port: 0 to 65535"
}

func (e *KindError) Error() string { return shownPath(e.Path) + ": the value " + e.Reason }

// spelledPlace is an entry, in text a list, with a key in any of its spellings. What
// the entries of a text list differ in is part of the key.
type spelledPlace struct {
	entry    Path // without its key
	spelling catalog.Spelling
}

func (f *File) spelled(p Path) spelledPlace {
	return spelledPlace{f.entryOf(p), f.dictionary().Spelling(p.Module, p.List, p.Key)}
}

// entryOf returns the entry, in text the list, that a path leads into.
func (f *File) entryOf(p Path) Path {
	p = p.identity()
	p.Key = ""
	return p
}

// namesakes returns the errors for new settings that are other spellings of what the
// file has, or of each other, by their places.
func (f *File) namesakes(changes []change) map[Path]error {
	var namesakes map[Path]error
	add := func(p Path, there Location) {
		if namesakes == nil {
			namesakes = map[Path]error{}
		}
		if namesakes[p] == nil {
			namesakes[p] = &NamesakeError{p.String(), there}
		}
	}
	added := map[spelledPlace]Path{}
	entries := map[Path]bool{}
	for _, c := range changes {
		if c.number >= 0 {
			continue
		}
		s := f.spelled(c.path)
		if first, again := added[s]; again {
			add(c.path, Location{Path: first.String()})
			continue
		}
		added[s] = c.path
		entries[s.entry] = true
	}
	if len(added) == 0 {
		return nil
	}
	for _, s := range f.Settings() {
		p := s.Path
		if !entries[f.entryOf(p)] {
			continue
		}
		if rival, ok := added[f.spelled(p)]; ok {
			add(rival, Location{s.Path.String(), s.Line})
		}
	}
	return namesakes
}

// checkDictionary holds a change against the dictionary. A key that the file has
// already is taken as it is.
func (f *File) checkDictionary(c change) error {
	p := c.path
	e, known := f.known(p)
	switch {
	case !known && c.number < 0, known && c.number < 0 && e.Doubt() != "":
		return f.unknownKey(p)
	case !known:
		return nil
	}
	if reason := CheckValue(e, c.value); reason != "" {
		return &KindError{p.String(), reason}
	}
	return nil
}

// known returns what the dictionary has in a place.
func (f *File) known(p Path) (e catalog.Entry, ok bool) {
	if e, ok = f.dictionary().Lookup(p.Module, p.List, p.Key); !ok {
		e, ok = f.dictionary().ByRule(p.Module, p.List, p.Key)
	}
	return e, ok
}

// unknownKey makes the error for a key that is not known in its place.
func (f *File) unknownKey(p Path) *UnknownKeyError {
	home, described := f.dictionary().Described(p.Key)
	if described && !home.ByCounterpart && home.Module != p.Module {
		return &UnknownKeyError{Path: p.String(), Home: Path{Dialect: f.dialect, Module: home.Module, Key: home.Key}.String()}
	}
	nearest := f.nearestKnown(p)
	if len(nearest) == 0 {
		nearest = f.nearestPaths(p.String(), 3)
	}
	if len(nearest) == 0 {
		nearest = f.abbreviated(p.Key, 3)
	}
	return &UnknownKeyError{Path: p.String(), Nearest: nearest}
}

// CheckValue says what is wrong with a value of a key that the dictionary knows, or "" where
// nothing can be said for sure: [catalog.Entry.Check], and that the key of an encrypted file
// is none, or that a phone knows no macro in the name of a file. What it says follows on "the
// value", and does not repeat that.
func CheckValue(e catalog.Entry, value string) string {
	if wrong := e.Check(value); wrong != "" || value == "" {
		return wrong + missingAtSign(e, wrong, value)
	}
	switch {
	case catalog.HoldsFileKey(e.Key()) && !catalog.IsFilledIn(value):
		if _, err := crypt.ParseKey(value); err != nil {
			return "is no key of an encrypted file: 64 hexadecimal digits"
		}
	case catalog.HoldsFileName(e.Key()):
		return checkFileName(value)
	}
	return ""
}

// missingAtSign adds to what is wrong with a URL that a password runs into its server, or "".
func missingAtSign(e catalog.Entry, wrong, value string) string {
	if wrong == "" || e.Kind() != catalog.URL {
		return ""
	}
	_, faults, err := provurl.ParseDownload(value)
	if fault := provurl.FirstError(faults, err); fault != nil && fault.Kind == provurl.FaultAtSignMissing {
		return ": the @ is missing between the password and the server"
	}
	return ""
}

// checkFileName says what a phone does not understand in the name of its file. It leaves
// alone what may be a variable of somebody's template.
func checkFileName(name string) string {
	if wrong := checkMacros(name); wrong != "" {
		return wrong
	}
	last := len(name) - 1
	switch stem, _, dotted := strings.Cut(name[strings.LastIndexByte(name, '/')+1:], "."); {
	case strings.HasSuffix(name, `\r`), strings.HasSuffix(name, `\n`):
		return `has a line end written out behind it, \r\n, as a packet capture shows one`
	case last > 0 && name[0] == name[last] && strings.IndexByte("\"'`", name[0]) >= 0:
		return "has quotation marks around it, which a phone takes for a part of the name"
	case dotted && stem == "" && isFileExtension(name):
		return "has an extension and nothing before it: a shell or a template took $mac away"
	}
	return escapedMacro(name)
}

// checkMacros is the part of [checkFileName] that is about macros.
func checkMacros(name string) string {
	wrong := naming.CheckMacros(name)
	if wrong == nil || wrong.Nearest == "" {
		return ""
	}
	mine := strings.ToLower(wrong.Macro) == wrong.Macro && !strings.Contains(name, "{$"+wrong.Macro)
	switch known := "$" + wrong.Nearest; {
	case wrong.Reason == naming.MacroCase:
		return "has the macro " + known + " in other letters, and phones replace it in small ones alone"
	case wrong.Reason == naming.MacroEscaped:
		return "has a backslash before the macro " + known + ", behind which a phone sees none"
	case wrong.Reason == naming.MacroDoubled:
		return "has a dollar sign and a space before the macro: write " + known
	case wrong.Reason == naming.MacroBraces && wrong.Macro == wrong.Nearest:
		return "has a macro in braces, and the phone's have none: write " + known
	case wrong.Reason == naming.MacroUnknown && mine:
		return "has the macro $" + wrong.Macro + ", which no phone knows: did you mean " + known + "?"
	}
	return ""
}

// escapedMacro says that the dollar sign of a macro is escaped as in a URL, or "".
func escapedMacro(name string) string {
	_, rest, found := strings.Cut(name, "%24")
	for ; found; _, rest, found = strings.Cut(rest, "%24") {
		letters := strings.IndexFunc(rest+".", func(r rune) bool { return r > unicode.MaxASCII || !ascii.IsLetter(byte(r)) })
		if macro := strings.ToLower(rest[:letters]); macro == "mac" || macro == "input" {
			return "has the dollar sign of a macro escaped, and a phone sees none: write $" + macro
		}
	}
	return ""
}

// isFileExtension reports whether a name ends as that of a configuration.
func isFileExtension(name string) bool {
	_, err := naming.ParseExt(name[strings.LastIndexByte(name, '.')+1:])
	return err == nil
}

// nearestKnown returns the known paths that a place may be a slip of.
func (f *File) nearestKnown(p Path) []string {
	var paths []string
	for _, s := range f.dictionary().Nearest(p.Module, p.List, p.Key, 3) {
		e := s.Entry
		if e.Module() == p.Module && fitsList(e.List(), p.List) {
			known := p
			known.Key = s.Key
			paths = append(paths, known.String())
			continue
		}
		paths = append(paths, strings.TrimSuffix(e.Path(), e.Key())+s.Key)
	}
	if _, known := f.dictionary().Module(p.Module); known || len(paths) > 0 {
		return paths
	}
	for _, module := range f.dictionary().NearestModule(p.Module, 1) {
		p.Module = module
		paths = append(paths, p.String())
	}
	return paths
}

// fitsList reports whether a list of the dictionary is the one of a place, indices
// and their marks aside.
func fitsList(known, list string) bool {
	strip := func(name string) string {
		return strings.Map(func(r rune) rune {
			if strings.ContainsRune("0123456789N[].", r) {
				return -1
			}
			return r
		}, name)
	}
	return strip(known) == strip(list)
}

// ValueError says why a value cannot stand in a file. It does not hold the value.
type ValueError struct {
	Path   string
	Reason string
}

func (e *ValueError) Error() string { return shownPath(e.Path) + ": the value " + e.Reason }

// checkValue refuses what no file can hold: characters that end a line, which
// would add a setting of somebody else's choice, other control characters, bytes
// that are not UTF-8, and spaces that reading takes off. It returns a reason, or "".
func checkValue(d Dialect, value string) string {
	if reason := checkCharacters(value); reason != "" {
		return reason
	}
	if d == Dotted && value != "" && isSpace(value[0]) {
		return "starts with a space, which is lost behind the equals sign"
	}
	return ""
}

// checkCharacters goes by what no dialect has a place for.
func checkCharacters(value string) string {
	for i := 0; i < len(value); {
		c := value[i]
		switch {
		case c == '\r' || c == '\n':
			return "holds a line break: what follows it would be another setting"
		case c == 0:
			return "holds a NUL byte"
		case c < ' ' && c != '\t' || c == 0x7f:
			return "holds a control character"
		case c < utf8.RuneSelf:
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(value[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			return "is not UTF-8"
		case r < 0xA0, r == 0xFFFE, r == 0xFFFF:
			return "holds a control character"
		}
		i += size
	}
	return ""
}
