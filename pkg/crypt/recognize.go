package crypt

import (
	"bytes"
	"crypto/aes"
	"fmt"
	"strings"
)

// A Content is what an encrypted file should hold. This package knows no format, so
// the caller says how a text of that format starts and ends.
type Content struct {
	// Starts reports whether a text starts as it should. It sees the whole plaintext or
	// its beginning: 64 bytes at the least, unless the plaintext is shorter. It has to
	// leave the slice alone, and to judge by the first bytes: CBC modes differ in the
	// first 16 only, so a function that searches for a word anywhere can agree to a
	// plaintext that lost those.
	Starts func(head []byte) bool

	// Ends reports whether a text that starts as it should is whole. It is asked where
	// no padding follows the text, which is then either a file that fills its last block
	// under zero padding, or what is left of one that was cut off between two blocks.
	// Where it is nil, every text is whole.
	Ends func(plain []byte) bool
}

func (c Content) isWhole(plain []byte) bool { return c.Ends == nil || c.Ends(plain) }

// Recognize decrypts data with the scheme that makes a configuration file of it: a text
// that starts as want says. It tries every scheme, likeliest first. A scheme is taken
// only if what follows the start reads as text, because ECB and CBC with a zero IV have
// the first block in common. (A file of one block is the same in both, and counts as
// ECB.) Padding that is no PKCS#7 is taken for zero padding.
//
// With a wrong key nothing is returned but [ErrWrongKey]. Where more can be said,
// the error says it: [ErrEmpty], [ErrNotEncrypted], [ErrEncoded], *[TruncatedError],
// [ErrCutOff], [ErrPadding], [ErrNotConfiguration], [ErrEncryptedTwice]. [SchemeOf] returns
// the scheme that some of them know.
//
// Padding shows that a file is whole, whatever its text ends in. One cut goes unseen: in
// the middle of white space, behind ten line feeds, nine tabs or thirteen carriage
// returns, which are valid PKCS#7 padding.
//
// A try costs little, as only the first 512 bytes are decrypted, except for
// [OpenSSLSaltedPBKDF2], which is slow by design: some milliseconds a file.
func Recognize(key Key, data []byte, want Content) (plain []byte, scheme Scheme, err error) {
	if err := checkCiphertext(data, want); err != nil {
		return nil, Scheme{}, err
	}
	best, all, err := try(key, data, want)
	if err != nil {
		return nil, Scheme{}, err
	}
	if best != nil {
		return best.settle(want)
	}
	if c := likeliest(all); c != nil && c.startsLate(want) {
		return c.settle(want)
	}
	return nil, Scheme{}, explain(key, all, want)
}

// Open decrypts data with this scheme alone, and checks what comes out as [Recognize]
// does, with the same errors. Padding of another kind is [ErrPadding].
func (s Scheme) Open(key Key, data []byte, want Content) ([]byte, error) {
	if err := s.check(); err != nil {
		return nil, err
	}
	if err := checkCiphertext(data, want); err != nil {
		return nil, err
	}
	c, err := newCandidate(s.Mode, key, data)
	if err != nil {
		return nil, err
	}
	if !c.starts(want) && !c.startsLate(want) {
		return nil, explain(key, []*candidate{c}, want)
	}
	plain, found, err := c.settle(want)
	if err == nil && found != s {
		return nil, fmt.Errorf("%w for %v: the file opens with %v", ErrPadding, s, found)
	}
	return plain, err
}

// Learn finds the scheme of a sample, to encrypt other files like it. It does what
// [Recognize] does, then encrypts the plaintext again, with the sample's own IV or
// salt, and compares: a scheme that is returned writes this sample byte for byte, and
// [ErrNotReproduced] says that none does.
//
// One sample can leave two things open. If its plaintext fills its last block and no
// padding follows, that is taken for zero padding, and could be PKCS#7 padding that was
// cut off. And one block alone doesn't tell ECB from CBC with a zero IV. A second sample
// of another length settles either.
func Learn(key Key, sample []byte, want Content) (Scheme, error) {
	plain, scheme, err := Recognize(key, sample, want)
	if err != nil {
		return Scheme{}, err
	}
	front := sample[:scheme.Mode.frontSize()]
	if scheme.Mode.salted() {
		front = front[len(saltMark):]
	}
	again, err := scheme.Encrypt(bytes.NewReader(front), key, plain)
	if err != nil || !bytes.Equal(again, sample) {
		return Scheme{}, fmt.Errorf("%w: it opens with %v, but ends in other bytes than that scheme writes (perhaps zeros in a block of their own); use a sample whose length differs by a few bytes", ErrNotReproduced, scheme)
	}
	return scheme, nil
}

