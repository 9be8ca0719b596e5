package catalog

import "strings"

// secretParts are parts of the names of keys that hold a secret, as they are met
// in 118 public files: spaces, underscores and case left out.
var secretParts = []string{
	"password", "passwd", "pswd", "pwd", "passphrase", "secret", "token", "psk",
	"filekey", "cryptokey", "mediakey", "signalkey", "keylockcode", "dtmfcode", "accesscode", "pincode",
}

// secretEnds are what such names end in.
var secretEnds = []string{"pass", "pin", "proxykey", "wepkey", "wpakey"}

// IsSecret tells whether a key of any dialect holds a password, a cryptographic
// key or a PIN, by its name. It errs on the side of secrecy: a flag such as
// "Agent Popup Password" is taken for one.
func IsSecret(key string) bool {
	var folded [64]byte
	name := fold(folded[:0], key)
	if strings.HasSuffix(name, "encryption") || strings.HasPrefix(name, "pswdial") {
		return false
	}
	for _, part := range secretParts {
		if strings.Contains(name, part) {
			return true
		}
	}
	for _, end := range secretEnds {
		if strings.HasSuffix(name, end) {
			return true
		}
	}
	return false
}

// fold gives a name in lower case without spaces and underscores.
func fold(to []byte, name string) string {
	for i := range len(name) {
		switch c := name[i]; {
		case c == ' ' || c == '_':
		case c >= 'A' && c <= 'Z':
			to = append(to, c|0x20)
		default:
			to = append(to, c)
		}
	}
	return string(to)
}
