package crypt

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestModeNames(t *testing.T) {
	var names []string
	for _, mode := range Modes() {
		names = append(names, mode.String())
		got, err := ParseMode(mode.String())
		if err != nil || got != mode {
			t.Errorf("ParseMode(%q) = %v, %v", mode, got, err)
		}
		if d := mode.Description(); d == "" || strings.Contains(d, "\n") {
			t.Errorf("%v is described as %q", mode, d)
		}
	}
	want := []string{"ecb", "cbc-zero-iv", "cbc-prefix-iv", "cbc-key-iv", "openssl-salted", "openssl-salted-md5", "openssl-salted-pbkdf2"}
	if !slices.Equal(names, want) {
		t.Errorf("modes are %v", names)
	}
	if got := Mode(9).String() + Mode(9).Description(); got != "Mode(9)Mode(9)" {
		t.Errorf("a mode that does not exist is %q", got)
	}
}

func TestPaddingNames(t *testing.T) {
	for _, padding := range []Padding{PKCS7, ZeroPadding} {
		got, err := ParsePadding(padding.String())
		if err != nil || got != padding {
			t.Errorf("ParsePadding(%q) = %v, %v", padding, got, err)
		}
	}
	if got := Padding(9).String(); got != "Padding(9)" {
		t.Errorf("a padding that does not exist is %q", got)
	}
}

func TestUnknownNames(t *testing.T) {
	mode := func(name string) error { _, err := ParseMode(name); return err }
	padding := func(name string) error { _, err := ParsePadding(name); return err }
	tests := []struct {
		parse         func(string) error
		name, nearest string
	}{
		{mode, "ECB", "ecb"},
		{mode, "ecbb", "ecb"},
		{mode, "cbc", "cbc-zero-iv"},
		{mode, "cbc-null-iv", "cbc-zero-iv"},
		{mode, "cbc_prefix_iv", "cbc-prefix-iv"},
		{mode, "openssl", "openssl-salted"},
		{mode, "openssl-salted-pbkdf", "openssl-salted-pbkdf2"},
		{mode, "gcm", ""},
		{mode, "", ""},
		{padding, "PKCS#7", "pkcs7"},
		{padding, "zeros", "zero"},
		{padding, "iso10126", ""},
	}
	for _, test := range tests {
		var got *UnknownNameError
		err := test.parse(test.name)
		if !errors.As(err, &got) || got.Nearest != test.nearest || got.Name != test.name {
			t.Errorf("%q: got %+v, want %q as nearest", test.name, err, test.nearest)
			continue
		}
		for _, valid := range got.Valid {
			if !strings.Contains(err.Error(), valid) {
				t.Errorf("%q is not in %q", valid, err)
			}
		}
		if strings.Contains(err.Error(), "did you mean") != (test.nearest != "") {
			t.Errorf("message is %q", err)
		}
	}
}

// A key in the place of a scheme's name is a slip that happens.
func TestUnknownNameShowsNoKey(t *testing.T) {
	_, err := ParseMode(testKeyHex)
	if err == nil || strings.Contains(err.Error(), testKeyHex[:8]) || !strings.Contains(err.Error(), "64 characters long") {
		t.Errorf("message is %q", err)
	}
}

// Callers can't spoil the names for one another.
func TestValidNamesAreACopy(t *testing.T) {
	var first *UnknownNameError
	_, err := ParseMode("x")
	errors.As(err, &first)
	first.Valid[0] = "spoilt"
	if _, err := ParseMode("ecb"); err != nil {
		t.Error(err)
	}
}
