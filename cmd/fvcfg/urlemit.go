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
)

// emitFlags say how to write a URL for a way of delivery.
type emitFlags struct {
	way      string
	options  []int
	phone    string
	sender   string
	dialect  string
	mode     string
	interval int
	fileType string
}

func (e *emitFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&e.way, "emit", "", "write the URL for this way of delivery: "+wayNames())
	flags.IntSliceVar(&e.options, "option", nil, "for a DHCP server: the options to send, 43, 66 or 128 to 254 (default 66,43)")
	flags.StringVar(&e.phone, "phone", "", "for notify: the phone's address, as 192.0.2.20 or 192.0.2.20:5060")
	flags.StringVar(&e.sender, "sender", "", "for notify: the SIP server's address (default the URL's server)")
	flags.StringVar(&e.dialect, "dialect", "", "for static: text-legacy, text-modern, xml-legacy, sysconf or dotted")
	flags.StringVar(&e.mode, "mode", "reboot", "for static: when the phone looks at the server: off, reboot or interval")
	flags.IntVar(&e.interval, "interval", 1, "for static: hours between two looks")
	flags.StringVar(&e.fileType, "file-type", "", "for tr069: config or firmware (default by the extension: .z is firmware)")
}

func wayNames() string {
	var names []string
	for _, way := range provision.Ways() {
		names = append(names, string(way))
	}
	return strings.Join(names, ", ")
}

var (
	updateModes = map[string]provision.UpdateMode{"off": provision.Never, "reboot": provision.AfterReboot, "interval": provision.AtInterval}
	fileTypes   = map[string]provision.FileType{"": "", "config": provision.VendorConfig, "firmware": provision.FirmwareImage}
)

// fill puts the flags into a delivery.
func (e *emitFlags) fill(d *provision.Delivery) error {
	var ok bool
	if !slices.Contains(provision.Ways(), provision.Way(e.way)) {
		return usagef("--emit is one of %s", wayNames())
	}
	if d.Mode, ok = updateModes[e.mode]; !ok {
		return usagef("--mode is off, reboot or interval")
	}
	if d.FileType, ok = fileTypes[e.fileType]; !ok {
		return usagef("--file-type is config or firmware")
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

// isFirmware tells whether the URL is written as that of firmware, whose name is none of a
// configuration.
func (e *emitFlags) isFirmware(u provurl.URL) bool {
	return provision.Way(e.way) == provision.TR069 && e.fileType != "config" && provision.FileTypeOf(u.Name) == provision.FirmwareImage
}

// emitURL writes the URL for a way of delivery. What is wrong with it goes to standard
// error, since standard output is for a server to read.
func (u *urlCommand) emitURL(r urlReport, d provision.Delivery) error {
	if err := u.emit.fill(&d); err != nil {
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
		if errors.As(err, &wrong) {
			return usage(err)
		}
		return err
	}
	var mode fs.FileMode
	if d.URL.HoldsSecret() {
		mode = ownerOnly
	}
	return u.put(&u.out, document{input: batch.Input{Name: "url"}}, content, mode)
}
