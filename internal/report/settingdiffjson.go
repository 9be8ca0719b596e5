package report

import (
	"io"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

type jsonDiff struct {
	Version int          `json:"version"`
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
	Secret    bool         `json:"secret"`
	Unmatched bool         `json:"unmatched"`
	Old       *jsonSetting `json:"old,omitempty"`
	New       *jsonSetting `json:"new,omitempty"`
}

// jsonSetting is one side of a change. Of a secret it has no value. Masked tells that path
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
func (d SettingDiff) WriteJSON(w io.Writer) error {
	out := jsonDiff{
		Version: 1, Changes: []jsonChange{},
		Old: jsonDiffFile{d.Old, d.OldDialect.String()}, New: jsonDiffFile{d.New, d.NewDialect.String()},
	}
	for _, c := range d.Changes {
		j := jsonChange{Kind: c.Kind.String(), Secret: c.Secret, Unmatched: c.Unmatched}
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
	return writeJSON(w, out)
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
