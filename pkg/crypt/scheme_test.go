package crypt

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
)

func TestRoundTrip(t *testing.T) {
	if testing.Short() {
		t.Skip("no goroutine takes part")
	}
	for _, scheme := range allSchemes() {
		t.Run(scheme.String(), func(t *testing.T) {
			for _, size := range []int{0, 1, 15, 16, 17, 31, 32, 1000, 5 << 20} {
				plain := randomBytes(size)
				given := bytes.Clone(plain)
				data, err := scheme.Encrypt(nil, testKey(), given)
				if err != nil {
					t.Fatalf("%d bytes: %v", size, err)
				}
				if !bytes.Equal(given, plain) {
					t.Errorf("%d bytes: Encrypt changed the plaintext", size)
				}
				if size >= 16 && bytes.Contains(data, plain[:16]) {
					t.Errorf("%d bytes: the plaintext shows", size)
				}
				before := bytes.Clone(data)
				got, err := scheme.Decrypt(testKey(), data)
				if err != nil || !bytes.Equal(got, plain) {
					t.Errorf("%d bytes: got something else, or %v", size, err)
				}
				if !bytes.Equal(data, before) {
					t.Errorf("%d bytes: Decrypt changed the data", size)
				}
			}
		})
	}
}

func TestSizes(t *testing.T) {
	for _, mode := range Modes() {
		front := 0
		if mode != ECB && mode != CBCZeroIV && mode != CBCKeyIV {
			front = 16
		}
		for plain, want := range map[int][2]int{0: {16, 16}, 1: {16, 16}, 15: {16, 16}, 16: {32, 16}, 17: {32, 32}, 32: {48, 32}} {
			for padding, want := range want {
				scheme := Scheme{mode, Padding(padding)}
				data, err := scheme.Encrypt(nil, testKey(), randomBytes(plain))
				if err != nil || len(data) != front+want {
					t.Errorf("%v: %d bytes become %d, %v, want %d", scheme, plain, len(data), err, front+want)
				}
			}
		}
	}
}

// IVs and salts must differ from file to file.
func TestRandomFront(t *testing.T) {
	for _, mode := range Modes() {
		first, err1 := Scheme{Mode: mode}.Encrypt(nil, testKey(), []byte("x"))
		second, err2 := Scheme{Mode: mode}.Encrypt(nil, testKey(), []byte("x"))
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		random := mode.frontSize() > 0
		if bytes.Equal(first, second) == random {
			t.Errorf("%v: two encryptions alike: %v", mode, !random)
		}
	}
}

func TestRandomFails(t *testing.T) {
	for _, mode := range Modes() {
		data, err := Scheme{Mode: mode}.Encrypt(strings.NewReader("short"), testKey(), []byte("x"))
		if mode.frontSize() == 0 {
			if err != nil {
				t.Errorf("%v needs no random bytes: %v", mode, err)
			}
		} else if !errors.Is(err, io.ErrUnexpectedEOF) || data != nil {
			t.Errorf("%v: got %x, %v", mode, data, err)
		}
	}
}

func TestZeroSchemeIsTheDefault(t *testing.T) {
	if got := (Scheme{}).String(); got != "ecb/pkcs7" {
		t.Errorf("the zero Scheme is %s", got)
	}
}

func TestSchemeOfNothing(t *testing.T) {
	for _, scheme := range []Scheme{{Mode: 7}, {Mode: 255}, {Padding: 2}} {
		if _, err := scheme.Encrypt(nil, testKey(), nil); err == nil || !strings.Contains(err.Error(), "there is no") {
			t.Errorf("Encrypt with %v: %v", scheme, err)
		}
		if _, err := scheme.Decrypt(testKey(), make([]byte, 16)); err == nil || !strings.Contains(err.Error(), "there is no") {
			t.Errorf("Decrypt with %v: %v", scheme, err)
		}
	}
}

