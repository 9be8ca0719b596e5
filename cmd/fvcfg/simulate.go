package main

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/internal/fetch"
	"github.com/fvcfg/fvcfg/internal/report"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/provision"
)

type simulateCommand struct {
	*program
	phone   phoneFlags
	urls    [6]string // by sourceFlags
	root    string
	phones  string
	expect  string
	caFile  string
	timeout time.Duration
	format  string
	steps   bool
	summary bool

	wanted    provision.Outcome // by --expect, "" for any
	simulator *provision.Simulator
	sources   []provision.Source
}

const simulateHelp = `Simulate is a phone of a model and a MAC address that starts. It takes the URLs
that it is given in the description's order of priority (MDNS, FDPS, DHCP, TR-069,
SIP PnP, the static address) or that of --priority, and the next where one serves
no file. It asks for the general file by its model's name, then for the device file
by the URL, decrypts each with its own key, tells the dialect by the content,
decides by its rule whether the file is applied, puts the general file under the
device file, and lists the settings that change and the files that they have the
phone fetch. The verdict comes first, and --summary prints it alone; --steps numbers
every step from the URL on.

The sources dispute the rule. By later manuals of the maker and a fleet of phones a
file is applied whose version is higher (--rule version, which is taken where none
is given, for it is the safe one), or in digest mode whose digest differs (--rule
digest). By the description of 2018 any other content is enough (--rule
description). Where the rules disagree the walk says so, and JSON has the outcome
by each. New content and a higher version satisfy all of them.

--running is the configuration that the phone runs. Its settings say which sources
are on, what static server, user and password are saved, and what was typed for
$input. A source that it has off is not asked, whatever --mdns, --fdps, --dhcp,
--tr069 or --pnp offer. What other flags say of the phone itself goes before it:
--static, --input, --running-version, --priority and the keys.

Files come from the servers that the URLs name, or from --root, a folder that
stands for all of them; then a URL can be left out. So it can where --running has a
static server.

A phone with a key takes every file for encrypted, one without takes none (section
4.1 of the description). --general-key-file is for the general file and
--device-key-file for the other. Where one is not given, that in --running counts:
"Config File Key" or "Device Cfg File Key" for the device file, "Common Cfg File
Key" for the general file. The names of the settings and later manuals have it so;
the description says that "config Encryption Key" is for the general file and
"Common Config Encryption Key" for others.

--phones has a fleet start: a table with the columns mac and, as needed, model,
input, version, general-version and firmware. It is CSV or TSV, whose first line
names the columns, JSON (an array of objects), JSON lines or YAML (a list of
mappings), which its extension tells, or its content where it has none. A line is
printed for each phone.

A phone may not take what the walk applies. The outcome is then doubtful, and the
verdict says why: a file of a generation or a dialect that nobody is known to
serve to the model, or that its firmware is reported to ignore (--firmware says
which one it has); a file of another model; two files of two generations, whose
settings are listed for each and not put together; an outcome that is another by
another rule, where no --rule was given and --running does not say digest.

What the description is silent about is called not known, in the walk as in
docs/simulate.md, which has a table of all cases. No secret is shown.

Exit codes: 0 for applied and unchanged, 1 for rejected and for a doubtful outcome;
with --expect, 0 where it is so and 1 where it is not, and --expect applied takes
no doubtful one. With --phones, 1 where one phone has it so.`

func (p *program) newSimulate() *cobra.Command {
	s := &simulateCommand{program: p}
	c := &cobra.Command{
		Use:   "simulate --model MODEL --mac MAC [--dhcp URL] [--tr069 URL] [--pnp URL] [--static URL] [--running FILE] [--root DIR] [flags]",
		Short: "Walk through provisioning as a phone does: what it asks for, takes, changes and downloads",
		Long:  simulateHelp,
		Example: `  fvcfg simulate --model X6 --mac 00:15:65:11:3a:f8 --root tftpboot
  fvcfg simulate --model X6 --mac 001565113af8 --dhcp 'https://prov.example.com/$mac.cfg' --running-version 2.0002
  fvcfg simulate --phones phones.csv --model X6 --root tftpboot --expect applied`,
		Args:    takesFlags,
		PreRunE: func(cmd *cobra.Command, _ []string) error { return refuseEmpty(cmd.Flags()) },
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := s.checkFlags(cmd.Flags()); err != nil {
				return err
			}
			return s.run(cmd.Context())
		},
	}
	flags := c.Flags()
	s.phone.add(flags)
	for i, f := range sourceFlags {
		flags.StringVar(&s.urls[i], f.name, "", f.help)
	}
	flags.StringVar(&s.root, "root", "", "take the files from this folder in place of any server")
	flags.StringVar(&s.phones, "phones", "", "table of phones in place of --mac: CSV, TSV, JSON, JSON lines or YAML")
	flags.StringVar(&s.expect, "expect", "", "exit with 1 unless this is the outcome: applied (a file at least, beyond doubt), unchanged (files came, none newer or different) or rejected (none came that could be used)")
	flags.StringVar(&s.caFile, "ca-file", "", "trust the authorities in this file (PEM) in place of the system's, for HTTPS")
	flags.DurationVar(&s.timeout, "timeout", fetch.DefaultTimeout, "how long a file may take")
	flags.BoolVar(&s.steps, "steps", false, "number every step of the walk")
	flags.BoolVar(&s.summary, "summary", false, "print the verdict alone")
	addFormat(flags, &s.format, "text or json")
	return c
}

