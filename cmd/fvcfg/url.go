package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/provision"
	"github.com/fvcfg/fvcfg/pkg/provurl"
)

type urlCommand struct {
	*program
	mac      string
	input    string
	model    string
	purpose  string
	option43 string
	notify   string
	format   string
	parts    partFlags
	emit     emitFlags
	out      outputFlags
}

func (p *program) newURL() *cobra.Command {
	u := &urlCommand{program: p}
	c := &cobra.Command{
		Use:   "url (URL | --server HOST | --from-option43 HEX | --from-notify FILE) [flags]",
		Short: "Take a provisioning URL apart, expand it for a phone, write it for each way of delivery",
		Long: `Url takes a provisioning URL apart and says what is wrong with it, in which byte
of it, and what a phone asks its server for: --mac and --input fill in the phone's
macros $mac and $input, --model gives the general file beside the device file. In
a shell the URL belongs into single quotes, or $mac is gone. --server and the flags
beside it make a URL of its parts.

--for says what the URL is for, by which its file's name is judged: a configuration
(the default), firmware, a phone book and the like.

--emit writes the URL for a way of delivery: ` + wayNames() + `.
A URL that no phone can use is not written. See docs/delivery.md for what each
way wants and where its piece goes.

--from-option43 reads what a packet capture shows of a DHCP option, be it cut off; a
list of options that a phone asks for is taken apart. --from-notify reads a SIP NOTIFY,
a scenario of sipp that sends one, the body alone, or Wireshark's text of one.

Passwords in the URL are not shown, but in what --emit writes, which is for the
server or the phone. A URL on the command line shows in the process list; with -
it is read from standard input.

Exit codes: 1 where something is wrong with the URL; with --emit, where the URL
was not written because of that.`,
		Example: `  fvcfg url 'http://192.0.2.1:8080/X4/$mac.cfg' --mac 00:15:65:11:3a:f8 --model X6
  fvcfg url 'https://prov.example.com/$mac.cfg' --model X6 --emit dnsmasq
  fvcfg url 'https://prov.example.com/$mac.cfg' --emit static --dialect sysconf
  fvcfg url 'ftp://192.0.2.1/x4.z' --for firmware
  fvcfg url --server prov.example.com --folder site --user fleet --password-file pw --emit option66
  fvcfg url --from-option43 687474703a2f2f3139322e302e322e312f246d61632e636667`,
		Args:    takes(0, 1, "one URL", "url 'http://192.0.2.1/$mac.cfg' --mac 00:15:65:11:3a:f8"),
		PreRunE: func(cmd *cobra.Command, _ []string) error { return refuseEmpty(cmd.Flags()) },
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := u.checkFlags(cmd.Flags()); err != nil {
				return err
			}
			return u.run(args)
		},
	}
	flags := c.Flags()
	flags.StringVar(&u.mac, "mac", "", "the phone's MAC address, for $mac")
	flags.StringVar(&u.input, "input", "", "what the user types at the phone, for $input")
	flags.StringVar(&u.model, "model", "", "the phone's model: its general file, and whom a DHCP server sends the URL")
	flags.StringVar(&u.purpose, "for", "", "what the URL is for: "+purposeNames()+" (default config; with --emit tr069 and openacs, a name that ends in .z is firmware)")
	flags.StringVar(&u.option43, "from-option43", "", "read the URL from these bytes of DHCP option 43 or another, in hexadecimal (- for standard input)")
	flags.StringVar(&u.notify, "from-notify", "", "read the URL from this file with a SIP NOTIFY, a sipp scenario or a capture's text (- for standard input)")
	addFormat(flags, &u.format, "text or json")
	u.parts.add(flags)
	u.emit.add(flags)
	flags.StringVarP(&u.out.file, "output", "o", "", "write what --emit makes to this file instead of standard output")
	flags.BoolVar(&u.out.force, "force", false, "overwrite an output that exists")
	return c
}

func (u *urlCommand) run(args []string) error {
	macros, model, err := u.phone()
	if err != nil {
		return err
	}
	delivery := provision.Delivery{Macros: macros, Model: model}
	if u.emit.way != "" {
		if err := u.emit.fill(&delivery); err != nil {
			return err
		}
	}
	source, err := u.source(args)
	if err != nil {
		return err
	}
	if len(source.Requested) > 0 {
		return u.printRequested(source)
	}
	report := urlReport{Version: 1, Source: source, For: u.purposeOf(source.text)}
	parsed, faults, err := report.parse()
	report.addFaults(faults, err)
	if err == nil {
		report.addParts(parsed)
	}
	if err == nil && report.isConfig() {
		if err := report.addFiles(parsed, macros, model); err != nil {
			return usage(err)
		}
	}
	if u.emit.way != "" {
		delivery.URL = parsed
		return u.emitURL(report, delivery)
	}
	return u.print(report)
}

// phone reads what is said of the phone.
func (u *urlCommand) phone() (naming.Macros, naming.Model, error) {
	macros := naming.Macros{Input: u.input}
	var model naming.Model
	var err error
	if u.mac != "" {
		if macros.MAC, err = naming.ParseMAC(u.mac); err != nil {
			return macros, model, usage(err)
		}
	}
	if u.model != "" {
		if model, err = naming.LookupGeneralFile(u.model); err != nil {
			return macros, model, usage(err)
		}
	}
	return macros, model, nil
}

