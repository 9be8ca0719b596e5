package main

import (
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/pflag"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/provision"
)

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

// onePhone gives the phone that the flags tell of.
func (p *program) onePhone(f phoneFlags) (*provision.Phone, error) {
	if f.model == "" || f.mac == "" {
		return nil, usagef("give the phone's --model and --mac, or a table of --phones")
	}
	phone, _, err := p.commonPhone(f)
	return phone, err
}

// commonPhone gives what the flags tell of every phone, and the master key of their keys,
// nil if there is none.
func (p *program) commonPhone(f phoneFlags) (phone *provision.Phone, master *crypt.Key, err error) {
	if f.deviceKeyFile != "" && f.deriveKeys != "" {
		return nil, nil, usagef("give --device-key-file or --derive-keys, not both")
	}
	if err := f.checkValues(); err != nil {
		return nil, nil, err
	}
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
			if err := deriveKey(phone, *master); err != nil {
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
func (p *program) readRunning(name string, phone *provision.Phone) (file *cfgfile.File, err error) {
	in := batch.Input{Name: name}
	data, err := p.reader.Read(in)
	if err != nil {
		return nil, err
	}
	keys := slices.DeleteFunc([]*crypt.Key{phone.Device.Key, phone.General.Key}, func(k *crypt.Key) bool { return k == nil })
	if len(keys) == 0 {
		keys = []*crypt.Key{nil}
	}
	for _, key := range keys {
		var d document
		if d, err = open(in, data, key); err != nil {
			continue
		}
		if file, err = d.parse(); err == nil {
			return file, wellFormed(in, file)
		}
	}
	if errors.Is(err, errNoKey) {
		return nil, fmt.Errorf("%s: it looks encrypted: give its key with --device-key-file or --general-key-file", in)
	}
	return nil, err
}

// wellFormed refuses XML that no reader takes: what a phone would run of it is not known.
func wellFormed(in batch.Input, file *cfgfile.File) error {
	for _, problem := range file.Problems() {
		if problem.Kind == cfgfile.NotWellFormed {
			at := file.Position(problem.Offset)
			return fmt.Errorf("%s: the XML is not well-formed in line %d, column %d, and what a phone runs of it is not known: take the phone's own export for --running", in, at.Line, at.Column)
		}
	}
	return nil
}

// deriveKey gives a phone the key that is made of a master key and its MAC address.
func deriveKey(phone *provision.Phone, master crypt.Key) error {
	key, err := master.Derive(phone.MAC)
	if err != nil {
		return err
	}
	phone.Device.Key = &key
	return nil
}
