package crypt_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"log"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/crypt"
)

const keyFile = "5f1c0a9be2d74836a1b0c9d8e7f60514233241506f7e8d9cabbac9d8e7f60512\n"

const config = "<<VOIP CONFIG FILE>>Version:2.0002\r\n\r\n<GLOBAL CONFIG MODULE>\r\nHost Name          :VOIP\r\n\r\n<<END OF FILE>>\r\n"

func mustRead(file string) crypt.Key {
	key, err := crypt.ReadKey(strings.NewReader(file))
	if err != nil {
		log.Fatal(err)
	}
	return key
}

// textConfiguration is how configuration files in text start and end.
var textConfiguration = crypt.Content{
	Starts: func(head []byte) bool { return bytes.HasPrefix(head, []byte("<<VOIP CONFIG FILE>>")) },
	Ends:   func(plain []byte) bool { return bytes.HasSuffix(bytes.TrimSpace(plain), []byte("<<END OF FILE>>")) },
}

// A file goes in, its ciphertext comes out, and the other way round.
func Example() {
	key, err := crypt.ReadKey(strings.NewReader(keyFile))
	if err != nil {
		log.Fatal(err)
	}
	scheme := crypt.Scheme{Mode: crypt.CBCPrefixIV}
	data, err := scheme.Encrypt(rand.Reader, key, []byte(config))
	if err != nil {
		log.Fatal(err)
	}
	plain, err := scheme.Decrypt(key, data)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(config), "bytes become", len(data), "and are", len(plain), "again")
	// Output: 107 bytes become 128 and are 107 again
}

// Recognize finds the scheme, since only one makes a configuration file of the data.
func ExampleRecognize() {
	key := mustRead(keyFile)
	data, err := crypt.Scheme{Mode: crypt.CBCKeyIV}.Encrypt(rand.Reader, key, []byte(config))
	if err != nil {
		log.Fatal(err)
	}

	plain, scheme, err := crypt.Recognize(key, data, textConfiguration)
	if err != nil {
		log.Fatal(err)
	}
	firstLine, _, _ := strings.Cut(string(plain), "\r\n")
	fmt.Println(scheme)
	fmt.Println(firstLine)
	// Output:
	// cbc-key-iv/pkcs7
	// <<VOIP CONFIG FILE>>Version:2.0002
}

// What can be done about an error depends on its kind.
func ExampleRecognize_errors() {
	otherKey := mustRead(strings.Repeat("c0ffee12", 8))
	data, err := crypt.Scheme{}.Encrypt(rand.Reader, otherKey, []byte(config))
	if err != nil {
		log.Fatal(err)
	}

	for _, data := range [][]byte{data, data[:100], []byte(config)} {
		_, _, err := crypt.Recognize(mustRead(keyFile), data, textConfiguration)
		var truncated *crypt.TruncatedError
		switch {
		case errors.Is(err, crypt.ErrWrongKey):
			fmt.Println("try the next key")
		case errors.As(err, &truncated):
			fmt.Println("fetch it again,", truncated.Length, "bytes are not all")
		case errors.Is(err, crypt.ErrNotEncrypted):
			fmt.Println("use it as it is")
		}
	}
	// Output:
	// try the next key
	// fetch it again, 100 bytes are not all
	// use it as it is
}

// A sample made with the vendor's tool settles what no document says.
func ExampleLearn() {
	key := mustRead(keyFile)
	sample, err := crypt.Scheme{Mode: crypt.CBCZeroIV, Padding: crypt.ZeroPadding}.Encrypt(nil, key, []byte(config))
	if err != nil {
		log.Fatal(err)
	}

	scheme, err := crypt.Learn(key, sample, textConfiguration)
	if err != nil {
		log.Fatal(err)
	}
	another, err := scheme.Encrypt(rand.Reader, key, []byte("<<VOIP CONFIG FILE>>Version:2.0003\r\n\r\n<<END OF FILE>>\r\n"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(scheme, len(another))
	// Output: cbc-zero-iv/zero 64
}

// A fleet needs one secret. The phone's key can be made again at any time.
func ExampleKey_Derive() {
	master := mustRead(keyFile)
	key, err := master.Derive([6]byte{0x00, 0x15, 0x65, 0x3a, 0x11, 0xf8})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(key)
	fmt.Println(len(key.Hex()), "digits for the phone")
	// Output:
	// crypt.Key(hidden)
	// 64 digits for the phone
}

// The message says what is wrong, and nothing of the key.
func ExampleParseKey() {
	_, err := crypt.ParseKey("5f1c0a9be2d74836a1bOc9d8e7f60514233241506f7e8d9cabbac9d8e7f60512")
	fmt.Println(err)
	// Output:
	// the key has the letter O, perhaps for a zero, in column 20, among 64 characters: it must be 64 hexadecimal digits (0 to 9, a to f)
}

func ExampleParseMode() {
	_, err := crypt.ParseMode("cbc-null-iv")
	text, _, _ := strings.Cut(err.Error(), " (choose")
	fmt.Println(text)
	// Output: there is no encryption scheme "cbc-null-iv", did you mean "cbc-zero-iv"?
}

// A help text needs the modes, likeliest first, and a line about each.
func ExampleModes() {
	for _, mode := range crypt.Modes()[:3] {
		fmt.Printf("%-14s %s\n", mode, mode.Description())
	}
	// Output:
	// ecb            AES-256-ECB; the likeliest guess
	// cbc-zero-iv    AES-256-CBC with an IV of zeros
	// cbc-prefix-iv  AES-256-CBC with a random IV in front of the ciphertext
}
