package provision

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/lint"
	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/provurl"
)

var update = flag.Bool("update", false, "write the golden files anew")

// awkward has every character that a URL can hold and that means something to a target.
const awkward = `http://fleet:p,w;'x*(1)!&=+~q@192.0.2.1:8080/X4/a,b;c'd/$mac.cfg?a=1,2&b=$mac;c='x'`

func mustParseURL(t *testing.T, text string) provurl.URL {
	t.Helper()
	u, faults, err := provurl.Parse(text)
	if err != nil || provurl.HasErrors(faults) {
		t.Fatalf("%s: %v %v", text, err, faults)
	}
	return u
}

func mustModel(t testing.TB, name string) naming.Model {
	t.Helper()
	model, err := naming.LookupModel(name)
	if err != nil {
		t.Fatal(err)
	}
	return model
}

var phoneMAC = naming.MAC{0x00, 0x15, 0x65, 0x11, 0x3a, 0xf8}

// emissions are deliveries by the names of their golden files.
func emissions(t *testing.T) map[string]struct {
	way Way
	Delivery
} {
	type emission = struct {
		way Way
		Delivery
	}
	plain := Delivery{URL: mustParseURL(t, "http://192.0.2.1:8080/X4/$mac.cfg")}
	odd := Delivery{URL: mustParseURL(t, awkward)}
	six := Delivery{URL: mustParseURL(t, "https://[2001:db8::1]/$mac.cfg"), Macros: naming.Macros{MAC: phoneMAC}, Phone: "192.0.2.20", Model: mustModel(t, "X6")}
	of := func(d Delivery, model string, options ...int) Delivery {
		d.Model, d.Options = mustModel(t, model), options
		return d
	}
	all := map[string]emission{
		"option43-hex": {Option43Hex, plain}, "option66": {Option66, plain},
		"notify": {Notify, six}, "sipp": {SIPp, plain}, "sipp-awkward": {SIPp, six},
	}
	for _, way := range []Way{Dnsmasq, ISCDHCPD, Kea} {
		all[string(way)] = emission{way, plain}
		all[string(way)+"-awkward"] = emission{way, odd}
		all[string(way)+"-x6"] = emission{way, of(plain, "X6", 66)}
		all[string(way)+"-h5"] = emission{way, of(plain, "H5", 43, 128, 254)}
	}
	for _, dialect := range []cfgfile.Dialect{cfgfile.TextLegacy, cfgfile.TextModern, cfgfile.XMLLegacy, cfgfile.Sysconf, cfgfile.Dotted} {
		d := plain
		d.Dialect = dialect
		all["static-"+dialect.String()] = emission{Static, d}
		d.URL, d.Mode, d.Interval = mustParseURL(t, "https://fleet:p<w&1;@prov.example.com/site/"), AtInterval, 24
		all["static-"+dialect.String()+"-credentials"] = emission{Static, d}
		all["pnp-"+dialect.String()] = emission{PnP, Delivery{URL: plain.URL, Dialect: dialect, Sender: "192.0.2.1:5070", Transport: TCP, Interval: 99}}
	}
	firmware, config := plain, plain
	firmware.URL = mustParseURL(t, "ftp://fleet:p&w@192.0.2.1/X6.Z")
	config.MAC = phoneMAC
	all["tr069"], all["tr069-firmware"] = emission{TR069, config}, emission{TR069, firmware}
	quoted := config
	quoted.URL = mustParseURL(t, "http://fl%22eet:p%5C'w@192.0.2.1/$mac.cfg")
	all["openacs"], all["openacs-awkward"], all["openacs-firmware"] = emission{OpenACS, config}, emission{OpenACS, quoted}, emission{OpenACS, firmware}
	tcp := six
	tcp.Transport = TCP
	all["notify-tcp"], all["pnp-group"] = emission{Notify, tcp}, emission{PnP, Delivery{URL: plain.URL, Dialect: cfgfile.TextModern}}
	return all
}

