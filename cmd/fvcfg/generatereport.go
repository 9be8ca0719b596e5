package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/internal/report"
	"github.com/fvcfg/fvcfg/pkg/fleet"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// generateReport says what generate did, or would do: a line for each file where nothing is
// written, and the sums in the end.
type generateReport struct {
	command        *generateCommand
	found          *fleet.Report
	stdout, stderr io.Writer

	counts   [fleet.Same + 1]int
	secret   int // files with a secret in clear that were written
	failures int
	removed  int
	kept     int // files of phones that have left the table, and that are still there
	listed   int // of the JSON list that is open
	inLeft   bool
}

func (g *generateCommand) newReport(found *fleet.Report) *generateReport {
	return &generateReport{command: g, found: found, stdout: g.stdout, stderr: g.stderr}
}

// wrap has the report go past the progress bar.
func (r *generateReport) wrap(progress *batch.Progress) {
	r.stdout, r.stderr = progress.Wrap(r.stdout), progress.Wrap(r.stderr)
}

// wouldChange reports whether a run that writes would change anything.
func (r *generateReport) wouldChange() bool {
	return r.counts[fleet.Added]+r.counts[fleet.Changed] > 0 || r.kept > 0 && r.command.yes
}

// generateFault is what is wrong with a row, in JSON.
type generateFault struct {
	Line    int    `json:"line,omitempty"`
	Row     int    `json:"row,omitempty"`
	Column  int    `json:"column,omitempty"`
	Name    string `json:"column_name,omitempty"`
	Message string `json:"message"`
}

// generateFile is a file, in JSON.
type generateFile struct {
	File      string `json:"file"`
	State     string `json:"state"`
	Row       int    `json:"row,omitempty"`
	MAC       string `json:"mac,omitempty"`
	Model     string `json:"model,omitempty"`
	Dialect   string `json:"dialect"`
	Version   string `json:"version"`
	Encrypted bool   `json:"encrypted"`
	Secret    bool   `json:"secret"`
}

// rows reports what was found in the rows: faults, warnings, notes.
func (r *generateReport) rows() error {
	g, table := r.command, batch.Input{Name: r.command.phones}
	for _, note := range r.found.Notes {
		g.note("%s", note)
	}
	for _, warning := range r.found.Examples {
		g.note("warning: %s", warning)
	}
	if more := r.found.Warnings - len(r.found.Examples); more > 0 && len(r.found.Examples) > 0 {
		g.note("warning: and %d more", more)
	}
	if g.format == "json" {
		if err := r.open(); err != nil {
			return err
		}
	} else {
		for _, fault := range r.found.Faults {
			fmt.Fprintln(r.stderr, "fvcfg: "+messageOf(fault))
		}
		if len(r.found.Faults) == fleet.MaxListed {
			g.note("%s: there are more faults, which are not listed", table)
		}
	}
	switch {
	case r.found.Faulty == 0:
	case g.keepGoing:
		g.note("%s: %d of %s at fault; the files of the others are written", table, r.found.Faulty, phrase.Count(r.found.Rows, "row"))
	default:
		g.note("%s: %d of %s at fault, and nothing is written; --keep-going writes the files of the others", table, r.found.Faulty, phrase.Count(r.found.Rows, "row"))
	}
	return nil
}

