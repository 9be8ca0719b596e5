package field

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// packages are the Debian packages that hold the programs.
var packages = map[string]string{
	"dnsmasq": "dnsmasq-base", "dhclient": "isc-dhcp-client", "dhcpd": "isc-dhcp-server",
	"kea-dhcp4": "kea-dhcp4-server", "nginx": "nginx", "vsftpd": "vsftpd", "openssl": "openssl", "sipp": "sip-tester", "ip": "iproute2",
	"xmllint": "libxml2-utils", "node": "nodejs", "bash": "bash", "zsh": "zsh", "fish": "fish", "script": "bsdutils",
}

// need gives the paths of programs, and skips the test where one is missing. Servers
// stand where only root's path leads.
func need(t *testing.T, programs ...string) {
	t.Helper()
	t.Setenv("PATH", os.Getenv("PATH")+":/usr/sbin:/sbin")
	for _, name := range programs {
		if _, err := exec.LookPath(name); err != nil {
			t.Skipf("%s is not installed: it is in Debian's package %s", name, packages[name])
		}
	}
}

// process is a program that runs, and what it printed.
type process struct {
	command *exec.Cmd
	done    chan struct{}
	err     error // set when done is closed

	mu      sync.Mutex
	printed bytes.Buffer
}

// Write takes what the program prints.
func (p *process) Write(text []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.printed.Write(text)
}

// has tells whether the program has printed a text.
func (p *process) has(text string) bool { return strings.Contains(p.output(), text) }

func (p *process) output() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.printed.String()
}

// wait waits until the program has ended by itself.
func (p *process) wait() error {
	select {
	case <-p.done:
		return p.err
	case <-time.After(time.Minute):
		return errors.New("it does not end")
	}
}

// stop ends the program and waits for that.
func (p *process) stop() {
	_ = p.command.Process.Signal(syscall.SIGTERM) // it may have ended
	select {
	case <-p.done:
	case <-time.After(5 * time.Second):
		_ = p.command.Process.Kill()
		<-p.done
	}
}

// start runs a program until the test ends at the latest, and shows what it printed
// where the test failed. "ip netns exec" becomes the program that it runs, so that one
// signal reaches it.
func start(t *testing.T, env []string, name string, args ...string) *process {
	t.Helper()
	p := &process{command: exec.Command(name, args...), done: make(chan struct{})}
	p.command.Env = append(os.Environ(), env...)
	p.command.Stdout, p.command.Stderr = p, p
	if err := p.command.Start(); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	go func() {
		p.err = p.command.Wait()
		close(p.done)
	}()
	t.Cleanup(func() {
		p.stop()
		if t.Failed() {
			t.Logf("%s %s printed:\n%s", name, strings.Join(args, " "), p.output())
		}
	})
	return p
}

// eventually waits until a condition holds, and fails the test after a minute.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if holds() {
			return
		}
	}
	t.Fatalf("%s: not within a minute", what)
}

// write writes a file into a folder and gives its path.
func write(t *testing.T, dir, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// succeed runs a program to its end.
func succeed(t *testing.T, name string, args ...string) {
	t.Helper()
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		t.Errorf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
}
