package provision

import (
	"encoding/json"
	"strings"

	"github.com/beevik/etree"

	"github.com/fvcfg/fvcfg/pkg/provurl"
)

// A FileType is what an ACS has a phone download, by the names of TR-069 (table of the
// Download method's arguments).
type FileType string

// The types that a phone has a use for.
const (
	FirmwareImage FileType = "1 Firmware Upgrade Image"
	VendorConfig  FileType = "3 Vendor Configuration File"
)

// FileTypeOf returns what a file is by its name: firmware ends in .z (section 4.4 of the
// description).
func FileTypeOf(name string) FileType {
	if strings.HasSuffix(strings.ToLower(name), ".z") {
		return FirmwareImage
	}
	return VendorConfig
}

// downloadArgument is an argument of the Download method.
type downloadArgument struct {
	name, value string
	number      bool
}

// downloadArguments returns what an ACS asks of a phone, in the order of the method. User
// and password stand by themselves, and macros are replaced: that a phone replaces them in
// what an ACS sends is nowhere said.
func (d Delivery) downloadArguments() ([]downloadArgument, error) {
	u, err := d.downloadURL()
	if err != nil {
		return nil, err
	}
	fileType := d.FileType
	switch {
	case fileType == "":
		fileType = FileTypeOf(u.Name)
	case fileType != FirmwareImage && fileType != VendorConfig:
		return nil, refusef("phones download the file types %q and %q", FirmwareImage, VendorConfig)
	case fileType == FirmwareImage && d.URL.Name == "":
		return nil, refusef("the URL of firmware ends with its name, as x6.z")
	}
	password, _ := d.URL.Password()
	return []downloadArgument{
		{name: "CommandKey", value: "fvcfg"}, {name: "FileType", value: string(fileType)}, {name: "URL", value: u.WithoutCredentials().StringWithPassword()},
		{name: "Username", value: u.User}, {name: "Password", value: password}, {"FileSize", "0", true}, {name: "TargetFileName", value: u.Name},
		{"DelaySeconds", "0", true}, {name: "SuccessURL"}, {name: "FailureURL"},
	}, nil
}

// downloadURL returns the URL with its macros replaced.
func (d Delivery) downloadURL() (provurl.URL, error) {
	u := d.URL.WithName()
	for _, m := range []struct {
		name, advice string
		missing      bool
	}{{provurl.MacroMAC, "give the phone's MAC address", d.MAC.IsZero()}, {provurl.MacroInput, "give the input", d.Input == ""}} {
		if m.missing && strings.Contains(u.Target()+u.Query, m.name) {
			return provurl.URL{}, refusef("an ACS sends each phone its own URL, without macros, and this one asks for %s: %s", m.name, m.advice)
		}
	}
	return u.Expand(d.Macros)
}

// emitTR069 writes the Download request of the CPE WAN Management Protocol as an ACS sends
// it.
func emitTR069(d Delivery) ([]byte, error) {
	arguments, err := d.downloadArguments()
	if err != nil {
		return nil, err
	}
	doc := etree.NewDocument()
	doc.CreateProcInst("xml", `version="1.0" encoding="UTF-8"`)
	envelope := doc.CreateElement("soap-env:Envelope")
	envelope.CreateAttr("xmlns:soap-env", "http://schemas.xmlsoap.org/soap/envelope/")
	envelope.CreateAttr("xmlns:cwmp", "urn:dslforum-org:cwmp-1-0")
	id := envelope.CreateElement("soap-env:Header").CreateElement("cwmp:ID")
	id.CreateAttr("soap-env:mustUnderstand", "1")
	id.SetText("1")
	download := envelope.CreateElement("soap-env:Body").CreateElement("cwmp:Download")
	for _, a := range arguments {
		download.CreateElement(a.name).SetText(a.value)
	}
	doc.WriteSettings.CanonicalEndTags = true
	doc.Indent(2)
	return doc.WriteToBytes()
}

// emitOpenACS writes the same as a configuration script of OpenACS, the ACS of the
// description's example (section 4.3): its "Download" takes the arguments in their order.
// A text of JSON is one of JavaScript.
func emitOpenACS(d Delivery) ([]byte, error) {
	arguments, err := d.downloadArguments()
	if err != nil {
		return nil, err
	}
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	written := make([]string, len(arguments))
	for i, a := range arguments {
		written[i] = a.value
		if !a.number {
			b.Reset()
			if err := e.Encode(a.value); err != nil {
				return nil, err
			}
			written[i] = strings.TrimSuffix(b.String(), "\n")
		}
	}
	return []byte("// The arguments are those of TR-069's Download.\nvar response = cpe.Download(" + strings.Join(written, ", ") + ");\n" +
		"logger(\"fvcfg: Download, status \" + response.Status);\n"), nil
}
