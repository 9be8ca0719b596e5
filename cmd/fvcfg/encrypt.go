package main

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/lint"
)

// schemeHelp says what is known of the vendor's cipher.
func schemeHelp() string {
	var b strings.Builder
	b.WriteString(`
The vendor documents AES and a key of 64 hexadecimal digits, and neither the
mode nor the IV nor the padding. The default, ecb with PKCS#7 padding, is the
likeliest guess and no more: try one file on one phone first, or let --like
learn the scheme from a file that the vendor's tool encrypted.

Schemes:
`)
	for _, m := range crypt.Modes() {
		fmt.Fprintf(&b, "  %-22s %s\n", m, m.Description())
	}
	return strings.TrimRight(b.String(), "\n")
}

// schemeFlags choose a scheme by name.
type schemeFlags struct{ mode, padding string }

func (s schemeFlags) scheme() (crypt.Scheme, error) {
	mode, err := crypt.ParseMode(s.mode)
	if err != nil {
		return crypt.Scheme{}, usagef("--scheme: %w", err)
	}
	padding, err := crypt.ParsePadding(s.padding)
	if err != nil {
		return crypt.Scheme{}, usagef("--padding: %w", err)
	}
	return crypt.Scheme{Mode: mode, Padding: padding}, nil
}

type encryptCommand struct {
	*program
	keys   keyFlags
	out    outputFlags
	scheme schemeFlags
	like   string
	raw    bool
}

func (p *program) newEncrypt() *cobra.Command {
	e := &encryptCommand{program: p}
	c := &cobra.Command{
		Use:   "encrypt [flags] FILE…",
		Short: "Encrypt files with AES-256",
		Long: `Encrypt encrypts files so that a phone with the key reads them: to standard
output, to -o, into --out-dir or, with -w, in place.

What is no provisioning file is refused, since no fault shows any more once it is
encrypted: an empty file, a web page, a file that is encrypted already, one that
was cut off, a phone book (whether phones decrypt those is not known). --raw
encrypts it all the same.
` + severalResultsHelp + "\n" + schemeHelp() + "\n" + keyHelp,
		Example: `  fvcfg encrypt --key-file site.key 001565113af8.cfg -o out/001565113af8.cfg
  fvcfg encrypt --key-file site.key --out-dir out *.cfg
  fvcfg encrypt --key-file site.key --like from-vendor-tool.cfg --out-dir out *.cfg
  fvcfg encrypt --derive-keys master.key --key-file general.key --out-dir served clear`,
		Args: takes(1, anyNumber, "a file or a folder", "encrypt --key-file fleet.key --out-dir sealed 0c383e1a2b3c.cfg"),
		RunE: func(cmd *cobra.Command, args []string) error {
			chosen := cmd.Flags().Changed("scheme") || cmd.Flags().Changed("padding")
			return e.run(args, chosen)
		},
	}
	flags := c.Flags()
	flags.StringVar(&e.scheme.mode, "scheme", crypt.ECB.String(), "mode and IV: one of the schemes above")
	flags.StringVar(&e.scheme.padding, "padding", crypt.PKCS7.String(), "padding: pkcs7 or zero")
	flags.StringVar(&e.like, "like", "", "learn the scheme from this file, which the same key encrypted")
	flags.BoolVar(&e.raw, "raw", false, "encrypt what is no provisioning file, or not whole")
	e.out.add(flags)
	e.keys.add(flags)
	return c
}

func (e *encryptCommand) run(args []string, chosen bool) error {
	if e.like != "" && chosen {
		return usagef("give --like or --scheme and --padding, not both")
	}
	scheme, err := e.scheme.scheme()
	if err != nil {
		return err
	}
	if err := e.out.prepare(args); err != nil {
		return err
	}
	if !e.out.elsewhere() && e.isTerminal(e.stdout) {
		return usagef("encrypted data is not for a terminal: use -o, --out-dir or -w")
	}
	keys, err := e.requiredKeys(e.keys)
	if err != nil {
		return err
	}
	if e.like != "" {
		if scheme, err = e.learnScheme(e.like, keys); err != nil {
			return err
		}
	}
	return e.eachTo(&e.out, func(in batch.Input, stored []byte) error { return e.encrypt(in, stored, keys, scheme) })
}

// learnScheme finds out how a file was encrypted, with its key among those given.
func (p *program) learnScheme(like string, keys *keyring) (crypt.Scheme, error) {
	in := batch.Input{Name: like}
	sample, err := p.reader.Read(in)
	if err != nil {
		return crypt.Scheme{}, err
	}
	key, err := keys.key(in)
	if err != nil {
		return crypt.Scheme{}, fmt.Errorf("%s: %w", in, err)
	}
	scheme, err := crypt.Learn(key, sample, cfgfile.Plaintext())
	if err != nil {
		return crypt.Scheme{}, fmt.Errorf("%s: %w", in, err)
	}
	plain, err := scheme.Decrypt(key, sample)
	if err != nil {
		return crypt.Scheme{}, fmt.Errorf("%s: %w", in, err)
	}
	if scheme.Padding.Size(len(plain)) == 0 {
		p.note("%s shows no padding, as its text fills the last block: it is taken for %s, and PKCS#7 padding may be cut off; a sample that is some bytes longer or shorter settles it", in, scheme)
		return scheme, nil
	}
	p.note("%s is encrypted with %s", in, scheme)
	return scheme, nil
}

