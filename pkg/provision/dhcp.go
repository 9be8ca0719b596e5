package provision

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fvcfg/fvcfg/internal/ascii"
	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/provurl"
)

const (
	option43          = 43 // Vendor-Specific Information (RFC 2132, section 8.4)
	optionRequestList = 55 // Parameter Request List (RFC 2132, section 9.8)
	option66          = 66 // TFTP server name (RFC 2132, section 9.4)
)

func carriesURL(option int) bool {
	return option == option43 || option == option66 || option >= 128 && option <= 254
}

// emitOption43Hex writes the bytes of option 43: the URL as it is, without sub-options.
func emitOption43Hex(d Delivery) ([]byte, error) {
	text, err := d.optionText()
	return []byte(hex.EncodeToString([]byte(text)) + "\n"), err
}

// emitOption66 writes the text of option 66.
func emitOption66(d Delivery) ([]byte, error) {
	text, err := d.optionText()
	return []byte(text + "\n"), err
}

// optionText returns the URL as a DHCP option holds it.
func (d Delivery) optionText() (string, error) {
	text := d.URL.StringWithPassword()
	if len(text) > provurl.MaxOption {
		return "", refusef("the URL has %d bytes, and a DHCP option holds 255: use a shorter path, or a query's program in its folder", len(text))
	}
	return text, nil
}

// options returns the URL as an option holds it and the numbers of those to send. A server
// sends no text in an option that it has a meaning of its own for.
func (d Delivery) options(server string, own ...int) (text string, options []int, err error) {
	if text, err = d.optionText(); err != nil {
		return "", nil, err
	}
	if len(d.Options) == 0 {
		return text, []int{option66, option43}, nil
	}
	for i, n := range d.Options {
		switch {
		case !carriesURL(n):
			return "", nil, refusef("phones look for the URL in DHCP option 43, 66 or a custom one from 128 to 254, not in %d", n)
		case slices.Contains(d.Options[:i], n):
			return "", nil, refusef("DHCP option %d is given twice", n)
		case slices.Contains(own, n):
			return "", nil, refusef("%s has a meaning of its own for DHCP option %d, and sends no text in it: take another, such as 160", server, n)
		}
	}
	return text, d.Options, nil
}

// perModel returns the delivery to each of its models, or the one that is for none.
func (d Delivery) perModel() []Delivery {
	all := []Delivery{d}
	for _, model := range d.Further {
		d.Model = model
		all = append(all, d)
	}
	return all
}

// hasModel reports whether the delivery is for one model.
func (d Delivery) hasModel() bool { return d.Model.GeneralFile != "" }

// className returns the name that a server's configuration has for the phones.
func (d Delivery) className() string {
	if d.hasModel() {
		return "fanvil-" + d.Model.Name
	}
	return "fanvil"
}

// dhcpTitle returns a comment above a server's configuration.
func (d Delivery) dhcpTitle() string {
	if d.hasModel() {
		return fmt.Sprintf("# The provisioning URL for Fanvil %s phones, which tell their vendor class (option 60).\n", d.Model.Name)
	}
	return "# The provisioning URL for every client that asks for it.\n"
}

// vendorClasses returns what phones of a model may send as DHCP option 60: the stem of
// their general file. An H5 sends it in capital letters, F0H5HW1.100, though its file is
// f0H5hw1.100.cfg, so where the stem has small ones both stand here.
func vendorClasses(model naming.Model) []string {
	stem := strings.TrimSuffix(model.FileName(naming.CFG), ".cfg")
	if upper := strings.ToUpper(stem); upper != stem {
		return []string{stem, upper}
	}
	return []string{stem}
}

// quoteOption puts a text into quotation marks as dnsmasq and ISC's server read them: a
// backslash escapes, and for dnsmasq a comma is no separator in them and a # no comment.
func quoteOption(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}

