package main

import (
	"errors"
	"io/fs"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/provision"
	"github.com/fvcfg/fvcfg/pkg/provurl"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// emitFlags say how to write a URL for a way of delivery.
type emitFlags struct {
	way       string
	options   []int
	phone     string
	sender    string
	transport string
	dialect   string
	mode      string
	interval  int
}

func (e *emitFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&e.way, "emit", "", "write the URL for this way of delivery: "+wayNames())
	flags.IntSliceVar(&e.options, "option", nil, "for a DHCP server: the options to send, 43, 66 or 128 to 254 (default 66,43)")
	flags.StringVar(&e.phone, "phone", "", "for notify: the phone's address, as 192.0.2.20 or 192.0.2.20:5060")
	flags.StringVar(&e.sender, "sender", "", "for notify: the SIP server's address (default the URL's server); for pnp: the server that the phone asks (default 224.0.1.75)")
	flags.StringVar(&e.transport, "transport", "udp", "for notify and pnp: udp or tcp")
	flags.StringVar(&e.dialect, "dialect", "", "for static and pnp: text-legacy, text-modern, xml-legacy, sysconf or dotted")
	flags.StringVar(&e.mode, "mode", "reboot", "for static: when the phone looks at the server: off, reboot or interval")
	flags.IntVar(&e.interval, "interval", 1, "for static: hours between two looks; for pnp: between two questions, up to 99")
}

// wayNames lists the ways of delivery, and the one that is refused with the reason.
func wayNames() string {
	var names []string
	for _, way := range append(provision.Ways(), provision.DHCPD6) {
		names = append(names, string(way))
	}
	return strings.Join(names, ", ")
}

var (
	updateModes = map[string]provision.UpdateMode{"off": provision.Never, "reboot": provision.AfterReboot, "interval": provision.AtInterval}
	transports  = map[string]provision.Transport{"udp": provision.UDP, "tcp": provision.TCP}
	fileTypes   = map[string]provision.FileType{configPurpose: provision.VendorConfig, "firmware": provision.FirmwareImage}
)

const configPurpose = "config"

// purposes are what URLs are for: the file that a phone is told, and those that the keys of
// a configuration have it fetch.
var purposes = []struct{ name, key string }{
	{configPurpose, ""}, {"firmware", catalog.ImageKey}, {"phonebook", "Auto Pbook Url"}, {"certificate", "Auto Etc Url"},
	{"background", catalog.LogoKey}, {"mmiset", catalog.MmisetKey}, {"dialrules", "Auto DPeer Url"}, {"accesslist", catalog.AccessListKey},
}

func purposeNames() string {
	var names []string
	for _, p := range purposes {
		names = append(names, p.name)
	}
	return strings.Join(names, ", ")
}

// purposeKey returns the key that holds the URL of a file, "" for a configuration.
func purposeKey(name string) string {
	for _, p := range purposes {
		if p.name == name {
			return p.key
		}
	}
	return ""
}

// purposeOf returns what a URL is for. What an ACS has a phone download is firmware where
// its name says so.
func (u *urlCommand) purposeOf(text string) string {
	parsed, _, err := provurl.ParseDownload(text)
	switch {
	case u.purpose != "":
		return u.purpose
	case err == nil && u.emit.isACS() && provision.FileTypeOf(parsed.Name) == provision.FirmwareImage:
		return "firmware"
	}
	return configPurpose
}

func (e *emitFlags) isACS() bool {
	return slices.Contains(acsWays, provision.Way(e.way))
}

// fill puts the flags into a delivery.
func (e *emitFlags) fill(d *provision.Delivery) error {
	var ok bool
	if way := provision.Way(e.way); !slices.Contains(provision.Ways(), way) && way != provision.DHCPD6 {
		return usagef("--emit is one of %s", wayNames())
	}
	if d.Mode, ok = updateModes[e.mode]; !ok {
		return usagef("--mode is off, reboot or interval")
	}
	if d.Transport, ok = transports[e.transport]; !ok {
		return usagef("--transport is udp or tcp")
	}
	if e.dialect != "" {
		if d.Dialect, ok = catalog.ParseDialect(e.dialect); !ok {
			return usagef("--dialect is text-legacy, text-modern, xml-legacy, sysconf or dotted")
		}
	}
	if e.interval < 1 {
		return usagef("--interval is a number of hours from 1")
	}
	d.Options, d.Phone, d.Sender, d.Interval = e.options, e.phone, e.sender, e.interval
	return nil
}

// emitURL writes the URL for a way of delivery. What is wrong with it goes to standard
// error, since standard output is for a server to read.
func (u *urlCommand) emitURL(r urlReport, d provision.Delivery) error {
	if err := u.emit.fill(&d); err != nil {
		return err
	}
	if err := u.checkPurpose(r, &d); err != nil {
		return err
	}
	if err := r.writeFaults(u.stderr); err != nil {
		return err
	}
	if slices.ContainsFunc(r.Faults, func(f faultReport) bool { return f.Severity == provurl.Error.String() }) {
		if r.URL != nil {
			u.note("nothing is written: is this meant? %s", r.URL.Text)
		}
		return errFindings
	}
	content, err := provision.Emit(provision.Way(u.emit.way), d)
	if err != nil {
		var wrong *provision.EmitError
		if errors.As(err, &wrong) && !wrong.NotKnown {
			return usage(err)
		}
		return err
	}
	var mode fs.FileMode
	if redact.HoldsSecret(d.URL) {
		mode = ownerOnly
	}
	return u.put(&u.out, document{input: batch.Input{Name: "url"}}, content, mode)
}

// checkPurpose refuses to write a URL that its way does not deliver.
func (u *urlCommand) checkPurpose(r urlReport, d *provision.Delivery) error {
	var ok bool
	d.FileType, ok = fileTypes[r.For]
	switch {
	case r.Source.CutOff:
		return usagef("--emit writes a URL, and the end of this one is cut off")
	case r.For == configPurpose || ok && u.emit.isACS():
		return nil
	case u.emit.isACS():
		return usagef("--for %s: an ACS has phones download configurations and firmware alone", r.For)
	}
	return usagef("--for %s: by --emit %s a phone is told where its configuration is, which names its other files; firmware goes with --emit tr069 or openacs", r.For, u.emit.way)
}
