package main

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/pkg/crypt"
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

// key gives the key, or nil where none is given.
func (p *program) key(k keyFlags) (*crypt.Key, error) {
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
		return p.keyFile(file)
	case hex != "":
		key, err := crypt.ParseKey(hex)
		if err != nil {
			return nil, usage(err)
		}
		return &key, nil
	}
	return nil, nil
}

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

// requiredKey gives the key, or an error where none is given.
func (p *program) requiredKey(k keyFlags) (crypt.Key, error) {
	key, err := p.key(k)
	switch {
	case err != nil:
		return crypt.Key{}, err
	case key == nil:
		return crypt.Key{}, usagef("give a key: --key-file FILE, or FVCFG_KEY_FILE or FVCFG_KEY in the environment; fvcfg keygen makes one")
	}
	return *key, nil
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
