package crypt

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

const textConfig = "<<VOIP CONFIG FILE>>Version:2.0002                            \r\n" +
	"\r\n<GLOBAL CONFIG MODULE>\r\nHost Name          :VOIP\r\n\r\n" +
	"<SIP CONFIG MODULE>\r\n--SIP Line List--  :\r\nSIP1 Phone Number  :1001\r\nSIP1 Display Name  :Büro\r\n\r\n<<END OF FILE>>\r\n"

const phoneBook = `<?xml version="1.0" encoding="UTF-8"?>` + "\n<PhoneBook>\n  <DirectoryEntry>\n    <Name>Büro</Name>\n    <Telephone>1001</Telephone>\n  </DirectoryEntry>\n</PhoneBook>\n"

// configs are files of every dialect, and of every length that padding can make a
// difference to.
func configs() map[string]string {
	sysconf := func(name string) string {
		return "<sysConf>\n    <Version>2.0000000000</Version>\n    <sip><line index=\"1\"><DisplayName>" + name + "</DisplayName></line></sip>\n</sysConf>\n"
	}
	files := map[string]string{
		"text":            textConfig,
		"text, LF":        strings.ReplaceAll(textConfig, "\r\n", "\n"),
		"text, large":     configOfSize(25 << 10),
		"text, Latin-1":   strings.ReplaceAll(textConfig, "ü", "\xfc"),
		"xml-legacy":      `<?xml version="1.0" encoding="UTF-8"?>` + "\n<VOIP_CONFIG_FILE><version>2.0002</version><GLOBAL_CONFIG_MODULE><Host_Name>VOIP</Host_Name></GLOBAL_CONFIG_MODULE></VOIP_CONFIG_FILE>",
		"dotted":          "#<Voip Config File>#\nVersion = 2.0000000000\n\nsip.line.1.RegAddr = 192.0.2.1\nsip.line.1.DisplayName = Büro",
		"dotted, umlaut":  "#<Voip Config File>#\nsip.line.1.DisplayName = Gasthaus zur Eule im Tale ü",
		"dotted, owl":     "#<Voip Config File>#\nsip.line.1.DisplayName = 🦉 Zur Eule AG.",
		"sysconf, 9 byte": "<sysConf>",
		"sysconf, 19":     "<sysConf></sysConf>",
		"comment first":   "<!-- " + strings.Repeat("a long comment ", 60) + "-->\n" + sysconf("Reception"),
	}
	for extra := range 16 {
		files[fmt.Sprintf("sysconf+%d", extra)] = sysconf(strings.Repeat("x", extra))
	}
	return files
}

// schemesFor is all schemes, but spares most files the slow one.
func schemesFor(name string) []Scheme {
	return slices.DeleteFunc(allSchemes(), func(s Scheme) bool {
		return s.Mode == OpenSSLSaltedPBKDF2 && !strings.HasPrefix(name, "text") && name != "sysconf, 19"
	})
}

// isConfiguration judges by the first bytes, as package cfgfile does.
func isConfiguration(text []byte) bool {
	for {
		text = bytes.TrimLeft(text, " \t\r\n")
		switch {
		case bytes.HasPrefix(text, []byte("<?")):
			_, text, _ = bytes.Cut(text, []byte("?>"))
		case bytes.HasPrefix(text, []byte("<!--")):
			_, text, _ = bytes.Cut(text, []byte("-->"))
		default:
			for _, start := range []string{"<<VOIP CONFIG FILE>>", "<sysConf>", "<VOIP_CONFIG_FILE>", "#<Voip Config File>#"} {
				if bytes.HasPrefix(text, []byte(start)) {
					return true
				}
			}
			return false
		}
	}
}

// configuration is content that ends as package cfgfile knows it: text in its footer, XML
// in the root's end tag, dotted files in a line end.
func configuration() Content { return Content{Starts: isConfiguration, Ends: isWhole} }

func isWhole(plain []byte) bool {
	if bytes.HasPrefix(plain, []byte("#<")) {
		return bytes.HasSuffix(plain, []byte("\n"))
	}
	text := bytes.TrimRight(plain, " \t\r\n")
	for _, end := range []string{"<<END OF FILE>>", "</sysConf>", "</VOIP_CONFIG_FILE>"} {
		if bytes.HasSuffix(text, []byte(end)) {
			return true
		}
	}
	return false
}

