package field

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/provision"
)

// dhcpServer starts a server in the network with what is emitted for it.
type dhcpServer struct {
	program string
	way     provision.Way
	start   func(t *testing.T, n network, dir string, emitted []byte)
}

var dhcpServers = []dhcpServer{
	{"dnsmasq", provision.Dnsmasq, startDnsmasq},
	{"dhcpd", provision.ISCDHCPD, startDHCPD},
	{"kea-dhcp4", provision.Kea, startKea},
}

// TestClientGetsTheURL has a DHCP client ask each server as a phone of the model does,
// and then as another device. The first gets the URL, byte for byte, in every option that
// carries it; the second gets none.
func TestClientGetsTheURL(t *testing.T) {
	for _, server := range dhcpServers {
		t.Run(server.program, func(t *testing.T) {
			need(t, server.program, "dhclient")
			n := newNetwork(t)
			d := delivery(t, awkward, "H5", 66, 43, 160)
			server.start(t, n, t.TempDir(), emit(t, server.way, d))
			// As its general file is called, and as an export of one has it.
			for _, class := range []string{"f0H5hw1.100", "F0H5HW1.100"} {
				got := askDHCP(t, n, class)
				for _, option := range d.Options {
					if want := d.URL.StringWithPassword(); got[option] != want {
						t.Errorf("vendor class %s: option %d is %q, want %q", class, option, got[option], want)
					}
				}
			}
			if got := askDHCP(t, n, "another"); len(got) > 0 {
				t.Errorf("another vendor class gets %v", got)
			}
		})
	}
}

// TestEveryClientGetsTheURL is for configuration that names no model.
func TestEveryClientGetsTheURL(t *testing.T) {
	for _, server := range dhcpServers {
		t.Run(server.program, func(t *testing.T) {
			need(t, server.program, "dhclient")
			n := newNetwork(t)
			// The longest URL that there is room for.
			url := "http://192.0.2.1/" + strings.Repeat("a", 234) + ".cfg"
			server.start(t, n, t.TempDir(), emit(t, server.way, delivery(t, url, "", 43)))
			if got := askDHCP(t, n, "any"); len(got) != 1 || got[43] != url {
				t.Errorf("got %q", got)
			}
		})
	}
}

func startDnsmasq(t *testing.T, n network, dir string, emitted []byte) {
	config := fmt.Sprintf("port=0\ninterface=%s\nbind-interfaces\nuser=root\ndhcp-range=192.0.2.100,192.0.2.200,1h\ndhcp-leasefile=%s\n%s",
		n.serverPort, filepath.Join(dir, "leases"), emitted)
	p := start(t, nil, "ip", in(n.server, "dnsmasq", "--no-daemon", "--log-dhcp", "-C", write(t, dir, "dnsmasq.conf", []byte(config)))...)
	eventually(t, "dnsmasq starts", func() bool { return p.has("DHCP, IP range") })
}

func startDHCPD(t *testing.T, n network, dir string, emitted []byte) {
	config := "authoritative;\nsubnet 192.0.2.0 netmask 255.255.255.0 { range 192.0.2.100 192.0.2.200; }\n" + string(emitted)
	p := start(t, nil, "ip", in(n.server, "dhcpd", "-4", "-f", "-d", "-cf", write(t, dir, "dhcpd.conf", []byte(config)),
		"-lf", write(t, dir, "leases", nil), "-pf", filepath.Join(dir, "pid"), n.serverPort)...)
	eventually(t, "dhcpd starts", func() bool { return p.has("Server starting service") })
}

func startKea(t *testing.T, n network, dir string, emitted []byte) {
	config := keaServer(t, emitted, map[string]any{
		"interfaces-config": map[string]any{"interfaces": []string{n.serverPort}},
		"lease-database":    map[string]any{"type": "memfile", "persist": false},
		"subnet4": []any{map[string]any{
			"id": 1, "subnet": "192.0.2.0/24", "pools": []any{map[string]any{"pool": "192.0.2.100 - 192.0.2.200"}},
		}},
	})
	env := []string{"KEA_PIDFILE_DIR=" + dir, "KEA_LOCKFILE_DIR=" + dir, "KEA_LOGGER_DESTINATION=stdout"}
	p := start(t, env, "ip", in(n.server, "kea-dhcp4", "-c", write(t, dir, "kea.json", config))...)
	eventually(t, "Kea starts", func() bool { return p.has("DHCP4_STARTED") })
}

// askDHCP has dhclient ask for the options with a vendor class, and gives what it got by
// the options' numbers. dhclient takes a NUL from the end of a text, which dnsmasq puts
// there in option 66.
func askDHCP(t *testing.T, n network, class string) map[int]string {
	t.Helper()
	dir := t.TempDir()
	config := fmt.Sprintf("option url-43 code 43 = string;\noption url-66 code 66 = string;\noption url-160 code 160 = string;\n"+
		"send vendor-class-identifier %q;\nrequest subnet-mask, url-43, url-66, url-160;\ninitial-interval 1;\n", class)
	leases := filepath.Join(dir, "leases")
	client := start(t, nil, "ip", in(n.client, "dhclient", "-4", "-1", "-d", "-cf", write(t, dir, "dhclient.conf", []byte(config)),
		"-sf", "/bin/true", "-lf", leases, "-pf", filepath.Join(dir, "pid"), n.clientPort)...)
	var text string
	eventually(t, "dhclient gets a lease", func() bool {
		data, err := os.ReadFile(leases)
		text = string(data)
		return err == nil && strings.Contains(text, "}")
	})
	client.stop()
	got := map[int]string{}
	for _, m := range regexp.MustCompile(`option url-(\d+) "(.*)";`).FindAllStringSubmatch(text, -1) {
		var number int
		if _, err := fmt.Sscan(m[1], &number); err != nil {
			t.Fatal(err)
		}
		got[number] = unescapeLease(m[2])
	}
	return got
}

// unescapeLease undoes what dhclient escapes in its leases: the shell's own characters.
func unescapeLease(text string) string {
	return regexp.MustCompile(`\\(.)`).ReplaceAllString(text, "$1")
}
