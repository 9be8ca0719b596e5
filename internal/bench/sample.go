package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// legacyExport makes a text-legacy file of the shape of a device's export: CRLF,
// keys 19 wide, a third of the settings in lists with an index prefix, 27 % of
// the values empty. A thousand settings are about 25 KB.
func legacyExport(settings int) []byte {
	modules := []string{"GLOBAL", "LAN", "TELE", "DSP", "SIP", "PHONE", "AUTOUPDATE"}
	values := [...]string{
		"0", "1", "", "5060", "192.0.2.17", "", "0", "3600", "1", "", "Record:on",
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%-62s\r\n", "<<VOIP CONFIG FILE>>Version:2.0002")
	done := 0
	add := func(key string) {
		if done < settings {
			fmt.Fprintf(&b, "%-19.19s:%s\r\n", key, values[done%len(values)])
			done++
		}
	}
	for module := 0; done < settings; module++ {
		// A name of its own for each, since no export repeats a module.
		number := ""
		if round := module / len(modules); round > 0 {
			number = fmt.Sprint(round)
		}
		fmt.Fprintf(&b, "\r\n<%s%s CONFIG MODULE>\r\n", modules[module%len(modules)], number)
		for key := range 96 {
			add(fmt.Sprintf("Sample Key %d", key))
		}
		fmt.Fprintf(&b, "%-19s:\r\n", "--SIP Line List--")
		for key := range 48 {
			add(fmt.Sprintf("SIP%d Sample Key %d", key/12+1, key%12))
		}
	}
	b.WriteString("<<END OF FILE>>\r\n")
	return []byte(b.String())
}

// sysconfExport makes a sysconf file of at least the size, of the shape of a
// device's export: groups, lists with an index attribute, short values.
func sysconfExport(size int) []byte {
	values := [...]string{
		"0", "1", "", "5060", "192.0.2.17", "", "Desk &amp; Door", "", "3600", "0", "1", "",
	}
	var b strings.Builder
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sysConf>\n    <Version>2.0000000000</Version>\n")
	done := 0
	add := func(indent string, key int) {
		fmt.Fprintf(&b, "%s<SampleKey%d>%s</SampleKey%d>\n", indent, key, values[done%len(values)], key)
		done++
	}
	for group := 0; b.Len() < size; group++ {
		fmt.Fprintf(&b, "    <group%d>\n", group)
		for key := range 30 {
			add("        ", key)
		}
		for line := 1; line <= 4; line++ {
			fmt.Fprintf(&b, "        <line index=\"%d\">\n", line)
			for key := range 20 {
				add("            ", key)
			}
			b.WriteString("        </line>\n")
		}
		fmt.Fprintf(&b, "    </group%d>\n", group)
	}
	b.WriteString("</sysConf>\n")
	return []byte(b.String())
}

// deviceExport reads the real export that the folder in FVCFG_CORPUS holds, nil
// where there is none.
func deviceExport() ([]byte, error) {
	return corpusFile("concrete", "text-legacy", "ZeroTouchSIP-h5_default_user_config.cfg")
}

func corpusFile(path ...string) ([]byte, error) {
	corpus := os.Getenv("FVCFG_CORPUS")
	if corpus == "" {
		return nil, nil
	}
	data, err := os.ReadFile(filepath.Join(append([]string{corpus}, path...)...))
	if os.IsNotExist(err) {
		return nil, nil
	}
	return data, err
}