// acceptsEarly is content with very little, so that ECB and CBC with a zero IV both
// satisfy it.
func acceptsEarly(plain []byte) bool {
	return bytes.HasPrefix(plain, []byte("<")) || bytes.HasPrefix(plain, []byte("#<"))
}

// fleetKey is like a key in use. The bytes of testKey are so small that text stays text
// when they are its IV, so that cbc-key-iv is hard to tell from cbc-zero-iv.
func fleetKey() Key { return sha256.Sum256([]byte("a fleet's key")) }

func encrypted(t testing.TB, scheme Scheme, key Key, plain string) []byte {
	t.Helper()
	data, err := scheme.Encrypt(bytes.NewReader(randomBytes(16)), key, []byte(plain))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestRecognize(t *testing.T) {
	if testing.Short() {
		t.Skip("no goroutine takes part")
	}
	for name, config := range configs() {
		for _, scheme := range schemesFor(name) {
			want := scheme
			if want.Padding == ZeroPadding && want.Mode == CBCZeroIV && len(config) <= 16 || len(config) < 16 && want.Mode == CBCZeroIV {
				want.Mode = ECB // one block is the same in both
			}
			data := encrypted(t, scheme, fleetKey(), config)
			before := bytes.Clone(data)
			for which, content := range map[string]Content{"strict": configuration(), "early": {Starts: acceptsEarly}} {
				plain, got, err := Recognize(fleetKey(), data, content)
				if err != nil || got != want || string(plain) != config {
					t.Errorf("%s, %v, %s: recognised %v, %v", name, scheme, which, got, err)
				}
			}
			if !bytes.Equal(data, before) {
				t.Errorf("%s, %v: the data was changed", name, scheme)
			}
		}
	}
}

// ECB and CBC with a zero IV have the first block in common, and of a file of two
// blocks little is left to tell them apart.
func TestRecognizeTwoBlocks(t *testing.T) {
	for seed := range uint64(1000) {
		key := Key(sha256.Sum256(binary.BigEndian.AppendUint64(nil, seed)))
		for _, scheme := range []Scheme{{Mode: ECB}, {Mode: CBCZeroIV}} {
			data := encrypted(t, scheme, key, "<sysConf></sysConf>")
			if _, got, err := Recognize(key, data, configuration()); err != nil || got != scheme {
				t.Errorf("seed %d: %v recognised as %v, %v", seed, scheme, got, err)
			}
		}
	}
}

// A first block that opens is not enough.
func TestRecognizeOnlyFirstBlock(t *testing.T) {
	data := append(encryptedBlocks(t, fleetKey(), "<sysConf>\n    <V"), randomBytes(640)...)
	if _, scheme, err := Recognize(fleetKey(), data, configuration()); !errors.Is(err, ErrWrongKey) {
		t.Errorf("recognised %v, %v", scheme, err)
	}
}

// An accept that searches anywhere is against the rule, and mostly works all the same.
func TestRecognizeSearchingAccept(t *testing.T) {
	searching := func(plain []byte) bool { return bytes.Contains(plain, []byte("<SIP CONFIG MODULE>")) }
	for _, scheme := range allSchemes() {
		plain, got, err := Recognize(fleetKey(), encrypted(t, scheme, fleetKey(), textConfig), Content{Starts: searching})
		if err != nil || got != scheme || string(plain) != textConfig {
			t.Errorf("%v: recognised %v, %v", scheme, got, err)
		}
	}
}

// accept gets 64 bytes at the least, or the whole plaintext, as the package comment
// promises.
func TestAcceptSeesEnough(t *testing.T) {
	for _, scheme := range allSchemes() {
		for _, size := range []int{20, 63, 64, 65, 5000} {
			config := ("<sysConf>" + strings.Repeat("y", size))[:size]
			seen := false
			_, _, err := Recognize(fleetKey(), encrypted(t, scheme, fleetKey(), config), Content{Starts: func(plain []byte) bool {
				if !strings.HasPrefix(config, string(plain[:min(len(plain), size)])) {
					return false
				}
				seen = true
				if len(plain) < min(64, size) || len(plain) > size {
					t.Errorf("%v, %d bytes: accept saw %d", scheme, size, len(plain))
				}
				return true
			}})
			if err != nil || !seen {
				t.Errorf("%v, %d bytes: %v", scheme, size, err)
			}
		}
	}
}

func TestLearn(t *testing.T) {
	if testing.Short() {
		t.Skip("no goroutine takes part")
	}
	for name, config := range configs() {
		for _, scheme := range schemesFor(name) {
			sample := encrypted(t, scheme, fleetKey(), config)
			got, err := Learn(fleetKey(), sample, configuration())
			if err != nil {
				t.Errorf("%s, %v: %v", name, scheme, err)
				continue
			}
			if again := encrypted(t, got, fleetKey(), config); !bytes.Equal(again, sample) {
				t.Errorf("%s, %v: learned %v, which writes something else", name, scheme, got)
			}
		}
	}
}

// A tool that adds a block of zeros to whole blocks can be read, not imitated.
func TestLearnNotReproduced(t *testing.T) {
	config := textConfig + strings.Repeat("\n", 16-len(textConfig)%16)
	sample := encryptedBlocks(t, fleetKey(), config+strings.Repeat("\x00", 16))
	if plain, scheme, err := Recognize(fleetKey(), sample, configuration()); err != nil || string(plain) != config || scheme != (Scheme{ECB, ZeroPadding}) {
		t.Errorf("recognised %v, %v", scheme, err)
	}
	if scheme, err := Learn(fleetKey(), sample, configuration()); !errors.Is(err, ErrNotReproduced) || scheme != (Scheme{}) {
		t.Errorf("learned %v, %v", scheme, err)
	}
}

func TestLearnRefusesAsRecognizeDoes(t *testing.T) {
	if _, err := Learn(fleetKey(), []byte(textConfig), configuration()); !errors.Is(err, ErrNotEncrypted) {
		t.Errorf("a file in clear: %v", err)
	}
	if _, err := Learn(Key{}, encrypted(t, Scheme{}, fleetKey(), textConfig), configuration()); !errors.Is(err, ErrWrongKey) {
		t.Errorf("the wrong key: %v", err)
	}
}

func TestRecognizeErrors(t *testing.T) {
	good := encrypted(t, Scheme{}, fleetKey(), textConfig)
	salted := encrypted(t, Scheme{Mode: OpenSSLSalted}, fleetKey(), textConfig)
	tests := []struct {
		name string
		data []byte
		want error
		says string
	}{
		{"empty", nil, ErrEmpty, "empty"},
		{"in clear", []byte(textConfig), ErrNotEncrypted, "phones that have no key set"},
		{"in clear, whole blocks", []byte(configOfSize(500) + strings.Repeat("\n", 16-len(configOfSize(500))%16)), ErrNotEncrypted, "in clear"},
		{"a phone book in clear", []byte(phoneBook), ErrNotEncrypted, "text that can be read as it is"},
		{"cut off", good[:len(good)-3], &TruncatedError{}, "13 over a multiple of 16"},
		{"cut off, salted", salted[:len(salted)-3], &TruncatedError{}, "Salted__"},
		{"cut off behind the salt", salted[:16], &TruncatedError{}, "before any ciphertext"},
		{"cut off in the salt", salted[:11], &TruncatedError{}, "Salted__"},
		{"a line end behind", append(bytes.Clone(good), '\n'), &TruncatedError{}, "1 over a multiple of 16"},
		{"base64", []byte(base64.StdEncoding.EncodeToString(good)), ErrEncoded, "base64 -d"},
		{"base64 of salted", []byte(base64.StdEncoding.EncodeToString(salted)[:20]), ErrEncoded, "base64 -d"},
		{"hex", []byte(hex.EncodeToString(good)), ErrEncoded, "xxd -r -p"},
		{"HEX", []byte(strings.ToUpper(hex.EncodeToString(good))), ErrEncoded, "xxd -r -p"},
		{"its end damaged", damagedEnd(good), ErrPadding, "damaged on its way"},
		{"random bytes", randomBytes(1600), ErrWrongKey, "tried ecb, cbc-zero-iv, cbc-prefix-iv, cbc-key-iv, with"},
		{"random bytes, one block", randomBytes(16), ErrWrongKey, "tried ecb, cbc-zero-iv, cbc-key-iv, with"},
		{"random bytes, salted", append([]byte("Salted__"), randomBytes(1608)...), ErrWrongKey, "tried openssl-salted, openssl-salted-md5, openssl-salted-pbkdf2, with"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			plain, scheme, err := Recognize(fleetKey(), test.data, configuration())
			if err == nil || !strings.Contains(err.Error(), test.says) || !sameKind(err, test.want) {
				t.Errorf("error is %v, want %T %v and %q", err, test.want, test.want, test.says)
			}
			if plain != nil || scheme != (Scheme{}) {
				t.Error("a result came with the error")
			}
		})
	}
}

