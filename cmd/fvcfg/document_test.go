package main

import (
	"math/rand/v2"
	"testing"
)

// TestIsClear checks what is taken for clear: what is no provisioning file but text, so
// that its error says what it is, and never ciphertext, whatever its first bytes.
func TestIsClear(t *testing.T) {
	random := func(start string) []byte {
		data := []byte(start)
		for r := rand.New(rand.NewPCG(1, 2)); len(data) < 1024; {
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
		if got := isClear(c.data); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
