package cfgfile

import (
	"fmt"
	"strings"
)

// The files that edits are tried on, one of each dialect.
var (
	editLegacy = strings.ReplaceAll(fmt.Sprintf("%-62s", "<<VOIP CONFIG FILE>>Version:2.0002")+`

<GLOBAL CONFIG MODULE>
WAN Mode           :DHCP
Time Zone          :32

<SIP CONFIG MODULE>
SIP  Port          :5060
--SIP Line List--  :
SIP1 Phone Number  :1001
SIP1 Register Addr :
SIP2 Phone Number  :1002
STUN Server        :x
<<END OF FILE>>
`, "\n", "\r\n")

	editModern = `<<VOIP CONFIG FILE>>Version:2.0000000000

<NET CONFIG MODULE>
WAN TYPE           :0
--Net Global--     :
HTTP Port          :80

<SIP CONFIG MODULE>
SIP  Port          :5060
--SIP Line List--  :
SIP1 Phone Number       :1001
SIP1 BakProxy Need Reg On:0
SIP2 Phone Number       :1002
--SIP P2P Config-- :
P2P Enable         :0
<<END OF FILE>>
`

	editLegacyXML = `<?xml version="1.0" encoding="UTF-8"?>
<VOIP_CONFIG_FILE>
<version>2.0002</version>
<GLOBAL_CONFIG_MODULE>
<Time_Zone>32</Time_Zone>
</GLOBAL_CONFIG_MODULE>
<SIP_CONFIG_MODULE>
<SIP__Port>5060</SIP__Port>
<SIP_Line_List>
<SIP_Line_List_Entry>
<ID>SIP1</ID>
<Phone_Number>1001</Phone_Number>
<Register_Addr></Register_Addr>
</SIP_Line_List_Entry>
</SIP_Line_List>
<STUN_Server>x</STUN_Server>
</SIP_CONFIG_MODULE>
</VOIP_CONFIG_FILE>
`

	editSysconf = `<?xml version="1.0" encoding="UTF-8"?>
<sysConf>
    <Version>2.0000000000</Version>
    <net>
        <WANTYPE>0</WANTYPE>
        <MTU/>
    </net>
    <sip>
        <SIPPort>5060</SIPPort>
        <line index="1">
            <PhoneNumber>1001</PhoneNumber>
            <DisplayName><![CDATA[A & B]]><!-- c --></DisplayName>
        </line>
    </sip>
</sysConf>
`

	editDotted = `#<Voip Config File>#
Version = 2.0000000000
sip.line.1.PhoneNumber = 1001
sip.line.1.RegAddr =
# dhcp
net.dhcp.Enabled = 1
`
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