// sameKind reports whether err wraps want, or an error of want's own type.
func sameKind(err, want error) bool {
	if _, ok := want.(*TruncatedError); ok {
		var truncated *TruncatedError
		return errors.As(err, &truncated)
	}
	return errors.Is(err, want)
}

func damagedEnd(data []byte) []byte {
	data = bytes.Clone(data)
	data[len(data)-1] ^= 1
	return data
}

// A damaged end is never passed off as zero padding, nor damage in the middle as a
// wrong key.
func TestRecognizeDamaged(t *testing.T) {
	for _, scheme := range allSchemes() {
		data := damagedEnd(encrypted(t, scheme, fleetKey(), textConfig))
		if _, _, err := Recognize(fleetKey(), data, configuration()); !errors.Is(err, ErrPadding) {
			t.Errorf("%v, damaged at its end: %v", scheme, err)
		}
		data = encrypted(t, scheme, fleetKey(), configOfSize(2000))
		data[len(data)/2] ^= 1
		if _, got, err := Recognize(fleetKey(), data, configuration()); err != nil || got != scheme {
			t.Errorf("%v, damaged in the middle: %v, %v", scheme, got, err)
		}
	}
}

func TestRecognizeWrongKey(t *testing.T) {
	for _, scheme := range allSchemes() {
		for name, config := range configs() {
			if scheme.Mode.salted() && name != "text" {
				continue // PBKDF2 is tried for each of these
			}
			data := encrypted(t, scheme, Key{1}, config)
			plain, _, err := Recognize(fleetKey(), data, configuration())
			if !errors.Is(err, ErrWrongKey) || plain != nil {
				t.Errorf("%s, %v: %v", name, scheme, err)
			}
		}
	}
}

