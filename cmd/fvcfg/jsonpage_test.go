package main

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// jsonRuns are commands whose JSON has, together, most members that docs/json.md describes.
// A run is of the section that its first word names.
var jsonRuns = [][]string{
	{"lint", "docs/broken"},
	{"lint", "--summary", "docs/broken"},
	{"digest", "examples/text-legacy.cfg"},
	{"info", "examples/text-legacy.cfg", "examples/phonebook.csv", "--key-file", "examples/example.key", "SEALED"},
	{"get", "examples/text-legacy.cfg"},
	{"get", "examples/text-legacy.cfg", "--in", "examples/text-modern.cfg", "@line1.password"},
	{"convert", "--to", "dotted", "--out-dir", "OUT", "examples/sysconf.xml", "nosuch.xml"},
	{"convert", "--to", "xml", "--across", "--out-dir", "OUT", "examples/text-legacy.cfg"},
	{"diff", "--names", "examples/0c383e1a2b3c.cfg", "examples/text-modern.cfg"},
	{"diff", "docs/broken", "docs/trouble"},
	{"name", "--model", "X6", "--mac", "00:15:65:11:3a:f8"},
	{"name", "--list"},
	{"name", "--identify", "docs/broken/00-15-65-11-3A-F8.cfg", "examples/0c383e1a2b3c.cfg", "examples/F0V00X600000.cfg"},
	{"explain", "FV102", "SIP1 Register Port", "@line1.password", "Config Encryption Key", "SIP CONFIG MODULE"},
	{"url", "http://anna:secret@192.0.2.1:8080/x/$MAC.cfg?id=1", "--model", "X6"},
	{"url", "--from-option43", "0116687474703a2f2f3139322e302e322e312f612e636667"},
	{"url", "--from-option43", "011c0302042b06"},
	{"url", "--from-option43", "746674703a2f2f3139322e3136382e312e3131382f246d61..."},
	{"simulate", "--model", "X6", "--mac", "0c383e1a2b3c", "--root", "examples", "--running", "examples/text-modern.cfg"},
	{"simulate", "--model", "X4U", "--mac", "0c383e1a2b3c", "--root", "examples", "--static", "http://prov.example.com/xml-legacy.xml"},
	{"simulate", "--model", "X6", "--phones", "examples/fleet/phones.csv", "--root", "examples"},
	{"version"},
	{"generate", "--config", "examples/fleet/.fvcfg.yaml", "--out", "OUT", "--check", "--prune"},
	{"generate", "--base", "examples/fleet/base.cfg", "--phones", "FAULTY", "--out", "OUT", "--check", "--keep-going"},
}

// TestJSONPage runs each command that docs/json.md describes: its version is 1, and the page
// has a section with every member. What the layouts there show is in the output of one.
func TestJSONPage(t *testing.T) {
	t.Chdir("../..")
	page, err := os.ReadFile("docs/json.md")
	if err != nil {
		t.Fatal(err)
	}
	sections := make(map[string]string)
	for _, section := range strings.Split(string(page), "\n## ")[1:] {
		name, text, _ := strings.Cut(section, "\n")
		sections[name] = text
	}
	out := t.TempDir()
	sealed := filepath.Join(out, "0c383e1a2b3d.cfg")
	newTestProgram(&bytes.Buffer{}).run([]string{"encrypt", "--key-file", "examples/example.key", "-o", sealed, "examples/0c383e1a2b3c.cfg"})
	faulty := filepath.Join(out, "phones.csv")
	if err := os.WriteFile(faulty, []byte("mac,line1.number\nnone,1\n0c383e1a2b3c,2\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	commit, date = "0123abc", "2026-11-27T01:24:27Z"
	t.Cleanup(func() { commit, date = "", "" })
	printed := make(map[string]map[string]bool)
	for _, args := range jsonRuns {
		args = append(slices.Clone(args), "--format", "json")
		for i := range args {
			args[i] = strings.NewReplacer("OUT", filepath.Join(out, "made"), "SEALED", sealed, "FAULTY", faulty).Replace(args[i])
		}
		members := runJSON(t, args)
		described := describedIn(sections[args[0]])
		for member := range members {
			if !described[member] {
				t.Errorf("%s: docs/json.md does not describe %q", strings.Join(args, " "), member)
			}
		}
		if printed[args[0]] == nil {
			printed[args[0]] = make(map[string]bool)
		}
		maps.Copy(printed[args[0]], members)
	}
	for name, text := range sections {
		for _, layout := range layouts(text) {
			if !printed[name][layout] {
				t.Errorf("docs/json.md shows a member %q of %s, and no run has it", layout, name)
			}
		}
	}
}

// TestJSONOfEveryCommand holds the page's claim against the commands: those that take
// --format json have a section, and a run above.
func TestJSONOfEveryCommand(t *testing.T) {
	for _, c := range newTestProgram(&bytes.Buffer{}).newRoot(nil).Commands() {
		f := c.Flags().Lookup("format")
		if f == nil || !strings.Contains(f.Usage, "json") {
			continue
		}
		if !slices.ContainsFunc(jsonRuns, func(args []string) bool { return args[0] == c.Name() }) {
			t.Errorf("%s speaks JSON, and no run of it is held against docs/json.md", c.Name())
		}
	}
}

// runJSON runs a command and returns the names of all members that it prints.
func runJSON(t *testing.T, args []string) map[string]bool {
	t.Helper()
	var out, errs bytes.Buffer
	p := newTestProgram(&out)
	p.stderr = &errs
	code := p.run(args)
	members := make(map[string]bool)
	var value map[string]any
	d := json.NewDecoder(&out)
	if err := d.Decode(&value); err != nil || d.More() || code == exitUsage {
		t.Fatalf("%s: exit code %d, %v\n%s", strings.Join(args, " "), code, err, errs.String())
	}
	if version := value["version"]; version != 1.0 && args[0] != "version" {
		t.Errorf("%s: version %v", strings.Join(args, " "), version)
	}
	addMembers(members, value)
	return members
}

func addMembers(members map[string]bool, value any) {
	switch value := value.(type) {
	case map[string]any:
		for name, of := range value {
			members[name] = true
			addMembers(members, of)
		}
	case []any:
		for _, of := range value {
			addMembers(members, of)
		}
	}
}

// describedIn returns the names that a section has in backquotes or in a layout; of url.host, host.
func describedIn(section string) map[string]bool {
	names := make(map[string]bool)
	for _, quoted := range regexp.MustCompile("`([a-z0-9_.]+)`").FindAllStringSubmatch(section, -1) {
		names[quoted[1][strings.LastIndexByte(quoted[1], '.')+1:]] = true
	}
	for _, name := range layouts(section) {
		names[name] = true
	}
	return names
}

// layouts returns the names of the members that a section's layouts show.
func layouts(section string) []string {
	var names []string
	for _, name := range regexp.MustCompile(`"([a-z0-9_]+)":`).FindAllStringSubmatch(section, -1) {
		names = append(names, name[1])
	}
	return names
}
