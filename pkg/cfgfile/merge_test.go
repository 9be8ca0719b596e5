package cfgfile

import (
	"errors"
	"strings"
	"testing"
)

// TestMergeOfItself checks that a file that is merged into an empty one of its
// dialect brings all settings over, and into itself none.
func TestMergeOfItself(t *testing.T) {
	for _, src := range []string{editLegacy, editModern, editLegacyXML, editSysconf, editDotted} {
		f, whole := mustParse(t, src), mustParse(t, src)
		if _, err := f.Merge(whole, SetOptions{Unchecked: true}); err != nil || f.Source() != src {
			t.Errorf("%v\n%q", err, f.Source())
		}
		if _, err := f.UnsetAll("*"); err != nil || f.Len() != 0 {
			t.Fatalf("%v, %d are left", err, f.Len())
		}
		if _, err := f.Merge(whole, SetOptions{Unchecked: true}); err != nil {
			t.Fatal(err)
		}
		for _, s := range whole.Settings() {
			if got, err := f.Lookup(s.Path.String()); err != nil || got.Value != s.Value {
				t.Errorf("%s: %v", s.Path.String(), err)
			}
		}
		if f.Len() != whole.Len() {
			t.Errorf("%d settings of %d", f.Len(), whole.Len())
		}
	}
}