// open begins the JSON object.
func (r *generateReport) open() error {
	faults := []generateFault{}
	for _, fault := range r.found.Faults {
		f := generateFault{Message: messageOf(fault)}
		if at := (*fleet.TableError)(nil); errors.As(fault, &at) {
			f.Line, f.Row, f.Column, f.Name = at.Line, at.Row, at.Column, at.ColumnName
		}
		faults = append(faults, f)
	}
	list, err := json.MarshalIndent(faults, "  ", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(r.stdout, "{\n  \"version\": 1,\n  \"faults\": %s,\n  \"files\": [", list)
	return err
}

// item writes an entry of the JSON list that is open.
func (r *generateReport) item(value any) error {
	data, err := json.MarshalIndent(value, "    ", "  ")
	if err != nil {
		return err
	}
	before := ",\n    "
	if r.listed++; r.listed == 1 {
		before = "\n    "
	}
	_, err = io.WriteString(r.stdout, before+string(data))
	return err
}

// closeList ends the JSON list that is open.
func (r *generateReport) closeList() string {
	end := "]"
	if r.listed > 0 {
		end = "\n  ]"
	}
	r.listed = 0
	return end
}

// stateWords are what a report calls what becomes of a file.
var stateWords = map[fleet.State]string{fleet.Added: "added", fleet.Changed: "changed", fleet.Same: "unchanged"}

// file reports a file that was written, or would be.
func (r *generateReport) file(file *fleet.File, difference *report.SettingDiff) error {
	g := r.command
	r.counts[file.State]++
	if file.State != fleet.Same && file.Secret && !file.Encrypted {
		r.secret++
	}
	switch {
	case g.format == "json":
		mac := ""
		if !file.MAC.IsZero() {
			mac = file.MAC.String()
		}
		return r.item(generateFile{
			File: g.folder.path(file.Name), State: stateWords[file.State], Row: file.Row, MAC: mac, Model: file.Model,
			Dialect: file.Dialect.String(), Version: redact.String(file.Version), Encrypted: file.Encrypted, Secret: file.Secret,
		})
	case !g.writesNothing() || file.State == fleet.Same:
		return nil
	case difference != nil && difference.OldFile != nil && len(difference.Changes) > 0:
		return difference.WriteText(r.stdout, g.colored(g.stdout))
	}
	_, err := fmt.Fprintf(r.stdout, "%s: would be %s, version %s\n", batch.Input{Name: g.folder.path(file.Name)}, stateWords[file.State], phrase.Visible(redact.String(file.Version)))
	return err
}

// left reports the file of a phone that has left the table.
func (r *generateReport) left(e fleet.ManifestEntry, removed bool) error {
	g := r.command
	if removed {
		r.removed++
	} else {
		r.kept++
	}
	name := g.folder.path(e.Name)
	if g.format == "json" {
		if !r.inLeft {
			if _, err := io.WriteString(r.stdout, r.closeList()+",\n  \"left\": ["); err != nil {
				return err
			}
			r.inLeft = true
		}
		return r.item(struct {
			File    string `json:"file"`
			MAC     string `json:"mac"`
			Removed bool   `json:"removed"`
		}{name, e.MAC.String(), removed})
	}
	what := "--yes removes it"
	switch {
	case removed:
		what = "removed"
	case g.yes:
		what = "would be removed"
	}
	_, err := fmt.Fprintf(r.stdout, "%s: its phone is not in the table any more; %s\n", batch.Input{Name: name}, what)
	return err
}

// close prints the sums.
func (r *generateReport) close() error {
	g := r.command
	added, changed, same := r.counts[fleet.Added], r.counts[fleet.Changed], r.counts[fleet.Same]
	if g.format == "json" {
		end := r.closeList()
		if !r.inLeft {
			end += ",\n  \"left\": []"
		}
		_, err := fmt.Fprintf(r.stdout, "%s,\n  \"summary\": {\"rows\": %d, \"faulty\": %d, \"added\": %d, \"changed\": %d, \"unchanged\": %d, \"failed\": %d, \"removed\": %d, \"left\": %d, \"warnings\": %d}\n}\n",
			end, r.found.Rows, r.found.Faulty, added, changed, same, r.failures, r.removed, r.kept, r.found.Warnings)
		return err
	}
	if r.found.Faulty > 0 && !g.keepGoing {
		return nil
	}
	if r.secret > 0 && !g.writesNothing() {
		r.noteSecrets()
	}
	removed := r.removed
	if g.writesNothing() && g.yes {
		removed = r.kept
	}
	sums := []string{fmt.Sprintf("%d added", added), fmt.Sprintf("%d changed", changed), fmt.Sprintf("%d unchanged", same)}
	for _, s := range []struct {
		count int
		what  string
	}{{removed, "removed"}, {r.failures, "not written"}, {r.found.Faulty, "refused"}} {
		if s.count > 0 {
			sums = append(sums, fmt.Sprintf("%d %s", s.count, s.what))
		}
	}
	before := ""
	if g.writesNothing() {
		before = "would be "
	}
	_, err := fmt.Fprintf(r.stdout, "%s: %s%s\n", batch.Input{Name: g.out}, before, strings.Join(sums, ", "))
	return err
}

// noteSecrets says who can read the files that show secrets.
func (r *generateReport) noteSecrets() {
	g, files := r.command, phrase.Count(r.secret, "file")
	switch mode := g.files; {
	case mode == 0, mode&0o077 == 0:
		if mode == 0 {
			mode = ownerOnly
		}
		g.note("%s with secrets in clear: mode %04o, so that a server that runs as another user cannot read them; "+
			"give them a group with --mode 0640, or encrypt them", files, mode)
	case mode&0o007 != 0:
		g.note("%s with secrets in clear: mode %04o, so that every user of this machine can read them", files, mode)
	}
}
