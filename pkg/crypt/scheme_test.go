package crypt

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
)

func TestRoundTrip(t *testing.T) {
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
		var unknown *UnknownNameError
		if _, err := scheme.Encrypt(nil, testKey(), nil); !errors.As(err, &unknown) {
			t.Errorf("Encrypt with %v: %v", scheme, err)
		}
		if _, err := scheme.Decrypt(testKey(), make([]byte, 16)); !errors.As(err, &unknown) {
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
		var got *EncodedError
		if !errors.As(err, &got) {
			got = &EncodedError{}
		} else if !strings.Contains(err.Error(), "decode it first") {
			t.Errorf("no advice in %q", err)
		}
		if got.Encoding != test.want {
			t.Errorf("%q: got %q, want %q", test.data, got.Encoding, test.want)
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
