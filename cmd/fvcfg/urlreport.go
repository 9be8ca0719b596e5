package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/provision"
	"github.com/fvcfg/fvcfg/pkg/provurl"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// urlReport is what is said of a URL, as JSON has it.
type urlReport struct {
	Version int           `json:"version"`
	Source  urlSource     `json:"source"`
	For     string        `json:"for,omitempty"` // what the URL is for; absent where there is none
	URL     *urlParts     `json:"url,omitempty"` // absent where it cannot be read
	Faults  []faultReport `json:"faults"`
}

// urlParts has no password: that there is one is all that is said.
type urlParts struct {
	Text         string `json:"text"`
	Protocol     string `json:"protocol"`
	ProtocolCode int    `json:"protocol_code"`
	User         string `json:"user,omitempty"`
	HasPassword  bool   `json:"has_password"`
	Host         string `json:"host,omitempty"` // absent where the URL is cut off in it
	Port         uint16 `json:"port,omitempty"`
	PortGiven    bool   `json:"port_given"`
	Folder       string `json:"folder"`
	Name         string `json:"name"`
	Query        string `json:"query,omitempty"`
	Device       string `json:"device,omitempty"`
	General      string `json:"general,omitempty"`
}

type faultReport struct {
	Kind       provurl.FaultKind `json:"kind"`
	Severity   string            `json:"severity"`
	Byte       int               `json:"byte"` // from 1
	Message    string            `json:"message"`
	Suggestion string            `json:"suggestion,omitempty"`
}

// addFaults takes over what is wrong, and last why the URL cannot be read.
func (r *urlReport) addFaults(faults []provurl.Fault, err error) {
	var refused *provurl.SyntaxError
	if errors.As(err, &refused) {
		faults = append(faults, refused.Fault)
	}
	r.Faults = []faultReport{}
	for _, f := range faults {
		r.Faults = append(r.Faults, faultReport{f.Kind, f.Severity().String(), f.Offset + 1, f.Message, f.Suggestion})
	}
}

// parse reads the URL by the grammar of what it is for. Nothing is said of a name whose end
// is missing.
func (r *urlReport) parse() (provurl.URL, []provurl.Fault, error) {
	switch {
	case r.Source.CutOff:
		return provurl.ParseCutOff(r.Source.text)
	case r.For == configPurpose:
		return provurl.Parse(r.Source.text)
	}
	return provurl.ParseFile(r.Source.text, catalog.ProvisionedFileOf(purposeKey(r.For)))
}

// isConfig reports whether the URL is that of a configuration, and whole.
func (r *urlReport) isConfig() bool { return r.For == configPurpose && !r.Source.CutOff }

// addParts takes over the parts. Of a URL that is cut off in its server, what stands there
// is not shown: it may be a password.
func (r *urlReport) addParts(u provurl.URL) {
	shown := redact.URLParts(u)
	switch {
	case u.Protocol == 0:
		return
	case u.Host == "":
		r.URL = &urlParts{Text: redact.URLCutOff(r.Source.text), Protocol: u.Protocol.String(), ProtocolCode: int(u.Protocol), User: u.User}
		_, r.URL.HasPassword = u.Password()
		return
	}
	r.URL = &urlParts{
		Text: redact.URL(u), Protocol: u.Protocol.String(), ProtocolCode: int(u.Protocol),
		User: u.User, Host: u.Host, Port: u.ServerPort(), PortGiven: u.Port != 0,
		Folder: shown.Dir, Name: shown.Name, Query: shown.Query,
	}
	_, r.URL.HasPassword = u.Password()
}

// addFiles takes over what a phone asks for as far as that is known: a macro whose value is
// not given is an error only where another's is.
func (r *urlReport) addFiles(u provurl.URL, macros naming.Macros, model naming.Model) error {
	if model.GeneralFile != "" {
		r.URL.General = redact.URL(u.General(model))
	}
	device, err := u.Expand(macros)
	if err == nil {
		r.URL.Device = redact.URL(device)
	}
	var macro *naming.MacroError
	switch {
	case errors.As(err, &macro):
		missing := macro.Reason == naming.MacroNoMAC || macro.Reason == naming.MacroNoInput
		if missing && (!macros.MAC.IsZero() || macros.Input != "") {
			return err
		}
	case errors.As(err, new(*naming.InputError)):
		return err
	}
	return nil
}