// urlSource is where the URL came from, as JSON has it.
type urlSource struct {
	text string

	From       string   `json:"from"` // argument, parts, option43, option55 or notify
	SubOption  int      `json:"sub_option,omitempty"`
	Terminated bool     `json:"terminated,omitempty"`
	CutOff     bool     `json:"cut_off,omitempty"` // the URL goes on, and its end is not known
	Form       string   `json:"form,omitempty"`    // of a NOTIFY
	Remarks    []string `json:"remarks,omitempty"`

	Requested []requestedOption `json:"requested,omitempty"` // in place of a URL
}

// requestedOption is a DHCP option that a client asks for.
type requestedOption struct {
	Code       int    `json:"code"`
	Name       string `json:"name,omitempty"`
	CarriesURL bool   `json:"carries_url"`
}

// source reads the URL from where it is.
func (u *urlCommand) source(args []string) (urlSource, error) {
	switch {
	case len(args)+countTrue(u.option43 != "", u.notify != "", u.parts.server != "") != 1:
		return urlSource{}, usagef("give one of a URL, --server, --from-option43 and --from-notify")
	case u.option43 != "":
		return u.fromOption43()
	case u.notify != "":
		return u.fromNotify()
	case u.parts.server != "":
		return u.fromParts()
	}
	text, err := u.argument(args[0])
	return urlSource{text: text, From: "argument"}, err
}

// argument returns an argument, or the line on standard input that it stands for.
func (u *urlCommand) argument(arg string) (string, error) {
	in := batch.Input{Name: arg}
	if !in.IsStdin() {
		return arg, nil
	}
	data, err := u.reader.ReadUpTo(in, provision.MaxNotify)
	return strings.TrimRight(string(data), "\r\n"), err
}

func (u *urlCommand) fromOption43() (urlSource, error) {
	text, err := u.argument(u.option43)
	if err != nil {
		return urlSource{}, err
	}
	option, err := provision.FromOption43(text)
	if err != nil {
		if requested, cutOff, ok := provision.FromRequestList(text); ok {
			return requestList(requested, cutOff), nil
		}
		return urlSource{}, usagef("--from-option43: %w", err)
	}
	s := urlSource{text: option.URL, From: "option43", SubOption: option.Code, Terminated: option.Terminated, CutOff: option.CutOff}
	if option.CutOff {
		s.Remarks = append(s.Remarks, u.cutOffRemark(option.URL))
	}
	if option.Header {
		s.Remarks = append(s.Remarks, "the code of option 43 and its length stand in front of the URL, as a packet has them: where a server is told the value, leave these two bytes out")
	}
	if option.Code != 0 {
		s.Remarks = append(s.Remarks, fmt.Sprintf("the URL stands in sub-option %d, as other makers' phones have it: these take the plain bytes (--emit option43-hex)", option.Code))
	}
	return s, nil
}

// cutOffRemark says that the end of a URL is missing, and what it may be.
func (u *urlCommand) cutOffRemark(url string) string {
	remark := "the value is cut off, as packet captures cut long ones: the end of the URL is not known; copy the value whole"
	if macro := provurl.CutOffMacro(url[strings.LastIndexByte(url, '/')+1:]); macro != "" && (u.purpose == "" || u.purpose == configPurpose) {
		remark += ". It may go on as " + macro + ".cfg"
	}
	return remark + serverRemark(url)
}

// serverRemark says that the server is not known of a URL that is cut off before its path.
func serverRemark(url string) string {
	if parsed, _, err := provurl.ParseCutOff(url); err != nil || parsed.Host != "" {
		return ""
	}
	return ". Nor is the server known, for the URL is cut off there"
}

func requestList(options []provision.RequestedOption, cutOff bool) urlSource {
	s := urlSource{From: "option55", CutOff: cutOff}
	if cutOff {
		s.Remarks = append(s.Remarks, "the list is cut off, as packet captures cut long ones: which options follow is not known; copy the value whole")
	}
	for _, o := range options {
		s.Requested = append(s.Requested, requestedOption{o.Code, o.Name, o.CarriesURL()})
	}
	return s
}

func (u *urlCommand) fromNotify() (urlSource, error) {
	in := batch.Input{Name: u.notify}
	data, err := u.reader.ReadUpTo(in, provision.MaxNotify)
	if err != nil {
		return urlSource{}, err
	}
	notify, err := provision.FromNotify(data)
	if err != nil {
		return urlSource{}, fmt.Errorf("%s: %w", in, err)
	}
	s := urlSource{text: notify.URL, From: "notify", CutOff: notify.CutOff, Form: notify.Form, Remarks: notify.Remarks}
	if s.CutOff {
		s.Remarks = append(s.Remarks, "the end of the URL is cut off"+serverRemark(s.text))
	}
	return s, nil
}

// partFlags are the parts of a URL that is to be made.
type partFlags struct {
	protocol     string
	server       string
	port         uint16
	folder       string
	name         string
	user         string
	passwordFile string
}