// Once in 256 times a wrong key gives valid padding. Decrypt can't know better then;
// Recognize must not take it for a fit, nor for evidence that the key is right.
func TestRecognizeWrongKeyWithLuckyPadding(t *testing.T) {
	if testing.Short() {
		t.Skip("no goroutine takes part")
	}
	for _, mode := range []Mode{ECB, CBCZeroIV, CBCPrefixIV, CBCKeyIV, OpenSSLSalted} {
		t.Run(mode.String(), func(t *testing.T) {
			scheme := Scheme{Mode: mode}
			data := encrypted(t, scheme, fleetKey(), textConfig)
			lucky := 0
			for seed := uint64(0); lucky < 5; seed++ {
				wrong := Key(sha256.Sum256(binary.BigEndian.AppendUint64(nil, seed)))
				if _, err := scheme.Decrypt(wrong, data); err != nil {
					continue
				}
				lucky++
				plain, got, err := Recognize(wrong, data, configuration())
				if !errors.Is(err, ErrWrongKey) || plain != nil {
					t.Errorf("seed %d: recognised %v, %v", seed, got, err)
				}
			}
		})
	}
}

// What accept does not want, though it was decrypted rightly.
func TestRecognizeNotConfiguration(t *testing.T) {
	if testing.Short() {
		t.Skip("no goroutine takes part")
	}
	otherLayer := string(encrypted(t, Scheme{}, Key{1}, textConfig))
	picture := "\xff\xd8\xff\xe0\x00\x10JFIF" + string(randomBytes(700)) // ends in 10 bytes of PKCS#7 padding
	for _, scheme := range allSchemes() {
		contents := map[string]string{"phone book": phoneBook, "short text": "not a configuration"}
		if scheme.Padding == PKCS7 {
			contents["other layer"] = otherLayer
			contents["picture"] = picture
			contents["nothing"] = ""
		}
		for name, content := range contents {
			_, _, err := Recognize(fleetKey(), encrypted(t, scheme, fleetKey(), content), configuration())
			got, ok := SchemeOf(err)
			if !ok || !errors.Is(err, ErrNotConfiguration) {
				t.Errorf("%s, %v: %v", name, scheme, err)
				continue
			}
			text := name == "phone book" || name == "short text"
			if got.Padding != scheme.Padding || text && got != scheme {
				t.Errorf("%s, %v: said to be %v", name, scheme, got)
			}
		}
	}
}