// checkCiphertext refuses what a look without the key shows to be no ciphertext.
func checkCiphertext(data []byte, want Content) error {
	switch err := checkData(data); {
	case err != nil:
		return err
	case want.Starts(data):
		return fmt.Errorf("%w: it is a configuration file in clear. Use it as it is, for phones that have no key set: a phone with a key takes a clear file for an encrypted one", ErrNotEncrypted)
	case isText(data):
		return fmt.Errorf("%w: it is text that can be read as it is, though no configuration file", ErrNotEncrypted)
	case len(data)%aes.BlockSize != 0, hasSaltMark(data) && len(data) == len(saltMark)+8:
		return newTruncated(data)
	}
	return nil
}

// A candidate is a mode with the beginning of the plaintext that it makes.
type candidate struct {
	container
	mode   Mode
	head   []byte // without padding, if it is the whole plaintext
	binary int    // bytes in head that text doesn't have
}

// try opens data with every mode that its form allows, and stops at one that is beyond
// doubt. It returns the best of those that start as they should, or nil, and all.
func try(key Key, data []byte, want Content) (best *candidate, all []*candidate, err error) {
	for _, mode := range Modes() {
		if mode.salted() != hasSaltMark(data) || len(data) <= mode.frontSize() {
			continue
		}
		c, err := newCandidate(mode, key, data)
		if err != nil {
			return nil, nil, err
		}
		all = append(all, c)
		if c.starts(want) && c.betterThan(best) {
			best = c
			if c.binary == 0 && mode != CBCPrefixIV {
				break
			}
		}
	}
	return best, all, nil
}

func newCandidate(mode Mode, key Key, data []byte) (*candidate, error) {
	opened, err := mode.open(key, data)
	if err != nil {
		return nil, err
	}
	head := make([]byte, min(len(opened.body), headSize))
	opened.decrypt(head, 0)
	if len(head) == len(opened.body) {
		head, _ = stripEither(head)
	}
	return &candidate{container: opened, mode: mode, head: head, binary: countBinary(head)}, nil
}

// betterThan prefers what has fewer bytes that are no text. From the second block on,
// every CBC file reads well as CBC with its IV in front, hence: of two that read
// equally well, the one that makes text of more.
func (c *candidate) betterThan(other *candidate) bool {
	if other == nil || c.binary != other.binary {
		return other == nil || c.binary < other.binary
	}
	return len(c.body) > len(other.body)
}

// starts reports whether the head starts as it should and reads on.
func (c *candidate) starts(want Content) bool { return c.readsOn() && want.Starts(c.head) }

// startsLate reports whether it takes the whole text to see that it starts as it should:
// a comment in front can be longer than the head.
func (c *candidate) startsLate(want Content) bool {
	if !c.reads() {
		return false
	}
	plain, _ := c.unseal()
	return want.Starts(plain)
}

// readsOn reports whether the head is text behind its first block, leaving room for
// text that is not UTF-8.
func (c *candidate) readsOn() bool {
	rest := c.head[min(len(c.head), aes.BlockSize):]
	return countBinary(rest)*4 <= len(rest)
}

// reads reports whether the head is text all through, or nearly so if it is long. One
// block of random bytes looks like that once in two million times or so.
func (c *candidate) reads() bool {
	return len(c.head) > 12 && c.binary*64 <= len(c.head)
}

// unseal decrypts the whole and finds the padding.
func (c *candidate) unseal() ([]byte, Scheme) {
	plain, padding := stripEither(c.decryptAll())
	return plain, Scheme{Mode: c.mode, Padding: padding}
}