// emitDnsmasq writes configuration of dnsmasq, which takes an address for option 150. A tag
// keeps the URL to phones of a model. dnsmasq sends a NUL behind the text of option 66, as
// it does with every text that it knows the option of; phones take that, and FromOption43
// reads it.
func emitDnsmasq(d Delivery) ([]byte, error) {
	text, options, err := d.options("dnsmasq", 150)
	if err != nil {
		return nil, err
	}
	var b []byte
	for _, d := range d.perModel() {
		tag := ""
		b = append(b, d.dhcpTitle()...)
		if d.hasModel() {
			for _, class := range vendorClasses(d.Model) {
				b = fmt.Appendf(b, "dhcp-vendorclass=set:%s,%s\n", d.className(), class)
			}
			tag = "tag:" + d.className() + ","
		}
		for _, n := range options {
			b = fmt.Appendf(b, "dhcp-option=%s%d,%s\n", tag, n, quoteOption(text))
		}
	}
	return b, nil
}

// emitISCDHCPD writes configuration of ISC's DHCP server. A class keeps the URL to phones
// of a model, whose vendor class is compared without regard to case.
func emitISCDHCPD(d Delivery) ([]byte, error) {
	text, options, err := d.options("dhcpd")
	if err != nil {
		return nil, err
	}
	b := []byte(d.dhcpTitle())
	for _, n := range options {
		if n >= 128 { // once, for all classes
			b = fmt.Appendf(b, "option %s code %d = text;\n", optionName(n), n)
		}
	}
	for i, each := range d.perModel() {
		if i > 0 {
			b = append(b, each.dhcpTitle()...)
		}
		b = each.appendClass(b, options, text)
	}
	return b, nil
}

// appendClass appends the options for ISC's server, in the class of a model where there is one.
func (d Delivery) appendClass(b []byte, options []int, text string) []byte {
	indent, end := "", ""
	if d.hasModel() {
		indent, end = "  ", "}\n"
		class := strings.ToLower(vendorClasses(d.Model)[0])
		b = fmt.Appendf(b, "class %s {\n  match if lcase(option vendor-class-identifier) = %s;\n", quoteOption(d.className()), quoteOption(class))
	}
	for _, n := range options {
		name := optionName(n)
		if n == option43 {
			name = "vendor-encapsulated-options"
		}
		b = fmt.Appendf(b, "%soption %s %s;\n", indent, name, quoteOption(text))
	}
	return append(b, end...)
}

// optionName returns the name that a server has for an option, or gets with the option.
func optionName(n int) string {
	if n == option66 {
		return "tftp-server-name"
	}
	return fmt.Sprintf("provisioning-url-%d", n)
}

// keaOption is an element of "option-data", or with a type of "option-def": Kea takes option
// 43 for sub-options, and knows no custom one, unless it is told that they are text.
type keaOption struct {
	Name string `json:"name,omitempty"`
	Code int    `json:"code"`
	Type string `json:"type,omitempty"`
	Data string `json:"data,omitempty"`
}

type keaClass struct {
	Name       string      `json:"name"`
	Test       string      `json:"test"`
	OptionDef  []keaOption `json:"option-def,omitempty"`
	OptionData []keaOption `json:"option-data"`
}

type keaDHCP4 struct {
	OptionDef     []keaOption `json:"option-def,omitempty"`
	ClientClasses []keaClass  `json:"client-classes"`
}

// keaOwnOptions are those that Kea has a meaning of its own for, which is no text and
// cannot be defined anew: version 2.2 refuses all of these but 143, 161 and 162, which
// later ones have.
var keaOwnOptions = []int{136, 137, 138, 141, 143, 146, 159, 161, 162, 212, 213}

