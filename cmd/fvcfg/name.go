package main

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/sidefile"
)

type nameCommand struct {
	*program
	models   []string
	macs     []string
	input    string
	infer    bool
	list     bool
	identify bool
	ext      string
	format   string
}

func (p *program) newName() *cobra.Command {
	n := &nameCommand{program: p}
	c := &cobra.Command{
		Use:   "name (--model MODEL | --mac MAC | --list | --identify FILE… | TEMPLATE…) [flags]",
		Short: "Give the file names that a phone asks for, and tell what a name stands for",
		Long: `Name prints the name of a model's general file and of a device's file. Model
names are taken in any case and with or without the maker's name; a MAC address
with colons, dashes, dots or none.

An argument is a name with the phone's macros $mac and $input, which are filled
in from --mac and --input. --identify goes the other way and tells which model,
MAC or user-given name each file name stands for, and what it may be a slip of. It
takes several; a folder that is there stands for the names of the files in it.

The model table has the 28 names of the vendor's Auto Provision Description 1.1
(standing: vendor), those that others report (reported), and those that nobody has
seen: inferred by a rule that nearly all names beginning with F0V follow (inferred),
or from the model that another is a variant of (inferred (base)). What is not sure of
a name is said on standard error. Of some models no name is known (unknown): --infer
prints what the rule makes of them, and of models that the table lacks.`,
		Example: `  fvcfg name --model X6
  fvcfg name --model X309 --infer
  fvcfg name --mac 00:15:65:11:3a:f8
  fvcfg name '$mac.cfg' --mac 0015.6511.3af8
  fvcfg name --identify F0V00X600000.cfg`,
		RunE: func(_ *cobra.Command, args []string) error { return n.run(args) },
	}
	flags := c.Flags()
	flags.StringSliceVar(&n.models, "model", nil, "print the name of this model's general file")
	flags.BoolVar(&n.infer, "infer", false, "of a model whose file's name nobody knows, print the name that the rule makes")
	flags.StringSliceVar(&n.macs, "mac", nil, "print the name of the file of the device with this MAC address")
	flags.StringVar(&n.input, "input", "", "what the user types at the phone, for $input")
	flags.BoolVar(&n.list, "list", false, "print the model table")
	flags.BoolVar(&n.identify, "identify", false, "tell what each file name stands for")
	flags.StringVar(&n.ext, "ext", "cfg", "extension: cfg, txt or xml")
	addFormat(flags, &n.format, "text or json")
	return c
}

func (n *nameCommand) run(args []string) error {
	switch {
	case n.list:
		return n.printTable()
	case n.identify:
		return n.identifyAll(args)
	case len(n.models) == 0 && len(n.macs) == 0 && len(args) == 0:
		return usagef("give --model, --mac, --list, --identify or a name with $mac or $input")
	}
	for _, arg := range args {
		if isEaten(arg) {
			return usagef("%s: no name stands before the extension, as when a shell takes $mac for a variable of its own: put the name into single quotes, '%s'", batch.Input{Name: arg}, withMacro(arg))
		}
	}
	return n.printNames(args)
}

// isEaten reports whether a name is what a shell leaves of one with a macro in it: an
// extension, and nothing before it.
func isEaten(name string) bool {
	_, base := path.Split(name)
	_, err := naming.ParseExt(strings.TrimPrefix(base, "."))
	return base == "" || strings.HasPrefix(base, ".") && err == nil
}

// withMacro returns such a name with $mac in its place.
func withMacro(name string) string {
	dir, ext := path.Split(name)
	return dir + "$mac" + ext
}

// fileName is a name that was made, and what it was made of.
type fileName struct {
	Name  string `json:"name"`
	Model string `json:"model,omitempty"`
	// Standing is how well a model's name is attested, and Besides another name that is
	// inferred for it.
	Standing string `json:"standing,omitempty"`
	Besides  string `json:"besides,omitempty"`
	MAC      string `json:"mac,omitempty"`
}

func (n *nameCommand) printNames(templates []string) error {
	names, err := n.names(templates)
	if err != nil {
		return err
	}
	if n.format == "json" {
		return n.printJSON(struct {
			Version int        `json:"version"`
			Names   []fileName `json:"names"`
		}{1, names})
	}
	for _, name := range names {
		if _, err := fmt.Fprintln(n.stdout, name.Name); err != nil {
			return err
		}
	}
	return nil
}