// settle is unseal for what starts as it should, which shows whether the end is there.
func (c *candidate) settle(want Content) ([]byte, Scheme, error) {
	plain, scheme := c.unseal()
	added := len(c.body) - len(plain)
	switch {
	case !textEnd(plain) && (scheme.Padding == ZeroPadding || added < surePadding):
		return nil, Scheme{}, damaged(c.mode)
	case added == 0 && !want.isWhole(plain):
		return nil, Scheme{}, cutOff(c.mode)
	}
	return plain, scheme, nil
}

// surePadding is how many bytes of PKCS#7 padding are never chance: see
// [ErrNotConfiguration].
const surePadding = 4

// textEnd reports whether the last bytes of plain are text. Zero padding fits any
// block, and a damaged one ends in a byte of PKCS#7 padding once in 256 times, so this is
// what tells them from damage.
func textEnd(plain []byte) bool {
	end := plain[max(0, len(plain)-aes.BlockSize):]
	for range 3 { // a character may have begun in the block before
		if len(end) > 0 && end[0]&0xc0 == 0x80 {
			end = end[1:]
		}
	}
	return countBinary(end)*8 <= len(end)
}

// likeliest returns the candidate that seems to open the file, though it does not start
// as it should: see [ErrNotConfiguration] for what counts as evidence. nil if none does.
func likeliest(all []*candidate) (best *candidate) {
	for _, c := range all {
		if (c.reads() || c.paddingCount() >= surePadding) && c.betterThan(best) {
			best = c
		}
	}
	return best
}

// paddingCount is the number of bytes of padding in the last block.
func (c *candidate) paddingCount() int {
	var last [aes.BlockSize]byte
	c.decrypt(last[:], len(c.body)-len(last))
	plain, _ := stripEither(last[:])
	return len(last) - len(plain)
}

// explain says why none of the candidates is a configuration file.
func explain(key Key, all []*candidate, want Content) error {
	if err := findSecondLayer(key, all, want); err != nil {
		return err
	}
	if c := likeliest(all); c != nil {
		_, scheme := c.unseal()
		return notConfiguration(scheme)
	}
	if len(all) == 1 {
		return fmt.Errorf("%w: %v makes no configuration file of it; take the key that belongs to this file, or another scheme", ErrWrongKey, all[0].mode)
	}
	tried := make([]string, len(all))
	for i, c := range all {
		tried[i] = c.mode.String()
	}
	text := "or the file uses a scheme unknown here"
	if !all[0].mode.salted() && len(all[0].body) == aes.BlockSize {
		text += ", or was cut off behind an IV"
	}
	return fmt.Errorf("%w: no scheme makes it a configuration file (tried %s, with PKCS#7 and zero padding); take the key that belongs to this file, %s",
		ErrWrongKey, strings.Join(tried, ", "), text)
}

// findSecondLayer looks for a configuration file below two layers. The heads tell;
// the whole is decrypted only where they say that there is one.
func findSecondLayer(key Key, all []*candidate, want Content) error {
	var outer, inner *candidate
	for _, c := range all {
		head := make([]byte, min(len(c.body), headSize))
		c.decrypt(head, 0)
		head, _ = stripOverBlocks(head)
		if below, _, err := try(key, head, want); err == nil && below != nil && below.betterThan(inner) {
			outer, inner = c, below
		}
	}
	if outer == nil {
		return nil
	}
	middle, padding := stripOverBlocks(outer.decryptAll())
	whole, err := newCandidate(inner.mode, key, middle)
	if err != nil {
		return err
	}
	_, scheme := whole.unseal()
	return encryptedTwice(Scheme{Mode: outer.mode, Padding: padding}, scheme)
}

// stripOverBlocks takes the padding off what is whole blocks without it: a block of
// PKCS#7, or nothing. A zero at its end is ciphertext.
func stripOverBlocks(padded []byte) ([]byte, Padding) {
	if plain, ok := PKCS7.strip(padded); ok && len(plain)%aes.BlockSize == 0 {
		return plain, PKCS7
	}
	return padded, ZeroPadding
}
