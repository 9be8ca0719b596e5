package main

import (
	"fmt"
	"strings"

	"gopkg.in/ini.v1"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
)

// iniOptions has ini.v1 take values as they are, as cfgfile does: no comments
// behind them, no quotes taken off, no line joined to the next.
var iniOptions = ini.LoadOptions{
	IgnoreInlineComment:     true,
	IgnoreContinuation:      true,
	PreserveSurroundedQuote: true,
	KeyValueDelimiters:      "=",
}

// asINI writes the settings of a file as INI: a section for each module, its
// lists flattened into it.
func asINI(data []byte) ([]byte, error) {
	file, err := cfgfile.Parse(data)
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	module := ""
	for _, s := range file.Settings() {
		if s.Module != module {
			module = s.Module
			fmt.Fprintf(&b, "\n[%s]\n", module)
		}
		key := s.Key
		if strings.ContainsAny(key, "=#;") {
			key = `"` + key + `"`
		}
		fmt.Fprintf(&b, "%s = %s\n", key, s.Value)
	}
	return []byte(b.String()), nil
}

// sameSettings reports whether ini.v1 reads from INI what cfgfile reads from
// data, but for repeated keys, of which ini.v1 keeps one.
func sameSettings(data, asINI []byte) error {
	file, err := cfgfile.Parse(data)
	if err != nil {
		return err
	}
	peer, err := ini.LoadSources(iniOptions, asINI)
	if err != nil {
		return err
	}
	last := map[[2]string]string{}
	for _, s := range file.Settings() {
		last[[2]string{s.Module, s.Key}] = strings.TrimSpace(s.Value)
	}
	for at, value := range last {
		if got := peer.Section(at[0]).Key(at[1]).Value(); got != value {
			return fmt.Errorf("[%s] %s: ini.v1 reads %q, cfgfile %q", at[0], at[1], got, value)
		}
	}
	return nil
}
