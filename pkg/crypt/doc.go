// Package crypt encrypts and decrypts Fanvil provisioning files.
//
// # What is known, and what is not
//
// A phone takes AES with a key of 64 hexadecimal digits, which is AES-256. That is
// all that is public. Block mode, initialisation vector, padding and any header are
// not documented, and nothing in this package claims to match what a phone reads.
// So a [Scheme], which is a [Mode] and a [Padding], can be chosen, recognised and
// learned. The zero Scheme is ECB with PKCS#7 padding. It is the likeliest guess,
// and no more than a guess.
//
// One file that the vendor's own tool has encrypted, together with its key, settles
// the question: hand both to [Learn], and use the scheme that comes back.
//
// # Use
//
// A key is read from a file of one line, made new, or derived from a master key:
//
//	key, err := crypt.ReadKey(keyFile)
//	key, err := crypt.GenerateKey(rand.Reader)
//	key, err := master.Derive(mac)
//
// With a scheme at hand, encryption and decryption are a call each:
//
//	data, err := crypt.Scheme{Mode: crypt.CBCPrefixIV}.Encrypt(rand.Reader, key, plain)
//	plain, err := crypt.Scheme{Mode: crypt.CBCPrefixIV}.Decrypt(key, data)
//
// Without one, [Recognize] tries them all, likeliest first, and takes the one whose
// plaintext is a configuration file. How a configuration file starts and ends, the caller
// says, with a [Content]:
//
//	plain, scheme, err := crypt.Recognize(key, data, crypt.Content{Starts: starts, Ends: ends})
//
// The start shows the right scheme. The end is asked for where no padding shows one, and
// keeps a whole file apart from one that was cut off between two blocks. [Scheme.Open] checks
// the same of a file whose scheme is known, and [Scheme.Seal] refuses what would not pass;
// [Scheme.Decrypt] and [Scheme.Encrypt] know nothing of the content.
//
// # Errors
//
// An error that a caller can act upon has a type or a sentinel to test for with
// errors.Is and errors.As: [KeyError] for a key that is none, and for a file [ErrEmpty],
// [TruncatedError], [ErrEncoded], [ErrNotEncrypted], [ErrPadding], [ErrCutOff],
// [ErrWrongKey], [ErrNotConfiguration], [ErrEncryptedTwice] and [ErrNotOpenable]. [SchemeOf]
// returns the scheme that opens what was refused. No message holds a key or plaintext.
//
// # What this encryption does not do
//
// None of the schemes authenticates: whoever can write to the server can alter an
// encrypted file, and a wrong key is noticed only because what comes out is no
// configuration file. ECB also shows which blocks of 16 bytes are alike, within a
// file and between files under one key. Serve the files over HTTPS all the same.
package crypt
