package main

import (
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/crypt"
)

type decryptCommand struct {
	*program
	keys   keyFlags
	out    outputFlags
	scheme schemeFlags
	fixed  bool // the scheme was given
	raw    bool
}

func (p *program) newDecrypt() *cobra.Command {
	d := &decryptCommand{program: p}
	c := &cobra.Command{
		Use:   "decrypt [flags] FILE…",
		Short: "Decrypt files, whatever scheme they were encrypted with",
		Long: `Decrypt tries every scheme and takes the one that gives a provisioning file.
With the wrong key none does: it says so and writes nothing. --scheme tries one
scheme alone; with it --raw also takes what is no provisioning file, such as an
encrypted phone book. Decrypted files are made readable for their owner alone.
` + schemeHelp() + "\n" + keyHelp,
		Example: `  fvcfg decrypt --key-file site.key 001565113af8.cfg
  fvcfg decrypt --key-file site.key --out-dir clear *.cfg`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			d.fixed = cmd.Flags().Changed("scheme") || cmd.Flags().Changed("padding")
			return d.run(args)
		},
	}
	flags := c.Flags()
	flags.StringVar(&d.scheme.mode, "scheme", crypt.ECB.String(), "try this scheme alone instead of all")
	flags.StringVar(&d.scheme.padding, "padding", crypt.PKCS7.String(), "the padding to go with --scheme: pkcs7 or zero")
	flags.BoolVar(&d.raw, "raw", false, "with --scheme, take a result that is no provisioning file")
	d.out.add(flags, true)
	d.keys.add(flags)
	return c
}

func (d *decryptCommand) run(args []string) error {
	key, err := d.requiredKey(d.keys)
	if err != nil {
		return err
	}
	scheme, err := d.scheme.scheme()
	switch {
	case err != nil:
		return err
	case d.raw && !d.fixed:
		return usagef("--raw needs --scheme: a result that is no provisioning file cannot tell which scheme is right")
	}
	return d.eachTo(&d.out, args, func(in batch.Input) error {
		data, err := d.reader.Read(in)
		if err != nil {
			return err
		}
		plain, err := d.decrypt(key, scheme, data)
		if err != nil {
			return fmt.Errorf("%s: %w", in, err)
		}
		return d.put(&d.out, document{input: in, stored: data}, plain, 0o600)
	})
}

func (d *decryptCommand) decrypt(key crypt.Key, scheme crypt.Scheme, data []byte) ([]byte, error) {
	if !d.fixed {
		plain, _, err := crypt.Recognize(key, data, cfgfile.StartsLikeConfig)
		return plain, err
	}
	if cfgfile.StartsLikeConfig(data) {
		return nil, crypt.ErrNotEncrypted
	}
	plain, err := scheme.Decrypt(key, data)
	switch {
	case err != nil:
		return nil, err
	case d.raw, cfgfile.StartsLikeConfig(plain), isPlainText(plain):
		return plain, nil
	}
	return nil, errNotText
}

var errNotText = errors.New("this key and scheme give no text: the key or the scheme is wrong. If the content is meant to be binary, add --raw")

// isPlainText tells whether data is UTF-8 text without control characters,
// which a wrong key does not give but for the shortest files.
func isPlainText(data []byte) bool {
	if !utf8.Valid(data) {
		return false
	}
	for _, c := range data {
		if c < ' ' && c != '\t' && c != '\r' && c != '\n' {
			return false
		}
	}
	return true
}
