package crypt

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"
	"testing/iotest"
)

const testKeyHex = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"

func testKey() Key {
	var key Key
	for i := range key {
		key[i] = byte(i)
	}
	return key
}

func TestParseKey(t *testing.T) {
	for _, s := range []string{
		testKeyHex,
		strings.ToUpper(testKeyHex),
		testKeyHex + "\n",
		testKeyHex + "\r\n",
		"\n  \t" + testKeyHex + " \r\n\r\n",
	} {
		key, err := ParseKey(s)
		if err != nil || key != testKey() {
			t.Errorf("ParseKey(%q) = %v, %v", s, key.Hex(), err)
		}
	}
}

func TestParseKeyErrors(t *testing.T) {
	digits := func(n int) string { return strings.Repeat("a", n) }
	tests := []struct {
		name, text string
		column     int
		says       string
	}{
		{"nothing", "", 0, "empty"},
		{"white space", " \r\n\t", 0, "one line of 64"},
		{"short", digits(62), 0, "62 hexadecimal digits, 2 fewer"},
		{"long", digits(66), 0, "66 hexadecimal digits, 2 more"},
		{"twice", digits(128), 0, "pasted twice"},
		{"odd below", digits(63), 0, "odd number"},
		{"odd above", digits(65), 0, "lost or doubled"},
		{"128 bit", digits(32), 0, "128-bit key"},
		{"letter O", digits(9) + "O" + digits(54), 10, "letter O, perhaps for a zero, in column 10"},
		{"letter l", "l" + digits(63), 1, "perhaps for a one, in column 1"},
		{"letter g", digits(63) + "g", 64, "letter beyond F in column 64"},
		{"inner space", digits(32) + " " + digits(32), 33, "white space in column 33, among 65 characters"},
		{"colons", "aa:bb", 3, "a separator"},
		{"control", "aa\x00bb", 3, "control character"},
		{"no-break space", "aa\u00a0bb", 3, "beyond ASCII"},
		{"no text", "aa\xa0bb", 3, "no text"},
		{"punctuation", "#aa", 1, "punctuation mark in column 1, among 3 characters"},
		{"column of the line", "\n  aag", 5, "column 5"},
		{"column in characters", "ä", 1, "among 1 characters"},
		{"0x", "0x" + digits(64), 1, "followed by 64 characters: leave the 0x out"},
		{"0X", " 0X" + digits(64), 2, "leave the 0x out"},
		{"quotes", `"` + digits(64) + `"`, 1, "quotation mark in column 1"},
		{"quote behind", digits(64) + "'", 65, "quotation mark in column 65"},
		{"two lines", digits(64) + "\n" + digits(64), 0, "more than one line"},
		{"key in halves", digits(32) + "\r\n" + digits(32), 0, "more than one line"},
		{"BOM", "\ufeff" + digits(64), 1, "byte order mark"},
		{"UTF-16", "\xff\xfea\x00\r\x00\n\x00", 0, "UTF-16"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			key, err := ParseKey(test.text)
			var got *KeyError
			if !errors.As(err, &got) {
				t.Fatalf("error is %v, want a *KeyError", err)
			}
			if got.Column != test.column {
				t.Errorf("got column %d, want %d", got.Column, test.column)
			}
			if !strings.Contains(got.Error(), test.says) {
				t.Errorf("message is %q, want %q in it", got, test.says)
			}
			if key != (Key{}) {
				t.Error("a key came with the error")
			}
		})
	}
}

// A wrong key is a secret all the same, and so is a password put in its place.
func TestKeyErrorShowsNothing(t *testing.T) {
	for _, secret := range []string{
		testKeyHex[:62], testKeyHex + "77", testKeyHex[:40] + "O" + testKeyHex[41:], `"` + testKeyHex + `"`,
		testKeyHex + "\n" + testKeyHex, "0x" + testKeyHex, "zq$zq%zq&",
	} {
		_, err := ParseKey(secret)
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
			text := fmt.Sprintf(verb, err)
			for at := 0; at+3 <= len(secret); at++ {
				if strings.Contains(text, secret[at:at+3]) && !strings.Contains("crypt.KeyError0x hexadecimal", secret[at:at+3]) {
					t.Errorf("%s of the error shows %q: %s", verb, secret[at:at+3], text)
				}
			}
		}
	}
}

