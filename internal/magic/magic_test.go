package magic

import "testing"

func TestCompressed(t *testing.T) {
	for data, want := range map[string]string{
		"\x1f\x8b\x08\x00": "gzip", "PK\x03\x04": "zip", "BZh9": "bzip2", "\xfd7zXZ\x00": "xz", "7z\xbc\xaf\x27\x1c": "7z", "PK": "", "": "", "<sysConf>": "",
	} {
		if got := Compressed(data); got != want {
			t.Errorf("%q: %q", data, got)
		}
	}
}

func TestIsUTF16(t *testing.T) {
	for data, want := range map[string]bool{
		"\xff\xfe": true, "\xfe\xff": true, "a\x00b\x00c\x00d\x00": true, "\x00a\x00b\x00c\x00d": true, " \r\n\x00a\x00b\x00c\x00d": true,
		"a\x00b\x00c\x00d": false, "\x00\x00\x00\x00\x00\x00\x00\x00": false, "a\x00b\x00c\x00dd": false, "name,work": false, "": false,
	} {
		if IsUTF16(data) != want {
			t.Errorf("%q: %t", data, !want)
		}
	}
}
