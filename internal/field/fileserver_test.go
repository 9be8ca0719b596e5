package field

import (
	"fmt"
	"net"
	"os"
	"path/filepath"
	"testing"

	"github.com/fvcfg/fvcfg/internal/fetch"
)

// needRoot skips a test whose servers give up privileges or listen where only root may.
func needRoot(t *testing.T) {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("the servers of this test are started by root")
	}
}

// freeTCPPort gives a port of the loopback interface that nobody listens at.
func freeTCPPort(t *testing.T) int {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port
}

// openFolder makes a folder that every user may read, as servers run as users of their
// own.
func openFolder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "fvcfg-field-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

// serve writes a file that every user may read, with the folders above it.
func serve(t *testing.T, dir, name string, content []byte) {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
}

func awaitTCP(t *testing.T, p *process, port int) {
	t.Helper()
	eventually(t, "the server listens", func() bool {
		select {
		case <-p.done:
			t.Fatalf("the server has ended: %v", p.err)
		default:
		}
		conn, err := net.Dial("tcp", fmt.Sprintf("127.0.0.1:%d", port))
		if err == nil {
			conn.Close()
		}
		return err == nil
	})
}

// webServer is nginx with a certificate of its own authority.
type webServer struct {
	http, https string // URLs up to the path
	caFile      string
}

// startWebServer has nginx serve a tree, and below it what else a server does.
func startWebServer(t *testing.T, tree string) webServer {
	t.Helper()
	dir := t.TempDir()
	ca := makeCertificates(t, dir)
	plain, secure := freeTCPPort(t), freePort(t)
	write(t, dir, "users", []byte("phone:{PLAIN}secret\n"))
	config := write(t, dir, "nginx.conf", fmt.Appendf(nil, `daemon off;
master_process off;
user root;
pid %[1]s/pid;
error_log stderr;
events {}
http {
  access_log off;
  client_body_temp_path %[1]s; proxy_temp_path %[1]s; fastcgi_temp_path %[1]s; uwsgi_temp_path %[1]s; scgi_temp_path %[1]s;
  root %[2]s;
  ssl_certificate %[1]s/server.pem;
  ssl_certificate_key %[1]s/server.key;
  server {
    listen 127.0.0.1:%[3]d;
    listen 127.0.0.1:%[4]d ssl;
    location /denied/ { deny all; }
    location /locked/ { auth_basic phones; auth_basic_user_file %[1]s/users; alias %[2]s/; }
    location /page/ { error_page 404 =200 /page.html; }
    location /moved/ { return 301 http://127.0.0.1:%[3]d/; }
    location /page.html { default_type text/html; return 200 "<!DOCTYPE html><html><body>Not here</body></html>"; }
  }
}
`, dir, tree, plain, secure))
	p := start(t, nil, "nginx", "-c", config, "-p", dir, "-e", "stderr")
	awaitTCP(t, p, plain)
	awaitTCP(t, p, secure)
	return webServer{fmt.Sprintf("http://127.0.0.1:%d", plain), fmt.Sprintf("https://127.0.0.1:%d", secure), ca}
}

// makeCertificates makes an authority and a server's certificate, and gives the file of
// the authority's.
func makeCertificates(t *testing.T, dir string) (ca string) {
	t.Helper()
	at := func(name string) string { return filepath.Join(dir, name) }
	key := []string{"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"}
	succeed(t, "openssl", append([]string{"req", "-x509", "-days", "2", "-subj", "/CN=phones", "-keyout", at("ca.key"), "-out", at("ca.pem")}, key...)...)
	succeed(t, "openssl", append([]string{"req", "-subj", "/CN=server", "-keyout", at("server.key"), "-out", at("server.csr")}, key...)...)
	write(t, dir, "names", []byte("subjectAltName=IP:127.0.0.1\n"))
	succeed(t, "openssl", "x509", "-req", "-days", "2", "-in", at("server.csr"), "-CA", at("ca.pem"), "-CAkey", at("ca.key"), "-CAcreateserial", "-extfile", at("names"), "-out", at("server.pem"))
	return at("ca.pem")
}

// startFTPServer has vsftpd serve a tree to anonymous users. It serves as a user whose
// home is there, which that of nobody is not.
func startFTPServer(t *testing.T, tree string) (url string) {
	t.Helper()
	dir := openFolder(t)
	port := freeTCPPort(t)
	empty := filepath.Join(dir, "empty")
	if err := os.Mkdir(empty, 0o755); err != nil {
		t.Fatal(err)
	}
	config := write(t, dir, "vsftpd.conf", fmt.Appendf(nil, `listen=YES
listen_address=127.0.0.1
listen_port=%d
background=NO
anonymous_enable=YES
local_enable=NO
ftp_username=daemon
nopriv_user=nobody
anon_root=%s
secure_chroot_dir=%s
seccomp_sandbox=NO
`, port, tree, empty))
	awaitTCP(t, start(t, nil, "vsftpd", config), port)
	return fmt.Sprintf("ftp://127.0.0.1:%d", port)
}

// startTFTPServer has dnsmasq serve a tree. It listens at TFTP's own port and no other,
// so it gets a loopback address of its own.
func startTFTPServer(t *testing.T, tree string) (url string) {
	t.Helper()
	port := freeTCPPort(t)
	address := fmt.Sprintf("127.%d.%d.%d", 1+os.Getpid()%250, port>>8, port&0xff)
	p := start(t, nil, "dnsmasq", "--no-daemon", "--conf-file=/dev/null", "--port=0", "--user=root", "--pid-file",
		"--bind-interfaces", "--listen-address="+address, "--enable-tftp", "--tftp-root="+tree)
	eventually(t, "dnsmasq serves TFTP", func() bool { return p.has("TFTP root is") })
	return "tftp://" + address
}

// folder opens a folder that stands for a server.
func folder(t *testing.T, tree string) *fetch.Folder {
	t.Helper()
	f, err := fetch.OpenFolder(tree)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}
