package sidefile

import (
	"encoding/xml"
	"errors"
	"io"
	"unicode/utf8"
)

// maxToken is the size in bytes of the largest tag, comment or value that is read.
const maxToken = 256 << 10

var errTooLong = errors.New("token too long")

// xmlReader gives XML to encoding/xml byte by byte. Bytes that are no UTF-8 and control
// characters, which would end the reading and are another check's concern, it replaces
// by as many others, so that offsets stay. It fails where a token has no end, since the
// decoder would collect it.
type xmlReader struct {
	data  []byte
	at    int
	whole int // up to here the bytes are known to be UTF-8
	token int // where the current token started
}

// newXMLDecoder gives a decoder over data that takes any encoding's name for UTF-8.
func newXMLDecoder(data []byte) (*xml.Decoder, *xmlReader) {
	r := &xmlReader{data: data}
	d := xml.NewDecoder(r)
	d.CharsetReader = func(_ string, input io.Reader) (io.Reader, error) { return input, nil }
	return d, r
}

// ReadByte is what the decoder calls.
func (r *xmlReader) ReadByte() (byte, error) {
	switch {
	case r.at >= len(r.data):
		return 0, io.EOF
	case r.at-r.token > maxToken:
		return 0, errTooLong
	}
	c := r.data[r.at]
	r.at++
	switch {
	case r.at <= r.whole:
		return c, nil
	case c < ' ' && c != '\t' && c != '\n' && c != '\r':
		return ' ', nil
	case c < utf8.RuneSelf:
		return c, nil
	}
	char, size := utf8.DecodeRune(r.data[r.at-1:])
	if char == utf8.RuneError && size == 1 || char == 0xFFFE || char == 0xFFFF { // the two that XML has not
		return '_', nil // means nothing in markup; the bytes behind it are none by themselves
	}
	r.whole = r.at - 1 + size
	return c, nil
}

// Read is there since a decoder is made of an io.Reader.
func (r *xmlReader) Read(p []byte) (n int, err error) {
	for n < len(p) {
		c, err := r.ReadByte()
		if err != nil {
			return n, err
		}
		p[n] = c
		n++
	}
	return n, nil
}