func (f *partFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&f.server, "server", "", "make the URL of parts: the server's address or name")
	flags.StringVar(&f.protocol, "protocol", "https", "of parts: ftp, tftp, http or https")
	flags.Uint16Var(&f.port, "port", 0, "of parts: the server's port (default the protocol's own)")
	flags.StringVar(&f.folder, "folder", "", "of parts: the file's folder")
	flags.StringVar(&f.name, "name", "$mac.cfg", "of parts: the file's name")
	flags.StringVar(&f.user, "user", "", "of parts: the user name")
	flags.StringVar(&f.passwordFile, "password-file", "", "of parts: a file with the password on one line (- for standard input)")
}

// fromParts makes a URL of its parts. What they hold is escaped where it must be in user
// and password; elsewhere it has to be a URL's already.
func (u *urlCommand) fromParts() (urlSource, error) {
	f := u.parts
	protocol, ok := provurl.ParseProtocol(f.protocol)
	if !ok {
		return urlSource{}, usagef("--protocol is ftp, tftp, http or https")
	}
	folder := "/"
	if inner := strings.Trim(f.folder, "/"); inner != "" {
		folder = "/" + inner + "/"
	}
	made := provurl.URL{
		Protocol: protocol, User: f.user, Host: strings.Trim(f.server, "[]"), Port: f.port,
		Dir: folder, Name: f.name,
	}
	if name, query, ok := strings.Cut(f.name, "?"); ok {
		made.Name, made.Query = name, query
	}
	if f.passwordFile != "" {
		data, err := u.reader.ReadUpTo(batch.Input{Name: f.passwordFile}, provurl.MaxLength)
		if err != nil {
			return urlSource{}, err
		}
		password := strings.TrimRight(string(data), "\r\n")
		if strings.ContainsAny(password, "\r\n") {
			return urlSource{}, usagef("--password-file %s: it has more than one line, and a password is one", f.passwordFile)
		}
		made = made.WithPassword(password)
	}
	var wrong *provurl.SyntaxError
	if _, err := made.Check(); errors.As(err, &wrong) && wrong.Kind == provurl.FaultParts {
		return urlSource{}, usagef("%s: write it as it stands in a URL, a folder without the server and a server without the port", wrong.Message)
	}
	return urlSource{text: made.StringWithPassword(), From: "parts"}, nil
}

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

// dhcpServers are the ways of delivery that write a DHCP server's configuration.
var dhcpServers = []provision.Way{provision.Dnsmasq, provision.ISCDHCPD, provision.Kea}

// acsWays are those that have an ACS send the URL, phoneWays those that write settings of the
// phone itself, and pnpWays those by SIP.
var (
	acsWays   = []provision.Way{provision.TR069, provision.OpenACS}
	phoneWays = []provision.Way{provision.Static, provision.PnP}
	pnpWays   = []provision.Way{provision.Notify, provision.PnP}
)

// waysOfFlags are the ways of delivery that a flag is for.
var waysOfFlags = []struct {
	flag string
	ways []provision.Way
}{
	{"option", dhcpServers},
	{"phone", []provision.Way{provision.Notify}},
	{"sender", pnpWays},
	{"transport", pnpWays},
	{"dialect", phoneWays},
	{"mode", []provision.Way{provision.Static}},
	{"interval", phoneWays},
	{"output", provision.Ways()},
	{"force", provision.Ways()},
}

// checkFlags refuses flags that would do nothing: who sets one means something by it.
func (u *urlCommand) checkFlags(flags *pflag.FlagSet) error {
	if u.purpose != "" && u.purpose != configPurpose && purposeKey(u.purpose) == "" {
		return usagef("--for is one of %s", purposeNames())
	}
	for _, name := range []string{"protocol", "port", "folder", "name", "user", "password-file"} {
		if flags.Changed(name) && u.parts.server == "" {
			return usagef("--%s is a part of the URL that --server makes: give --server, too, or write it into the URL", name)
		}
	}
	if u.emit.way != "" && flags.Changed("format") {
		return usagef("--format is for what is said of a URL, and --emit writes it in the form of its way: give one of the two")
	}
	for _, f := range waysOfFlags {
		if !flags.Changed(f.flag) || provision.Way(u.emit.way) == provision.DHCPD6 || slices.Contains(f.ways, provision.Way(u.emit.way)) {
			continue
		}
		if len(f.ways) == len(provision.Ways()) {
			return usagef("--%s is for what --emit writes", f.flag)
		}
		var names []string
		for _, way := range f.ways {
			names = append(names, string(way))
		}
		return usagef("--%s is for --emit %s", f.flag, strings.Join(names, ", "))
	}
	return nil
}

// refuseEmpty refuses a flag with an empty value, such as that of a variable that was
// never set: it would count as not given, and a test as passed.
func refuseEmpty(flags *pflag.FlagSet) (err error) {
	flags.Visit(func(f *pflag.Flag) {
		if err == nil && f.Value.Type() == "string" && f.Value.String() == "" {
			err = usagef("--%s is empty: give it a value or leave it out", f.Name)
		}
	})
	return err
}
