package crypt

import (
	"bytes"
	"crypto/aes"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// whole are files whose end is known, with lengths that fill the last block and not.
func whole() map[string]string {
	files := map[string]string{}
	for extra := range aes.BlockSize {
		files[fmt.Sprintf("text+%d", extra)] = strings.Replace(textConfig, "1001", strings.Repeat("1", extra), 1)
		files[fmt.Sprintf("sysconf+%d", extra)] = "<sysConf><Version>2.0</Version><a>" + strings.Repeat("x", extra) + "</a></sysConf>\n"
	}
	return files
}

// What a cut between two blocks leaves is never taken for a file, unless the cut took
// nothing but padding and white space.
func TestRecognizeCutOff(t *testing.T) {
	for name, config := range whole() {
		for _, scheme := range allSchemes() {
			if scheme.Mode.salted() && !strings.HasSuffix(name, "+0") {
				continue // PBKDF2 is tried for some of these, which is slow and shows nothing new
			}
			data := encrypted(t, scheme, fleetKey(), config)
			for size := len(data) - aes.BlockSize; size > scheme.Mode.frontSize(); size -= aes.BlockSize {
				cut := data[:size]
				plain, got, err := Recognize(fleetKey(), cut, configuration())
				if err == nil {
					if !isWhole(plain) || got != (Scheme{scheme.Mode, ZeroPadding}) {
						t.Errorf("%s, %v, cut to %d: recognised %v and %q", name, scheme, size, got, plain)
					}
					continue
				}
				if plain != nil {
					t.Fatalf("%s, %v, cut to %d: a part of the file beside the error", name, scheme, size)
				}
				if size > scheme.Mode.frontSize()+aes.BlockSize { // for one block, see TestCutOffWithinTheMark
					checkCutOff(t, err, scheme.Mode, cut, config)
				}
			}
		}
	}
}

// checkCutOff checks an error about a file that was cut off, and that its scheme gets what
// is left.
func checkCutOff(t *testing.T, err error, mode Mode, cut []byte, config string) {
	t.Helper()
	scheme, ok := SchemeOf(err)
	if !ok || !errors.Is(err, ErrCutOff) || scheme.Mode != mode || !strings.Contains(err.Error(), "cut off") {
		t.Fatalf("%v, cut to %d: %v", mode, len(cut), err)
	}
	left, err := scheme.Decrypt(fleetKey(), cut)
	if err != nil || len(left) != len(cut)-mode.frontSize() || !strings.HasPrefix(config, string(left)) {
		t.Errorf("%v, cut to %d: what is left is %q, %v", mode, len(cut), left, err)
	}
}

// A content may know its start by less than the whole mark, and then one block is enough.
func TestCutOffWithinTheMark(t *testing.T) {
	want := Content{Starts: func(head []byte) bool { return bytes.HasPrefix(head, []byte("<<VOIP CONFIG FI")) }, Ends: isWhole}
	for _, scheme := range allSchemes() {
		cut := encrypted(t, scheme, fleetKey(), textConfig)[:scheme.Mode.frontSize()+aes.BlockSize]
		_, _, err := Recognize(fleetKey(), cut, want)
		mode := scheme.Mode
		if mode == CBCZeroIV {
			mode = ECB // the same, for one block
		}
		checkCutOff(t, err, mode, cut, textConfig)
	}
	// The IV alone says nothing.
	cut := encrypted(t, Scheme{Mode: CBCPrefixIV}, fleetKey(), textConfig)[:aes.BlockSize]
	if _, _, err := Recognize(fleetKey(), cut, want); !errors.Is(err, ErrWrongKey) || !strings.Contains(err.Error(), "cut off behind an IV") {
		t.Errorf("the IV alone: %v", err)
	}
}

// Padding shows that nothing is missing, whatever the text ends in: a file can have been
// broken before it was encrypted.
func TestRecognizeBrokenBeforeEncryption(t *testing.T) {
	broken := strings.TrimSuffix(textConfig, "<<END OF FILE>>\r\n")
	for extra := range aes.BlockSize {
		config := broken + strings.Repeat("x", extra)
		for _, scheme := range allSchemes() {
			plain, got, err := Recognize(fleetKey(), encrypted(t, scheme, fleetKey(), config), configuration())
			if scheme.Padding.Size(len(config)) == 0 {
				if !errors.Is(err, ErrCutOff) {
					t.Errorf("%v, no padding: recognised %v, %v", scheme, got, err)
				}
				continue
			}
			if err != nil || got != scheme || string(plain) != config {
				t.Errorf("%v, %d bytes: recognised %v, %v", scheme, len(config), got, err)
			}
		}
	}
}

// The one cut that goes unseen, as the documentation of Recognize has it.
func TestCutOffBehindWhatLooksLikePadding(t *testing.T) {
	for _, space := range []string{strings.Repeat("\t", 9), strings.Repeat("\n", 10), strings.Repeat("\r", 13)} {
		head := "<sysConf>" + strings.Repeat(" ", 2*aes.BlockSize-len("<sysConf>")-len(space))
		cut := encrypted(t, Scheme{}, fleetKey(), head+space+"<sip></sip></sysConf>")[:2*aes.BlockSize]
		plain, got, err := Recognize(fleetKey(), cut, configuration())
		if err != nil || got != (Scheme{}) || string(plain) != head {
			t.Errorf("%q: recognised %v, %v", space, got, err)
		}
		// One character less is none.
		cut = encrypted(t, Scheme{}, fleetKey(), head+" "+space[1:]+"<sip></sip></sysConf>")[:2*aes.BlockSize]
		if _, got, err := Recognize(fleetKey(), cut, configuration()); !errors.Is(err, ErrCutOff) {
			t.Errorf("%q: recognised %v, %v", space[1:], got, err)
		}
	}
}

// A damaged last block ends in a byte or two of valid padding now and then, which is no
// evidence beside an end that is no text. Four bytes are.
func TestRecognizeDamagedWithLuckyPadding(t *testing.T) {
	noise := func(padding int) string {
		end := bytes.Repeat([]byte{0x82, 0x01}, aes.BlockSize/2)
		copy(end[aes.BlockSize-padding:], bytes.Repeat([]byte{byte(padding)}, padding))
		return string(end)
	}
	config := configOfSize(320)[:320]
	for padding := 1; padding <= 8; padding++ {
		plain, got, err := Recognize(fleetKey(), encryptedBlocks(t, fleetKey(), config+noise(padding)), configuration())
		opens, known := SchemeOf(err)
		switch {
		case padding < surePadding && (!known || opens.Mode != ECB || !errors.Is(err, ErrPadding)):
			t.Errorf("%d bytes of padding: recognised %v, %v", padding, got, err)
		case padding >= surePadding && (err != nil || len(plain) != len(config)+aes.BlockSize-padding):
			t.Errorf("%d bytes of padding: recognised %v, %v", padding, got, err)
		}
	}
}

func TestLearnRefusesWhatWasCutOff(t *testing.T) {
	for _, scheme := range allSchemes() {
		data := encrypted(t, scheme, fleetKey(), textConfig)
		if got, err := Learn(fleetKey(), data[:len(data)-2*aes.BlockSize], configuration()); !errors.Is(err, ErrCutOff) || got != (Scheme{}) {
			t.Errorf("%v: learned %v, %v", scheme, got, err)
		}
	}
}

func TestOpen(t *testing.T) {
	for _, scheme := range allSchemes() {
		data := encrypted(t, scheme, fleetKey(), textConfig)
		if plain, err := scheme.Open(fleetKey(), data, configuration()); err != nil || string(plain) != textConfig {
			t.Errorf("%v: %v", scheme, err)
		}
		cut := data[:len(data)-2*aes.BlockSize]
		_, err := scheme.Open(fleetKey(), cut, configuration())
		checkCutOff(t, err, scheme.Mode, cut, textConfig)

		other := Scheme{scheme.Mode, PKCS7 + ZeroPadding - scheme.Padding}
		if _, err := other.Open(fleetKey(), data, configuration()); !errors.Is(err, ErrPadding) || !strings.Contains(err.Error(), scheme.String()) {
			t.Errorf("%v opened with %v: %v", scheme, other, err)
		}
		if _, err := scheme.Open(Key{1}, data, configuration()); !errors.Is(err, ErrWrongKey) {
			t.Errorf("%v, wrong key: %v", scheme, err)
		}
		if _, err := scheme.Open(fleetKey(), encrypted(t, scheme, fleetKey(), phoneBook), configuration()); !errors.Is(err, ErrNotConfiguration) {
			t.Errorf("%v, phone book: %v", scheme, err)
		}
		if _, err := scheme.Open(fleetKey(), damagedEnd(data), configuration()); !errors.Is(err, ErrPadding) {
			t.Errorf("%v, damaged: %v", scheme, err)
		}
	}
	comment := "<!-- " + strings.Repeat("a long comment ", 60) + "-->\n<sysConf></sysConf>"
	if plain, err := (Scheme{}).Open(fleetKey(), encrypted(t, Scheme{}, fleetKey(), comment), configuration()); err != nil || string(plain) != comment {
		t.Errorf("behind a long comment: %v", err)
	}
	if _, err := (Scheme{}).Open(fleetKey(), []byte(textConfig), configuration()); !errors.Is(err, ErrNotEncrypted) {
		t.Errorf("in clear: %v", err)
	}
	if _, err := (Scheme{Mode: 99}).Open(fleetKey(), []byte(textConfig), configuration()); err == nil {
		t.Error("a mode that does not exist opens a file")
	}
}

// What Seal encrypts, Recognize opens, and what Recognize would not open, it refuses.
func TestSeal(t *testing.T) {
	unended := strings.Repeat(" ", 16)
	for name, config := range map[string]string{
		"text": textConfig, "not ended": "<sysConf>" + unended, "not ended, whole blocks": "<sysConf>" + unended[9:] + unended,
		"ended, whole blocks": "<sysConf></sysConf>" + unended[3:], "no start": "a = b\n", "nothing": "",
	} {
		for _, scheme := range allSchemes() {
			data, err := scheme.Seal(bytes.NewReader(randomBytes(16)), fleetKey(), []byte(config), configuration())
			if opens := strings.HasPrefix(config, "<") && (scheme.Padding == PKCS7 || name != "not ended, whole blocks"); !opens {
				if !errors.Is(err, ErrNotOpenable) || data != nil {
					t.Errorf("%s, %v: %v", name, scheme, err)
				}
				continue
			}
			if err != nil {
				t.Errorf("%s, %v: %v", name, scheme, err)
				continue
			}
			if plain, _, err := Recognize(fleetKey(), data, configuration()); err != nil || string(plain) != config {
				t.Errorf("%s, %v: opens to %q, %v", name, scheme, plain, err)
			}
		}
	}
}

func TestSchemeOf(t *testing.T) {
	outer := Scheme{CBCKeyIV, PKCS7}
	for _, test := range []struct {
		err  error
		want Scheme
		ok   bool
	}{
		{fmt.Errorf("a.cfg: %w", cutOff(CBCZeroIV)), Scheme{CBCZeroIV, ZeroPadding}, true},
		{damaged(CBCKeyIV), Scheme{CBCKeyIV, ZeroPadding}, true},
		{notConfiguration(outer), outer, true},
		{encryptedTwice(outer, Scheme{}), outer, true},
		{ErrWrongKey, Scheme{}, false},
		{&TruncatedError{}, Scheme{}, false},
		{nil, Scheme{}, false},
	} {
		if got, ok := SchemeOf(test.err); got != test.want || ok != test.ok {
			t.Errorf("%v: %v, %v", test.err, got, ok)
		}
	}
}

func TestPaddingSize(t *testing.T) {
	for _, test := range []struct{ plain, pkcs7, zero int }{{0, 16, 16}, {1, 15, 15}, {15, 1, 1}, {16, 16, 0}, {17, 15, 15}, {32, 16, 0}} {
		if pkcs7, zero := PKCS7.Size(test.plain), ZeroPadding.Size(test.plain); pkcs7 != test.pkcs7 || zero != test.zero {
			t.Errorf("%d bytes: %d of PKCS#7, %d zeros", test.plain, pkcs7, zero)
		}
	}
}
