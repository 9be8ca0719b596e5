package main

import (
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/fvcfg/fvcfg/internal/explain"
	"github.com/fvcfg/fvcfg/internal/report"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/lint"
	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/provision"
	"github.com/fvcfg/fvcfg/pkg/provurl"
	"github.com/fvcfg/fvcfg/pkg/template"
)

// freeText are the flags whose values nobody can know before they are typed.
var freeText = []string{
	"dhcp", "exclude", "fdps", "firmware", "folder", "from-option43", "input", "interval", "key", "key-column", "mac", "mdns", "generate mode",
	"name", "option", "phone", "pnp", "port", "running-general-version", "running-version", "sender", "server", "set", "shard",
	"static", "timeout", "tr069", "user", "version",
}

// flagCompletions returns what completes the value of each flag that is no free text, by the
// flag's name. Where commands differ, the command's name stands before it.
func flagCompletions() map[string]cobra.CompletionFunc {
	table, base := files("csv", "tsv", "json", "jsonl", "ndjson", "yaml", "yml"), files("cfg", "txt", "xml", "yaml", "yml")
	named := map[string]cobra.CompletionFunc{
		"algorithm":   values(cfgfile.MD5.String(), cfgfile.SHA256.String()),
		"color":       values("auto", "always", "never"),
		"dialect":     values(dialects()...),
		"disable":     list(rules),
		"emit":        values(names(provision.Ways())...),
		"expect":      values(names([]provision.Outcome{provision.Applied, provision.Unchanged, provision.Rejected})...),
		"ext":         values(naming.CFG.String(), naming.TXT.String(), naming.XML.String()),
		"fail-on":     values(severities()...),
		"for":         values(strings.Split(purposeNames(), ", ")...),
		"format":      formats,
		"lint format": values(report.Formats()...),
		"baseline":    files("json"),
		"lint report": values(suffixed(report.Formats(), "=")...),
		"mode":        values(slices.Sorted(maps.Keys(updateModes))...),
		"model":       values(models()...),
		"name model":  list(models),
		"url model":   list(models),
		"only":        list(rules),
		"padding":     values(crypt.PKCS7.String(), crypt.ZeroPadding.String()),
		"priority":    list(func() []string { return names(provision.Methods()) }),
		"protocol":    values(protocols()...),
		"rule":        values(names(provision.Rules())...),
		"scheme":      values(schemes()...),
		"template":    values(template.Choices()...),
		"to":          values(targets()...),
		"transport":   values(slices.Sorted(maps.Keys(transports))...),

		"base": base, "general": base, "learn base": anyFile,
		"ca-file": files("pem", "crt", "cer"),
		"config":  files("yml", "yaml"),
		"out":     folders, "out-dir": folders, "root": folders,
		"phones": table, "secrets": table,
	}
	for _, name := range []string{
		"derive-keys", "device-key-file", "from", "from-notify", "general-key-file", inFlag, "key-file", "last-device", "last-general",
		"like", "output", "password-file", "report", "running", "value-file",
	} {
		named[name] = anyFile
	}
	for _, name := range freeText {
		named[name] = cobra.NoFileCompletions
	}
	return named
}

// argumentCompletions returns what completes the arguments of commands, by their names. Those
// of the others are files.
func (p *program) argumentCompletions(commands []string) map[string]cobra.CompletionFunc {
	named := map[string]cobra.CompletionFunc{
		"completion": once(values(shellNames()...)),
		"diff": func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			return nil, filesUpTo(2, args)
		},
		"explain": func(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
			return values(explain.Complete(word)...)(cmd, args, word)
		},
		"get":   soon(p.completePaths),
		"man":   once(values(commands...)),
		"name":  completeNames,
		"set":   soon(p.completeAssignments),
		"unset": soon(p.completePaths),
	}
	for _, name := range []string{"generate", "help", "keygen", "simulate", "url", "version"} {
		named[name] = cobra.NoFileCompletions
	}
	return named
}

// addCompletions has a shell know what may stand behind each flag and command. It is done
// where a shell asks: any other run would wait for it.
func (p *program) addCompletions(root *cobra.Command) {
	p.reader.Stdin = strings.NewReader("") // the terminal, at which the line is still being typed
	var commands []string
	for _, c := range root.Commands() {
		commands = append(commands, c.Name()+"\t"+c.Short)
	}
	flags, arguments := flagCompletions(), p.argumentCompletions(commands)
	for _, c := range append(root.Commands(), root) {
		if c != root && c.Name() != "help" {
			c.ValidArgsFunction = anyFile
			if f := arguments[c.Name()]; f != nil {
				c.ValidArgsFunction = f
			}
		}
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			complete := flags[c.Name()+" "+f.Name]
			if complete == nil {
				complete = flags[f.Name]
			}
			if complete != nil && f.NoOptDefVal == "" {
				_ = c.RegisterFlagCompletionFunc(f.Name, complete) // it is there, and this is the first one
			}
		})
	}
}

