package cfgfile_test

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/crypt"
)

var content = cfgfile.Plaintext()

var cutOffKey = crypt.Key(sha256.Sum256([]byte("a fleet's key")))

// cutOffSeeds are whole files of each dialect; @ stands for what varies their length.
var cutOffSeeds = map[string]string{
	"text-legacy": "<<VOIP CONFIG FILE>>Version:2.0002                            \r\n\r\n<SIP CONFIG MODULE>\r\n--SIP Line List--  :\r\nSIP1 Phone Number  :@\r\nSIP1 Display Name  :Büro\r\n\r\n<<END OF FILE>>\r\n",
	"text-modern": "<<VOIP CONFIG FILE>>Version:2.0000000000\n<NET CONFIG MODULE>\nHost Name          :@\n<<END OF FILE>>",
	"commented":   "# made by hand @, and not by a phone\n<<VOIP CONFIG FILE>>Version:2.0002\n<SIP CONFIG MODULE>\n<<END OF FILE>>\n\n\n",
	"xml-legacy":  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<VOIP_CONFIG_FILE><version>2.0002</version><SIP_CONFIG_MODULE><SIP__Port>@</SIP__Port></SIP_CONFIG_MODULE></VOIP_CONFIG_FILE>",
	"sysconf":     "<sysConf>\n    <Version>2.0000000000</Version>\n    <sip><line index=\"1\"><PhoneNumber>@</PhoneNumber></line></sip>\n</sysConf>\n<!-- made by hand -->\n",
	"dotted":      "#<Voip Config File>#\nVersion = 2.0000000000\n\nsip.line.1.RegAddr = @\nsip.line.1.DisplayName = Büro\n",
}

// cutOffSchemes are all but the slow one.
func cutOffSchemes() (schemes []crypt.Scheme) {
	for _, mode := range crypt.Modes() {
		for _, padding := range []crypt.Padding{crypt.PKCS7, crypt.ZeroPadding} {
			if mode != crypt.OpenSSLSaltedPBKDF2 {
				schemes = append(schemes, crypt.Scheme{Mode: mode, Padding: padding})
			}
		}
	}
	return schemes
}

// TestCutOff encrypts a file of each dialect, of every length that padding makes a
// difference to, with each scheme, and cuts it off at every block.
func TestCutOff(t *testing.T) {
	if testing.Short() {
		t.Skip("no goroutine takes part")
	}
	for name, seed := range cutOffSeeds {
		for extra := range 16 {
			config := []byte(strings.ReplaceAll(seed, "@", strings.Repeat("2", extra)))
			for _, scheme := range cutOffSchemes() {
				checkCuts(t, fmt.Sprintf("%s+%d", name, extra), scheme, config)
			}
		}
	}
}

// checkCuts checks that a whole file opens, and of what a cut leaves of it nothing but
// what is whole: the end may be cut off behind the file's own, and in a dotted file a cut
// behind a line goes unseen.
func checkCuts(t *testing.T, name string, scheme crypt.Scheme, config []byte) {
	t.Helper()
	sealed, err := scheme.Seal(bytes.NewReader(make([]byte, 16)), cutOffKey, config, content)
	if err != nil {
		t.Fatalf("%s, %v: %v", name, scheme, err)
	}
	if plain, _, err := crypt.Recognize(cutOffKey, sealed, content); err != nil || !bytes.Equal(plain, config) {
		t.Fatalf("%s, %v: opens to %q, %v", name, scheme, plain, err)
	}
	for size := len(sealed) - 16; size >= 0; size -= 16 {
		plain, _, err := crypt.Recognize(cutOffKey, sealed[:size], content)
		if left := max(0, size-16); err != nil && (plain != nil || content.Starts(config[:left]) && !errors.Is(err, crypt.ErrCutOff)) {
			t.Errorf("%s, %v, cut to %d: %q, %v", name, scheme, size, plain, err)
		}
		if err == nil && (!bytes.HasPrefix(config, plain) || !content.Ends(plain)) {
			t.Errorf("%s, %v, cut to %d: opens to %q", name, scheme, size, plain)
		}
	}
}

// FuzzCutOff is TestCutOff for any whole file. The spaces that PKCS#7 padding can be made
// of, which package crypt documents, are left out.
func FuzzCutOff(f *testing.F) {
	for _, seed := range cutOffSeeds {
		f.Add([]byte(seed), uint8(0))
		f.Add([]byte(seed), uint8(3))
	}
	f.Fuzz(func(t *testing.T, config []byte, scheme uint8) {
		if !content.Starts(config) || !content.Ends(config) || len(config) > 4<<10 || !isPlain(config) {
			return
		}
		schemes := cutOffSchemes()[:8] // the salted ones differ in nothing that a cut touches, and are slow
		checkCuts(t, "fuzzed", schemes[int(scheme)%len(schemes)], config)
	})
}

// isPlain reports whether nothing in a text can be taken for padding or for damage.
func isPlain(text []byte) bool {
	for _, space := range []string{"\t", "\n", "\r"} {
		if bytes.Contains(text, bytes.Repeat([]byte(space), 9)) {
			return false
		}
	}
	return !bytes.ContainsFunc(text, func(r rune) bool {
		return r < ' ' && r != '\t' && r != '\r' && r != '\n' || r >= 0x7f && r < 0xa0 || r == '\ufffd'
	})
}
