package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// SettingDiff is the difference between two files by setting.
type SettingDiff struct {
	Old, New               string // the files' names
	OldDialect, NewDialect cfgfile.Dialect
	OldVersion, NewVersion string       // "" for none
	OldFile, NewFile       *redact.File // what of the files may be shown
	Changes                []cfgfile.Change
	// ShowSecrets has the values of secrets shown, and credentials in URLs.
	ShowSecrets bool
	// Parted has an empty line behind the text, since more comes.
	Parted bool
	// Names has settings shown by their neutral names, where they have one.
	Names bool
}

// hidden stands for the value of a secret.
const hidden = "(secret)"

// side returns the settings that a change is about, and what of them can be shown.
func (d SettingDiff) side(c cfgfile.Change) (cfgfile.Setting, *redact.File) {
	if c.Kind == cfgfile.Added {
		return c.New, d.NewFile
	}
	return c.Old, d.OldFile
}

// value returns the value of one side of a change as it may be shown.
func (d SettingDiff) value(c cfgfile.Change, s cfgfile.Setting, file *redact.File) string {
	switch {
	case d.ShowSecrets:
		return s.Value
	case c.Secret:
		return hidden
	}
	return file.Value(&s)
}

// name returns the neutral name of a setting, "" where it has none or none is asked for.
func (d SettingDiff) name(s cfgfile.Setting) string {
	if name, ok := s.NeutralName(); ok && d.Names {
		return name
	}
	return ""
}

// path returns the path of a setting as it may be shown: in a broken file, a piece of a
// secret can be read as a key.
func (d SettingDiff) path(s cfgfile.Setting, file *redact.File) string {
	if d.ShowSecrets {
		return s.Path.String()
	}
	return file.Path(&s)
}

// WriteStat writes how many settings of each module were added, removed and
// changed, and the sums.
func (d SettingDiff) WriteStat(w io.Writer) error {
	type counts [cfgfile.Changed + 1]int
	var order []string
	modules := make(map[string]*counts)
	var sum counts
	for _, c := range d.Changes {
		module := phrase.Visible(c.Setting().Module)
		if modules[module] == nil {
			order = append(order, module)
			modules[module] = new(counts)
		}
		modules[module][c.Kind]++
		sum[c.Kind]++
	}
	var b strings.Builder
	line := func(name string, n counts) {
		fmt.Fprintf(&b, "%s: %d added, %d removed, %d changed\n", name, n[cfgfile.Added], n[cfgfile.Removed], n[cfgfile.Changed])
	}
	for _, module := range order {
		name := module
		if name == "" {
			name = "outside modules"
		}
		line(name, *modules[module])
	}
	line("in all", sum)
	_, err := io.WriteString(w, b.String())
	return err
}

type jsonDiff struct {
	Version int `json:"version"`
	jsonFileDiff
}

type jsonFileDiff struct {
	Old     jsonDiffFile `json:"old"`
	New     jsonDiffFile `json:"new"`
	Changes []jsonChange `json:"changes"`
	Summary jsonCounts   `json:"summary"`
}

type jsonDiffFile struct {
	File    string `json:"file"`
	Dialect string `json:"dialect"`
}

type jsonChange struct {
	Kind      string       `json:"kind"`
	Name      string       `json:"name,omitempty"` // neutral
	Secret    bool         `json:"secret"`
	Unmatched bool         `json:"unmatched"`
	Old       *jsonSetting `json:"old,omitempty"`
	New       *jsonSetting `json:"new,omitempty"`
}

// jsonSetting is one side of a change. Of a secret it has no value. Masked is set where path
// or value are not as they stand in the file, so that two equal values need not be.
type jsonSetting struct {
	Path   string  `json:"path"`
	Line   int     `json:"line"`
	Value  *string `json:"value,omitempty"`
	Masked bool    `json:"masked,omitempty"`
}

type jsonCounts struct {
	Added   int `json:"added"`
	Removed int `json:"removed"`
	Changed int `json:"changed"`
}

// WriteJSON writes the difference as one JSON object.
func (d SettingDiff) WriteJSON(w io.Writer) error { return writeJSON(w, jsonDiff{1, d.json()}) }

// FolderDiff is the difference between two folders by the files of one name.
type FolderDiff struct {
	OnlyOld, OnlyNew []string // the files that only one has
	files            []jsonFileDiff
}

// Add adds the difference between two files of one name.
func (f *FolderDiff) Add(d SettingDiff) { f.files = append(f.files, d.json()) }

// WriteJSON writes the difference as one JSON object.
func (f *FolderDiff) WriteJSON(w io.Writer) error {
	list := func(names []string) []string { return append([]string{}, names...) } // none is []
	return writeJSON(w, struct {
		Version int            `json:"version"`
		OnlyOld []string       `json:"only_old"`
		OnlyNew []string       `json:"only_new"`
		Files   []jsonFileDiff `json:"files"`
	}{1, list(f.OnlyOld), list(f.OnlyNew), append([]jsonFileDiff{}, f.files...)})
}

func (d SettingDiff) json() jsonFileDiff {
	out := jsonFileDiff{
		Changes: []jsonChange{},
		Old:     jsonDiffFile{d.Old, d.OldDialect.String()}, New: jsonDiffFile{d.New, d.NewDialect.String()},
	}
	for _, c := range d.Changes {
		j := jsonChange{Kind: c.Kind.String(), Name: d.name(c.Setting()), Secret: c.Secret, Unmatched: c.Unmatched}
		if c.Kind != cfgfile.Added {
			j.Old = d.jsonSetting(c, c.Old, d.OldFile)
		}
		if c.Kind != cfgfile.Removed {
			j.New = d.jsonSetting(c, c.New, d.NewFile)
		}
		out.Changes = append(out.Changes, j)
		switch c.Kind {
		case cfgfile.Added:
			out.Summary.Added++
		case cfgfile.Removed:
			out.Summary.Removed++
		default:
			out.Summary.Changed++
		}
	}
	return out
}

func (d SettingDiff) jsonSetting(c cfgfile.Change, s cfgfile.Setting, file *redact.File) *jsonSetting {
	value := d.value(c, s, file)
	j := &jsonSetting{Path: d.path(s, file), Line: s.Line}
	secret := c.Secret && !d.ShowSecrets
	j.Masked = secret || value != s.Value || j.Path != s.Path.String()
	if !secret {
		j.Value = &value
	}
	return j
}
