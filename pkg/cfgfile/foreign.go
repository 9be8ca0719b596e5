package cfgfile

import (
	"fmt"
	"strings"
)

// foreignText returns what a text is that another maker's phones read, or nobody's, as a
// [*ContentError], and nil where it shows nothing of the kind. Each form is known by a
// line that no provisioning file has; the first lines have to agree.
func foreignText(head string) error {
	if strings.HasPrefix(head, "#!version:") {
		return foreign("a Yealink file (#!version:)", anotherMaker)
	}
	var yealink, grandstream, snom int
	lines := 0
	for line := range strings.Lines(head) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' || line[0] == ';' {
			continue
		}
		if lines++; lines > 16 {
			break
		}
		key, _, equals := strings.Cut(line, "=")
		key = strings.TrimRight(key, " \t")
		switch {
		case equals && isYealinkKey(key):
			yealink++
		case equals && len(key) > 1 && key[0] == 'P' && strings.Trim(key[1:], "0123456789") == "":
			grandstream++
		case isSnomLine(line):
			snom++
		}
	}
	switch most := (lines + 1) / 2; {
	case yealink > 0 && yealink >= most:
		return foreign("a Yealink file (account.1.… = …)", anotherMaker)
	case grandstream > 0 && grandstream >= most:
		return foreign("a Grandstream file (P… = …)", anotherMaker)
	case snom > 0 && snom >= most:
		return foreign("a Snom file (name!: …)", anotherMaker)
	}
	return nil
}

const anotherMaker = "another maker's phones read it, and Fanvil's don't"

func foreign(what, why string) error {
	return &ContentError{Content: Foreign, Detail: what + ": " + why}
}

// yealinkRoots are what the keys of Yealink's files start with, as its own manuals write them.
var yealinkRoots = []string{
	"account", "static", "phone_setting", "local_time", "linekey", "programablekey", "expansion_module",
	"remote_phonebook", "features", "security", "auto_provision", "lang", "voice", "sip", "network",
}

// isYealinkKey reports whether a key is a path of Yealink's. Those that start as dotted
// ones do have a part that dotted files never do.
func isYealinkKey(key string) bool {
	root, rest, ok := strings.Cut(key, ".")
	if !ok || rest == "" || strings.Trim(rest, pathBytes) != "" || strings.ToLower(key) != key {
		return false
	}
	for _, known := range yealinkRoots {
		if root == known {
			return true
		}
	}
	return false
}

// isSnomLine reports whether a line is a setting of a Snom phone: its name, a mark of who
// may change it, a colon and a space.
func isSnomLine(line string) bool {
	name, _, ok := strings.Cut(line, ": ")
	if !ok || len(name) < 3 {
		return false
	}
	end := len(name) - 1
	return strings.IndexByte("!&$%", name[end]) >= 0 && strings.Trim(name[:end], "abcdefghijklmnopqrstuvwxyz0123456789_") == ""
}

// foreignRoot returns what XML with a root element is that another maker's phones read,
// and nil for other roots.
func foreignRoot(root, src string) error {
	switch {
	case root == "gs_provision":
		return foreign("a Grandstream file (<gs_provision>)", anotherMaker)
	case root == "settings" && strings.Contains(src, "<phone-settings"):
		return foreign("a Snom file (<phone-settings>)", anotherMaker)
	case root == "flat-profile", root == "device" && strings.Contains(src, "<devicePool"):
		return foreign("a Cisco file (<"+root+">)", anotherMaker)
	}
	return nil
}

// invented returns what a text is whose body is written in none of the phones' forms, with
// the header of one or something like it, as generators made them up: <Module/Key>value,
// or Key = value without a module. The first lines have to be all of one form.
func invented(src string) error {
	const enough = 16
	paths, equals, lines, example := 0, 0, 0, ""
	for line := range strings.Lines(src[:min(len(src), sniffWindow)]) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' || looksLikeFrame(line) {
			continue
		}
		switch lines++; {
		case isPathInBrackets(line):
			if paths++; paths == 1 {
				path, _, _ := strings.Cut(line, ">")
				example = path + ">"
			}
		case isEquation(line):
			equals++
		}
		if lines <= enough && paths != lines && equals != lines {
			return nil
		}
	}
	const why = "a phone reads \"Key :value\" below a line such as <SIP CONFIG MODULE>"
	switch {
	case paths > 0:
		return foreign(fmt.Sprintf("an invented form that no phone reads (lines like %s…: %d)", example, paths), why)
	case equals > 0:
		return foreign(fmt.Sprintf("an invented form that no phone reads (lines with \"=\" in place of \":\": %d)", equals), why)
	}
	return nil
}

// looksLikeFrame reports whether a line is a header or footer of text, well written or not.
func looksLikeFrame(line string) bool {
	if line[0] != '<' && line[0] != '[' {
		return false
	}
	name := strings.TrimLeft(line, "<[ ")
	return strings.HasPrefix(line, "<<") || len(name) >= 4 && strings.EqualFold(name[:4], "VOIP")
}

// isPathInBrackets reports whether a line is <Module/Key> and a value. An end tag of XML
// has nothing before its slash.
func isPathInBrackets(line string) bool {
	path, _, closed := strings.Cut(line[1:], ">")
	return line[0] == '<' && closed && strings.IndexByte(path, '/') > 0 && !strings.HasSuffix(path, "/") &&
		strings.Trim(path, pathBytes+"/ ") == ""
}

// isEquation reports whether a line is a key, an equals sign and a value. A colon before
// the sign makes it a setting.
func isEquation(line string) bool {
	key, _, ok := strings.Cut(line, "=")
	return ok && key != "" && strings.IndexByte(key, ':') < 0 && line[0] != '<' && line[0] != '['
}
