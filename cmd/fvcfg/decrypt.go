package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/fvcfg/fvcfg/internal/batch"
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
		Long: `Decrypt tries every scheme and takes the one that makes a provisioning file of a
file. With the wrong key none does: it says so and writes nothing. --scheme tries
one scheme alone. Decrypted files are made readable for their owner alone.

What opens and is no provisioning file, such as an encrypted phone book, is an
error, and so is one that was cut off: no padding follows its text, which does
not end as its dialect does (in text the footer, in XML the end tag of the root). A
dotted file has no such end: it counts as whole if its last line has a line end,
so a cut right behind a line goes unseen. --raw takes what is there all the same,
and says on standard error what is wrong with it. Where no scheme shows, as in a
binary file under zero padding, it needs --scheme.

Phone books and the like that a folder holds in clear are passed over.
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
	flags.BoolVar(&d.raw, "raw", false, "take a result that is no provisioning file, or not whole")
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
	if err != nil {
		return err
	}
	return d.eachTo(&d.out, args, func(in batch.Input, stored []byte) error {
		plain, err := d.decrypt(key, scheme, stored)
		if err != nil && d.raw {
			plain, err = d.rescue(in, key, scheme, stored, err)
		} else if _, opens := crypt.SchemeOf(err); opens {
			err = fmt.Errorf("%w; --raw decrypts it all the same", err)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", in, err)
		}
		return d.put(&d.out, document{input: in, stored: stored}, plain, 0o600)
	})
}

// decrypt decrypts what is a provisioning file, and whole.
func (d *decryptCommand) decrypt(key crypt.Key, scheme crypt.Scheme, data []byte) ([]byte, error) {
	if d.fixed {
		return scheme.Open(key, data, configuration)
	}
	plain, _, err := crypt.Recognize(key, data, configuration)
	return plain, err
}

// rescue decrypts what decrypt refuses for a reason, as far as it goes, and says what the
// reason was.
func (d *decryptCommand) rescue(in batch.Input, key crypt.Key, scheme crypt.Scheme, data []byte, reason error) ([]byte, error) {
	if cut := (*crypt.TruncatedError)(nil); errors.As(reason, &cut) && cut.Over > 0 && cut.Over < cut.Length {
		d.note("%s: %v", in, reason)
		d.note("%s: the last %d bytes are left out", in, cut.Over)
		data = data[:len(data)-cut.Over]
		plain, err := d.decrypt(key, scheme, data)
		if err == nil {
			return plain, nil
		}
		reason = err
	}
	known, opens := crypt.SchemeOf(reason)
	switch {
	case errors.Is(reason, crypt.ErrNotEncrypted):
		return nil, reason
	case !d.fixed && !opens:
		return nil, fmt.Errorf("%w; to take what comes out whatever it is, give --scheme with --raw", reason)
	case !d.fixed:
		scheme = known
	}
	plain, err := scheme.Decrypt(key, data)
	if errors.Is(err, crypt.ErrPadding) {
		scheme.Padding = crypt.ZeroPadding // which there need not be
		plain, err = scheme.Decrypt(key, data)
	}
	if err == nil {
		d.note("%s: %v; decrypted all the same", in, reason)
	}
	return plain, err
}
