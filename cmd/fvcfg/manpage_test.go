package main

import (
	"regexp"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// manPage returns a command's manual page in roff. The line that begins with .TH has neither
// date nor version: man puts them in.
func manPage(c *cobra.Command) string {
	var b roff
	name := manName(c)
	b.line(".TH " + strings.ToUpper(name) + ` 1 "" "fvcfg" "fvcfg manual"`)
	b.line(".nh\n.nr HY 0") // a flag or a path is not to be broken
	b.line(".ad l")
	b.section("NAME")
	b.text(name + " - " + c.Short)
	b.section("SYNOPSIS")
	use := c.UseLine()
	if !c.HasParent() {
		use = "fvcfg COMMAND [flags] [FILE…]"
	}
	b.line(".B " + escapeRoff(use))
	b.section("DESCRIPTION")
	b.prose(firstNonEmpty(c.Long, c.Short+"."))
	if c.HasAvailableSubCommands() {
		b.section("COMMANDS")
		for _, sub := range c.Commands() {
			if sub.IsAvailableCommand() {
				b.item(sub.Name(), sub.Short+".")
			}
		}
	}
	b.flags("OPTIONS", c.NonInheritedFlags())
	b.flags("OPTIONS OF EVERY COMMAND", c.InheritedFlags())
	if c.Example != "" {
		b.section("EXAMPLES")
		b.verbatim(strings.Split(c.Example, "\n"))
	}
	b.section("EXIT STATUS")
	for _, status := range exitStatuses {
		b.item(status[0], status[1])
	}
	b.section("ENVIRONMENT")
	for _, variable := range environment(c) {
		b.item(variable[0], variable[1])
	}
	if files := manFiles(c); len(files) > 0 {
		b.section("FILES")
		for _, file := range files {
			b.item(file[0], file[1])
		}
	}
	b.section("SEE ALSO")
	b.text(strings.Join(seeAlso(c), ", "))
	return b.String()
}

// exitStatuses are those of every command.
var exitStatuses = [][2]string{
	{"0", "Done, and nothing found."},
	{"1", "Findings, differences, losses, faulty rows, or a result refused."},
	{"2", "Wrong usage: a flag, a key, a model, a path into a file, a configuration."},
	{"3", "Could not do it: a file that is not there, cannot be read or decrypted, a full disk."},
}

// environment returns the variables that a command looks at, and what each is for.
func environment(c *cobra.Command) [][2]string {
	all := [][2]string{
		{"NO_COLOR", "Set to anything, it switches colours off, unless --color is always."},
		{"TERM", "They are off, too, where it is dumb."},
	}
	if c.Flags().Lookup("key-file") != nil {
		all = append(all,
			[2]string{"FVCFG_KEY_FILE", "Names the file with the key, where --key-file is not given."},
			[2]string{"FVCFG_KEY", "The key itself, where neither names a file."})
	}
	if c.Name() == "man" {
		all = append(all, [2]string{"SOURCE_DATE_EPOCH", "The date of the pages, in seconds since 1970, in place of that of the release."})
	}
	return all
}

// manFiles returns the files that a command looks for or makes by names of their own.
func manFiles(c *cobra.Command) [][2]string {
	var all [][2]string
	if c.Flags().Lookup("no-config") != nil {
		all = append(all, [2]string{".fvcfg.yaml", "The configuration: the nearest, upward from each file, or from the current folder for what comes from none."})
	}
	if c.Name() == "generate" {
		all = append(all, [2]string{"SHA256SUMS", "The manifest of the folder that files are made in, which sha256sum -c checks; with --shard, one for each part beside it."})
	}
	return all
}

// seeAlso returns the pages of the command above, those beside, and those below.
func seeAlso(c *cobra.Command) []string {
	var all []string
	add := func(of *cobra.Command) { all = append(all, manName(of)+"(1)") }
	if c.HasParent() {
		add(c.Parent())
		for _, sibling := range c.Parent().Commands() {
			if sibling != c && sibling.IsAvailableCommand() {
				add(sibling)
			}
		}
	}
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() {
			add(sub)
		}
	}
	return all
}

func manName(c *cobra.Command) string { return strings.ReplaceAll(c.CommandPath(), " ", "-") }

func firstNonEmpty(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

// roff is a manual page that is written.
type roff struct{ strings.Builder }

func (b *roff) line(text string)    { b.WriteString(text + "\n") }
func (b *roff) section(name string) { b.line(".SH " + name) }
func (b *roff) text(text string)    { b.line(escapeRoff(text)) }

// item writes a term and, indented below it, what it is.
func (b *roff) item(term, text string) {
	b.line(".TP\n.B " + escapeRoff(term))
	b.text(text)
}

// flags writes a section of flags.
func (b *roff) flags(title string, flags *pflag.FlagSet) {
	if !flags.HasAvailableFlags() {
		return
	}
	b.section(title)
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		term := "--" + f.Name
		if f.Shorthand != "" {
			term = "-" + f.Shorthand + ", " + term
		}
		name, usage := valueName(f)
		if name != "" {
			term += " " + name
		}
		if value := defaultOf(f); value != "" && !strings.Contains(usage, "(default") {
			usage += " (default " + value + ")"
		}
		b.item(term, usage+".")
	})
}

