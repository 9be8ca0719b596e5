package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fvcfg/fvcfg/internal/batch"
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
		Args: cobra.MaximumNArgs(1),
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
	flags.StringVar(&u.format, "format", "text", "text or json")
	u.parts.add(flags)
	u.emit.add(flags)
	flags.StringVarP(&u.out.file, "output", "o", "", "write what --emit makes to this file instead of standard output")
	flags.BoolVar(&u.out.force, "force", false, "overwrite an output that exists")
	return c
}

func (u *urlCommand) run(args []string) error {
	if u.format != "text" && u.format != "json" {
		return usagef("--format is text or json, not %q", u.format)
	}
	macros, model, err := u.phone()
	if err != nil {
		return err
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
		return u.emitURL(report, provision.Delivery{URL: parsed, Macros: macros, Model: model})
	}
	return u.print(report)
}

// phone reads what is told of the phone.
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
	ways := len(args)
	for _, given := range []string{u.option43, u.notify, u.parts.server} {
		if given != "" {
			ways++
		}
	}
	switch {
	case ways != 1:
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

// argument gives an argument, or the line on standard input that it stands for.
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
