package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/crypt"
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
}

func (p *program) newEncrypt() *cobra.Command {
	e := &encryptCommand{program: p}
	c := &cobra.Command{
		Use:   "encrypt [flags] FILE…",
		Short: "Encrypt files with AES-256",
		Long: `Encrypt encrypts files so that a phone with the key reads them: to standard
output, to -o, into --out-dir or, with -w, in place.
` + schemeHelp() + "\n" + keyHelp,
		Example: `  fvcfg encrypt --key-file site.key 001565113af8.cfg -o out/001565113af8.cfg
  fvcfg encrypt --key-file site.key --out-dir out *.cfg
  fvcfg encrypt --key-file site.key --like from-vendor-tool.cfg --out-dir out *.cfg`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			chosen := cmd.Flags().Changed("scheme") || cmd.Flags().Changed("padding")
			return e.run(args, chosen)
		},
	}
	flags := c.Flags()
	flags.StringVar(&e.scheme.mode, "scheme", crypt.ECB.String(), "mode and IV: one of the schemes above")
	flags.StringVar(&e.scheme.padding, "padding", crypt.PKCS7.String(), "padding: pkcs7 or zero")
	flags.StringVar(&e.like, "like", "", "learn the scheme from this file, which the same key encrypted")
	e.out.add(flags, true)
	e.keys.add(flags)
	return c
}

func (e *encryptCommand) run(args []string, chosen bool) error {
	key, err := e.requiredKey(e.keys)
	if err != nil {
		return err
	}
	if e.like != "" && chosen {
		return usagef("give --like or --scheme and --padding, not both")
	}
	scheme, err := e.scheme.scheme()
	if err != nil {
		return err
	}
	if e.like != "" {
		if scheme, err = e.learn(key); err != nil {
			return err
		}
	}
	if !e.out.elsewhere() && e.isTerminal(e.stdout) {
		return usagef("encrypted data is not for a terminal: use -o, --out-dir or -w")
	}
	return e.eachTo(&e.out, args, func(in batch.Input) error { return e.encrypt(in, key, scheme) })
}

func (e *encryptCommand) learn(key crypt.Key) (crypt.Scheme, error) {
	in := batch.Input{Name: e.like}
	sample, err := e.reader.Read(in)
	if err != nil {
		return crypt.Scheme{}, err
	}
	scheme, err := crypt.Learn(key, sample, cfgfile.StartsLikeConfig)
	if err != nil {
		return crypt.Scheme{}, fmt.Errorf("%s: %w", in, err)
	}
	e.note("%s is encrypted with %s", in, scheme)
	return scheme, nil
}

func (e *encryptCommand) encrypt(in batch.Input, key crypt.Key, scheme crypt.Scheme) error {
	data, err := e.reader.Read(in)
	if err != nil {
		return err
	}
	if err := e.checkClear(in, key, data); err != nil {
		return err
	}
	sealed, err := scheme.Encrypt(e.random, key, data)
	if err != nil {
		return fmt.Errorf("%s: %w", in, err)
	}
	return e.put(&e.out, document{input: in, stored: data}, sealed, 0)
}

// checkClear refuses what is encrypted already, and tells of what is no
// provisioning file: encrypting a phone book or a certificate can be meant.
func (e *encryptCommand) checkClear(in batch.Input, key crypt.Key, data []byte) error {
	_, sniffed := cfgfile.Sniff(data)
	if sniffed == nil {
		return nil
	}
	if !e.out.force && !isClear(data) {
		_, scheme, err := crypt.Recognize(key, data, cfgfile.StartsLikeConfig)
		if err == nil || errors.Is(err, crypt.ErrEncryptedTwice) {
			return fmt.Errorf("%s: it is encrypted with this key already (%s); --force encrypts it once more", in, scheme)
		}
	}
	e.note("%s: %v; encrypted all the same", in, sniffed)
	return nil
}