// checkFlags refuses flags of servers where none is asked, and those that exclude each other.
func (s *simulateCommand) checkFlags(flags *pflag.FlagSet) error {
	for _, name := range []string{"ca-file", "timeout"} {
		if flags.Changed(name) && s.root != "" {
			return usagef("--%s is for servers, and --root stands for all of them: give one of the two", name)
		}
	}
	switch {
	case s.steps && s.summary, (s.steps || s.summary) && s.format == "json":
		return usagef("give one of --steps, --summary and --format json")
	case s.steps && s.phones != "":
		return usagef("--steps is for one phone: give --mac in place of --phones")
	}
	return nil
}

// sourceFlags are the flags that give the phone a URL.
var sourceFlags = [6]struct {
	name, help string
	method     provision.Method
}{
	{"mdns", "URL that comes by MDNS", provision.ByMDNS},
	{"fdps", "URL that comes by FDPS", provision.ByFDPS},
	{"dhcp", "URL that comes by DHCP", provision.ByDHCP},
	{"tr069", "URL that comes by TR-069", provision.ByTR069},
	{"pnp", "URL that comes by SIP PnP", provision.ByPnP},
	{"static", "URL that is kept in the phone, in place of that of --running", provision.ByStatic},
}

func (s *simulateCommand) run(ctx context.Context) error {
	if err := s.prepare(); err != nil {
		return err
	}
	fetcher, closer, err := s.fetcher()
	if err != nil {
		return err
	}
	defer closer.Close()
	s.simulator = provision.NewSimulator(fetcher)
	s.simulator.Folder = s.root
	if s.phones != "" {
		return s.runFleet(ctx)
	}
	return s.runPhone(ctx)
}

// prepare checks the flags.
func (s *simulateCommand) prepare() (err error) {
	for i, f := range sourceFlags {
		if s.urls[i] != "" {
			s.sources = append(s.sources, provision.Source{Method: f.method, URL: s.urls[i]})
		}
	}
	switch {
	case s.phones != "" && s.phone.mac != "":
		return usagef("give --mac or --phones, not both")
	case s.timeout <= 0:
		return usagef("--timeout is a time such as 10s, not %v", s.timeout)
	case len(s.sources) == 0 && s.root == "" && s.phone.running == "":
		return usagef("give the phone a URL (--mdns, --fdps, --dhcp, --tr069, --pnp or --static), a folder that stands for its server (--root), or settings with a static server (--running)")
	}
	if s.expect != "" {
		if s.wanted, err = provision.ParseOutcome(s.expect); err != nil {
			return usagef("--expect: %w", err)
		}
	}
	return s.phone.check(s.phones == "")
}

// check finds what is wrong with the flags before anything is read.
func (f *phoneFlags) check(one bool) error {
	if one && (f.model == "" || f.mac == "") {
		return usagef("give the phone's --model and --mac, or a table of --phones")
	}
	if f.deviceKeyFile != "" && f.deriveKeys != "" {
		return usagef("give --device-key-file or --derive-keys, not both")
	}
	if f.model != "" {
		if _, err := naming.LookupGeneralFile(f.model); err != nil {
			return usage(err)
		}
	}
	if f.mac != "" {
		if _, err := naming.ParseMAC(f.mac); err != nil {
			return usage(err)
		}
	}
	return f.checkValues()
}

// sourcesOf returns what a phone is told: the URLs of the flags, or the static server that it
// has saved, which needs no more; else the folder, by a source that it asks.
func (s *simulateCommand) sourcesOf(phone *provision.Phone) ([]provision.Source, error) {
	isSaved := phone.Saved.Static != ""
	switch {
	case len(s.sources) > 0, isSaved && (s.root == "" || phone.Saved.Off[provision.ByStatic] == ""):
		return s.sources, nil
	case s.root == "":
		return nil, usagef("--running has no static server saved: give the phone a URL (--mdns, --fdps, --dhcp, --tr069, --pnp or --static), or a folder that stands for its server (--root)")
	}
	method := provision.ByMDNS // which no setting is known to have off
	for _, m := range []provision.Method{provision.ByStatic, provision.ByDHCP, provision.ByTR069, provision.ByPnP} {
		if phone.Saved.Off[m] == "" {
			method = m
			break
		}
	}
	return []provision.Source{{Method: method, URL: provision.FolderURL}}, nil
}

