package field

import (
	"encoding/json"
	"os/exec"
	"slices"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/provision"
	"github.com/fvcfg/fvcfg/pkg/provurl"
)

// awkward has every character that a URL can hold and that a server's configuration
// could read as its own.
const awkward = `http://fleet:p,w;'x*(1)!&=+~q@192.0.2.1:8080/X4/a,b;c'd/$mac.cfg?a=1,2&b=$mac;c='x'`

func delivery(t *testing.T, url, model string, options ...int) provision.Delivery {
	t.Helper()
	u, faults, err := provurl.Parse(url)
	if err != nil || provurl.HasErrors(faults) {
		t.Fatalf("%s: %v %v", url, err, faults)
	}
	d := provision.Delivery{URL: u, Options: options}
	if model != "" {
		if d.Model, err = naming.LookupModel(model); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// customOptions are those that phones can look at and every server sends text in: Kea and
// dnsmasq have other meanings for some.
var customOptions = slices.DeleteFunc(numbers(128, 254), func(n int) bool {
	return slices.Contains([]int{136, 137, 138, 141, 143, 146, 150, 159, 161, 162, 212, 213}, n)
})

func numbers(from, to int) (all []int) {
	for n := from; n <= to; n++ {
		all = append(all, n)
	}
	return all
}

// deliveries are what each server's check is to accept.
func deliveries(t *testing.T) map[string]provision.Delivery {
	return map[string]provision.Delivery{
		"plain": delivery(t, "http://192.0.2.1/$mac.cfg", ""), "awkward": delivery(t, awkward, "X6"),
		"every option": delivery(t, "http://192.0.2.1/$mac.cfg", "X6", customOptions...),
		"IPv6":         delivery(t, "https://[2001:db8::1]:8443/$input.xml", "W611W"), "two vendor classes": delivery(t, "tftp://192.0.2.1", "H5", 43, 66, 128, 160, 254),
	}
}

func emit(t *testing.T, way provision.Way, d provision.Delivery) []byte {
	t.Helper()
	data, err := provision.Emit(way, d)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// keaServer puts what is emitted into a configuration of a server.
func keaServer(t *testing.T, emitted []byte, more map[string]any) []byte {
	t.Helper()
	var config map[string]map[string]any
	if err := json.Unmarshal(emitted, &config); err != nil {
		t.Fatal(err)
	}
	for name, value := range more {
		config["Dhcp4"][name] = value
	}
	data, err := json.Marshal(config)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestDnsmasqTakesTheConfiguration(t *testing.T) {
	need(t, "dnsmasq")
	for name, d := range deliveries(t) {
		t.Run(name, func(t *testing.T) {
			succeed(t, "dnsmasq", "--test", "-C", write(t, t.TempDir(), "dnsmasq.conf", emit(t, provision.Dnsmasq, d)))
		})
	}
}

func TestDHCPDTakesTheConfiguration(t *testing.T) {
	need(t, "dhcpd")
	for name, d := range deliveries(t) {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			leases := write(t, dir, "leases", nil)
			succeed(t, "dhcpd", "-t", "-4", "-lf", leases, "-cf", write(t, dir, "dhcpd.conf", emit(t, provision.ISCDHCPD, d)))
		})
	}
}

func TestKeaTakesTheConfiguration(t *testing.T) {
	need(t, "kea-dhcp4")
	for name, d := range deliveries(t) {
		t.Run(name, func(t *testing.T) {
			config := keaServer(t, emit(t, provision.Kea, d), map[string]any{"lease-database": map[string]any{"type": "memfile", "persist": false}})
			succeed(t, "kea-dhcp4", "-t", write(t, t.TempDir(), "kea.json", config))
		})
	}
}

// TestXMLIsWellFormed gives what is written as XML to a reader that is not ours.
func TestXMLIsWellFormed(t *testing.T) {
	need(t, "xmllint")
	of := func(url string, dialect cfgfile.Dialect) provision.Delivery {
		d := delivery(t, url, "X6")
		d.Dialect, d.MAC, d.Input = dialect, naming.MAC{0x00, 0x15, 0x65, 0x11, 0x3a, 0xf8}, "4711"
		return d
	}
	for _, url := range []string{"http://192.0.2.1/$mac.cfg", awkward} {
		for name, data := range map[string][]byte{
			"download.xml":   emit(t, provision.TR069, of(url, 0)),
			"scenario.xml":   emit(t, provision.SIPp, of(url, 0)),
			"xml-legacy.xml": emit(t, provision.Static, of(url, cfgfile.XMLLegacy)),
			"sysconf.xml":    emit(t, provision.Static, of(url, cfgfile.Sysconf)),
			"pnp-legacy.xml": emit(t, provision.PnP, of(url, cfgfile.XMLLegacy)),
			"pnp.xml":        emit(t, provision.PnP, of(url, cfgfile.Sysconf)),
		} {
			succeed(t, "xmllint", "--noout", "--nonet", write(t, t.TempDir(), name, data))
		}
	}
}

// TestScriptCallsDownload runs what is written for OpenACS with an object in the place of
// its own, and reads what it is called with.
func TestScriptCallsDownload(t *testing.T) {
	need(t, "node")
	for _, url := range []string{"http://192.0.2.1/$mac.cfg", awkward, "ftp://fl%22eet:p%5C'%3C!--@192.0.2.1/x6.z"} {
		u, _, err := provurl.ParseDownload(url)
		if err != nil {
			t.Fatal(err)
		}
		d := provision.Delivery{URL: u, Macros: naming.Macros{MAC: naming.MAC{0x00, 0x15, 0x65, 0x11, 0x3a, 0xf8}}}
		const before = "function logger() {}\nconst cpe = {Download: (...all) => { console.log(JSON.stringify(all)); return {Status: 0}; }};\n"
		script := write(t, t.TempDir(), "download.js", append([]byte(before), emit(t, provision.OpenACS, d)...))
		out, err := exec.Command("node", script).Output()
		var arguments []any
		if err != nil || json.Unmarshal(out, &arguments) != nil || len(arguments) != 10 {
			t.Errorf("%s: %v, %s", url, err, out)
			continue
		}
		password, _ := u.Password()
		if arguments[3] != u.User || arguments[4] != password || arguments[5] != 0.0 || arguments[7] != 0.0 {
			t.Errorf("%s: called with %v", url, arguments)
		}
	}
}