func TestReadKey(t *testing.T) {
	key, err := ReadKey(iotest.OneByteReader(strings.NewReader(testKeyHex + "\r\n")))
	if err != nil || key != testKey() {
		t.Errorf("got %v, %v", key.Hex(), err)
	}
}

func TestReadKeyErrors(t *testing.T) {
	raw := testKey()
	for _, test := range []struct{ name, content, says string }{
		{"empty", "", "the key is empty"},
		{"blank", "\n", "the key is empty"},
		{"as much as is read", strings.Repeat(" ", 4<<10), "the key is empty"},
		{"too large", strings.Repeat(" ", 4<<10+1), "larger than 4096 bytes"},
		{"raw bytes", string(raw[:]), "32 raw bytes"},
		{"32 letters are no raw bytes", "this is a passphrase of 32 bytes", "a letter beyond F"},
		{"32 digits are no raw bytes", testKeyHex[:32], "128-bit key"},
		{"BOM", "\ufeff" + testKeyHex, "byte order mark"},
		{"UTF-16 big end first", "\xfe\xff\x00a", "UTF-16"},
		{"UTF-16 without a mark", "a\x00b\x00c\x00d\x00", "UTF-16"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := ReadKey(strings.NewReader(test.content))
			var got *KeyError
			if !errors.As(err, &got) || !strings.Contains(err.Error(), test.says) {
				t.Fatalf("error is %v, want %q in it", err, test.says)
			}
		})
	}
}

func TestReadKeyReaderFails(t *testing.T) {
	broken := errors.New("disk on fire")
	if _, err := ReadKey(iotest.ErrReader(broken)); !errors.Is(err, broken) {
		t.Errorf("error is %v, want %v in it", err, broken)
	}
}

// ReadKey stops soon, whatever it was pointed at.
func TestReadKeyIsBounded(t *testing.T) {
	endless := &countingReader{}
	if _, err := ReadKey(endless); err == nil {
		t.Fatal("no error")
	}
	if endless.read > 4<<10+1 {
		t.Errorf("%d bytes were read", endless.read)
	}
}

type countingReader struct{ read int }

func (r *countingReader) Read(p []byte) (int, error) {
	r.read += len(p)
	return len(p), nil
}

func TestGenerateKey(t *testing.T) {
	raw := testKey()
	key, err := GenerateKey(bytes.NewReader(raw[:]))
	if err != nil || key != raw {
		t.Errorf("got %v, %v", key.Hex(), err)
	}
	if key, err := GenerateKey(bytes.NewReader(raw[:31])); !errors.Is(err, io.ErrUnexpectedEOF) || key != (Key{}) {
		t.Errorf("with 31 random bytes: got %v, %v", key.Hex(), err)
	}
	first, _ := GenerateKey(nil)
	second, _ := GenerateKey(nil)
	if first == second || first == (Key{}) {
		t.Error("the system's random bytes are not random")
	}
}

func TestKeyHex(t *testing.T) {
	if got := testKey().Hex(); got != testKeyHex {
		t.Errorf("got %s", got)
	}
}

func TestKeyIsNeverPrinted(t *testing.T) {
	key := testKey()
	holder := struct {
		Key     Key
		Pointer *Key
		Keys    []Key
		Any     any
		Map     map[string]Key
	}{key, &key, []Key{key}, key, map[string]Key{"k": key}}

	var verbs []string
	for _, letter := range "vTtbcdoOqxXUeEfFgGsz" {
		for _, flags := range []string{"", "+", "#", "-", " ", "0", "+#", "70.3", "# "} {
			verbs = append(verbs, "%"+flags+string(letter))
		}
	}
	for _, verb := range verbs {
		for _, value := range []any{key, []Key{key}, [1]Key{key}, holder, map[Key]int{key: 1}} {
			checkHidden(t, verb, fmt.Sprintf(verb, value))
		}
		if verb[len(verb)-1] != 'T' {
			checkMasked(t, verb, fmt.Sprintf(verb, key))
			checkMasked(t, verb, fmt.Sprintf(verb, &key))
		}
	}
	checkMasked(t, "Sprint", fmt.Sprint(key))
	checkMasked(t, "String", key.String())
	checkMasked(t, "GoString", key.GoString())
	checkMasked(t, "Errorf", fmt.Errorf("%v", key).Error())
}