// fetcher returns what the files come from, and what is to be closed in the end.
func (s *simulateCommand) fetcher() (provision.Fetcher, io.Closer, error) {
	if s.root != "" {
		folder, err := fetch.OpenFolder(s.root)
		if err != nil {
			return nil, nil, fmt.Errorf("--root: %s: %w", batch.Input{Name: s.root}, batch.Cause(err))
		}
		return folder, folder, nil
	}
	client := &fetch.Client{Timeout: s.timeout}
	if s.caFile != "" {
		pem, err := s.reader.Read(batch.Input{Name: s.caFile})
		if err != nil {
			return nil, nil, fmt.Errorf("--ca-file: %w", err)
		}
		client.Roots = x509.NewCertPool()
		if !client.Roots.AppendCertsFromPEM(pem) {
			return nil, nil, usagef("--ca-file %s: no certificate in PEM form is in it", s.caFile)
		}
	}
	return client, io.NopCloser(nil), nil
}

// runPhone has one phone start.
func (s *simulateCommand) runPhone(ctx context.Context) error {
	phone, _, err := s.commonPhone(s.phone)
	if err != nil {
		return err
	}
	sources, err := s.sourcesOf(phone)
	if err != nil {
		return err
	}
	walk := s.simulator.Boot(ctx, phone, sources)
	if err := s.print(phone, walk); err != nil {
		return err
	}
	if !s.isWanted(walk) {
		if s.wanted != "" {
			s.note("expected %s, and it is %s", s.wanted, walk.Verdict())
		}
		return errFindings
	}
	return nil
}

// print prints the walk of one phone.
func (s *simulateCommand) print(phone *provision.Phone, walk *provision.Walk) error {
	page := report.Walk{Phone: phone, Folder: s.root, Walk: walk}
	switch {
	case s.format == "json":
		return s.printJSON(struct {
			Version int    `json:"version"`
			Model   string `json:"model"`
			MAC     string `json:"mac"`
			provision.Report
		}{1, phone.Model.Name, phone.MAC.String(), walk.ReportChanges()})
	case s.summary:
		return page.WriteVerdict(s.stdout, s.colored(s.stdout))
	case s.steps:
		_, err := s.stdout.Write(walk.AppendText(nil))
		return err
	}
	return page.WriteText(s.stdout, s.colored(s.stdout))
}

// isWanted reports whether a walk ended as --expect has it or, without it, as one wishes
// for. A doubtful file is not known to be applied.
func (s *simulateCommand) isWanted(walk *provision.Walk) bool {
	switch s.wanted {
	case "":
		return walk.Outcome != provision.Rejected && !walk.IsDoubtful()
	case provision.Applied:
		return walk.Outcome == provision.Applied && !walk.IsDoubtful()
	}
	return walk.Outcome == s.wanted
}

// phoneFlags say what a phone is and what it runs.
type phoneFlags struct {
	model, mac, input             string
	generalKeyFile, deviceKeyFile string
	deriveKeys                    string
	running                       string
	version, generalVersion       string
	firmware                      string
	lastGeneral, lastDevice       string
	rule, priority                string
	byDigest                      bool
}

func (f *phoneFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&f.model, "model", "", "the phone's model")
	flags.StringVar(&f.mac, "mac", "", "the phone's MAC address")
	flags.StringVar(&f.input, "input", "", "what the user types at the phone, for $input")
	flags.StringVar(&f.firmware, "firmware", "", "the version of the phone's firmware, where it is known: some are reported to ignore a dialect")
	flags.StringVar(&f.generalKeyFile, "general-key-file", "", "file with the key that the phone has for its general file: one line of 64 hexadecimal digits")
	flags.StringVar(&f.deviceKeyFile, "device-key-file", "", "file with the key that the phone has for its device file")
	flags.StringVar(&f.deriveKeys, "derive-keys", "", "file with a master key: the phone's key for its device file is the one that keygen --from makes of it")
	flags.StringVar(&f.running, "running", "", "the configuration that the phone runs: changes are told against it, its version and content stand for those of both files, and its settings for the phone's own")
	flags.StringVar(&f.version, "running-version", "", "the version that the phone runs, of both files, in place of that of --running")
	flags.StringVar(&f.generalVersion, "running-general-version", "", "the version of the general file that the phone runs, where it is another")
	flags.StringVar(&f.lastGeneral, "last-general", "", "the general file that the phone downloaded last: the same is not taken twice running")
	flags.StringVar(&f.lastDevice, "last-device", "", "the device file that the phone downloaded last")
	flags.StringVar(&f.rule, "rule", "", "by what the phone takes a file: version (a higher one), description (any other content, as the description of 2018 has it) or digest (any other one); digest where --running says so, else version, with a doubt where another one has it end otherwise")
	flags.BoolVar(&f.byDigest, "by-digest", false, "the same as --rule digest")
	flags.StringVar(&f.priority, "priority", "", "the order of the phone's sources where it was changed, with commas: mdns,fdps,dhcp,tr069,pnp,static is the description's; what is left out comes after")
}