// names returns the names that were asked for, and why some cannot be made.
func (n *nameCommand) names(templates []string) ([]fileName, error) {
	ext, err := naming.ParseExt(n.ext)
	if err != nil {
		return nil, usagef("--ext: %w", err)
	}
	var names []fileName
	var errs []error
	for _, name := range n.models {
		model, err := n.model(name)
		if err != nil {
			errs = append(errs, usage(err))
			continue
		}
		names = append(names, n.general(model, ext))
	}
	macros := naming.Macros{Input: n.input}
	for _, text := range n.macs {
		mac, err := naming.ParseMAC(text)
		if err != nil {
			errs = append(errs, usage(err))
			continue
		}
		macros.MAC = mac
		if len(templates) == 0 {
			names = append(names, fileName{Name: mac.FileName(ext), MAC: mac.String()})
		}
		for _, template := range templates {
			name, err := macros.Expand(template)
			names, errs = append(names, fileName{Name: name, MAC: mac.String()}), append(errs, usage(err))
		}
	}
	if len(n.macs) == 0 {
		for _, template := range templates {
			name, err := macros.Expand(template)
			names, errs = append(names, fileName{Name: name}), append(errs, usage(err))
		}
	}
	return names, errors.Join(errs...)
}

// model returns a model whose general file's name is known or, with --infer, is made.
func (n *nameCommand) model(name string) (naming.Model, error) {
	model, err := naming.LookupGeneralFile(name)
	var nameless *naming.NamelessModelError
	var unknown *naming.UnknownModelError
	inferred := ""
	switch {
	case errors.As(err, &nameless):
		name, inferred = nameless.Model.Name, nameless.Inferred
	case errors.As(err, &unknown):
		inferred = unknown.Inferred
	}
	switch {
	case inferred == "":
		return model, err
	case n.infer:
		return naming.Model{Name: name, GeneralFile: inferred, Standing: naming.Inferred, Source: "the rule of the F0V names"}, nil
	}
	return model, fmt.Errorf("%w (--infer prints it)", err)
}

// general returns the name of a model's general file, and says on standard error what is not
// sure of it.
func (n *nameCommand) general(model naming.Model, ext naming.Ext) fileName {
	name := fileName{Name: model.FileName(ext), Model: model.Name, Standing: model.Standing.String()}
	if inferred, ok := naming.InferGeneralFile(model.Name); ok && model.IsAttested() && slices.Contains(model.Alternates, strings.TrimSuffix(inferred, ".cfg")) {
		name.Besides = strings.TrimSuffix(inferred, ".cfg") + "." + ext.String()
		n.note("%s: %s is %s (%s); the rule of the F0V names infers %s", model.Name, name.Name, name.Standing, model.Source, name.Besides)
	}
	if !model.IsAttested() {
		why := model.Source
		if model.Note != "" {
			why += ": " + model.Note
		}
		n.note("%s: %s is %s (%s); nobody has seen this phone ask for it", model.Name, name.Name, name.Standing, why)
	}
	return name
}

// modelRow is a row of the model table as JSON has it.
type modelRow struct {
	Model        string   `json:"model"`
	GeneralFile  string   `json:"general_file"`
	Family       string   `json:"family,omitempty"`
	Standing     string   `json:"standing"`
	Source       string   `json:"source"`
	Note         string   `json:"note,omitempty"`
	Alternates   []string `json:"alternates,omitempty"`
	Rejected     []string `json:"rejected,omitempty"`
	FirmwareInfo string   `json:"firmware_info,omitempty"`
}

