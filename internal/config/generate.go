package config

import (
	"os"
	"path/filepath"

	"go.yaml.in/yaml/v4"
)

// A generateOption is an option of fvcfg generate that a configuration may set. It has the
// name of the flag.
type generateOption struct {
	name    string
	isList  bool // several can be given, a text or a list of them
	isPath  bool // it names files, relative to the folder of the configuration
	meaning string
}

var generateOptions = []generateOption{
	{"base", true, true, "what each file is made of, the later over the earlier"},
	{"general", true, true, "what the general files are made of"},
	{"phones", false, true, "the table with a row for each phone"},
	{"secrets", false, true, "the table with the phones' secrets"},
	{"out", false, true, "the folder that the files go to"},
	{"ext", false, false, "the extension of the files: cfg, txt or xml"},
	{"mode", false, false, "the permissions of the files, in octal"},
	{"key-file", false, true, "the file with the one key"},
	{"key-column", false, false, "the column of the table with the phones' keys"},
	{"derive-keys", false, true, "the file with the master key that the phones' keys are derived from"},
	{"scheme", false, false, "how files are encrypted: mode and IV"},
	{"padding", false, false, "how files are encrypted: pkcs7 or zero"},
	{"like", false, true, "the file that the scheme is learnt from"},
}

// Default is what a configuration says for a flag of fvcfg generate.
type Default struct {
	Flag   string
	Values []string // one, but for flags that can be given several times
}

// generate reads the defaults of fvcfg generate.
func (r *reader) generate(n *yaml.Node) {
	names := make([]string, len(generateOptions))
	for i, o := range generateOptions {
		names[i] = o.name
	}
	fields := r.fields(n, "generate", names)
	for _, o := range generateOptions {
		value := fields[o.name]
		if isEmpty(value) {
			continue
		}
		items := []*yaml.Node{value}
		if o.isList && value.Kind == yaml.SequenceNode {
			items = value.Content
		}
		d := Default{Flag: o.name}
		for _, item := range items {
			if text, ok := r.text(item, o.name); ok {
				d.Values = append(d.Values, text)
			}
		}
		if len(d.Values) > 0 {
			r.config.generate = append(r.config.generate, d)
		}
	}
}

// Generate returns what the configuration says for the flags of fvcfg generate. Names of
// files are such that the current folder finds them.
func (c *Config) Generate() []Default {
	working, _ := os.Getwd() // without one, they stay absolute
	var all []Default
	for _, d := range c.generate {
		for _, o := range generateOptions {
			if o.name == d.Flag && o.isPath {
				d.Values = c.paths(working, d.Values)
			}
		}
		all = append(all, d)
	}
	return all
}

// paths returns names of files as seen from the working folder.
func (c *Config) paths(working string, names []string) []string {
	seen := make([]string, len(names))
	for i, name := range names {
		seen[i] = name
		if name == "-" || filepath.IsAbs(name) {
			continue
		}
		seen[i] = filepath.Join(c.folder, filepath.FromSlash(name))
		if relative, err := filepath.Rel(working, seen[i]); working != "" && err == nil && filepath.IsLocal(relative) {
			seen[i] = relative
		}
	}
	return seen
}
