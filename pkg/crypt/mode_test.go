package crypt

import (
	"bufio"
	"bytes"
	"crypto/aes"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// runOpenSSL runs the openssl program, and skips the test where there is none.
func runOpenSSL(t *testing.T, stdin []byte, args ...string) []byte {
	t.Helper()
	program, err := exec.LookPath("openssl")
	if err != nil {
		t.Skip("the openssl program is not installed; the vectors in testdata stand in for it")
	}
	command := exec.Command(program, args...)
	command.Stdin = bytes.NewReader(stdin)
	var complaint bytes.Buffer
	command.Stderr = &complaint
	out, err := command.Output()
	if err != nil {
		t.Fatalf("openssl %v: %v: %s", args, err, complaint.Bytes())
	}
	return out
}

// enc runs openssl enc for the mode. iv is what stands in front with CBCPrefixIV.
func enc(t *testing.T, scheme Scheme, iv, input []byte, direction string) []byte {
	t.Helper()
	args := []string{"enc", direction}
	switch scheme.Mode {
	case ECB:
		args = append(args, "-aes-256-ecb", "-K", testKeyHex)
	case CBCZeroIV:
		args = append(args, "-aes-256-cbc", "-K", testKeyHex, "-iv", strings.Repeat("0", 32))
	case CBCPrefixIV:
		args = append(args, "-aes-256-cbc", "-K", testKeyHex, "-iv", hex.EncodeToString(iv))
	case CBCKeyIV:
		args = append(args, "-aes-256-cbc", "-K", testKeyHex, "-iv", testKeyHex[:32])
	case OpenSSLSalted:
		args = append(args, "-aes-256-cbc", "-md", "sha256", "-pass", "pass:"+testKeyHex)
	case OpenSSLSaltedMD5:
		args = append(args, "-aes-256-cbc", "-md", "md5", "-pass", "pass:"+testKeyHex)
	case OpenSSLSaltedPBKDF2:
		args = append(args, "-aes-256-cbc", "-pbkdf2", "-pass", "pass:"+testKeyHex)
	}
	if scheme.Padding == ZeroPadding {
		args = append(args, "-nopad")
	}
	return runOpenSSL(t, input, args...)
}

func allSchemes() (schemes []Scheme) {
	for _, mode := range Modes() {
		if mode == OpenSSLSaltedPBKDF2 && testing.Short() {
			continue // thousands of digests for a key, in which no goroutine takes part
		}
		schemes = append(schemes, Scheme{mode, PKCS7}, Scheme{mode, ZeroPadding})
	}
	return schemes
}

func TestOpenSSLReadsWhatWeWrite(t *testing.T) {
	for _, scheme := range allSchemes() {
		t.Run(scheme.String(), func(t *testing.T) {
			for _, size := range []int{0, 1, 15, 16, 17, 1000} {
				plain := randomBytes(size)
				data, err := scheme.Encrypt(nil, testKey(), plain)
				if err != nil {
					t.Fatal(err)
				}
				var iv []byte
				if scheme.Mode == CBCPrefixIV {
					iv, data = data[:aes.BlockSize], data[aes.BlockSize:]
				}
				got := enc(t, scheme, iv, data, "-d")
				if scheme.Padding == ZeroPadding {
					got = bytes.TrimRight(got, "\x00")
				}
				if !bytes.Equal(got, plain) {
					t.Errorf("%d bytes: openssl reads something else", size)
				}
			}
		})
	}
}

func TestWeReadWhatOpenSSLWrites(t *testing.T) {
	for _, scheme := range allSchemes() {
		t.Run(scheme.String(), func(t *testing.T) {
			for _, size := range []int{0, 1, 15, 16, 17, 1000} {
				plain := randomBytes(size)
				input := plain
				if scheme.Padding == ZeroPadding {
					padded := max(1, (size+15)/16) * 16
					input = append(bytes.Clone(plain), make([]byte, padded-size)...)
				}
				iv := randomBytes(aes.BlockSize)
				data := enc(t, scheme, iv, input, "-e")
				if scheme.Mode == CBCPrefixIV {
					data = append(iv, data...)
				}
				got, err := scheme.Decrypt(testKey(), data)
				if err != nil || !bytes.Equal(got, plain) {
					t.Errorf("%d bytes: got something else, or %v", size, err)
				}
			}
		})
	}
}

func TestVectors(t *testing.T) {
	if testing.Short() {
		t.Skip("no goroutine takes part")
	}
	vectors := readVectors(t)
	seen := map[Scheme]int{}
	for _, v := range vectors {
		seen[v.scheme]++
		t.Run(fmt.Sprintf("%v/%d bytes", v.scheme, len(v.plain)), func(t *testing.T) {
			plain, err := v.scheme.Decrypt(testKey(), v.data)
			if err != nil || !bytes.Equal(plain, v.plain) {
				t.Errorf("decrypted: %q, %v, want %q", plain, err, v.plain)
			}
			front := v.data[:v.scheme.Mode.frontSize()]
			if v.scheme.Mode.salted() {
				front = front[len("Salted__"):]
			}
			data, err := v.scheme.Encrypt(bytes.NewReader(front), testKey(), v.plain)
			if err != nil || !bytes.Equal(data, v.data) {
				t.Errorf("encrypted: %x, %v, want %x", data, err, v.data)
			}
		})
	}
	for _, scheme := range allSchemes() {
		if seen[scheme] < 5 {
			t.Errorf("%d vectors for %v, want 5", seen[scheme], scheme)
		}
	}
}

type vector struct {
	scheme      Scheme
	plain, data []byte
}

func readVectors(t *testing.T) (vectors []vector) {
	t.Helper()
	file, err := os.Open("testdata/openssl.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var v vector
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		field, value, _ := strings.Cut(lines.Text(), " ")
		switch field {
		case "scheme":
			v = vector{scheme: schemeNamed(t, value)}
		case "plain":
			v.plain = unhex(t, value)
		case "cipher":
			v.data = unhex(t, value)
			vectors = append(vectors, v)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return vectors
}

func schemeNamed(t *testing.T, name string) Scheme {
	t.Helper()
	modeName, paddingName, _ := strings.Cut(name, "/")
	mode, err := ParseMode(modeName)
	if err != nil {
		t.Fatal(err)
	}
	padding, err := ParsePadding(paddingName)
	if err != nil {
		t.Fatal(err)
	}
	return Scheme{mode, padding}
}

func unhex(t *testing.T, digits string) []byte {
	t.Helper()
	b, err := hex.DecodeString(digits)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// randomBytes are the same in every run, and don't end in a zero.
func randomBytes(size int) []byte {
	b := make([]byte, size)
	rand.NewChaCha8([32]byte{byte(size), byte(size >> 8)}).Read(b)
	if size > 0 {
		b[size-1] |= 1
	}
	return b
}
