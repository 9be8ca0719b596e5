package provision

import (
	"cmp"
	"fmt"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/provurl"
)

// An UpdateMode says when a phone looks at its static server. Its text is the value of the
// settings Flash Mode and Download Mode.
type UpdateMode string

// The modes. No UpdateMode means AfterReboot where one is wanted.
const (
	Never       UpdateMode = "0"
	AfterReboot UpdateMode = "1"
	AtInterval  UpdateMode = "2" // every so many hours
)

var updateModes = []UpdateMode{Never, AfterReboot, AtInterval}

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
	mode := cmp.Or(d.Mode, AfterReboot)
	switch {
	case !slices.Contains(updateModes, mode):
		return nil, refusef("there is no update mode %q", string(mode))
	case d.Interval < 0 || d.Interval > 8760:
		return nil, refusef("the interval is a number of hours from 1 to 8760, which is a year")
	}
	settings := []roleValue{
		{catalog.FetchServer, d.URL.Server()}, {catalog.FetchFile, d.staticFile()}, {catalog.FetchProtocol, strconv.Itoa(int(d.URL.Protocol))},
		{catalog.FetchMode, string(mode)}, {catalog.FetchInterval, strconv.Itoa(max(d.Interval, 1))},
	}
	if d.URL.HasCredentials() {
		password, _ := d.URL.Password()
		settings = append(settings, roleValue{catalog.FetchUser, d.URL.User}, roleValue{catalog.FetchPassword, password})
	}
	return d.phoneFile(settings)
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
		return nil, refusef("the interval is a number of hours from 1 to 99, as the phone's page has it")
	}
	server, err := pnpServer(cmp.Or(d.Sender, pnpGroup))
	if err != nil {
		return nil, err
	}
	transport, err := d.transport()
	if err != nil {
		return nil, err
	}
	code := map[Transport]string{UDP: "0", TCP: "1"}[transport]
	return d.phoneFile([]roleValue{
		{catalog.PnPSwitch, "1"}, {catalog.PnPServer, server.Addr().String()}, {catalog.PnPPort, strconv.Itoa(int(server.Port()))},
		{catalog.PnPTransport, code}, {catalog.PnPInterval, strconv.Itoa(max(d.Interval, 1))},
	})
}

// pnpServer reads the server's address, which may be that of the group. It is an address of
// IPv4: the setting PNP IP takes no other, and no name.
func pnpServer(text string) (netip.AddrPort, error) {
	const inPlace = "192.0.2.1" // of the group, which is no server of a URL
	port, isGroup := strings.CutPrefix(text, pnpGroup)
	if isGroup = isGroup && (port == "" || port[0] == ':'); isGroup {
		text = inPlace + port
	}
	address, err := sipAddress("PnP server", text)
	if err != nil {
		return netip.AddrPort{}, err
	}
	server, err := netip.ParseAddrPort(address)
	if err != nil || !server.Addr().Is4() {
		return netip.AddrPort{}, refusef("the PnP server's address is no address of IPv4, as 192.0.2.20 or 192.0.2.20:5060: a phone's setting PNP IP takes no name and no other address")
	}
	if isGroup {
		server = netip.AddrPortFrom(netip.MustParseAddr(pnpGroup), server.Port())
	}
	return server, nil
}

// phoneFile writes a file of the phone's dialect with settings in it. Its version is the
// lowest that was seen.
func (d Delivery) phoneFile(settings []roleValue) ([]byte, error) {
	version := "2.0000000000"
	switch {
	case !slices.Contains(catalog.Dialects(), d.Dialect):
		return nil, refusef("give the dialect of the phone's configuration: text-legacy, text-modern, xml-legacy, sysconf or dotted")
	case d.Dialect == cfgfile.TextLegacy || d.Dialect == cfgfile.XMLLegacy:
		version = "2.0000"
	}
	file, err := cfgfile.New(d.Dialect, version)
	if err != nil {
		return nil, err
	}
	assignments := make([]cfgfile.Assignment, 0, len(settings))
	for _, s := range settings {
		entry, ok := catalog.For(d.Dialect).WithRole(s.role)
		if !ok {
			return nil, refusef("%s has no key that is known for one of the settings (%s)", d.Dialect, s.role)
		}
		if strings.TrimSpace(s.value) != s.value {
			return nil, refusef("the value of %q has a space at one end, and no configuration file can hold it so", entry.Key())
		}
		assignments = append(assignments, cfgfile.Assignment{Path: entry.Path(), Value: s.value})
	}
	// That a value is not like others of its key is no reason to keep it from the phone.
	if _, err := file.SetAll(assignments, cfgfile.SetOptions{Unchecked: true}); err != nil {
		return nil, refusef("%s", err)
	}
	return file.Bytes(), d.checkRead(file.Bytes(), assignments)
}

// checkRead reads what was written and finds each setting in it with its value.
func (d Delivery) checkRead(data []byte, assignments []cfgfile.Assignment) error {
	file, err := cfgfile.Parse(data)
	if err != nil {
		return fmt.Errorf("what was written is no configuration file: %w", err)
	}
	for _, a := range assignments {
		read, err := file.Find(a.Path)
		if err != nil || len(read) != 1 || read[0].Value != a.Value || file.Dialect() != d.Dialect {
			return refusef("the value of %q cannot be written so that it reads the same in %s", a.Path, d.Dialect)
		}
	}
	return nil
}
