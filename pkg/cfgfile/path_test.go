package cfgfile

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestFind(t *testing.T) {
	legacy := strings.Replace(editLegacy, "STUN Server        :", "P1 Busy N/A Line   :", 1)
	for _, c := range []struct{ src, path, want string }{
		{legacy, "GLOBAL CONFIG MODULE:WAN Mode", "WAN Mode"},
		{legacy, "WAN Mode", "WAN Mode"},
		{legacy, "wan mode", ""},
		{legacy, "SIP  Port", "SIP  Port"},
		{legacy, "SIP Port", ""},
		{legacy, "SIP*:SIP1 *", "SIP1 Phone Number|SIP1 Register Addr"},
		{legacy, "SIP*:*:SIP? Phone*", "SIP1 Phone Number|SIP2 Phone Number"},
		{legacy, "*:SIP[2-9] *", "SIP2 Phone Number"},
		{legacy, "SIP CONFIG MODULE::*", "SIP  Port|P1 Busy N/A Line"},
		{legacy, "*Line", "P1 Busy N/A Line"},
		{legacy, "GLOBAL CONFIG MODULE:*", "WAN Mode|Time Zone"},
		{legacy, "*", "WAN Mode|Time Zone|SIP  Port|SIP1 Phone Number|SIP1 Register Addr|SIP2 Phone Number|P1 Busy N/A Line"},
		{"<<VOIP CONFIG FILE>>Version:2.0002\n<PHONE CONFIG MODULE>\n--Broadsoft Calllog:\nBWCLog1 Retrieve Me:1\n", "PHONE CONFIG MODULE:Broadsoft Calllogs:BWCLog1 Retrieve Message", "BWCLog1 Retrieve Me"},
		{editModern, "SIP CONFIG MODULE:SIP P2P Config:P2P Enable", "P2P Enable"},
		{editLegacyXML, "SIP_CONFIG_MODULE/SIP_Line_List[1]/Phone_Number", "Phone_Number"},
		{editLegacyXML, "SIP_CONFIG_MODULE/SIP_Line_List/*", "Phone_Number|Register_Addr"},
		{editLegacyXML, "SIP*/Phone_Number", "Phone_Number"},
		{editSysconf, "sip/line[1]/PhoneNumber", "PhoneNumber"},
		{editSysconf, "sip/line[2]/PhoneNumber", ""},
		{editSysconf, "sip/line[?]/*", "PhoneNumber|DisplayName"},
		{editSysconf, "sip/*", "SIPPort|PhoneNumber|DisplayName"},
		{editSysconf, "*/MTU", "MTU"},
		{editSysconf, "sip/line[1]/[PQ]*", "PhoneNumber"},
		{editDotted, "sip.line.1.PhoneNumber", "PhoneNumber"},
		{editDotted, "sip.line.*.*", "PhoneNumber|RegAddr"},
		{editDotted, "sip.PhoneNumber", "PhoneNumber"},
		{editDotted, "Enabled", "Enabled"},
		{editDotted, "sip.line.PhoneNumber", ""},
		{editDotted, "Version", ""},
	} {
		settings, err := mustParse(t, c.src).Find(c.path)
		if err != nil {
			t.Errorf("%s: %v", c.path, err)
			continue
		}
		var keys []string
		for _, s := range settings {
			keys = append(keys, s.Key)
		}
		if got := strings.Join(keys, "|"); got != c.want {
			t.Errorf("%s finds %s, want %s", c.path, got, c.want)
		}
	}
}

// TestFindEveryPath checks that what a setting gives as its path finds it, with
// its line.
func TestFindEveryPath(t *testing.T) {
	for _, src := range []string{editLegacy, editModern, editLegacyXML, editSysconf, editDotted} {
		f := mustParse(t, src)
		for _, s := range f.Settings() {
			if got, err := f.Lookup(s.Path.String()); err != nil || got != s {
				t.Errorf("%s: %+v, %v", s.Path.String(), got, err)
			}
		}
	}
}

