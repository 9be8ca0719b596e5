package provision

import (
	"strings"

	"github.com/beevik/etree"

	"github.com/fvcfg/fvcfg/pkg/naming"
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

// FileTypeOf tells by its name what a file is: firmware ends in .z (section 4.4 of the
// description).
func FileTypeOf(name string) FileType {
	if strings.HasSuffix(strings.ToLower(name), ".z") {
		return FirmwareImage
	}
	return VendorConfig
}

const (
	soapNamespace = "http://schemas.xmlsoap.org/soap/envelope/"
	cwmpNamespace = "urn:dslforum-org:cwmp-1-0"
)

// emitTR069 writes the Download request of the CPE WAN Management Protocol that an ACS
// sends. User and password stand in elements of their own, and macros are replaced: that
// a phone replaces them in what an ACS sends is nowhere said.
func emitTR069(d Delivery) ([]byte, error) {
	u, err := d.downloadURL()
	if err != nil {
		return nil, err
	}
	fileType := d.FileType
	switch {
	case fileType == "":
		fileType = FileTypeOf(u.Name)
	case fileType != FirmwareImage && fileType != VendorConfig:
		return nil, emitErrorf(TR069, "phones download the file types %q and %q", FirmwareImage, VendorConfig)
	case fileType == FirmwareImage && d.URL.Name == "":
		return nil, emitErrorf(TR069, "the URL of firmware ends with its name, as x6.z")
	}
	password, _ := d.URL.Password()
	doc, download := newCWMP("Download")
	for _, argument := range [][2]string{
		{"CommandKey", "fvcfg"}, {"FileType", string(fileType)}, {"URL", u.WithoutCredentials().StringWithPassword()},
		{"Username", u.User}, {"Password", password}, {"FileSize", "0"}, {"TargetFileName", u.Name},
		{"DelaySeconds", "0"}, {"SuccessURL", ""}, {"FailureURL", ""},
	} {
		download.CreateElement(argument[0]).SetText(argument[1])
	}
	doc.WriteSettings.CanonicalEndTags = true
	doc.Indent(2)
	return doc.WriteToBytes()
}

// downloadURL gives the URL with its macros replaced.
func (d Delivery) downloadURL() (provurl.URL, error) {
	u := d.URL.WithName()
	for _, m := range []struct {
		name, advice string
		missing      bool
	}{{provurl.MacroMAC, "give the phone's MAC address", d.MAC == naming.MAC{}}, {provurl.MacroInput, "give the input", d.Input == ""}} {
		if m.missing && strings.Contains(u.Target()+u.Query, m.name) {
			return provurl.URL{}, emitErrorf(TR069, "an ACS sends each phone its own URL, without macros, and this one asks for %s: %s", m.name, m.advice)
		}
	}
	return u.Expand(d.Macros)
}

// newCWMP gives an envelope with an empty method of the protocol in it.
func newCWMP(method string) (*etree.Document, *etree.Element) {
	doc := etree.NewDocument()
	doc.CreateProcInst("xml", `version="1.0" encoding="UTF-8"`)
	envelope := doc.CreateElement("soap-env:Envelope")
	envelope.CreateAttr("xmlns:soap-env", soapNamespace)
	envelope.CreateAttr("xmlns:cwmp", cwmpNamespace)
	id := envelope.CreateElement("soap-env:Header").CreateElement("cwmp:ID")
	id.CreateAttr("soap-env:mustUnderstand", "1")
	id.SetText("1")
	return doc, envelope.CreateElement("soap-env:Body").CreateElement("cwmp:" + method)
}
