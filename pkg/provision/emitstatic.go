package provision

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/beevik/etree"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/provurl"
)

// An UpdateMode says when a phone looks at its static server. Its number is that of the
// settings Flash Mode and Download Mode less one, which have 0 for never.
type UpdateMode uint8

// The modes. The zero UpdateMode means AfterReboot where one is wanted.
const (
	Never       UpdateMode = iota + 1 // 0 in the file
	AfterReboot                       // 1 in the file
	AtInterval                        // 2 in the file, every so many hours
)

func (m UpdateMode) value() string {
	if m == 0 {
		m = AfterReboot
	}
	return strconv.Itoa(int(m) - 1)
}

// staticSetting is a setting of the AUTOUPDATE module: its key in generation 1, and in
// generation 2 and the dotted dialect.
type staticSetting struct {
	legacy, modern, value string
}

// staticSettings gives the settings that lead a phone to the URL.
//
// The server's key holds the server alone, with its port where the URL names one. Exports
// and templates have whole URLs in it too; which of the two a phone wants where there is
// a port is not known.
func (d Delivery) staticSettings() []staticSetting {
	interval := strconv.Itoa(max(d.Interval, 1))
	settings := []staticSetting{
		{"Download Server IP", "Flash Server IP", d.URL.Server()},
		{"Config File Name", "Flash File Name", d.staticFile()},
		{"Download Protocol", "Flash Protocol", strconv.Itoa(int(d.URL.Protocol))},
		{"Download Mode", "Flash Mode", d.Mode.value()},
		{"Download Interval", "Flash Interval", interval},
	}
	if d.URL.HasCredentials() {
		password, _ := d.URL.Password()
		settings = append(settings,
			staticSetting{"Download Username", "Default Username", d.URL.User},
			staticSetting{"Download Password", "Default Password", password})
	}
	return settings
}

// staticFile gives the file's name with its folder, as exports have it: X4/$mac.cfg. A
// name that is left out behind a folder is written, since a folder is no file's name.
func (d Delivery) staticFile() string {
	file := strings.TrimPrefix(d.URL.Target(), "/")
	if d.URL.Name == "" && d.URL.Query == "" && file != "" {
		file += provurl.DefaultName
	}
	if d.URL.Query != "" {
		file += "?" + d.URL.Query
	}
	return file
}

// emitStatic writes a file with the settings of the AUTOUPDATE module, to be put into a
// phone's configuration or served as it is. Its version is the lowest that was ever seen,
// which a newer phone does not take over its own: raise it with "fvcfg stamp".
func emitStatic(d Delivery) ([]byte, error) {
	if err := d.checkStatic(); err != nil {
		return nil, err
	}
	var data []byte
	var err error
	switch d.Dialect {
	case cfgfile.TextLegacy, cfgfile.TextModern:
		data = d.staticText()
	case cfgfile.Dotted:
		data = d.staticDotted()
	case cfgfile.XMLLegacy, cfgfile.Sysconf:
		data, err = d.staticXML()
	default:
		return nil, emitErrorf(Static, "give the dialect of the phone's configuration: text-legacy, text-modern, xml-legacy, sysconf or dotted")
	}
	if err != nil {
		return nil, err
	}
	return data, d.checkRead(data)
}

func (d Delivery) checkStatic() error {
	switch {
	case d.Mode > AtInterval:
		return emitErrorf(Static, "there is no update mode %d", d.Mode)
	case d.Interval < 0 || d.Interval > 8760:
		return emitErrorf(Static, "the interval is a number of hours from 1 to 8760, which is a year")
	}
	for _, s := range d.staticSettings() {
		if strings.ContainsAny(s.value, "\r\n\x00") || strings.TrimSpace(s.value) != s.value {
			return emitErrorf(Static, "the value of %q has a line break in it or a space at one end, and no configuration file can hold it so", s.modern)
		}
	}
	return nil
}

// checkRead reads what was written and finds each setting in it with its value.
func (d Delivery) checkRead(data []byte) error {
	file, err := cfgfile.Parse(data)
	if err != nil {
		return fmt.Errorf("%s: what was written is no configuration file: %w", Static, err)
	}
	read := map[string]string{}
	for _, s := range file.Settings() {
		read[s.Key] = s.Value
	}
	for _, s := range d.staticSettings() {
		if value, ok := read[s.key(d.Dialect)]; !ok || value != s.value || file.Dialect() != d.Dialect {
			return emitErrorf(Static, "the value of %q cannot be written so that it reads the same in %s", s.key(d.Dialect), d.Dialect)
		}
	}
	return nil
}

// key gives the setting's key as a dialect writes it.
func (s staticSetting) key(dialect cfgfile.Dialect) string {
	switch dialect {
	case cfgfile.TextLegacy:
		return s.legacy
	case cfgfile.XMLLegacy:
		return strings.ReplaceAll(s.legacy, " ", "_")
	case cfgfile.Sysconf, cfgfile.Dotted:
		return strings.ReplaceAll(s.modern, " ", "")
	}
	return s.modern
}

func staticVersion(dialect cfgfile.Dialect) string {
	if dialect.Generation() == 1 {
		return "2.0000"
	}
	return "2.0000000000"
}

// staticText writes the text dialects: a header of 62 characters before its line end, and
// keys padded to 19.
func (d Delivery) staticText() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "%-62s\r\n\r\n<AUTOUPDATE CONFIG MODULE>\r\n", "<<VOIP CONFIG FILE>>Version:"+staticVersion(d.Dialect))
	for _, s := range d.staticSettings() {
		fmt.Fprintf(&b, "%-19s:%s\r\n", s.key(d.Dialect), s.value)
	}
	b.WriteString("<<END OF FILE>>\r\n")
	return []byte(b.String())
}

func (d Delivery) staticDotted() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "#<Voip Config File>#\r\nVersion = %s\r\n\r\n", staticVersion(d.Dialect))
	for _, s := range d.staticSettings() {
		fmt.Fprintf(&b, "ap.%s = %s\r\n", s.key(d.Dialect), s.value)
	}
	return []byte(b.String())
}

func (d Delivery) staticXML() ([]byte, error) {
	root, version, module, indent := "VOIP_CONFIG_FILE", "version", "AUTOUPDATE_CONFIG_MODULE", 0
	if d.Dialect == cfgfile.Sysconf {
		root, version, module, indent = "sysConf", "Version", "ap", 4
	}
	doc := etree.NewDocument()
	doc.CreateProcInst("xml", `version="1.0" encoding="UTF-8"`)
	top := doc.CreateElement(root)
	top.CreateElement(version).SetText(staticVersion(d.Dialect))
	below := top.CreateElement(module)
	for _, s := range d.staticSettings() {
		below.CreateElement(s.key(d.Dialect)).SetText(s.value)
	}
	doc.WriteSettings.CanonicalEndTags = true
	doc.Indent(indent)
	return doc.WriteToBytes()
}