func (e *encryptCommand) encrypt(in batch.Input, stored []byte, keys *keyring, scheme crypt.Scheme) error {
	key, err := keys.key(in)
	if err != nil {
		return fmt.Errorf("%s: %w", in, err)
	}
	sealed, err := e.sealed(in, stored, key, scheme)
	if err != nil {
		return fmt.Errorf("%s: %w", in, err)
	}
	return e.put(&e.out, document{input: in, stored: stored}, sealed, newFileMode)
}

// sealed encrypts what is a provisioning file, or with --raw anything.
func (e *encryptCommand) sealed(in batch.Input, data []byte, key crypt.Key, scheme crypt.Scheme) ([]byte, error) {
	if e.raw {
		return scheme.Encrypt(e.random, key, data)
	}
	err := checkClear(in, key, data)
	if err == nil {
		var sealed []byte
		if sealed, err = scheme.Seal(e.random, key, data, cfgfile.Plaintext()); err == nil {
			return sealed, nil
		}
	}
	return nil, fmt.Errorf("%w; --raw encrypts it all the same", err)
}

// checkClear refuses what is no provisioning file, is encrypted already or was cut off.
// Of a dotted file nobody can tell whether it was, unless the cut is inside a path.
func checkClear(in batch.Input, key crypt.Key, data []byte) error {
	if kind := lint.SideFile(in.Name, data); kind != 0 {
		return fmt.Errorf("no provisioning file (%s): whether phones decrypt such a file is not known", kind)
	}
	dialect, err := cfgfile.Sniff(data)
	switch {
	case err != nil:
		return encryptedAlready(key, data, err)
	case dialect != cfgfile.Dotted && !cfgfile.Plaintext().Ends(data), dialect == cfgfile.Dotted && endsInPath(data):
		return errors.New("it does not end as its dialect does, as if it were cut off: fvcfg lint says what is missing")
	}
	return nil
}

// endsInPath reports whether a dotted file's last line is the start of a path and no more.
func endsInPath(data []byte) bool {
	last := data[bytes.LastIndexByte(data, '\n')+1:]
	return len(bytes.TrimSpace(last)) > 0 && last[0] != '#' && !bytes.ContainsRune(last, '=')
}

// encryptedAlready says whether what is no text is encrypted, or else what it is.
func encryptedAlready(key crypt.Key, data []byte, other error) error {
	_, encryption, err := cfgfile.Decrypt(data, key)
	scheme, opens := crypt.SchemeOf(err)
	switch {
	case encryption != nil:
		scheme = encryption.Scheme
	case err != nil && !opens && crypt.LooksEncrypted(data):
		return errors.New("it looks encrypted already, with another key")
	case !opens:
		return other
	}
	return fmt.Errorf("it is encrypted with this key already (%s)", scheme)
}

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

` + severalResultsHelp[1:] + "\n" + schemeHelp() + "\n" + keyHelp,
		Example: `  fvcfg decrypt --key-file site.key 001565113af8.cfg
  fvcfg decrypt --key-file site.key --out-dir clear *.cfg`,
		Args: takes(1, anyNumber, "a file or a folder", "decrypt --key-file fleet.key 0c383e1a2b3c.cfg"),
		RunE: func(cmd *cobra.Command, args []string) error {
			d.fixed = cmd.Flags().Changed("scheme") || cmd.Flags().Changed("padding")
			return d.run(args)
		},
	}
	flags := c.Flags()
	flags.StringVar(&d.scheme.mode, "scheme", crypt.ECB.String(), "try this scheme alone instead of all")
	flags.StringVar(&d.scheme.padding, "padding", crypt.PKCS7.String(), "the padding to go with --scheme: pkcs7 or zero")
	flags.BoolVar(&d.raw, "raw", false, "take a result that is no provisioning file, or not whole")
	d.out.add(flags)
	d.keys.add(flags)
	return c
}

func (d *decryptCommand) run(args []string) error {
	scheme, err := d.scheme.scheme()
	if err != nil {
		return err
	}
	if err := d.out.prepare(args); err != nil {
		return err
	}
	keys, err := d.requiredKeys(d.keys)
	if err != nil {
		return err
	}
	return d.eachTo(&d.out, func(in batch.Input, stored []byte) error {
		plain, err := d.opened(in, keys, scheme, stored)
		if err != nil {
			return fmt.Errorf("%s: %w", in, err)
		}
		return d.put(&d.out, document{input: in, stored: stored}, plain, ownerOnly)
	})
}

// opened decrypts a file, with --raw whatever it is.
func (d *decryptCommand) opened(in batch.Input, keys *keyring, scheme crypt.Scheme, stored []byte) ([]byte, error) {
	key, err := keys.key(in)
	if err != nil {
		return nil, err
	}
	plain, err := d.decrypt(key, scheme, stored)
	if err != nil && d.raw {
		return d.rescue(in, key, scheme, stored, err)
	}
	if _, opens := crypt.SchemeOf(err); opens {
		err = fmt.Errorf("%w; --raw decrypts it all the same", err)
	}
	return plain, err
}

// decrypt decrypts what is a provisioning file, and whole.
func (d *decryptCommand) decrypt(key crypt.Key, scheme crypt.Scheme, data []byte) ([]byte, error) {
	if d.fixed {
		return scheme.Open(key, data, cfgfile.Plaintext())
	}
	plain, _, err := crypt.Recognize(key, data, cfgfile.Plaintext())
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
