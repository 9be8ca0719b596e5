package cfgfile_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	mathrand "math/rand/v2"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/crypt"
)

var openSeed = []byte("<<VOIP CONFIG FILE>>Version:2.0002\r\n<SIP CONFIG MODULE>\r\nSIP  Port          :5060\r\n<<END OF FILE>>\r\n")

// TestOpen seals files with each scheme, and checks that the right one of two keys opens
// them and that a changed file is sealed as it was.
func TestOpen(t *testing.T) {
	other, key := crypt.Key{1}, crypt.Key{2}
	for _, scheme := range cutOffSchemes() {
		stored, err := scheme.Seal(rand.Reader, key, openSeed, cfgfile.Plaintext())
		if err != nil {
			t.Fatal(err)
		}
		file, encryption, err := cfgfile.Open(stored, other, key)
		if err != nil || file.Source() != string(openSeed) || encryption.Scheme != scheme || encryption.Key != key {
			t.Fatalf("%v: %v, %v", scheme, encryption, err)
		}
		if _, err := file.BumpVersion(); err != nil {
			t.Fatal(err)
		}
		sealed, err := encryption.Seal(rand.Reader, file.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if file, again, err := cfgfile.Open(sealed, key); err != nil || file.Version() != "2.0003" || *again != *encryption {
			t.Errorf("%v: sealed again: %v, %v", scheme, again, err)
		}
	}
}

func TestOpenClear(t *testing.T) {
	for _, keys := range [][]crypt.Key{nil, {{1}}} {
		file, encryption, err := cfgfile.Open(openSeed, keys...)
		if err != nil || encryption != nil || file.Len() != 1 {
			t.Errorf("%d keys: %v, %v", len(keys), encryption, err)
		}
		if plain, err := encryption.Seal(nil, openSeed); err != nil || !bytes.Equal(plain, openSeed) {
			t.Errorf("sealed: %q, %v", plain, err)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	key := crypt.Key{2}
	sealed, err := crypt.Scheme{}.Seal(rand.Reader, key, openSeed, cfgfile.Plaintext())
	if err != nil {
		t.Fatal(err)
	}
	book, err := crypt.Scheme{}.Encrypt(rand.Reader, key, []byte("name,number\nReception,100\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		data []byte
		keys []crypt.Key
		want error
	}{
		{"no key", sealed, nil, cfgfile.ErrNoKey},
		{"wrong key", sealed, []crypt.Key{{1}}, crypt.ErrWrongKey},
		{"wrong keys", sealed, []crypt.Key{{1}, {3}}, crypt.ErrWrongKey},
		{"cut off", sealed[:len(sealed)-16], []crypt.Key{key, {1}}, crypt.ErrCutOff},
		{"a phone book", book, []crypt.Key{{1}, key, {3}}, crypt.ErrNotConfiguration},
		{"text", []byte("name,number\nReception,100\nThe door of the yard,101\nThe kitchen,102\n"), []crypt.Key{key}, crypt.ErrNotEncrypted},
	} {
		file, encryption, err := cfgfile.Open(c.data, c.keys...)
		if file != nil || encryption != nil || !errors.Is(err, c.want) {
			t.Errorf("%s: %v, %v", c.name, encryption, err)
		}
	}
	var content *cfgfile.ContentError
	if _, _, err := cfgfile.Open([]byte("<html>"), key); !errors.As(err, &content) || content.Content != cfgfile.HTML {
		t.Errorf("a web page: %v", err)
	}
	other, err := crypt.Scheme{}.Encrypt(rand.Reader, key, []byte("<?xml version=\"1.0\"?>\n<phonebook></phonebook>\n"))
	if err != nil {
		t.Fatal(err)
	}
	if file, encryption, err := cfgfile.Open(other, key); file != nil || encryption == nil || !errors.As(err, &content) || content.Content != cfgfile.OtherXML {
		t.Errorf("other XML: %v, %v", encryption, err)
	}
	large := bytes.Repeat([]byte("a line of text\n"), cfgfile.MaxSize/15+1)
	if _, _, err := cfgfile.Open(large, key); !errors.As(err, &content) || content.Content != cfgfile.TooLarge {
		t.Errorf("a large text: %v", err)
	}
	if _, _, err := cfgfile.Open(sealed[:len(sealed)-1], key); !errors.As(err, new(*crypt.TruncatedError)) {
		t.Errorf("cut off in a block: %v", err)
	}
}

// TestDecryptLeavesClear checks what is taken for clear: what is no provisioning file but
// text, so that its error says what it is, and never ciphertext, whatever its first bytes.
func TestDecryptLeavesClear(t *testing.T) {
	random := func(start string) []byte {
		data := []byte(start)
		for r := mathrand.New(mathrand.NewPCG(1, 2)); len(data) < 1024; {
			data = append(data, byte(r.Uint32()))
		}
		return data
	}
	for _, c := range []struct {
		name string
		data []byte
		want bool
	}{
		{"text", []byte("<<VOIP CONFIG FILE>>Version:2.0002\n"), true},
		{"an error page", []byte("<html><body>404</body></html>"), true},
		{"nothing", nil, true},
		{"ciphertext", random(""), false},
		{"ciphertext that starts like XML", random("<H>"), false},
		{"ciphertext that starts like JSON", random("{"), false},
	} {
		if plain, _, err := cfgfile.Decrypt(c.data, crypt.Key{1}); (err == nil) != c.want || c.want && !bytes.Equal(plain, c.data) {
			t.Errorf("%s: %v", c.name, err)
		}
		if plain, _, err := cfgfile.Decrypt(c.data); err != nil || !bytes.Equal(plain, c.data) {
			t.Errorf("%s without a key: %v", c.name, err)
		}
	}
}

func TestSelect(t *testing.T) {
	f, err := cfgfile.Parse([]byte("#<Voip Config File>#\nsip.line.1.RegUser = 1\nsip.line.2.RegUser = 2\nsip.line.2.RegUser = 3\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		paths []string
		want  string
		err   error
	}{
		{nil, "123", nil},
		{[]string{"sip.line.2.*", "sip.line.1.RegUser"}, "231", nil},
		{[]string{"sip.line.1.RegUser", "sip.line.1.RegUser"}, "11", nil},
		{[]string{"sip.line.1.RegUser", "sip.line.2.RegUser"}, "", &cfgfile.AmbiguousError{}},
		{[]string{"sip.line.3.*"}, "", &cfgfile.NotFoundError{}},
	} {
		settings, err := f.Select(c.paths...)
		got := ""
		for _, s := range settings {
			got += s.Value
		}
		ok := err == nil
		switch c.err.(type) {
		case *cfgfile.AmbiguousError:
			ok = errors.As(err, new(*cfgfile.AmbiguousError))
		case *cfgfile.NotFoundError:
			ok = errors.As(err, new(*cfgfile.NotFoundError))
		}
		if got != c.want || !ok {
			t.Errorf("%q: %q, %v", c.paths, got, err)
		}
	}
}

func TestSummary(t *testing.T) {
	f, err := cfgfile.Parse([]byte("<<VOIP CONFIG FILE>>Version:2.0002\n<SIP CONFIG MODULE>\nSIP  Port          :5060\n5061\n<LAN CONFIG MODULE>\n<<END OF FILE>>\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := cfgfile.Summary{Dialect: cfgfile.TextLegacy, Version: "2.0002", Modules: 2, Settings: 1, Problems: 1}
	if got := f.Summary(); got != want {
		t.Errorf("%+v", got)
	}
}
