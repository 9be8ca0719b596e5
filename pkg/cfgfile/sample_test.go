package cfgfile

import (
	"fmt"
	"strings"
)

// legacyExport makes a text-legacy file of the shape of a device's export: CRLF,
// keys 19 wide, short values of which about a quarter are empty, a third of the
// settings in lists with an index prefix.
func legacyExport(settings int) string {
	modules := []string{"GLOBAL", "LAN", "TELE", "DSP", "SIP", "PHONE", "AUTOUPDATE"}
	values := []string{"0", "1", "", "5060", "192.0.2.17", "", "example", "", "3600", "0", "1", "", "60", "abc:def", "30"}
	var b strings.Builder
	line := func(text string) { b.WriteString(text + "\r\n") }
	line(fmt.Sprintf("%-62s", "<<VOIP CONFIG FILE>>Version:2.0002"))
	done := 0
	setting := func(key string) {
		if done < settings {
			line(fmt.Sprintf("%-19.19s:%s", key, values[done%len(values)]))
			done++
		}
	}
	for m := 0; done < settings; m++ {
		line("")
		line("<" + modules[m%len(modules)] + " CONFIG MODULE>")
		for i := range 60 {
			setting(fmt.Sprintf("Sample Key %d", i))
		}
		for _, prefix := range []string{"SIP", "P"} {
			line(fmt.Sprintf("--%-17s:", prefix+" Sample--"))
			for i := range 20 {
				setting(fmt.Sprintf("%s%d Sample Key %d", prefix, i/10+1, i%10))
			}
		}
	}
	line("<<END OF FILE>>")
	return b.String()
}

// sysconfExport makes a sysconf file of at least a size, of the shape of a
// device's export: groups, lists with an index attribute, short values.
func sysconfExport(size int) string {
	values := []string{"0", "1", "", "5060", "192.0.2.17", "", "a &amp; b", "", "3600", "0", "1", "", "60", "30"}
	var b strings.Builder
	b.WriteString("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sysConf>\n    <Version>2.0000000000</Version>\n")
	n := 0
	for group := 0; b.Len() < size; group++ {
		fmt.Fprintf(&b, "    <group%c>\n", 'A'+group%26)
		for range 20 {
			fmt.Fprintf(&b, "        <SampleKey%d>%s</SampleKey%d>\n", n%100, values[n%len(values)], n%100)
			n++
		}
		for index := 1; index <= 4; index++ {
			fmt.Fprintf(&b, "        <line index=\"%d\">\n", index)
			for range 10 {
				fmt.Fprintf(&b, "            <LongerSampleKey%d>%s</LongerSampleKey%d>\n", n%100, values[n%len(values)], n%100)
				n++
			}
			b.WriteString("        </line>\n")
		}
		fmt.Fprintf(&b, "    </group%c>\n", 'A'+group%26)
	}
	b.WriteString("</sysConf>\n")
	return b.String()
}

// dottedExport makes a dotted file.
func dottedExport(settings int) string {
	var b strings.Builder
	b.WriteString("#<Voip Config File>#\nVersion = 2.0000000000\n")
	for i := range settings {
		fmt.Fprintf(&b, "sip.line.%d.SampleKey%d = %d\n", i/50%20+1, i%50, i%7)
	}
	return b.String()
}
