package main

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/naming"
)

// keyFlags are the ways to give a key, wherever one is taken.
type keyFlags struct {
	file string
	hex  string
}

const keyHelp = `
The key is 64 hexadecimal digits. It comes from --key-file (one line, as the
vendor's tool reads it), from the file that FVCFG_KEY_FILE names, from FVCFG_KEY
or from --key, in this order.`

func (k *keyFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&k.file, "key-file", "", "file with the key: one line of 64 hexadecimal digits")
	flags.StringVar(&k.hex, "key", "", "the key itself; it shows in the process list and the shell's history, so prefer --key-file")
}

// key returns the key that is given, or none.
func (p *program) key(k keyFlags) ([]crypt.Key, error) {
	file, hex := k.file, k.hex
	if file != "" && hex != "" {
		return nil, usagef("give --key-file or --key, not both")
	}
	if file == "" && hex == "" {
		file = p.getenv("FVCFG_KEY_FILE")
	}
	if file == "" && hex == "" {
		hex = p.getenv("FVCFG_KEY")
	}
	switch {
	case file != "":
		key, err := p.keyFile(file)
		if err != nil {
			return nil, err
		}
		return []crypt.Key{*key}, nil
	case hex != "":
		key, err := crypt.ParseKey(hex)
		return []crypt.Key{key}, usage(err)
	}
	return nil, nil
}

// keyFile reads a key from a file.
func (p *program) keyFile(name string) (*crypt.Key, error) {
	data, err := p.reader.Read(batch.Input{Name: name})
	switch {
	case err != nil && resemblesKey(name):
		return nil, usagef("what is given as the key file's name looks like the key itself, and no such file can be read: give the key with --key, or in FVCFG_KEY")
	case err != nil:
		return nil, fmt.Errorf("key file: %w", err)
	}
	key, err := crypt.ReadKey(bytes.NewReader(data))
	if err != nil {
		return nil, usagef("key file %s: %w", name, err)
	}
	return &key, nil
}

// requiredKey returns the key, or an error where none is given.
func (p *program) requiredKey(k keyFlags) (crypt.Key, error) {
	keys, err := p.key(k)
	switch {
	case err != nil:
		return crypt.Key{}, err
	case len(keys) == 0:
		return crypt.Key{}, usagef("give a key: --key-file FILE, or FVCFG_KEY_FILE or FVCFG_KEY in the environment; fvcfg keygen makes one")
	}
	return keys[0], nil
}

// resemblesKey reports whether what is given as a file's name is a key, or was one
// before something was lost or added in copying.
func resemblesKey(name string) bool {
	digits := 0
	for _, c := range name {
		if strings.ContainsRune("0123456789abcdefABCDEF", c) {
			digits++
		}
	}
	return digits >= 32 && digits >= len(name)*3/4
}

type keygenCommand struct {
	*program
	file  string
	force bool
	from  string
	mac   string
}

func (p *program) newKeygen() *cobra.Command {
	k := &keygenCommand{program: p}
	c := &cobra.Command{
		Use:   "keygen [flags]",
		Short: "Make a key, or derive a device's key from a master key",
		Long: `Keygen prints a new random key: 64 hexadecimal digits on a line, as --key-file
and the vendor's tool read them. With -o it writes a file that only its owner
can read.

With --from and --mac it derives the key of one device from a master key, always
the same for the same two: HKDF-SHA256 without salt, with the MAC in its info.
A fleet then has a key for each phone, and one to keep.

A phone has two settings for keys: Config File Key, Device Cfg File Key on newer
ones, for its device file, and Common Cfg File Key for the general file. The
vendor's description says it the other way round: see
fvcfg explain 'Config Encryption Key'.`,
		Example: `  fvcfg keygen -o master.key
  fvcfg keygen --from master.key --mac 00:15:65:11:3a:f8 -o 001565113af8.key`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return k.run() },
	}
	flags := c.Flags()
	flags.StringVarP(&k.file, "output", "o", "", "write to this file instead of standard output, which - stands for")
	flags.BoolVar(&k.force, "force", false, "overwrite an output that exists")
	flags.StringVar(&k.from, "from", "", "file with the master key to derive from (or its 64 digits, which then show in the process list)")
	flags.StringVar(&k.mac, "mac", "", "the device's MAC address")
	return c
}

func (k *keygenCommand) run() error {
	key, err := k.make()
	if err != nil {
		return err
	}
	out := outputFlags{file: k.file, force: k.force}
	return k.put(&out, document{input: batch.Input{Name: "key"}}, []byte(key.Hex()+"\n"), ownerOnly)
}

func (k *keygenCommand) make() (crypt.Key, error) {
	switch {
	case k.from == "" && k.mac == "":
		return crypt.GenerateKey(k.random)
	case k.from == "" || k.mac == "":
		return crypt.Key{}, usagef("--from and --mac go together: a device's key is derived from a master key and a MAC")
	}
	mac, err := naming.ParseMAC(k.mac)
	if err != nil {
		return crypt.Key{}, usage(err)
	}
	if master, err := crypt.ParseKey(k.from); err == nil {
		return master.Derive(mac)
	}
	master, err := k.keyFile(k.from)
	if err != nil {
		return crypt.Key{}, err
	}
	return master.Derive(mac)
}
