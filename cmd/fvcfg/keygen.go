package main

import (
	"github.com/spf13/cobra"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/naming"
)

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
	return k.put(&out, document{input: batch.Input{Name: "key"}}, []byte(key.Hex()+"\n"), 0o600)
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