func TestEmitGolden(t *testing.T) {
	done := map[Way]bool{}
	for name, e := range emissions(t) {
		done[e.way] = true
		t.Run(name, func(t *testing.T) {
			got, err := Emit(e.way, e.Delivery)
			if err != nil {
				t.Fatal(err)
			}
			golden := filepath.Join("testdata", "emit", name+".golden")
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
	for _, way := range Ways() {
		if !done[way] {
			t.Errorf("no golden file for %s", way)
		}
	}
}

// TestPhoneFilesAreClean lints what is written for the phone itself. Passwords there are
// meant, so what is said of them is left aside.
func TestPhoneFilesAreClean(t *testing.T) {
	for name, e := range emissions(t) {
		if e.way != Static && e.way != PnP {
			continue
		}
		data, err := Emit(e.way, e.Delivery)
		if err != nil {
			t.Fatal(err)
		}
		file, err := cfgfile.Parse(data)
		if err != nil {
			t.Fatal(err)
		}
		if file.Dialect() != e.Dialect {
			t.Errorf("%s: read as %s", name, file.Dialect())
		}
		linter, err := lint.New(lint.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range linter.Lint("a.cfg", data) {
			t.Errorf("%s: %d:%d: %s [%s]", name, f.Line, f.Column, f.Message, f.Rule)
		}
	}
}

// TestEmitDHCPv6 says what is known of it, and that it is no fault of the URL.
func TestEmitDHCPv6(t *testing.T) {
	data, err := Emit(DHCPD6, Delivery{URL: mustParseURL(t, "http://192.0.2.1/$mac.cfg")})
	var unknown *EmitError
	if !errors.As(err, &unknown) || !unknown.NotKnown || !strings.Contains(err.Error(), "DHCPv6 Option") {
		t.Errorf("got %q, %v", data, err)
	}
}

func TestEmitRefuses(t *testing.T) {
	long := mustParseURL(t, "http://192.0.2.1/"+strings.Repeat("a", 235)+".cfg") // 256 bytes
	fits := mustParseURL(t, "http://192.0.2.1/"+strings.Repeat("a", 234)+".cfg")
	good := mustParseURL(t, "http://192.0.2.1/$mac.cfg")
	for _, way := range []Way{Option43Hex, Option66, Dnsmasq, ISCDHCPD, Kea} {
		if _, err := Emit(way, Delivery{URL: fits}); err != nil {
			t.Errorf("%s: 255 bytes: %v", way, err)
		}
		var wrong *EmitError
		if _, err := Emit(way, Delivery{URL: long}); !errors.As(err, &wrong) {
			t.Errorf("%s: 256 bytes: %v", way, err)
		}
	}
	for name, tc := range map[string]struct {
		way Way
		Delivery
	}{
		"no such way":     {"pigeon", Delivery{URL: good}},
		"no URL":          {Option66, Delivery{}},
		"a line break":    {Option66, Delivery{URL: provurl.URL{Protocol: provurl.HTTP, Host: "a", Name: "x\ny"}}},
		"a slash in host": {Option66, Delivery{URL: provurl.URL{Protocol: provurl.HTTP, Host: "a/b", Name: "x.cfg"}}},
		"a quote":         {Dnsmasq, Delivery{URL: provurl.URL{Protocol: provurl.HTTP, Host: "a", Name: `x".cfg`}}},
		"a dot-dot":       {Option66, Delivery{URL: provurl.URL{Protocol: provurl.HTTP, Host: "a", Dir: "/../", Name: "x.cfg"}}},
		"option 12":       {Dnsmasq, Delivery{URL: good, Options: []int{12}}},
		"option 66 twice": {Kea, Delivery{URL: good, Options: []int{66, 66}}},
		"Kea's own":       {Kea, Delivery{URL: good, Options: []int{66, 138}}},
		"dnsmasq's own":   {Dnsmasq, Delivery{URL: good, Options: []int{150}}},
		"no phone":        {Notify, Delivery{URL: good}},
		"no phone's name": {Notify, Delivery{URL: good, Phone: "a b"}},
		"a header":        {Notify, Delivery{URL: good, Phone: "a\r\nX: y"}},
		"no dialect":      {Static, Delivery{URL: good}},
		"no mode":         {Static, Delivery{URL: good, Dialect: cfgfile.Dotted, Mode: "9"}},
		"above a year":    {Static, Delivery{URL: good, Dialect: cfgfile.Dotted, Interval: 8761}},
		"minus an hour":   {Static, Delivery{URL: good, Dialect: cfgfile.Dotted, Interval: -1}},
		"a space":         {Static, Delivery{URL: mustParseURL(t, "http://a:b%20@c/x.cfg"), Dialect: cfgfile.Dotted}},
		"a SIP over TLS":  {Notify, Delivery{URL: good, Phone: "192.0.2.20", Transport: "tls"}},
		"a PnP over SCTP": {PnP, Delivery{URL: good, Dialect: cfgfile.Dotted, Transport: "sctp"}},
		"no PnP dialect":  {PnP, Delivery{URL: good}},
		"PnP of 0 hours":  {PnP, Delivery{URL: good, Dialect: cfgfile.Dotted, Interval: -1}},
		"PnP of 100":      {PnP, Delivery{URL: good, Dialect: cfgfile.Dotted, Interval: 100}},
		"no PnP server":   {PnP, Delivery{URL: good, Dialect: cfgfile.Dotted, Sender: "a b"}},
		"a named PnP":     {PnP, Delivery{URL: good, Dialect: cfgfile.Dotted, Sender: "pnp.example.com:5070"}},
		"PnP by IPv6":     {PnP, Delivery{URL: good, Dialect: cfgfile.Dotted, Sender: "[2001:db8::1]:5070"}},
		"PnP port 0":      {PnP, Delivery{URL: good, Dialect: cfgfile.Dotted, Sender: "224.0.1.75:0"}},
		"another group":   {PnP, Delivery{URL: good, Dialect: cfgfile.Dotted, Sender: "224.0.1.76"}},
		"no group":        {PnP, Delivery{URL: good, Dialect: cfgfile.Dotted, Sender: "224.0.1.750"}},
		"an ACS's script": {OpenACS, Delivery{URL: good}},
		"no MAC":          {TR069, Delivery{URL: good}},
		"no input":        {TR069, Delivery{URL: mustParseURL(t, "http://a/$input.cfg"), Macros: naming.Macros{MAC: phoneMAC}}},
		"no firmware":     {TR069, Delivery{URL: mustParseURL(t, "http://a/"), Macros: naming.Macros{MAC: phoneMAC}, FileType: FirmwareImage}},
		"another type":    {TR069, Delivery{URL: good, Macros: naming.Macros{MAC: phoneMAC}, FileType: "2 Web Content"}},
	} {
		data, err := Emit(tc.way, tc.Delivery)
		if err == nil || data != nil {
			t.Errorf("%s: written:\n%s", name, data)
		}
		if wrong := new(EmitError); errors.As(err, &wrong) && !strings.HasPrefix(err.Error(), string(tc.way)+": ") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestPnPGroupPort(t *testing.T) {
	for text, want := range map[string]string{"224.0.1.75": "224.0.1.75:5060", "224.0.1.75:5061": "224.0.1.75:5061", "192.0.2.1": "192.0.2.1:5060"} {
		if got, err := pnpServer(text); got.String() != want || err != nil {
			t.Errorf("%s: %q, %v", text, got, err)
		}
	}
}