// Zero padding leaves no mark on a second layer, so nothing can be told.
func TestRecognizeOtherLayerUnderZeroPadding(t *testing.T) {
	inner := encrypted(t, Scheme{}, Key{1}, textConfig)
	inner[len(inner)-1] |= 1
	data := encrypted(t, Scheme{Padding: ZeroPadding}, fleetKey(), string(inner))
	if _, _, err := Recognize(fleetKey(), data, configuration()); !errors.Is(err, ErrWrongKey) {
		t.Errorf("error is %v", err)
	}
}

// Under an IV that this package doesn't know, all but the first block opens.
func TestRecognizeUnknownIV(t *testing.T) {
	data := encrypted(t, Scheme{Mode: CBCPrefixIV}, fleetKey(), textConfig)[16:]
	_, _, err := Recognize(fleetKey(), data, configuration())
	if !errors.Is(err, ErrNotConfiguration) || !strings.Contains(err.Error(), "CBC with an IV that is not in front of it") {
		t.Errorf("error is %v", err)
	}
}

func TestRecognizeEncryptedTwice(t *testing.T) {
	if testing.Short() {
		t.Skip("no goroutine takes part")
	}
	for _, config := range []string{"<sysConf></sysConf>", configOfSize(3000)} {
		for _, outer := range allSchemes() {
			for _, inner := range allSchemes() {
				if outer.Mode == OpenSSLSaltedPBKDF2 && len(config) > 1000 {
					continue // slow, and nothing new
				}
				middle := encrypted(t, inner, fleetKey(), config)
				if outer.Padding == ZeroPadding && middle[len(middle)-1] == 0 {
					t.Fatal("choose another config: zero padding can't hold this one")
				}
				data := encrypted(t, outer, fleetKey(), string(middle))
				_, _, err := Recognize(fleetKey(), data, configuration())
				got, _ := SchemeOf(err)
				if !errors.Is(err, ErrEncryptedTwice) || got != outer || err.Error() != encryptedTwice(outer, inner).Error() {
					t.Errorf("%v in %v: %v", inner, outer, err)
					continue
				}
				once, err := got.Decrypt(fleetKey(), data)
				if err != nil {
					t.Fatal(err)
				}
				if plain, err := inner.Decrypt(fleetKey(), once); err != nil || string(plain) != config {
					t.Errorf("%v in %v: the advice does not help: %v", inner, outer, err)
				}
			}
		}
	}
}

// The last byte of the inner layer is ciphertext, even if it looks like padding.
func TestRecognizeEncryptedTwiceWithLuckyPadding(t *testing.T) {
	outer := Scheme{Padding: ZeroPadding}
	for version := 0; ; version++ {
		middle := encrypted(t, Scheme{}, fleetKey(), fmt.Sprintf("<sysConf>%d", version))
		if middle[len(middle)-1] != 1 {
			continue
		}
		_, _, err := Recognize(fleetKey(), encrypted(t, outer, fleetKey(), string(middle)), configuration())
		if err == nil || err.Error() != encryptedTwice(outer, Scheme{}).Error() {
			t.Errorf("error is %v", err)
		}
		return
	}
}

// No message holds plaintext, whatever there is to decrypt.
func TestErrorsShowNoPlaintext(t *testing.T) {
	const secret = "hunter2-hunter2-hunter2"
	content := strings.Repeat("password "+secret+"\n", 10)
	config := "<sysConf>" + content
	for _, scheme := range allSchemes() {
		for _, data := range [][]byte{
			[]byte(content), []byte(config),
			encrypted(t, scheme, fleetKey(), content),
			damagedEnd(encrypted(t, scheme, fleetKey(), config)),
			encrypted(t, Scheme{}, fleetKey(), string(encrypted(t, scheme, fleetKey(), config))),
		} {
			_, _, err := Recognize(fleetKey(), data, configuration())
			if err == nil {
				t.Fatalf("%v: no error", scheme)
			}
			for _, verb := range []string{"%v", "%+v", "%#v", "%q"} {
				if text := fmt.Sprintf(verb, err); strings.Contains(text, "hunter2") {
					t.Errorf("%v: %s shows plaintext: %s", scheme, verb, text)
				}
			}
		}
	}
}

