package provision

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
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

// roleValue is a setting of a phone and the value that it is to have. Which key that is in
// a dialect, the dictionary knows.
type roleValue struct {
	role  catalog.Role
	value string
}

// emitStatic writes a file with the settings that lead a phone to the URL, to be put into a
// phone's configuration or served as it is. Its version is the lowest that was ever seen,
// which a newer phone does not take over its own: raise it with "fvcfg stamp".
//
// The server's key holds the server alone, with its port where the URL names one. Exports
// and templates have whole URLs in it too; which of the two a phone wants where there is
// a port is not known.
func emitStatic(d Delivery) ([]byte, error) {
	switch {
	case d.Mode > AtInterval:
		return nil, emitErrorf(Static, "there is no update mode %d", d.Mode)
	case d.Interval < 0 || d.Interval > 8760:
		return nil, emitErrorf(Static, "the interval is a number of hours from 1 to 8760, which is a year")
	}
	settings := []roleValue{
		{catalog.FetchServer, d.URL.Server()}, {catalog.FetchFile, d.staticFile()}, {catalog.FetchProtocol, strconv.Itoa(int(d.URL.Protocol))},
		{catalog.FetchMode, d.Mode.value()}, {catalog.FetchInterval, strconv.Itoa(max(d.Interval, 1))},
	}
	if d.URL.HasCredentials() {
		password, _ := d.URL.Password()
		settings = append(settings, roleValue{catalog.FetchUser, d.URL.User}, roleValue{catalog.FetchPassword, password})
	}
	return d.phoneFile(Static, settings)
}

// staticFile returns the file's name with its folder, as exports have it: X4/$mac.cfg. A
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

// pnpGroup is the multicast group that phones ask for their URL (section 4.3, figure 11).
const pnpGroup = "224.0.1.75"

// emitPnP writes a file with the settings that have a phone ask for its URL by SIP. The URL
// itself is not in it: the server that answers has it.
func emitPnP(d Delivery) ([]byte, error) {
	if d.Interval < 0 || d.Interval > 99 {
		return nil, emitErrorf(PnP, "the interval is a number of hours from 1 to 99, as the phone's page has it")
	}
	if d.Sender == "" {
		d.Sender = pnpGroup
	}
	server, err := pnpServer(d.Sender)
	if err != nil {
		return nil, err
	}
	host, port, err := net.SplitHostPort(server)
	if err != nil {
		return nil, emitErrorf(PnP, "the server's address is no host, or host and port")
	}
	transport, err := d.transport(PnP)
	if err != nil {
		return nil, err
	}
	code := map[Transport]string{UDP: "0", TCP: "1"}[transport]
	return d.phoneFile(PnP, []roleValue{
		{catalog.PnPSwitch, "1"}, {catalog.PnPServer, host}, {catalog.PnPPort, port}, {catalog.PnPTransport, code}, {catalog.PnPInterval, strconv.Itoa(max(d.Interval, 1))},
	})
}

// pnpServer reads the server's address, which may be that of the group, and returns it with
// its port. It is an address of IPv4: the setting PNP IP takes no other, and no name.
func pnpServer(text string) (string, error) {
	const inPlace = "192.0.2.1" // of the group, which is no server of a URL
	if port, ok := strings.CutPrefix(text, pnpGroup); ok && (port == "" || port[0] == ':') {
		server, err := sipAddress(PnP, "PnP server", inPlace+port)
		return pnpGroup + strings.TrimPrefix(server, inPlace), err
	}
	server, err := sipAddress(PnP, "PnP server", text)
	if err != nil {
		return "", err
	}
	if addr, err := netip.ParseAddr(hostOf(server)); err != nil || !addr.Is4() {
		return "", emitErrorf(PnP, "the PnP server's address is no address of IPv4, as 192.0.2.20 or 192.0.2.20:5060: a phone's setting PNP IP takes no name and no other address")
	}
	return server, nil
}

// lowestVersions are the lowest that were seen.
var lowestVersions = map[cfgfile.Dialect]string{
	cfgfile.TextLegacy: "2.0000", cfgfile.XMLLegacy: "2.0000",
	cfgfile.TextModern: "2.0000000000", cfgfile.Sysconf: "2.0000000000", cfgfile.Dotted: "2.0000000000",
}

// phoneFile writes a file of the phone's dialect with settings in it.
func (d Delivery) phoneFile(way Way, settings []roleValue) ([]byte, error) {
	version, ok := lowestVersions[d.Dialect]
	if !ok {
		return nil, emitErrorf(way, "give the dialect of the phone's configuration: text-legacy, text-modern, xml-legacy, sysconf or dotted")
	}
	file, err := cfgfile.New(d.Dialect, version)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", way, err)
	}
	assignments := make([]cfgfile.Assignment, 0, len(settings))
	for _, s := range settings {
		entry, ok := catalog.For(d.Dialect).WithRole(s.role)
		if !ok {
			return nil, emitErrorf(way, "%s has no key that is known for one of the settings (%s)", d.Dialect, s.role)
		}
		if strings.TrimSpace(s.value) != s.value {
			return nil, emitErrorf(way, "the value of %q has a space at one end, and no configuration file can hold it so", entry.Key())
		}
		assignments = append(assignments, cfgfile.Assignment{Path: entry.Path(), Value: s.value})
	}
	// That a value is not like others of its key is no reason to keep it from the phone.
	if _, err := file.SetAll(assignments, cfgfile.SetOptions{Unchecked: true}); err != nil {
		if value := new(cfgfile.ValueError); errors.As(err, &value) {
			return nil, emitErrorf(way, "%s", err)
		}
		return nil, fmt.Errorf("%s: %w", way, err)
	}
	return file.Bytes(), d.checkRead(way, file.Bytes(), assignments)
}

// checkRead reads what was written and finds each setting in it with its value.
func (d Delivery) checkRead(way Way, data []byte, assignments []cfgfile.Assignment) error {
	file, err := cfgfile.Parse(data)
	if err != nil {
		return fmt.Errorf("%s: what was written is no configuration file: %w", way, err)
	}
	for _, a := range assignments {
		read, err := file.Find(a.Path)
		if err != nil || len(read) != 1 || read[0].Value != a.Value || file.Dialect() != d.Dialect {
			return emitErrorf(way, "the value of %q cannot be written so that it reads the same in %s", a.Path, d.Dialect)
		}
	}
	return nil
}