func TestKeyIsNeverMarshalled(t *testing.T) {
	key := testKey()
	for name, marshal := range map[string]func(any) ([]byte, error){"json": json.Marshal, "xml": xml.Marshal} {
		for _, value := range []any{key, &key, struct{ Key Key }{key}, []Key{key}} {
			out, err := marshal(value)
			if err == nil {
				t.Errorf("%s of %T gives %s", name, value, out)
			} else {
				checkHidden(t, name, err.Error())
			}
		}
	}
	if out, err := json.Marshal(map[Key]int{key: 1}); err == nil {
		t.Errorf("json of a map gives %s", out)
	}
}

func TestKeyIsNeverLogged(t *testing.T) {
	var out bytes.Buffer
	key := testKey()
	for _, handler := range []slog.Handler{slog.NewTextHandler(&out, nil), slog.NewJSONHandler(&out, nil)} {
		slog.New(handler).Info("x", "key", key, "pointer", &key, "holder", struct{ Key Key }{key})
	}
	checkHidden(t, "slog", out.String())
}

func checkMasked(t *testing.T, how, text string) {
	t.Helper()
	if text != keyMask {
		t.Errorf("%s of a Key gives %q", how, text)
	}
}

// checkHidden looks for the run 4, 5, 6, 7 of the test key, however it is written.
func checkHidden(t *testing.T, how, text string) {
	t.Helper()
	for _, run := range []string{"04050607", "4 5 6 7", "0x4, 0x5", "0x04", "4,5,6", "\x04\x05\x06", `\x04\x05`, "BAUG", "00000100 00000101", "100 101 110"} {
		if strings.Contains(strings.ToLower(text), strings.ToLower(run)) {
			t.Errorf("%s shows the key: %q", how, text)
		}
	}
}

func FuzzParseKey(f *testing.F) {
	f.Add(testKeyHex)
	f.Add(" 0x" + testKeyHex)
	f.Add("\ufeff\xff\n\"")
	f.Add(testKeyHex[:32])
	f.Fuzz(func(t *testing.T, text string) {
		key, err := ParseKey(text)
		if err == nil {
			if !strings.EqualFold(strings.Trim(text, " \t\r\n"), key.Hex()) {
				t.Fatalf("%q gives the key %s", text, key.Hex())
			}
			return
		}
		var wrong *KeyError
		if !errors.As(err, &wrong) || wrong.Error() == "" {
			t.Fatalf("%q: %#v", text, err)
		}
	})
}

var testMAC = [6]byte{0x00, 0x15, 0x65, 0x3a, 0x11, 0xf8}

// The keys of phones in the field depend on this vector. It was made by the openssl
// command in the comment of Derive.
func TestDeriveVector(t *testing.T) {
	const want = "d08c1c6cbb8163f09ada1eab80fc571a1ff819a61936c440916351c978fe5dc6"
	key, err := testKey().Derive(testMAC)
	if err != nil || key.Hex() != want {
		t.Errorf("got %s, %v", key.Hex(), err)
	}
}

func TestDeriveDependsOnKeyAndMAC(t *testing.T) {
	seen := map[Key]bool{}
	for _, master := range []Key{testKey(), {}} {
		for _, mac := range [][6]byte{testMAC, {}, {0xff, 0xff, 0xff, 0xff, 0xff, 0xff}} {
			key, err := master.Derive(mac)
			if err != nil || seen[key] || key == master {
				t.Errorf("MAC %x: got a key seen before, or %v", mac, err)
			}
			seen[key] = true
		}
	}
}

func TestDeriveAsOpenSSL(t *testing.T) {
	for _, mac := range [][6]byte{testMAC, {0xAB, 0xCD, 0xEF, 0, 0, 1}} {
		out := runOpenSSL(t, nil, "kdf", "-keylen", "32", "-kdfopt", "digest:SHA256",
			"-kdfopt", "hexkey:"+testKeyHex,
			"-kdfopt", "info:fvcfg device key v1:"+hex.EncodeToString(mac[:]), "HKDF")
		want := strings.ToLower(strings.ReplaceAll(strings.TrimSpace(string(out)), ":", ""))
		if key, err := testKey().Derive(mac); err != nil || key.Hex() != want {
			t.Errorf("MAC %x: got %s, %v, openssl gives %s", mac, key.Hex(), err, want)
		}
	}
}
