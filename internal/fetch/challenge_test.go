package fetch

import "testing"

func TestTakesBasic(t *testing.T) {
	for _, c := range []struct {
		headers []string
		want    bool
	}{
		{nil, true},
		{[]string{""}, true},
		{[]string{`Basic realm="phones"`}, true},
		{[]string{"basic"}, true},
		{[]string{`Digest realm="phones"`}, false},
		{[]string{`Digest realm="phones"`, `Basic realm="phones"`}, true},
		{[]string{`Digest realm="phones", nonce="a", Basic realm="phones"`}, true},
		{[]string{`Basic realm="phones", Digest realm="phones", nonce="a"`}, true},
		{[]string{"Negotiate , Basic"}, true},
		{[]string{"Negotiate YWJj==, NTLM"}, false},
		{[]string{`Digest realm="phones, Basic or so", nonce="a"`}, false},
		{[]string{`Digest realm="a \", Basic realm=\"b", nonce="a"`}, false},
		{[]string{`Digest realm="a", basic="b", Basic = c`}, false},
		{[]string{`Basically realm="phones"`}, false},
	} {
		if got := takesBasic(c.headers); got != c.want {
			t.Errorf("%q: %t", c.headers, got)
		}
	}
}