// emitKea writes the part of a configuration of Kea's DHCPv4 server that sends the URL,
// as an object that goes into the server's own. The class keeps it to phones of a model;
// without one it holds every client. What option 43 is stands in the class, too: said for
// the whole server, it would hold for the option 43 of other makers' devices.
func emitKea(d Delivery) ([]byte, error) {
	text, options, err := d.options("Kea", keaOwnOptions...)
	if err != nil {
		return nil, err
	}
	text = strings.ReplaceAll(text, ",", `\,`) // which divides an option's fields otherwise
	var server keaDHCP4
	var class keaClass
	for _, n := range options {
		class.OptionData = append(class.OptionData, keaOption{Name: optionName(n), Code: n, Data: text})
		switch def := (keaOption{Name: optionName(n), Code: n, Type: "string"}); {
		case n == option66:
		case n == option43 || n >= 224: // these can be defined by class, others only for all
			class.OptionDef = append(class.OptionDef, def)
		default:
			server.OptionDef = append(server.OptionDef, def)
		}
	}
	for _, d := range d.perModel() {
		class.Name, class.Test = d.className(), d.keaTest()
		server.ClientClasses = append(server.ClientClasses, class)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	err = e.Encode(map[string]keaDHCP4{"Dhcp4": server})
	return b.Bytes(), err
}

// keaTest returns the expression that knows the phones.
func (d Delivery) keaTest() string {
	if !d.hasModel() {
		return "member('ALL')"
	}
	classes := vendorClasses(d.Model)
	for i, class := range classes {
		classes[i] = "option[60].text == '" + class + "'"
	}
	return strings.Join(classes, " or ")
}

// An OptionText is the URL that a DHCP option carries, and how.
type OptionText struct {
	URL string // as it stands there, not checked: see [provurl.Parse]
	// Code is that of the sub-option that the URL stood in, 0 where it stood by itself.
	// Phones take plain bytes; sub-options (RFC 2132, section 8.4) are how other makers'
	// phones have it.
	Code int
	// Header reports that the code of option 43 and its length stood in front, as a packet
	// has them: they are no part of the value.
	Header bool
	// Terminated reports that a NUL or a line end stood behind the URL, as some servers
	// send it.
	Terminated bool
	// CutOff reports that the value went on: a packet capture shows the first bytes of a long
	// one and dots. The end of the URL is missing.
	CutOff bool
}

// An OptionError says why no URL can be read from the bytes of a DHCP option. It quotes
// nothing of them.
type OptionError struct {
	Offset int // of the byte that is wrong: of the text, or of the bytes that it stands for
	Reason string
}

// Error returns place and reason.
func (e *OptionError) Error() string {
	return fmt.Sprintf("option 43, byte %d: %s", e.Offset+1, e.Reason)
}

// FromOption43 reads a URL from the bytes of DHCP option 43, or another that carries one,
// in hexadecimal: as packet captures and servers show them, in upper or lower case, with
// 0x in front or not, and with colons, dashes, commas or spaces between the bytes. The
// error is an [*OptionError].
//
// A value that ends in dots, as "…246d61...", is read as far as it goes.
func FromOption43(text string) (OptionText, error) {
	option := OptionText{}
	data, cutOff, err := parseHex(text)
	if err != nil {
		return option, err
	}
	option.CutOff = cutOff
	// By their numbers the bytes of a URL can be sub-options as well: one that begins with
	// "ht" and has 118 bytes is one of the code 104 and the length 116.
	switch code, inner, ok := subOption(data); {
	case startsAsURL(data):
	case len(data) > 2 && data[0] == option43 && startsAsURL(data[2:]) && (cutOff || int(data[1]) == len(data)-2):
		option.Header, data = true, data[2:]
	case ok:
		option.Code, data = code, inner
	case cutOff && len(data) > 2 && startsAsURL(data[2:]):
		option.Code, data = int(data[0]), data[2:]
	}
	option.URL = strings.TrimRight(data, "\x00\r\n")
	option.Terminated = option.URL != data
	switch i := strings.IndexFunc(option.URL, func(c rune) bool { return c < ' ' || c == 0x7f || c == utf8.RuneError }); {
	case option.URL == "":
		return OptionText{}, &OptionError{0, "there are no bytes, or only NULs"}
	case i >= 0:
		return OptionText{}, &OptionError{i, "the byte is no text, so this is no URL; nor are these sub-options one of which is a URL"}
	}
	return option, nil
}

// parseHex reads bytes in hexadecimal. Dots at the end say that they go on; half a byte in
// front of those is left out.
func parseHex(text string) (data string, cutOff bool, err error) {
	text = strings.TrimRight(text, " \t\r\n")
	whole := strings.TrimSuffix(strings.TrimRight(text, "."), "…")
	text, cutOff = whole, len(text)-len(whole) >= len("..")
	if rest := strings.TrimLeft(text, " "); strings.HasPrefix(strings.ToLower(rest), "0x") {
		text = rest[2:]
	}
	var digits []byte
	for i := range len(text) {
		switch c := text[i]; {
		case ascii.IsHex(c):
			digits = append(digits, c)
		case strings.IndexByte(":-, \t\r\n", c) < 0:
			return "", cutOff, &OptionError{i, "this is no hexadecimal digit"}
		}
	}
	if len(digits)%2 != 0 && !cutOff {
		return "", cutOff, &OptionError{len(text), "an odd number of hexadecimal digits: two make a byte, and one of the last is missing"}
	}
	n, _ := hex.Decode(digits, digits[:len(digits)/2*2]) // which are digits
	if n > provurl.MaxOption+2 {
		return "", cutOff, &OptionError{provurl.MaxOption, "a DHCP option holds 255 bytes"}
	}
	return string(digits[:n]), cutOff, nil
}

// startsAsURL reports whether a text begins as a URL of a phone's.
func startsAsURL(text string) bool {
	scheme, _, ok := strings.Cut(text, "://")
	_, known := provurl.ParseProtocol(scheme)
	return ok && known
}

// subOption finds the sub-option that is a URL where the bytes are sub-options to the
// last: a code, a length and so many bytes, one after the other.
func subOption(data string) (code int, value string, ok bool) {
	for at := 0; at < len(data); {
		n := data[at]
		switch {
		case n == 0: // padding
			at++
			continue
		case n == 255: // the end
			return code, value, ok && strings.Trim(data[at+1:], "\x00") == ""
		case at+1 >= len(data) || at+2+int(data[at+1]) > len(data):
			return 0, "", false
		}
		end := at + 2 + int(data[at+1])
		if inner := data[at+2 : end]; !ok && strings.Contains(inner, "://") {
			code, value, ok = int(n), inner, true
		}
		at = end
	}
	return code, value, ok
}

// A RequestedOption is a DHCP option that a phone asks its server for.
type RequestedOption struct {
	Code int
	Name string // as RFC 2132 and its successors call it, "" for one that they don't
}

// CarriesURL reports whether a phone can be set to take its URL from the option: 43, 66, or
// a custom one of 128 to 254 (section 4.3 of the description).
func (o RequestedOption) CarriesURL() bool { return carriesURL(o.Code) }

// FromRequestList reads a parameter request list, which is DHCP option 55, from its bytes
// in hexadecimal, as [FromOption43] reads others. It reports whether it is one: numbers of
// options, none of them twice, with one among them that every client asks for. Code and
// length of option 55 may stand in front.
//
// CutOff reports that the list goes on, as with [OptionText]: what stands behind is not known.
func FromRequestList(text string) (options []RequestedOption, cutOff, ok bool) {
	data, cutOff, err := parseHex(text)
	if err != nil {
		return nil, false, false
	}
	if len(data) > 2 && data[0] == optionRequestList && (int(data[1]) == len(data)-2 || cutOff && int(data[1]) > len(data)-2) {
		data = data[2:]
	}
	for i, code := range []byte(data) {
		if code == 0 || code == 255 || strings.IndexByte(data, code) < i { // padding, and the end of all options
			return nil, false, false
		}
		options = append(options, RequestedOption{int(code), optionNames[code]})
	}
	return options, cutOff, strings.ContainsAny(data, "\x01\x03\x06")
}

// optionNames are the options that clients ask for, by the registry of RFC 2132 and its
// successors. Codes from 128 on have no one meaning.
var optionNames = map[byte]string{
	1: "subnet mask", 2: "time offset", 3: "router", 4: "time server", 5: "name server", 6: "domain name server", 7: "log server",
	12: "host name", 15: "domain name", 26: "interface MTU", 28: "broadcast address", 33: "static route", 42: "NTP servers", 43: "vendor-specific information",
	44: "NetBIOS name server", 46: "NetBIOS node type", 47: "NetBIOS scope", 50: "requested address", 51: "address lease time", 53: "message type", 54: "server identifier",
	57: "maximum message size", 58: "renewal time", 59: "rebinding time", 60: "vendor class identifier", 61: "client identifier", 66: "TFTP server name", 67: "bootfile name",
	77: "user class", 81: "client FQDN", 82: "relay agent information", 100: "time zone (POSIX)", 101: "time zone (name)", 119: "domain search", 120: "SIP servers", 121: "classless static route",
	124: "vendor-identifying class", 125: "vendor-identifying information",
}