func TestDecryptErrors(t *testing.T) {
	salted := "Salted__12345678"
	block := strings.Repeat("\xfe", 16)
	tests := []struct {
		name   string
		scheme Scheme
		data   string
		want   error
		says   string
	}{
		{"empty", Scheme{}, "", ErrEmpty, "empty"},
		{"wrong padding", Scheme{}, block, ErrPadding, "for ecb/pkcs7: the key or the scheme is another"},
		{"salted by another mode", Scheme{}, salted + block, ErrPadding, "try openssl-salted"},
		{"not salted", Scheme{Mode: OpenSSLSalted}, block + block, ErrNotSalted, "not openssl-salted"},
		{"not salted, MD5", Scheme{Mode: OpenSSLSaltedMD5}, block + block, ErrNotSalted, "not openssl-salted-md5"},
		{"not salted, PBKDF2", Scheme{Mode: OpenSSLSaltedPBKDF2}, block + block, ErrNotSalted, "choose another scheme"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			plain, err := test.scheme.Decrypt(testKey(), []byte(test.data))
			if !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.says) {
				t.Errorf("error is %v, want %q and %q", err, test.want, test.says)
			}
			if plain != nil {
				t.Error("plaintext came with the error")
			}
		})
	}
}

func TestDecryptTruncated(t *testing.T) {
	tests := []struct {
		mode Mode
		data string
		want TruncatedError
		says string
	}{
		{ECB, "\xfe", TruncatedError{Length: 1, Over: 1}, "1 bytes long, 1 over a multiple of 16"},
		{CBCZeroIV, strings.Repeat("\xfe", 47), TruncatedError{Length: 47, Over: 15}, "FTP in text mode"},
		{CBCPrefixIV, strings.Repeat("\xfe", 16), TruncatedError{Length: 16}, "before any ciphertext"},
		{OpenSSLSalted, "Salted__", TruncatedError{Length: 8, Over: 8, Salted: true}, "begins with \"Salted__\""},
		{OpenSSLSalted, "Salted__12345678", TruncatedError{Length: 16, Salted: true}, "before any ciphertext"},
		{OpenSSLSalted, "Salted__12345678\xfe", TruncatedError{Length: 17, Over: 1, Salted: true}, "1 over"},
	}
	for _, test := range tests {
		_, err := Scheme{Mode: test.mode}.Decrypt(testKey(), []byte(test.data))
		var got *TruncatedError
		if !errors.As(err, &got) || *got != test.want || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%v of %d bytes: got %v, want %+v and %q", test.mode, len(test.data), err, test.want, test.says)
		}
	}
}

func TestDecryptEncoded(t *testing.T) {
	tests := []struct{ data, want string }{
		{"U2FsdGVkX1+i", "base64"},
		{"n5+c3q8VtE4Yx0cZ3q2q8w==\n", "base64"},
		{"n5-c3q8VtE4Yx0cZ3q2q8w", ""}, // too short for a block with its padding
		{strings.Repeat("n5/c", 16) + "\r\n" + strings.Repeat("n5+c", 3) + "\r\n", "base64"},
		{strings.Repeat("0a", 16), "hex"},
		{strings.Repeat("0A ", 15) + "0a\n", "hex"},
		{strings.Repeat("0", 23), ""},
		{"words of text, not base64", ""},
		{"words of text that are not base64", ""},
	}
	for _, test := range tests {
		_, err := Scheme{}.Decrypt(testKey(), []byte(test.data))
		var got *encodedError
		if !errors.As(err, &got) {
			got = &encodedError{}
		} else if !strings.Contains(err.Error(), "decode it first") {
			t.Errorf("no advice in %q", err)
		}
		if got.encoding != test.want {
			t.Errorf("%q: got %q, want %q", test.data, got.encoding, test.want)
		}
	}
}

