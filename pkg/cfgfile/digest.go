package cfgfile

import (
	"crypto/md5" // no safeguard here, but what this trade compares files by
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// Digest is an algorithm that files are compared by. The vendor's description
// says that a phone shows and compares a digest, but not which; MD5 of the file
// as it is downloaded is the usual choice in this trade and a guess here.
type Digest uint8

// The digest algorithms.
const (
	MD5 Digest = iota // the zero Digest
	SHA256
)

// ParseDigest reads an algorithm's name: "md5" or "sha256".
func ParseDigest(name string) (Digest, error) {
	switch name {
	case "md5":
		return MD5, nil
	case "sha256":
		return SHA256, nil
	}
	return 0, fmt.Errorf("no digest algorithm %q: there are md5 and sha256", name)
}

func (d Digest) String() string {
	if d == SHA256 {
		return "sha256"
	}
	return "md5"
}

// Of returns the digest of data in lower-case hexadecimal digits: 32 of MD5, 64
// of SHA-256. It is that of the bytes as they are: of an encrypted file, those
// that a phone downloads.
func (d Digest) Of(data []byte) string {
	if d == SHA256 {
		sum := sha256.Sum256(data)
		return hex.EncodeToString(sum[:])
	}
	sum := md5.Sum(data)
	return hex.EncodeToString(sum[:])
}