func TestLooksEncrypted(t *testing.T) {
	utf16 := func(s string) string {
		var b []byte
		for _, c := range []byte(s) {
			b = append(b, c, 0)
		}
		return string(b)
	}
	blocks := configOfSize(600) + strings.Repeat("\n", 16-len(configOfSize(600))%16)
	for name, data := range map[string]string{
		"nothing": "", "text": textConfig, "text of whole blocks": blocks,
		"Latin-1 of whole blocks": strings.Replace(blocks, "VOIP", "\xfc\xfc\xfc\xfc", 1),
		"Latin-1 book":            strings.ReplaceAll(phoneBook, "ü", "\xfc") + strings.Repeat(" ", 15-(len(phoneBook)+14)%16),
		"GBK book":                strings.Repeat("\xc4\xe3\xba\xc3,2001\n", 16),
		"UTF-16":                  utf16(blocks), "zeros": strings.Repeat("\x00", 64),
		"no whole blocks": string(randomBytes(1601)),
		"base64":          base64.StdEncoding.EncodeToString(randomBytes(1600)),
	} {
		if LooksEncrypted([]byte(data)) {
			t.Errorf("%s looks encrypted", name)
		}
	}
	for _, scheme := range allSchemes() {
		for name, config := range configs() {
			if scheme.Mode.salted() && name != "text" {
				continue // all of these begin with Salted__
			}
			if !LooksEncrypted(encrypted(t, scheme, fleetKey(), config)) {
				t.Errorf("%s, %v does not look encrypted", name, scheme)
			}
		}
	}
	if !LooksEncrypted([]byte("Salted__cut off")) {
		t.Error("Salted__ does not look encrypted")
	}
}

func TestCountBinary(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "a\t\r\n~": 0, "Büro €": 0, "\x00\x1f\x7f": 3, "B\xfcro": 1, "\xff\xfe": 2,
		"cut off \xf0\x9f\xa6": 0, "cut off \xf0\x9f\xa6.": 3,
	} {
		if got := countBinary([]byte(text)); got != want {
			t.Errorf("%q: got %d, want %d", text, got, want)
		}
	}
}

func FuzzRecognize(f *testing.F) {
	for _, scheme := range allSchemes() {
		data := encrypted(f, scheme, fleetKey(), textConfig)
		f.Add(data)
		f.Add(data[:len(data)-16])
		f.Add(encrypted(f, Scheme{}, fleetKey(), string(data)))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if hasSaltMark(data) && len(data) > 64 {
			return // PBKDF2 makes these slow, and the code is the same
		}
		before := bytes.Clone(data)
		plain, scheme, err := Recognize(fleetKey(), data, configuration())
		if err != nil && (plain != nil || scheme != (Scheme{})) {
			t.Fatalf("a result with error %v", err)
		}
		if err == nil {
			again, err := scheme.Decrypt(fleetKey(), data)
			if err != nil || !bytes.Equal(again, plain) || !isConfiguration(plain) {
				t.Fatalf("recognised %v and got %q, Decrypt gives %q, %v", scheme, plain, again, err)
			}
			if scheme.Padding.Size(len(plain)) == 0 && len(data) == scheme.Mode.frontSize()+len(plain) && !isWhole(plain) {
				t.Fatalf("recognised %v in a part of a file: %q", scheme, plain)
			}
		}
		if learned, err := Learn(fleetKey(), data, configuration()); err == nil && learned != scheme {
			t.Fatalf("recognised %v, learned %v", scheme, learned)
		}
		LooksEncrypted(data)
		if !bytes.Equal(data, before) {
			t.Fatal("the data was changed")
		}
	})
}

func BenchmarkRecognize(b *testing.B) {
	config := configOfSize(25 << 10)
	for _, mode := range Modes() {
		data := encrypted(b, Scheme{Mode: mode}, fleetKey(), config)
		b.Run(mode.String(), func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := Recognize(fleetKey(), data, configuration()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	b.Run("wrong key", func(b *testing.B) {
		data := encrypted(b, Scheme{}, Key{1}, config)
		b.SetBytes(int64(len(data)))
		b.ReportAllocs()
		for b.Loop() {
			if _, _, err := Recognize(fleetKey(), data, configuration()); err == nil {
				b.Fatal("no error")
			}
		}
	})
}
