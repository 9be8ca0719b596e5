package provurl

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"unicode"

	"github.com/fvcfg/fvcfg/pkg/naming"
)

// Expand gives the URL that a phone asks for its device file by: macros replaced, and
// the name that section 4.2 of the description gives where it is left out, the MAC
// address with .cfg. What is put into a URL is escaped as its place wants it.
//
// The error is a [*naming.MacroError], a [*naming.InputError], or an [*ExpandError]
// where the result leads out of the folder that the URL names.
func (u URL) Expand(m naming.Macros) (URL, error) {
	u = u.WithName()
	var err error
	for _, target := range []struct {
		text  *string
		place string
	}{{&u.Dir, ""}, {&u.Name, ""}, {&u.Query, "&+=;"}} {
		if *target.text, err = u.expand(*target.text, m, target.place); err != nil {
			return URL{}, err
		}
	}
	return u, checkExpanded(u)
}

// expand replaces the macros of a piece of a URL. Besides what no URL holds, special are
// the characters that would end the piece.
func (u URL) expand(template string, m naming.Macros, special string) (string, error) {
	if _, err := m.Expand(template); err != nil {
		var wrong *naming.MacroError
		if errors.As(err, &wrong) && (u.hasPassword || u.Query != "") { // which the template can hold, and the error quotes that
			wrong.Template, wrong.Column = "$"+wrong.Macro, 1
		}
		return "", fmt.Errorf("this URL cannot be expanded: %w", err)
	}
	input := url.PathEscape(m.Input)
	for _, c := range special {
		input = strings.ReplaceAll(input, string(c), "%"+strings.ToUpper(hexOf(byte(c))))
	}
	return strings.NewReplacer(MacroInput, input, MacroMAC, m.MAC.String()).Replace(template), nil
}

// An ExpandError says that an expanded URL leads somewhere else than the URL says.
type ExpandError struct {
	URL    URL // as expanded
	Reason string
}

// Error says what is wrong and does not quote the URL, whose path can repeat its password.
func (e *ExpandError) Error() string { return "the expanded URL " + e.Reason }

// checkExpanded refuses a path that leads out of its folder, whoever made it.
func checkExpanded(u URL) error {
	path, err := u.Path()
	if err != nil {
		return err
	}
	for i, name := range strings.Split(path, "/") {
		switch {
		case name == "..":
			return &ExpandError{u, "has a .. in its path, which leads out of its folder"}
		case strings.ContainsRune(name, '\\'):
			return &ExpandError{u, "has a backslash in its path, which is a separator to some servers"}
		case name == "" && i == 0 && strings.Count(path, "/") > 0:
			return &ExpandError{u, "has a path that begins at the root of the server's files"}
		}
	}
	return nil
}

// Path gives folder and name without the leading slash and with escapes undone: what a
// TFTP or FTP server is asked for, and the file's place below a folder that is served.
// The error is an [*ExpandError] where an escape is none, or one of a control character:
// a line break would end a command to an FTP server, a NUL a name in a TFTP request.
func (u URL) Path() (string, error) {
	path, err := url.PathUnescape(strings.TrimPrefix(u.Target(), "/"))
	if err != nil || strings.ContainsFunc(path, unicode.IsControl) {
		return "", &ExpandError{u, "has a % in its path that starts no escape, or that of a control character"}
	}
	return path, nil
}

// General gives the URL that a phone of a model asks for its general file by: the fixed
// name of the model in the folder of the device file. Whether a phone keeps a query for
// that is not known; a query is for the device file, so it is left out.
func (u URL) General(model naming.Model) URL {
	u = u.withDir()
	u.Name, u.Query = model.FileName(naming.CFG), ""
	return u
}