func (n *nameCommand) printTable() error {
	if n.format == "json" {
		var rows []modelRow
		for _, m := range naming.Models() {
			rows = append(rows, modelRow{m.Name, m.GeneralFile, m.Family, m.Standing.String(), m.Source, m.Note, m.Alternates, m.Rejected, m.FirmwareInfo})
		}
		return n.printJSON(struct {
			Version int        `json:"version"`
			Models  []modelRow `json:"models"`
		}{1, rows})
	}
	t := newTable(n.stdout)
	fmt.Fprintln(t, "MODEL\tGENERAL FILE\tSTANDING\tNOTE")
	for _, m := range naming.Models() {
		fmt.Fprintln(t, strings.TrimRight(strings.Join([]string{m.Name, cmp.Or(m.GeneralFile, "-"), m.Standing.String(), m.Note}, "\t"), "\t"))
	}
	return t.Flush()
}

// identity is what a file name stands for, as JSON has it.
type identity struct {
	File   string   `json:"file"`
	Kind   string   `json:"kind"`
	Models []string `json:"models,omitempty"`
	// Inferred are models that are only inferred to share the file, and Note says of a
	// name that it is only inferred itself.
	Inferred []string `json:"inferred,omitempty"`
	Note     string   `json:"note,omitempty"`
	MAC      string   `json:"mac,omitempty"`
	User     string   `json:"user,omitempty"`
	Hint     *hint    `json:"hint,omitempty"`
}

// hint says what a name is nearly.
type hint struct {
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

func identify(file string) identity {
	id := naming.Identify(file)
	result := identity{File: file, Kind: id.Kind.String(), User: id.UserName}
	for _, m := range id.Models {
		result.Models = append(result.Models, m.Name)
	}
	for _, m := range id.Inferred {
		result.Inferred = append(result.Inferred, m.Name)
	}
	if id.Kind == naming.DeviceFile {
		result.MAC = id.MAC.String()
	}
	if id.Kind == naming.UserFile && id.Near == nil {
		result.sideFile(file)
	}
	switch {
	case id.Near != nil:
		result.Hint = &hint{id.Near.Name, id.Near.Reason}
	case id.Listed != "":
		result.Hint = &hint{id.Listed, id.Note}
	default:
		result.Note = id.Note
	}
	return result
}

// sideFile recognizes a phone book or another side file by its name alone. A name that is
// nearly one of theirs has a hint.
func (i *identity) sideFile(file string) {
	kind := sidefile.RecognizeName(file)
	if kind == 0 || kind == sidefile.UnknownTable {
		return
	}
	i.Kind, i.User = kind.String(), ""
	if near := sidefile.CheckName(kind, file); near != nil && !near.Doubtful {
		i.Hint = &hint{near.Suggestion, near.Text}
	}
}

// subject is the model, MAC or user-given name that a file name stands for.
func (i identity) subject() string {
	switch {
	case len(i.Models) > 0:
		return strings.Join(i.Models, ", ")
	case i.MAC != "":
		return i.MAC
	}
	return i.User
}

func (n *nameCommand) identifyAll(files []string) error {
	if len(files) == 0 {
		return usagef("--identify takes the file names to tell about")
	}
	var all []identity
	var empty []error
	for _, f := range files {
		names, err := namesIn(f)
		empty = append(empty, err)
		for _, name := range names {
			all = append(all, identify(name))
		}
	}
	if n.format == "json" {
		return errors.Join(append(empty, n.printJSON(struct {
			Version int        `json:"version"`
			Files   []identity `json:"files"`
		}{1, all}))...)
	}
	t := newTable(n.stdout)
	for _, i := range all {
		line := i.File + "\t" + i.Kind + "\t" + i.subject()
		if i.Hint != nil {
			line += "\t" + i.Hint.Reason
		}
		fmt.Fprintln(t, line)
		if i.Note != "" {
			n.note("%s: %s", i.File, i.Note)
		}
		if len(i.Inferred) > 0 {
			n.note("%s: inferred to be that of the %s, too", i.File, strings.Join(i.Inferred, " and the "))
		}
	}
	return errors.Join(append(empty, t.Flush())...)
}

// namesIn returns a file name as it is given, whether there is such a file or not, and those
// of the files in a folder.
func namesIn(name string) (names []string, err error) {
	inputs, err := batch.Expand([]string{name}, batch.ExpandOptions{EachName: true, Extensions: lintExtensions})
	if err != nil && !errors.As(err, new(*batch.EmptyDirError)) {
		return []string{name}, nil
	}
	for _, in := range inputs {
		names = append(names, in.Name)
	}
	return names, err
}
