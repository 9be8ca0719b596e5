package main

import (
	"os"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/internal/explain"
	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// What a shell waits for at most. A file of a phone has 205 KB at most, as far as is known.
const (
	completionSize = 1 << 20         // bytes of a file, of which paths are offered
	completionTime = 2 * time.Second // until it is said that there is nothing
	completionMany = 8               // files of which the paths are put together
	pathsAtOnce    = 60              // paths that are listed whole; of more, the next part
	aboutWidth     = 40              // letters of a value that stand beside its path
)

// soon has a function complete a word, and offers nothing where that takes too long.
func soon(complete cobra.CompletionFunc) cobra.CompletionFunc {
	type answer struct {
		offered   []string
		directive cobra.ShellCompDirective
	}
	return func(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
		given := make(chan answer, 1)
		go func() {
			offered, directive := complete(cmd, args, word)
			given <- answer{offered, directive}
		}()
		select {
		case a := <-given:
			return a.offered, a.directive
		case <-time.After(completionTime):
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
	}
}

// completePaths completes the arguments of a command that takes a file and paths in it.
func (p *program) completePaths(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
	if len(args) == 0 {
		return nil, cobra.ShellCompDirectiveDefault
	}
	files := p.filesToComplete(cmd.Flags(), args[0])
	if strings.HasPrefix(word, "@") {
		return neutralNames(files, word), cobra.ShellCompDirectiveNoFileComp
	}
	var all []offeredPath
	for _, file := range files {
		all = append(all, pathsIn(file)...)
	}
	found, more := nextParts(word, pathsBeginning(word, all))
	if word == "" && len(files) > 0 {
		found, more = append(found, "@\tnames that are the same in all dialects"), true
	}
	if more {
		return found, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}
	return found, cobra.ShellCompDirectiveNoFileComp
}

// completeAssignments completes what set takes: a file, then path and value in turn. A value
// is one that the dictionary knows.
func (p *program) completeAssignments(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
	if len(args)%2 == 1 || len(args) == 0 {
		return p.completePaths(cmd, args, word)
	}
	if cmd.Flags().Changed("value-file") {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var known []string
	for _, file := range p.filesToComplete(cmd.Flags(), args[0]) {
		place, _, err := file.Place(args[len(args)-1])
		if err != nil {
			continue
		}
		entry, _ := catalog.For(file.Dialect()).Lookup(place.Module, place.List, place.Key)
		for _, m := range entry.Meanings() {
			for _, v := range m.Values {
				if value := v.Value + "\t" + v.Text; v.Value != "n" && !strings.Contains(v.Value, "..") && !slices.Contains(known, value) {
					known = append(known, value)
				}
			}
		}
	}
	return values(known...)(cmd, args, word)
}

// filesToComplete reads the files of a command line, none of those that cannot be read in
// a moment and without a question: standard input, a pipe, an encrypted one without its key.
func (p *program) filesToComplete(flags *pflag.FlagSet, first string) []*cfgfile.File {
	args := []string{first}
	if more, err := flags.GetStringArray(inFlag); err == nil {
		args = append(args, more...)
	}
	inputs, _ := batch.Expand(args, batch.ExpandOptions{EachName: true}) // of what is there
	keys := p.keysToComplete(flags)
	var files []*cfgfile.File
	for _, in := range inputs[:min(len(inputs), completionMany)] {
		if !isSmallFile(in.Name) {
			continue
		}
		if d, err := p.read(in, keys); err == nil && d.file != nil {
			files = append(files, d.file)
		}
	}
	return files
}

// keysToComplete returns the keys of a command line, none where one of them cannot be had in a
// moment.
func (p *program) keysToComplete(flags *pflag.FlagSet) *keyring {
	given := func(name string) string {
		if f := flags.Lookup(name); f != nil {
			return f.Value.String()
		}
		return ""
	}
	k := keyFlags{file: given("key-file"), hex: given("key"), master: given("derive-keys"), phones: given("phones"), column: given("key-column")}
	for _, name := range []string{k.file, k.master, k.phones, p.getenv("FVCFG_KEY_FILE")} {
		if name != "" && !isSmallFile(name) {
			return &keyring{}
		}
	}
	keys, err := p.keyring(k)
	if err != nil {
		return &keyring{}
	}
	return keys
}

// isSmallFile reports whether a file is one that is read in a moment.
func isSmallFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular() && info.Size() <= completionSize
}

// neutralNames offers the neutral names that the files' dialects have, with the numbers that
// the files have, and all where no file was read.
func neutralNames(files []*cfgfile.File, word string) []string {
	numbers := map[catalog.Concept][]int{}
	concepts := catalog.Concepts()
	if len(files) > 0 {
		concepts = slices.DeleteFunc(concepts, func(c catalog.Concept) bool {
			return !slices.ContainsFunc(files, func(f *cfgfile.File) bool { return len(c.Paths(f.Dialect())) > 0 })
		})
	}
	for _, file := range files {
		for _, s := range file.Settings() {
			if c, number, ok := catalog.ConceptOf(file.Dialect(), s.Path.String()); ok && !slices.Contains(numbers[c], number) {
				numbers[c] = append(numbers[c], number)
			}
		}
	}
	return explain.CompleteName(word, concepts, func(c catalog.Concept) []int { return numbers[c] })
}

// offeredPath is a way to name a setting, and how much of it is left out: nothing, the list,
// or the module, too.
type offeredPath struct {
	path, separator, about string
	short                  int
}

// pathsIn returns the ways to name each setting of a file that name no other. A path that is
// secret, or that no line can have, is left out.
func pathsIn(file *cfgfile.File) []offeredPath {
	shown, separator := redact.NewFile(file), file.Dialect().Separator()
	var all []offeredPath
	holders := map[string]map[string]bool{} // of a way, the paths that it stands for
	for _, s := range file.Settings() {
		path := s.Path.String()
		if shown.Path(&s) != path || !isTypeable(path) {
			continue
		}
		about := phrase.OneLine(shown.Value(&s))
		if letters := []rune(about); len(letters) > aboutWidth {
			about = string(letters[:aboutWidth-1]) + "…"
		}
		for short, way := range []string{path, s.Module + separator + s.Key, s.Key} {
			if holders[way] == nil {
				holders[way] = map[string]bool{}
			}
			if holders[way][path] || short > 0 && way == path || short == 1 && !file.Dialect().IsText() {
				continue
			}
			holders[way][path] = true
			all = append(all, offeredPath{way, separator, about, short})
		}
	}
	return slices.DeleteFunc(all, func(o offeredPath) bool { return o.short > 0 && len(holders[o.path]) > 1 })
}

// isTypeable reports whether a shell can offer a path: one without line breaks or blanks
// at an end, which is no flag.
func isTypeable(path string) bool {
	return path != "" && !strings.HasPrefix(path, "-") && strings.TrimSpace(path) == path && !strings.ContainsFunc(path, unicode.IsControl)
}

// pathsBeginning returns the paths that begin with what is typed: whole ones, and where
// there are none, those without the list, or keys alone.
func pathsBeginning(word string, all []offeredPath) []offeredPath {
	for short := range 3 {
		var offers []string
		kept := map[string]offeredPath{}
		for _, o := range all {
			if _, has := kept[o.path]; !has && o.short == short {
				kept[o.path] = o
				offers = append(offers, o.path)
			}
		}
		if found := beginning(word, offers); len(found) > 0 {
			paths := make([]offeredPath, len(found))
			for i, path := range found {
				paths[i] = kept[path]
			}
			return paths
		}
	}
	return nil
}

// nextParts returns paths to choose from. Where there are many, that is the part that
// comes next, a module or a list, and more reports whether something is to follow.
func nextParts(word string, paths []offeredPath) (parts []string, more bool) {
	typed := len(word)
	for len(paths) > pathsAtOnce {
		parts, more = nil, false
		seen := map[string]bool{}
		next := 0
		for _, o := range paths {
			part := o.path + "\t" + o.about
			if end := strings.Index(o.path[typed:], o.separator); end >= 0 {
				part, more = o.path[:typed+end+len(o.separator)], true
				next = len(part)
			}
			if !seen[part] {
				seen[part] = true
				parts = append(parts, part)
			}
		}
		if len(parts) > 1 || !more {
			return parts, more
		}
		typed = next
	}
	parts = nil
	for _, o := range paths {
		parts = append(parts, o.path+"\t"+o.about)
	}
	return parts, false
}