func TestCheck(t *testing.T) {
	check := SetOptions{}
	for _, c := range []struct {
		src, path, value string
		want             error
		text             string
	}{
		{editSysconf, "sip/SIPPort", "70000", &KindError{}, "sip/SIPPort: the value is no port"},
		{editSysconf, "sip/SIPPort", "5061", nil, ""},
		{editLegacy, "SIP3 Register Port", "x", &KindError{}, "no port"},
		{editLegacy, "SIP CONFIG MODULE:SIP Line List:SIP1 Registr Addr", "x", &UnknownKeyError{}, "SIP CONFIG MODULE:SIP Line List:SIP1 Register Addr"},
		{editLegacy, "SIPP CONFIG MODULE:SIP Line List:SIP1 Register Foo", "x", &UnknownKeyError{}, ""},
		{editLegacy, "GLOBAL CONFIG MODULE:Static Ip", "192.0.2.1", &UnknownKeyError{}, ""}, // seen as a mistake
		{editModern, "DSSKEY CONFIG MODULE:Fkey1 Type", "1", &UnknownKeyError{}, ""},        // in several lists
		{editDotted, "sip.line.2.RegAdr", "x", &UnknownKeyError{}, "sip.line.2.RegAddr"},
		// What the description has, in its place and elsewhere.
		{editLegacy, "AUTOUPDATE CONFIG MODULE:Auto Pbook Url", "tftp://h/500.vcf", nil, ""},
		{editModern, "AUTOUPDATE CONFIG MODULE:Auto DPeer Url", "tftp://h/dialPeer.csv", nil, ""},
		{editLegacyXML, "AUTOUPDATE_CONFIG_MODULE/Auto_AList_Url", "tftp://h/accessList.csv", nil, ""},
		{editLegacy, "Auto Mmiset Url", "tftp://h/a.z", nil, ""},
		{editLegacy, "SIP CONFIG MODULE:Auto Logo Url", "x", &UnknownKeyError{}, "the vendor's description has it as AUTOUPDATE CONFIG MODULE:Auto Logo Url"},
		{editLegacyXML, "SIP_CONFIG_MODULE/Auto_Logo_Url", "x", &UnknownKeyError{}, "has it as AUTOUPDATE_CONFIG_MODULE/Auto_Logo_Url"},
		{editLegacy, "SIP CONFIG MODULE:Time Zone", "1", &UnknownKeyError{}, "has it as GLOBAL CONFIG MODULE:Time Zone"},
		{editLegacy, "AUTOUPDATE CONFIG MODULE:Auto Mmise Url", "x", &UnknownKeyError{}, "AUTOUPDATE CONFIG MODULE:Auto Mmiset Url"},
		{editSysconf, "ap/AutoLogoUrl", "x", &UnknownKeyError{}, "neither the file nor the dictionary"},
		// The ranges that it states, in each dialect that has the key.
		{editLegacy, "AUTOUPDATE CONFIG MODULE:DHCP Option", "300", &KindError{}, "is not 0 (disabled), 43, 66 or 128 to 254 (custom)"},
		{editLegacy, "AUTOUPDATE CONFIG MODULE:DHCP Option", "128", nil, ""},
		{editLegacy, "AUTOUPDATE CONFIG MODULE:PNP Interval", "100", &KindError{}, "1 to 99 (hours)"},
		{editLegacy, "AUTOUPDATE CONFIG MODULE:update PB Interval", "3", &KindError{}, "0 or 5 or more (minutes)"},
		{editLegacy, "AUTOUPDATE CONFIG MODULE:Download Protocol", "7", &KindError{}, "5 (HTTPS)"},
		{editLegacy, "TR069 CONFIG MODULE:Periodix Interval", "10000", &KindError{}, "1 to 9999 (seconds)"},
		{editModern, "AUTOUPDATE CONFIG MODULE:Net Option:DHCP Option", "127", &KindError{}, "128 to 254"},
		{editLegacyXML, "AUTOUPDATE_CONFIG_MODULE/PNP_Interval", "0", &KindError{}, "1 to 99"},
		{editSysconf, "tr069/PeriodixInterval", "0", &KindError{}, "1 to 9999"},
		{editDotted, "ap.DHCPOption", "127", &KindError{}, "128 to 254"},
		// File keys and names.
		{editLegacy, "AUTOUPDATE CONFIG MODULE:Config File Key", "123", &KindError{}, "64 hexadecimal digits"},
		{editLegacy, "AUTOUPDATE CONFIG MODULE:Config File Key", strings.Repeat("0f", 32), nil, ""},
		{editLegacy, "AUTOUPDATE CONFIG MODULE:Config File Key", "", nil, ""},
		{editLegacy, "AUTOUPDATE CONFIG MODULE:Config File Key", "{{ key }}", nil, ""},
		{editModern, "AUTOUPDATE CONFIG MODULE:Common Cfg File Key", "123", &KindError{}, "64 hexadecimal digits"},
		{editSysconf, "ap/DeviceCfgFileKey", "123", &KindError{}, "64 hexadecimal digits"},
		{editLegacy, "AUTOUPDATE CONFIG MODULE:Config File Name", "$MAC.cfg", &KindError{}, "the macro $mac in other letters"},
		{editLegacy, "AUTOUPDATE CONFIG MODULE:Config File Name", "fanvil/$mac.cfg", nil, ""},
		{editSysconf, "ap/FlashFileName", `\$input.cfg`, &KindError{}, "a backslash before the macro $input"},
		{editLegacy, "AUTOUPDATE CONFIG MODULE:Config File Name", "$ $input.cfg", &KindError{}, "write $input"},
		{editLegacy, "AUTOUPDATE CONFIG MODULE:Config File Name", ".cfg", &KindError{}, "nothing before it"},
		{editLegacy, "AUTOUPDATE CONFIG MODULE:Config File Name", `$mac.cfg\r\n`, &KindError{}, "a line end"},
		{editSysconf, "ap/FlashFileName", `"$mac.cfg"`, &KindError{}, "quotation marks"},
		{editSysconf, "ap/FlashFileName", `"`, nil, ""},
		{editSysconf, "ap/FlashFileName", "x/%24mac.cfg", &KindError{}, "write $mac"},
		{editDotted, "ap.FlashFileName", "$macx.cfg", &KindError{}, "did you mean $mac?"},
		{editDotted, "ap.FlashFileName", "${mac}.cfg", &KindError{}, "in braces"},
		{editSysconf, "ap/FlashFileName", "{$macs}.cfg", nil, ""},     // a template's
		{editSysconf, "ap/FlashFileName", "Fanvil/$mac.cfg", nil, ""}, // a folder's name before it
		{editSysconf, "ap/FlashFileName", ".htaccess/x%24y", nil, ""}, // no macro
		{editLegacy, "Auto Image Url", "tftp://123:1230172.16.6.70/x.z", &KindError{}, "is no URL: the @ is missing"},
		{editDotted, "ap.FlashFileName", "${MAC}.cfg", nil, ""},                                             // may be a template's
		{strings.Replace(editSysconf, "<MTU/>", "<NewerKey>1</NewerKey>", 1), "net/NewerKey", "2", nil, ""}, // the file has it
	} {
		f := mustParse(t, c.src)
		_, err := f.SetAll([]Assignment{{c.path, c.value}}, check)
		if c.want == nil && err != nil || c.want != nil && (!sameKind(err, c.want) || !strings.Contains(err.Error(), c.text)) {
			t.Errorf("%s: %T %v", c.path, err, err)
		}
		if c.want != nil && f.Source() != c.src {
			t.Errorf("%s: the file is changed", c.path)
		}
	}
}

// sameKind reports whether an error is of the type of another.
func sameKind(err, want error) bool {
	if _, unknown := want.(*UnknownKeyError); unknown {
		return errors.As(err, new(*UnknownKeyError))
	}
	return errors.As(err, new(*KindError))
}