// valueNames are the names of values that are not those of their flags in capital letters.
var valueNames = map[string]string{
	"config": "FILE", "color": "WHEN", "derive-keys": "FILE", "exclude": "PATTERN", "ext": "EXTENSION",
	"dhcp": "URL", "disable": "RULE", "fdps": "URL", "from": "FILE", "from-notify": "FILE", "from-option43": "HEX", "for": "WHAT",
	"general": "FILE", "in": "FILE", "key": "HEX", "last-device": "FILE", "last-general": "FILE",
	"like": "FILE", "mdns": "URL", "only": "RULE", "out": "DIR", "phones": "TABLE", "pnp": "URL", "priority": "SOURCE",
	"report": "FILE", "root": "DIR", "running": "FILE", "secrets": "TABLE", "set": "VERSION", "shard": "I/N",
	"sender": "HOST", "phone": "HOST", "server": "HOST", "static": "URL", "template": "ENGINE", "to": "DIALECT", "tr069": "URL",
	"emit": "WAY", "base": "FILE", "interval": "HOURS", "fail-on": "SEVERITY", "output": "FILE", "option": "N", "expect": "OUTCOME",
	"baseline": "FILE", "running-version": "VERSION", "running-general-version": "VERSION", "firmware": "VERSION",
}

// valueName returns what stands for a flag's value, with "" for a switch, and the flag's usage.
func valueName(f *pflag.Flag) (name, usage string) {
	name, usage = pflag.UnquoteUsage(f)
	kind := f.Value.Type()
	switch {
	case kind == "bool":
		return "", usage
	case strings.Contains(f.Usage, "`"):
		name = strings.ToUpper(name)
	case valueNames[f.Name] != "":
		name = valueNames[f.Name]
	case strings.HasSuffix(f.Name, "-file"):
		name = "FILE"
	case strings.HasSuffix(f.Name, "-dir"):
		name = "DIR"
	default:
		name = strings.ToUpper(f.Name[strings.LastIndexByte(f.Name, '-')+1:])
	}
	if kind == "stringSlice" || kind == "intSlice" {
		name += ",…"
	}
	return name, usage
}

// defaultOf returns the value that a flag has where it is not given, with "" for none.
func defaultOf(f *pflag.Flag) string {
	switch value := strings.Trim(f.DefValue, "[]"); value {
	case "false", "0", "0s":
		return ""
	default:
		return value
	}
}

// listTerm finds a line of a list of names, each with its text behind two spaces or more.
var listTerm = regexp.MustCompile(`^  (\S+(?: \S+)*) {2,}(\S.*)$`)

// prose writes paragraphs. Lines that are indented stay lines, but for lists of terms.
func (b *roff) prose(text string) {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for i := 0; i < len(lines); {
		end := i
		indented := func(line string) bool { return strings.HasPrefix(line, "  ") || strings.HasPrefix(line, "\t") }
		for end < len(lines) && lines[end] != "" && indented(lines[end]) == indented(lines[i]) {
			end++
		}
		switch {
		case end == i:
			end++
			if end < len(lines) && !indented(lines[end]) {
				b.line(".PP")
			}
		case !indented(lines[i]):
			for _, line := range lines[i:end] {
				b.text(strings.TrimPrefix(line, "#### ")) // cobra's, on completion
			}
		default:
			b.indented(lines[i:end])
		}
		i = end
	}
}

// indented writes lines that are a list of terms, or else as they are.
func (b *roff) indented(lines []string) {
	for _, line := range lines {
		if !listTerm.MatchString(line) {
			b.line(".PP")
			b.verbatim(lines)
			return
		}
	}
	for _, line := range lines {
		found := listTerm.FindStringSubmatch(line)
		b.item(found[1], found[2])
	}
}

// verbatimWidth is how long a line may be that is not filled, on a page of 80 columns.
const verbatimWidth = 68

// verbatim writes lines as they are. A command that is too long goes on below.
func (b *roff) verbatim(lines []string) {
	b.line(".RS 4\n.EX")
	for _, line := range lines {
		line = strings.TrimSpace(strings.ReplaceAll(line, "\t", "  "))
		for indent := ""; line != ""; indent = "    " {
			head, rest := breakCommand(line, verbatimWidth-len(indent))
			if rest != "" {
				head += ` \`
			}
			b.line(escapeRoff(indent + head))
			line = rest
		}
	}
	b.line(".EE\n.RE")
}

// breakCommand cuts a command that is too wide at a space outside of quotation marks, in
// front of a flag where there is one.
func breakCommand(line string, width int) (head, rest string) {
	if len([]rune(line)) <= width {
		return line, ""
	}
	quoted, n, at, flag := false, 0, 0, 0
	for i, r := range line {
		switch {
		case r == '\'':
			quoted = !quoted
		case r == ' ' && !quoted && n <= width-2:
			at = i
			if strings.HasPrefix(line[i:], " -") {
				flag = i
			}
		}
		n++
	}
	if flag > 0 {
		at = flag
	}
	if at == 0 {
		return line, ""
	}
	return line[:at], line[at+1:]
}

// escapeRoff returns text as roff prints it letter by letter.
func escapeRoff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`, "`", `\(ga`, "^", `\(ha`, "~", `\(ti`).Replace(text)
	if strings.HasPrefix(text, ".") {
		text = `\&` + text
	}
	return text
}

// unroff returns what a page prints, word by word.
func unroff(page string) string {
	var text []string
	for line := range strings.Lines(page) {
		line = strings.TrimSuffix(line, "\n")
		if bold, ok := strings.CutPrefix(line, ".B "); ok {
			line = bold
		} else if strings.HasPrefix(line, ".") {
			continue
		}
		line = strings.NewReplacer(`\e`, `\`, `\-`, "-", `\(aq`, "'", `\(ga`, "`", `\(ha`, "^", `\(ti`, "~", `\&`, "").Replace(line)
		text = append(text, strings.Fields(line)...)
	}
	return strings.Join(text, " ")
}