// anyFile has the shell name files, as it does by itself.
func anyFile(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveDefault
}

// folders has the shell name folders.
func folders(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveFilterDirs
}

// files has the shell name folders and the files with an extension, all where there are none.
func files(extensions ...string) cobra.CompletionFunc {
	return cobra.FixedCompletions(extensions, cobra.ShellCompDirectiveFilterFileExt)
}

// filesUpTo has the shell name files, and nothing behind so many.
func filesUpTo(n int, args []string) cobra.ShellCompDirective {
	if len(args) < n {
		return cobra.ShellCompDirectiveDefault
	}
	return cobra.ShellCompDirectiveNoFileComp
}

// values completes one of a set. What is behind a tab says what a value is.
func values(all ...string) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, word string) ([]string, cobra.ShellCompDirective) {
		return beginning(word, all), cobra.ShellCompDirectiveNoFileComp
	}
}

// list completes values with commas between them, and offers none twice.
func list(all func() []string) cobra.CompletionFunc {
	return func(_ *cobra.Command, _ []string, word string) ([]string, cobra.ShellCompDirective) {
		before := word[:strings.LastIndexByte(word, ',')+1]
		chosen := strings.Split(before, ",")
		var rest []string
		for _, value := range beginning(word[len(before):], all()) {
			if name, _, _ := strings.Cut(value, "\t"); !slices.Contains(chosen, name) {
				rest = append(rest, before+value)
			}
		}
		return rest, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}
}

// once completes the first argument, and nothing behind it.
func once(first cobra.CompletionFunc) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return first(cmd, args, word)
	}
}

// beginning returns the values that begin with what is typed, in capital and small letters
// alike where none does as it is typed.
func beginning(word string, all []string) []string {
	var exact, near []string
	for _, value := range all {
		name, _, _ := strings.Cut(value, "\t")
		switch {
		case strings.HasPrefix(name, word):
			exact = append(exact, value)
		case len(name) >= len(word) && strings.EqualFold(name[:len(word)], word):
			near = append(near, value)
		}
	}
	if len(exact) > 0 {
		return exact
	}
	return near
}

// formats completes a --format with those of its command.
func formats(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
	return values(cmd.Flags().Lookup("format").Annotations[oneOf]...)(cmd, args, word)
}

// completeNames completes what name takes: files where it is to say what they are.
func completeNames(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
	if identify, err := cmd.Flags().GetBool("identify"); err == nil && identify {
		return nil, cobra.ShellCompDirectiveDefault
	}
	return values(provurl.MacroMAC+".cfg", "$input.cfg")(cmd, args, word)
}

// names returns texts that are of a type of their own.
func names[T ~string](all []T) []string {
	texts := make([]string, len(all))
	for i, text := range all {
		texts[i] = string(text)
	}
	return texts
}

// suffixed returns texts with something behind each.
func suffixed(all []string, suffix string) []string {
	all = slices.Clone(all)
	for i := range all {
		all[i] += suffix
	}
	return all
}

// rules returns the rules of lint, by number and by name.
func rules() []string {
	var all []string
	for _, r := range lint.Rules() {
		all = append(all, r.ID+"\t"+r.Name+": "+r.Summary, r.Name+"\t"+r.ID+": "+r.Summary)
	}
	return all
}

func severities() []string {
	return []string{lint.Error.String(), lint.Warning.String(), lint.Info.String(), "none"}
}

func models() []string {
	var all []string
	for _, m := range naming.Models() {
		about := "its general file's name is not known"
		if m.GeneralFile != "" {
			about = m.GeneralFile + ", " + m.Standing.String()
		}
		all = append(all, m.Name+"\t"+about)
	}
	return all
}

func dialects() []string {
	var all []string
	for _, d := range catalog.Dialects() {
		all = append(all, d.String())
	}
	return all
}

// targets returns what convert writes.
func targets() []string {
	var all []string
	for _, f := range forms {
		var written []string
		for _, d := range f.dialects {
			written = append(written, d.String())
		}
		all = append(all, f.name+"\t"+strings.Join(written, " or "))
	}
	return all
}

func schemes() []string {
	var all []string
	for _, m := range crypt.Modes() {
		all = append(all, m.String()+"\t"+m.Description())
	}
	return all
}

func protocols() []string {
	var all []string
	for _, p := range provurl.Protocols() {
		all = append(all, p.String())
	}
	return all
}