func TestLookupErrors(t *testing.T) {
	f := mustParse(t, editLegacy)
	var missing *NotFoundError
	if _, err := f.Lookup("SIP1 Phone Nubmer"); !errors.As(err, &missing) ||
		!slices.Equal(missing.Nearest, []string{"SIP CONFIG MODULE:SIP Line List:SIP1 Phone Number", "SIP CONFIG MODULE:SIP Line List:SIP2 Phone Number"}) {
		t.Errorf("%v", err)
	}
	for _, c := range []struct{ src, path, nearest string }{
		{editLegacy, "Phone Number", "SIP CONFIG MODULE:SIP Line List:SIP1 Phone Number"},
		{editLegacy, "Phone", "SIP CONFIG MODULE:SIP Line List:SIP1 Phone Number"},
		{editLegacy, "sip/line[1]/PhoneNumber", "SIP CONFIG MODULE:SIP Line List:SIP1 Phone Number"},
		{editSysconf, "SIP CONFIG MODULE:SIP Line List:SIP1 Phone Number", "sip/line[1]/PhoneNumber"},
		{editSysconf, "sip.line.1.PhoneNumber", "sip/line[1]/PhoneNumber"},
		{editLegacyXML, "SIP1 Register Adr", "SIP_CONFIG_MODULE/SIP_Line_List[1]/Register_Addr"},
		{editDotted, "sip/line[1]/PhoneNumber", "sip.line.1.PhoneNumber"},
		{editLegacy, "Ph", ""},
		{editLegacy, "Ring Tone", ""},
	} {
		_, err := mustParse(t, c.src).Lookup(c.path)
		missing := new(NotFoundError)
		if !errors.As(err, &missing) || c.nearest == "" && len(missing.Nearest) > 0 || c.nearest != "" && (len(missing.Nearest) == 0 || missing.Nearest[0] != c.nearest) {
			t.Errorf("%s: %v, want %s", c.path, err, c.nearest)
		}
	}
	for path, want := range map[string]bool{"sip/line[1]/A": false, "sip/line[*]/A": true, "sip/line[1]/P[s]wd": true, "sip/l?ne/A": true} {
		if f := mustParse(t, editSysconf); f.IsPattern(path) != want {
			t.Errorf("%s: a pattern: %v", path, !want)
		}
	}
	var several *AmbiguousError
	if _, err := f.Lookup("SIP? Phone Number"); !errors.As(err, &several) || several.Repeated ||
		!slices.Equal(several.Locations, []Location{{"SIP CONFIG MODULE:SIP Line List:SIP1 Phone Number", 10}, {"SIP CONFIG MODULE:SIP Line List:SIP2 Phone Number", 12}}) {
		t.Errorf("%v", err)
	}
	for _, path := range []string{"", "SIP CONFIG MODULE:", "a:b:c:d", "[a"} {
		if _, err := f.Lookup(path); !errors.As(err, new(*PathError)) {
			t.Errorf("%q: %v", path, err)
		}
	}
	if text := (&NotFoundError{Path: "a\x1b[2J"}).Error(); strings.Contains(text, "\x1b") {
		t.Errorf("%q", text)
	}
}

// TestErrorsHoldNoValue sets passwords in all ways that fail and looks for them in
// what is said.
// TestLabels has a label of the phone's pages lead to the settings of the file's dialect.
func TestLabels(t *testing.T) {
	for _, c := range []struct {
		src, label string
		want       []LabelledPath
	}{
		{editLegacy, "PnP cycle", []LabelledPath{{"PnP cycle", "AUTOUPDATE CONFIG MODULE:PNP Interval"}}},
		{editModern, "Update Interval", []LabelledPath{
			{"SIP Plug and Play > Update Interval", "AUTOUPDATE CONFIG MODULE:Sip Pnp List:PNP Interval"},
			{"Static Provisioning Server > Update Interval", "AUTOUPDATE CONFIG MODULE:Flash Interval"},
		}},
		{editLegacyXML, "Static Provisioning Server > Protocol Type", []LabelledPath{{"Static Provisioning Server > Protocol Type", "AUTOUPDATE_CONFIG_MODULE/Download_Protocol"}}},
		{editSysconf, "Enable Server Digest:", []LabelledPath{{"Maintenance > Auto Provision > Enable Server Digest", "mt/AutoServerDigest"}}},
		{editDotted, "Protocol Type", []LabelledPath{{"Static Provisioning Server > Protocol Type", "ap.FlashProtocol"}}},
		{editLegacy, "No Page > User", nil},
	} {
		_, err := mustParse(t, c.src).Lookup(c.label)
		if missing := (*NotFoundError)(nil); !errors.As(err, &missing) || !slices.Equal(missing.Labels, c.want) {
			t.Errorf("%s: %v", c.label, err)
		} else if len(c.want) > 0 && !strings.Contains(err.Error(), c.want[0].Path+" ("+c.want[0].Label+")") {
			t.Error(err)
		}
	}
	missing := new(NotFoundError)
	_, err := mustParse(t, editLegacy).Lookup("Maintenance > Auto Provison > PNP Interval")
	if !errors.As(err, &missing) || missing.Page != "Maintenance > Auto Provision" || !strings.HasSuffix(err.Error(), `did you mean "Maintenance > Auto Provision"?`) {
		t.Error(err)
	}
}

// TestColonBehindAKey takes a key as text files write it.
func TestColonBehindAKey(t *testing.T) {
	f := mustParse(t, editLegacy)
	for _, path := range []string{"Time Zone :", "Time Zone:", "GLOBAL CONFIG MODULE:Time Zone          :"} {
		if s, err := f.Lookup(path); err != nil || s.Key != "Time Zone" {
			t.Errorf("%q: %v", path, err)
		}
	}
	if _, err := f.Set("Host Name :", "VOIP"); err != nil || !strings.Contains(f.Source(), "Host Name          :VOIP") {
		t.Errorf("%v\n%s", err, f.Source())
	}
	for _, path := range []string{"SIP CONFIG MODULE:", ":", "Time Zone::"} {
		if _, err := f.Lookup(path); !errors.As(err, new(*PathError)) {
			t.Errorf("%q: %v", path, err)
		}
	}
}

func TestErrorsHoldNoValue(t *testing.T) {
	const secret = "hunter2hunter2"
	f := mustParse(t, strings.Replace(editLegacy, "DHCP", secret, 1))
	options := SetOptions{}
	for _, a := range []Assignment{
		{"SIP1 *", secret}, {"SIP1 Foo", secret}, {"SIP CONFIG MODULE:Foo", secret}, {"SIP  Port", secret}, {"SIP  Port", secret + "\n"}, {"a:b:c:d", secret},
	} {
		if _, err := f.SetAll([]Assignment{a}, options); err == nil || strings.Contains(err.Error(), secret) {
			t.Errorf("%s: %v", a.Path, err)
		}
	}
}