func FuzzRoundTrip(f *testing.F) {
	for i := range allSchemes() {
		f.Add(i, []byte(textConfig), testKeyHex)
	}
	f.Add(1, []byte{}, "")
	f.Add(1, []byte{0}, "")
	f.Fuzz(func(t *testing.T, which int, plain []byte, secret string) {
		scheme := allSchemes()[uint(which)%uint(len(allSchemes()))]
		var key Key
		copy(key[:], secret)
		data, err := scheme.Encrypt(nil, key, plain)
		if errors.Is(err, ErrTrailingZero) && scheme.Padding == ZeroPadding && plain[len(plain)-1] == 0 {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		got, err := scheme.Decrypt(key, data)
		if err != nil || !bytes.Equal(got, plain) {
			t.Fatalf("%v: got %x, %v, want %x", scheme, got, err, plain)
		}
	})
}

func FuzzDecrypt(f *testing.F) {
	for i, scheme := range allSchemes() {
		data, err := scheme.Encrypt(bytes.NewReader(randomBytes(16)), testKey(), []byte(textConfig))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(i, data)
		f.Add(i, data[:len(data)-1])
		f.Add(i, []byte("Salted__"))
		f.Add(i, []byte{})
	}
	f.Fuzz(func(t *testing.T, which int, data []byte) {
		scheme := allSchemes()[uint(which)%uint(len(allSchemes()))]
		before := bytes.Clone(data)
		plain, err := scheme.Decrypt(testKey(), data)
		if err != nil && plain != nil {
			t.Fatalf("%v: plaintext with error %v", scheme, err)
		}
		if err == nil && len(plain) > len(data) {
			t.Fatalf("%v: %d bytes from %d", scheme, len(plain), len(data))
		}
		if !bytes.Equal(data, before) {
			t.Fatal("the data was changed")
		}
	})
}

func BenchmarkEncrypt(b *testing.B) {
	plain := []byte(configOfSize(25 << 10))
	for _, mode := range Modes() {
		b.Run(mode.String(), func(b *testing.B) {
			b.SetBytes(int64(len(plain)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := (Scheme{Mode: mode}).Encrypt(nil, testKey(), plain); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkDecrypt(b *testing.B) {
	plain := []byte(configOfSize(25 << 10))
	for _, mode := range Modes() {
		b.Run(mode.String(), func(b *testing.B) {
			data, err := Scheme{Mode: mode}.Encrypt(nil, testKey(), plain)
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(len(plain)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := (Scheme{Mode: mode}).Decrypt(testKey(), data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// configOfSize makes a text configuration of about that size.
func configOfSize(size int) string {
	var text strings.Builder
	text.WriteString("<<VOIP CONFIG FILE>>Version:2.0002                            \r\n\r\n<SIP CONFIG MODULE>\r\n")
	for line := 1; text.Len() < size-20; line++ {
		fmt.Fprintf(&text, "SIP%d Phone Number       :%d\r\n", line, 1000+line)
	}
	text.WriteString("<<END OF FILE>>\r\n")
	return text.String()
}

// encryptedBlocks is ECB without any padding but what padded has.
func encryptedBlocks(t *testing.T, key Key, padded string) []byte {
	t.Helper()
	block, _, err := ECB.cipher(key, nil)
	if err != nil {
		t.Fatal(err)
	}
	data := []byte(padded)
	for i := 0; i < len(data); i += 16 {
		block.Encrypt(data[i:], data[i:])
	}
	return data
}

func decryptBlocks(t *testing.T, padding Padding, padded string) (string, error) {
	t.Helper()
	plain, err := Scheme{Padding: padding}.Decrypt(testKey(), encryptedBlocks(t, testKey(), padded))
	return string(plain), err
}

func TestPKCS7IsCheckedInFull(t *testing.T) {
	for count := 1; count <= 16; count++ {
		text := strings.Repeat("a", 32-count)
		good := text + strings.Repeat(string(rune(count)), count)
		if got, err := decryptBlocks(t, PKCS7, good); err != nil || got != text {
			t.Errorf("%d bytes of padding: got %q, %v", count, got, err)
		}
		for at := len(text); at < 31; at++ { // the last byte is the count itself
			bad := []byte(good)
			bad[at] ^= 0x80
			if _, err := decryptBlocks(t, PKCS7, string(bad)); !errors.Is(err, ErrPadding) {
				t.Errorf("%d bytes of padding, wrong at %d: %v", count, at, err)
			}
		}
	}
	for _, last := range []byte{0, 17, 32, 255} {
		if _, err := decryptBlocks(t, PKCS7, strings.Repeat("\x00", 15)+string([]byte{last})); !errors.Is(err, ErrPadding) {
			t.Errorf("last byte %d: %v", last, err)
		}
	}
}

func TestZeroPaddingStripsOneBlockAtMost(t *testing.T) {
	zeros := func(n int) string { return strings.Repeat("\x00", n) }
	tests := []struct{ name, padded, want string }{
		{"none", strings.Repeat("a", 16), strings.Repeat("a", 16)},
		{"one", strings.Repeat("a", 15) + zeros(1), strings.Repeat("a", 15)},
		{"fifteen", "a" + zeros(15), "a"},
		{"the single block", zeros(16), ""},
		{"a block of its own", strings.Repeat("a", 16) + zeros(16), strings.Repeat("a", 16)},
		{"not beyond the last block", "a" + zeros(31), "a" + zeros(15)},
		{"not within", "a\x00b" + zeros(13), "a\x00b"},
	}
	for _, test := range tests {
		if got, err := decryptBlocks(t, ZeroPadding, test.padded); err != nil || got != test.want {
			t.Errorf("%s: got %q, %v, want %q", test.name, got, err, test.want)
		}
	}
}

func TestZeroPaddingRefusesTrailingZero(t *testing.T) {
	for _, plain := range []string{"\x00", "a\x00", strings.Repeat("a", 15) + "\x00"} {
		data, err := Scheme{Padding: ZeroPadding}.Encrypt(nil, testKey(), []byte(plain))
		if !errors.Is(err, ErrTrailingZero) || data != nil {
			t.Errorf("%q: got %x, %v", plain, data, err)
		}
		if _, err := (Scheme{}).Encrypt(nil, testKey(), []byte(plain)); err != nil {
			t.Errorf("%q with PKCS#7: %v", plain, err)
		}
	}
}

func TestStripLeavesItsInput(t *testing.T) {
	padded := append(bytes.Repeat([]byte("a"), 12), 4, 4, 4, 4)
	before := bytes.Clone(padded)
	stripEither(padded)
	if !bytes.Equal(padded, before) {
		t.Error("the input was changed")
	}
}

func TestModeNames(t *testing.T) {
	var names []string
	for _, mode := range Modes() {
		names = append(names, mode.String())
		got, err := ParseMode(mode.String())
		if err != nil || got != mode {
			t.Errorf("ParseMode(%q) = %v, %v", mode, got, err)
		}
		if d := mode.Description(); d == "" || strings.Contains(d, "\n") {
			t.Errorf("%v is described as %q", mode, d)
		}
	}
	want := []string{"ecb", "cbc-zero-iv", "cbc-prefix-iv", "cbc-key-iv", "openssl-salted", "openssl-salted-md5", "openssl-salted-pbkdf2"}
	if !slices.Equal(names, want) {
		t.Errorf("modes are %v", names)
	}
	if got := Mode(9).String() + Mode(9).Description(); got != "Mode(9)Mode(9)" {
		t.Errorf("a mode that does not exist is %q", got)
	}
}

func TestPaddingNames(t *testing.T) {
	for _, padding := range []Padding{PKCS7, ZeroPadding} {
		got, err := ParsePadding(padding.String())
		if err != nil || got != padding {
			t.Errorf("ParsePadding(%q) = %v, %v", padding, got, err)
		}
	}
	if got := Padding(9).String(); got != "Padding(9)" {
		t.Errorf("a padding that does not exist is %q", got)
	}
}

func TestUnknownNames(t *testing.T) {
	mode := func(name string) error { _, err := ParseMode(name); return err }
	padding := func(name string) error { _, err := ParsePadding(name); return err }
	tests := []struct {
		parse         func(string) error
		name, nearest string
	}{
		{mode, "ECB", "ecb"},
		{mode, "ecbb", "ecb"},
		{mode, "cbc", "cbc-zero-iv"},
		{mode, "cbc-null-iv", "cbc-zero-iv"},
		{mode, "cbc_prefix_iv", "cbc-prefix-iv"},
		{mode, "openssl", "openssl-salted"},
		{mode, "openssl-salted-pbkdf", "openssl-salted-pbkdf2"},
		{mode, "gcm", ""},
		{mode, "", ""},
		{padding, "PKCS#7", "pkcs7"},
		{padding, "zeros", "zero"},
		{padding, "iso10126", ""},
	}
	for _, test := range tests {
		err := test.parse(test.name)
		if err == nil || !strings.Contains(err.Error(), "zero") || strings.Contains(err.Error(), "did you mean") != (test.nearest != "") ||
			test.nearest != "" && !strings.Contains(err.Error(), fmt.Sprintf("did you mean %q", test.nearest)) {
			t.Errorf("%q: got %v, want %q as nearest", test.name, err, test.nearest)
		}
	}
}

// A key in the place of a scheme's name is a slip that happens.
func TestUnknownNameShowsNoKey(t *testing.T) {
	_, err := ParseMode(testKeyHex)
	if err == nil || strings.Contains(err.Error(), testKeyHex[:8]) || !strings.Contains(err.Error(), "64 characters long") {
		t.Errorf("message is %q", err)
	}
}
