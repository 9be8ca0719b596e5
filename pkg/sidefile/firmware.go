package sidefile

import (
	"bytes"
	"iter"
	"strings"
)

// A phone whose automatic upgrade is on asks its server for a firmware description, by a
// name that is made of the vendor, the model and the hardware's version:
// fanvil_h2u_v2_hwv1_0.txt. Its lines are Version=, Firmware= with the URL of a .z file,
// BuildTime= and Info=TXT or XML, in any order, and free text behind them.
//
// Source: the logs of a server that a fleet of H2U-V2 phones asked, and the files on it.

// maxFirmware is the size in bytes of the largest firmware description that is taken for
// one.
const maxFirmware = 64 << 10

// firmwareLines returns the lines of a firmware description before its free text, with the
// offsets of their values.
func firmwareLines(data []byte) iter.Seq2[int, [2]string] {
	return func(yield func(int, [2]string) bool) {
		at := 0
		for line := range bytes.Lines(data[:min(len(data), maxFirmware)]) {
			key, value, ok := bytes.Cut(line, []byte("="))
			if !ok {
				return
			}
			start := at + len(key) + 1 + len(value) - len(bytes.TrimLeft(value, " \t"))
			key = bytes.TrimSpace(bytes.TrimPrefix(key, []byte(bom)))
			if !yield(start, [2]string{string(key), string(bytes.TrimSpace(value))}) {
				return
			}
			at += len(line)
		}
	}
}

// FirmwareURL returns the URL of the firmware that a firmware description leads to, and
// where it stands; "" where it has none.
func FirmwareURL(data []byte) (url string, offset int) {
	for at, line := range firmwareLines(data) {
		if line[0] == "Firmware" {
			return line[1], at
		}
	}
	return "", 0
}

// isFirmware reports whether a file begins as a firmware description does.
func isFirmware(head []byte) bool {
	var version, firmware bool
	for _, line := range firmwareLines(head) {
		version = version || line[0] == "Version"
		firmware = firmware || line[0] == "Firmware"
	}
	return version && firmware
}

// isFirmwareName reports whether a phone asks for a firmware description by this name. An
// older one has the hardware's version without the v: fanvil_x3s_hw3_1_1.txt.
func isFirmwareName(name string) bool {
	stem, ext := splitName(name)
	at := strings.LastIndex(stem, "_hw")
	if ext != "txt" || at < 0 || strings.IndexByte(stem[:at], '_') <= 0 {
		return false
	}
	numbers := strings.Split(strings.TrimPrefix(stem[at+len("_hw"):], "v"), "_")
	for _, number := range numbers {
		if !isDigits([]byte(number)) {
			return false
		}
	}
	return len(numbers) >= 2
}

// checkFirmware leaves the URL itself to those who know URLs.
func checkFirmware(s *sink, data []byte) {
	if len(data) > maxFirmware {
		s.add(Problem{kind: tooLarge, Offset: maxFirmware})
	}
	if url, at := FirmwareURL(data); url == "" {
		s.add(Problem{kind: imageMissing, Offset: at})
	}
}
