package field

import (
	"fmt"
	"os"
	"os/exec"
	"testing"
)

// network is two namespaces with a wire between them: a server's, with an address, and a
// client's, without.
type network struct {
	server, client         string // namespaces
	serverPort, clientPort string // interfaces
}

// serverAddress is the address of the server's end, in a network for documentation.
const serverAddress = "192.0.2.1"

// newNetwork makes the namespaces for a test, and skips it where that cannot be done.
func newNetwork(t *testing.T) network {
	t.Helper()
	need(t, "ip")
	id := fmt.Sprintf("fv%x", os.Getpid())
	n := network{id + "s", id + "c", id + "s", id + "c"}
	if out, err := exec.Command("ip", "netns", "add", n.server).CombinedOutput(); err != nil {
		t.Skipf("network namespaces cannot be made, which takes root: %v: %s", err, out)
	}
	t.Cleanup(func() { ip(t, "netns", "delete", n.server) })
	ip(t, "netns", "add", n.client)
	t.Cleanup(func() { ip(t, "netns", "delete", n.client) })
	ip(t, "-n", n.server, "link", "add", n.serverPort, "type", "veth", "peer", "name", n.clientPort, "netns", n.client)
	ip(t, "-n", n.server, "address", "add", serverAddress+"/24", "dev", n.serverPort)
	for _, end := range [][2]string{{n.server, "lo"}, {n.server, n.serverPort}, {n.client, "lo"}, {n.client, n.clientPort}} {
		ip(t, "-n", end[0], "link", "set", end[1], "up")
	}
	return n
}

func ip(t *testing.T, args ...string) {
	t.Helper()
	if out, err := exec.Command("ip", args...).CombinedOutput(); err != nil {
		t.Fatalf("ip %v: %v: %s", args, err, out)
	}
}

// in gives the arguments of ip that run a program in a namespace.
func in(namespace string, args ...string) []string {
	return append([]string{"netns", "exec", namespace}, args...)
}