// commonPhone returns what the flags say of every phone, and the master key of their keys,
// nil if there is none.
func (p *program) commonPhone(f phoneFlags) (phone *provision.Phone, master *crypt.Key, err error) {
	phone = &provision.Phone{Input: f.input, Firmware: f.firmware}
	if err := f.chooseRule(phone); err != nil {
		return nil, nil, err
	}
	if f.model != "" {
		if phone.Model, err = naming.LookupGeneralFile(f.model); err != nil {
			return nil, nil, usage(err)
		}
	}
	for _, key := range []struct {
		file string
		into **crypt.Key
	}{{f.generalKeyFile, &phone.General.Key}, {f.deviceKeyFile, &phone.Device.Key}, {f.deriveKeys, &master}} {
		if key.file == "" {
			continue
		}
		if *key.into, err = p.keyFile(key.file); err != nil {
			return nil, nil, err
		}
	}
	if f.mac != "" {
		if phone.MAC, err = naming.ParseMAC(f.mac); err != nil {
			return nil, nil, usage(err)
		}
		if master != nil { // the key may be that of what runs
			if err := phone.DeriveKey(*master); err != nil {
				return nil, nil, err
			}
		}
	}
	return phone, master, p.readState(phone, f)
}

// checkValues refuses what is no version, and an input that is no name.
func (f *phoneFlags) checkValues() error {
	for _, v := range []struct{ flag, version, example string }{
		{"firmware", f.firmware, "2.12.18.9"}, {"running-version", f.version, "2.0002"}, {"running-general-version", f.generalVersion, "2.0002"},
	} {
		if v.version != "" && cfgfile.CheckVersion(v.version) != nil {
			return usagef("--%s is a version as the phone has it, such as %s", v.flag, v.example)
		}
	}
	if err := provision.CheckInput(f.input); err != nil {
		return usagef("--input: %w", err)
	}
	return nil
}

// chooseRule sets the rule by which the phone takes a file, and the order of its sources.
func (f *phoneFlags) chooseRule(phone *provision.Phone) (err error) {
	if f.byDigest {
		phone.Rule = provision.RuleDigest
	}
	if f.rule != "" {
		if phone.Rule, err = provision.ParseRule(f.rule); err != nil {
			return usagef("--rule: %w", err)
		}
	}
	if f.byDigest && phone.Rule != provision.RuleDigest {
		return usagef("--by-digest is --rule digest: give one of the two")
	}
	if f.priority != "" {
		if phone.Priority, err = provision.ParsePriority(f.priority); err != nil {
			return usagef("--priority: %w", err)
		}
	}
	return nil
}

// readState reads what the phone runs and what it downloaded last.
func (p *program) readState(phone *provision.Phone, f phoneFlags) error {
	if f.running != "" {
		file, err := p.readRunning(f.running, phone)
		if err != nil {
			return err
		}
		phone.Run(file)
	}
	phone.RunVersions(f.version, f.generalVersion)
	for _, last := range []struct {
		name string
		slot *provision.Slot
	}{{f.lastGeneral, &phone.General}, {f.lastDevice, &phone.Device}} {
		if last.name == "" {
			continue
		}
		data, err := p.reader.Read(batch.Input{Name: last.name})
		if err != nil {
			return err
		}
		last.slot.Download = provision.DigestOf(data)
	}
	return nil
}

// readRunning reads the running configuration, which one of the phone's keys may open.
func (p *program) readRunning(name string, phone *provision.Phone) (*cfgfile.File, error) {
	var keys []crypt.Key
	for _, key := range []*crypt.Key{phone.Device.Key, phone.General.Key} {
		if key != nil {
			keys = append(keys, *key)
		}
	}
	in := batch.Input{Name: name}
	d, err := p.read(in, &keyring{common: keys})
	if errors.Is(err, errEncrypted) {
		return nil, fmt.Errorf("%s: it looks encrypted: give its key with --device-key-file or --general-key-file", in)
	}
	if err != nil {
		return nil, err
	}
	if at, broken := d.file.BrokenAt(); broken {
		return nil, fmt.Errorf("%s: the XML is not well-formed in line %d, column %d, and what a phone runs of it is not known: take the phone's own export for --running", in, at.Line, at.Column)
	}
	return d.file, nil
}