func (u *urlCommand) print(r urlReport) error {
	var err error
	if u.format == "json" {
		err = u.printJSON(r)
	} else {
		err = r.write(u.stdout)
	}
	if slices.ContainsFunc(r.Faults, func(f faultReport) bool { return f.Kind == provurl.FaultSchemeMissing }) && !strings.ContainsAny(r.Source.text, "/@ ") {
		u.note("is this a server alone, as the phone's page has it? --server makes a URL of it")
	}
	if err == nil && (len(r.Faults) > 0 || len(r.Source.Remarks) > 0) {
		return errFindings
	}
	return err
}

// cutOffMark stands behind the last part of a URL that is cut off.
const cutOffMark = " (cut off here)"

// write prints parts and faults for people.
func (r urlReport) write(w io.Writer) error {
	if err := r.writeFaults(w); err != nil || r.URL == nil {
		return err
	}
	p := r.URL
	port := strconv.Itoa(int(p.Port))
	switch {
	case p.Port == 0:
		port = ""
	case !p.PortGiven:
		port += " (the protocol's own)"
	}
	name := p.Name
	if name == "" && r.isConfig() {
		name = "(left out: the MAC address with .cfg)"
	}
	query := p.Query
	switch {
	case r.Source.CutOff && query != "":
		query += cutOffMark
	case r.Source.CutOff && name != "":
		name += cutOffMark
	}
	password := ""
	if p.HasPassword {
		password = "(not shown)"
	}
	t := newTable(w)
	for _, row := range [][2]string{
		{"url", p.Text}, {"protocol", fmt.Sprintf("%s (code %d)", p.Protocol, p.ProtocolCode)},
		{"user", p.User}, {"password", password}, {"server", p.Host}, {"port", port},
		{"folder", p.Folder}, {"name", name}, {"query", query},
		{"general file", p.General}, {"device file", p.Device},
	} {
		if row[1] != "" {
			fmt.Fprintf(t, "%s\t%s\n", row[0], row[1])
		}
	}
	return t.Flush()
}

// printRequested prints the options that a client asks for.
func (u *urlCommand) printRequested(s urlSource) error {
	if u.emit.way != "" {
		return usagef("--emit writes a URL, and these are the numbers of the DHCP options that a client asks for")
	}
	if u.format == "json" {
		return u.printJSON(urlReport{Version: 1, Source: s, Faults: []faultReport{}})
	}
	fmt.Fprintln(u.stdout, "no URL, but the DHCP options that a client asks for (a parameter request list, option 55):")
	t := newTable(u.stdout)
	carried := "none of them carries the URL of a phone: its setting \"DHCP Option\" may be 0"
	for _, o := range s.Requested {
		name := o.Name
		if o.CarriesURL {
			name = strings.TrimSpace(name + " (may carry the URL)")
			carried = ""
		}
		fmt.Fprintf(t, "%d\t%s\n", o.Code, name)
	}
	if s.CutOff {
		carried = s.Remarks[0]
	}
	if err := t.Flush(); err != nil || carried == "" {
		return err
	}
	_, err := fmt.Fprintln(u.stdout, carried)
	return err
}

// writeFaults prints what is wrong, a line each.
func (r urlReport) writeFaults(w io.Writer) error {
	for _, remark := range r.Source.Remarks {
		if _, err := fmt.Fprintf(w, "%s: %s\n", r.Source.From, remark); err != nil {
			return err
		}
	}
	for _, f := range r.Faults {
		if _, err := fmt.Fprintf(w, "byte %d: %s: %s [%s]\n", f.Byte, f.Severity, f.Message, f.Kind); err != nil {
			return err
		}
	}
	return nil
}

// emitURL writes the URL for a way of delivery. What is wrong with it goes to standard
// error, since standard output is for a server to read.
func (u *urlCommand) emitURL(r urlReport, d provision.Delivery) error {
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
	mode := newFileMode
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
