package main

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/fleet"
	"github.com/fvcfg/fvcfg/pkg/naming"
)

// keyFlags are the ways to give a key, wherever one is taken.
type keyFlags struct {
	file   string
	hex    string
	master string
	phones string
	column string
}

const keyHelp = `
The key is 64 hexadecimal digits. It comes from --key-file (one line, as the
vendor's tool reads it), from the file that FVCFG_KEY_FILE names, from FVCFG_KEY
or from --key, in this order.

Where each phone has a key of its own, it goes by the MAC in the file's name:
--derive-keys makes it from a master key, as keygen --from does, and --phones finds
it in a table with the columns mac and file_key, in CSV, TSV, JSON or YAML. The one
key, if there is one, is then for files without a MAC in their name, as general
files are.`

func (k *keyFlags) add(flags *pflag.FlagSet) {
	k.addOne(flags)
	flags.StringVar(&k.phones, "phones", "", "table with the key of each phone's file, by its MAC")
	flags.StringVar(&k.column, "key-column", "", "the column of --phones that has the keys (default "+fleet.KeyColumn+")")
}

// addOne adds the flags of a key that needs no table.
func (k *keyFlags) addOne(flags *pflag.FlagSet) {
	flags.StringVar(&k.file, "key-file", "", "file with the key: one line of 64 hexadecimal digits")
	flags.StringVar(&k.hex, "key", "", "the key itself; it shows in the process list and the shell's history, so prefer --key-file")
	flags.StringVar(&k.master, "derive-keys", "", "file with a master key, from which the key of each device's file is derived by the MAC in its name")
}

// keyring has the keys of files by their names: one for all, one for each phone, or both.
type keyring struct {
	common []crypt.Key // of files without a MAC in their name, and of all where no phone has its own
	master *crypt.Key  // which the phones' keys are derived from, nil for none
	phones *fleet.Keys // the phones' keys, nil where no table has them
}

// keyring returns the keys that are given, of which there may be none.
func (p *program) keyring(k keyFlags) (*keyring, error) {
	var r keyring
	var err error
	switch {
	case k.master != "" && k.phones != "":
		return nil, usagef("give --derive-keys or --phones, not both")
	case k.column != "" && k.phones == "":
		return nil, usagef("--key-column is of the table of --phones: give that, too")
	}
	if r.common, err = p.commonKey(k); err != nil {
		return nil, err
	}
	switch {
	case k.master != "":
		r.master, err = p.keyFile(k.master)
	case k.phones != "":
		r.phones, err = p.keyTable(k.phones, k.column)
	}
	if err != nil {
		return nil, err
	}
	return &r, nil
}

// keyTable reads the phones' keys from a table. What is wrong with it is wrong usage.
func (p *program) keyTable(name, column string) (*fleet.Keys, error) {
	table, remove, err := p.openTable(name)
	if err != nil {
		return nil, err
	}
	defer remove()
	keys, err := fleet.ReadKeys(table, column)
	return keys, tableError(err)
}

// commonKey returns the one key that is given, or none.
func (p *program) commonKey(k keyFlags) ([]crypt.Key, error) {
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

// keys returns the keys that may open a file: its own, then the common one, which it may
// still have from before the phones had theirs.
func (r *keyring) keys(in batch.Input) []crypt.Key {
	own, err := r.own(in)
	if err != nil {
		return r.common
	}
	return append([]crypt.Key{own}, r.common...)
}

// key returns the key to encrypt a file with.
func (r *keyring) key(in batch.Input) (crypt.Key, error) {
	own, err := r.own(in)
	if errors.Is(err, errNotDevice) && len(r.common) > 0 {
		return r.common[0], nil
	}
	return own, err
}

// perPhone reports whether phones have keys of their own.
func (r *keyring) perPhone() bool { return r.master != nil || r.phones != nil }

// isEmpty reports whether there is no key.
func (r *keyring) isEmpty() bool { return len(r.common) == 0 && !r.perPhone() }

// errNotDevice says that a file is not one phone's, and so has no key of its own.
var errNotDevice = errors.New("no MAC is in its name, and the keys are those of phones: give its own with --key-file")

// missing returns what is said of an encrypted file that there is no key for.
func (r *keyring) missing(in batch.Input) error {
	if !r.perPhone() {
		return errNoKey
	}
	_, err := r.own(in)
	return fmt.Errorf("%w: %w", errEncrypted, err)
}

// own returns the key of the phone that a file is for.
func (r *keyring) own(in batch.Input) (crypt.Key, error) {
	mac, isDevice := macOf(in)
	switch {
	case isDevice && r.master != nil:
		return r.master.Derive(mac)
	case isDevice && r.phones != nil:
		return r.phones.Of(mac)
	}
	return crypt.Key{}, errNotDevice
}

// macOf returns the MAC in the name of a device's file, in whatever spelling it is there.
func macOf(in batch.Input) (mac naming.MAC, ok bool) {
	id := naming.Identify(in.Name)
	if near := id.Near; id.Kind != naming.DeviceFile && near != nil && near.Kind == naming.DeviceFile && near.Certain {
		return near.MAC, near.Name != ""
	}
	return id.MAC, id.Kind == naming.DeviceFile
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

// requiredKeys returns the keys that are given, or an error where there is none.
func (p *program) requiredKeys(k keyFlags) (*keyring, error) {
	keys, err := p.keyring(k)
	if err == nil && keys.isEmpty() {
		return nil, usagef("give a key: --key-file FILE, --derive-keys FILE or --phones TABLE, or FVCFG_KEY_FILE or FVCFG_KEY in the environment; fvcfg keygen makes one")
	}
	return keys, err
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
		Args: takesFlags,
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
