package field

import (
	"crypto/rand"
	"crypto/x509"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/fvcfg/fvcfg/internal/fetch"
	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/provision"
)

const (
	generalFile = "<<VOIP CONFIG FILE>>Version:2.0003\r\n<AUTOUPDATE CONFIG MODULE>\r\nFlash Interval     :1\r\nAuto Image Url     :http://192.0.2.1/x6.z\r\n<<END OF FILE>>\r\n"
	deviceFile  = "<<VOIP CONFIG FILE>>Version:2.0003\r\n<SIP CONFIG MODULE>\r\n--SIP Line List--  :\r\nSIP1 Phone Number       :201\r\n<AUTOUPDATE CONFIG MODULE>\r\nFlash Interval     :2\r\n<<END OF FILE>>\r\n"
)

// servedPhone is a phone, and the folder of its files below that of the server.
type servedPhone struct {
	path  string
	phone *provision.Phone
}

// servedTree writes the files of phones, clear and encrypted, and of one beyond a block of
// TFTP and a window of TCP.
func servedTree(t *testing.T) (tree string, phones []servedPhone) {
	t.Helper()
	tree = openFolder(t)
	model, err := naming.LookupModel("X6")
	if err != nil {
		t.Fatal(err)
	}
	mac := naming.MAC{0x0c, 0x38, 0x3e, 0, 0, 1}
	key := crypt.Key{1, 2, 3}
	sealed := func(plain string) []byte {
		data, err := crypt.Scheme{Mode: crypt.CBCPrefixIV}.Encrypt(rand.Reader, key, []byte(plain))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	large := strings.Replace(deviceFile, "<<END", strings.Repeat("# "+strings.Repeat("x", 98)+"\r\n", 5000)+"<<END", 1)
	for _, files := range []struct {
		dir             string
		general, device []byte
	}{
		{"clear/", []byte(generalFile), []byte(deviceFile)},
		{"encrypted/", sealed(generalFile), sealed(deviceFile)},
		{"large/", []byte(generalFile), []byte(large)},
	} {
		serve(t, tree, files.dir+model.GeneralFile, files.general)
		serve(t, tree, files.dir+mac.FileName(naming.CFG), files.device)
		phone := &provision.Phone{Model: model, MAC: mac, General: provision.Slot{Version: "2.0002"}}
		if files.dir == "encrypted/" {
			phone.General.Key, phone.Device.Key = &key, &key
		}
		phones = append(phones, servedPhone{files.dir, phone})
	}
	return tree, phones
}

// walkThrough has a phone start and gives the walk as text, with the server's URL left out.
func walkThrough(t *testing.T, f provision.Fetcher, server string, p servedPhone) (*provision.Walk, string) {
	t.Helper()
	walk := provision.NewSimulator(f).Boot(t.Context(), p.phone, []provision.Source{{Method: provision.ByDHCP, URL: server + "/" + p.path + "$mac.cfg"}})
	text := string(walk.AppendText(nil))
	// That the server is on this machine is remarked upon; so is nothing else here.
	var lines []string
	for line := range strings.Lines(strings.ReplaceAll(text, server, "SERVER")) {
		if _, said, ok := strings.Cut(line, "  "); ok && !strings.Contains(said, "[host-loopback]") {
			lines = append(lines, strings.TrimLeft(line, " 0123456789"))
		}
	}
	return walk, strings.Join(lines, "")
}

func trusting(t *testing.T, caFile string) *fetch.Client {
	t.Helper()
	pem, err := os.ReadFile(caFile)
	if err != nil {
		t.Fatal(err)
	}
	client := &fetch.Client{Timeout: 10 * time.Second, Roots: x509.NewCertPool()}
	if !client.Roots.AppendCertsFromPEM(pem) {
		t.Fatal("no certificate")
	}
	return client
}

// TestPhoneWalksAlikeByEveryProtocol serves one tree by HTTP, HTTPS, FTP and TFTP and from
// its folder: a phone does the same each time.
func TestPhoneWalksAlikeByEveryProtocol(t *testing.T) {
	needRoot(t)
	need(t, "nginx", "vsftpd", "dnsmasq", "openssl")
	tree, phones := servedTree(t)
	web := startWebServer(t, tree)
	client := trusting(t, web.caFile)
	servers := []struct {
		url     string
		fetcher provision.Fetcher
	}{
		{"http://192.0.2.9", folder(t, tree)}, {web.http, client}, {web.https, client},
		{startFTPServer(t, tree), client}, {startTFTPServer(t, tree), client},
	}
	for _, phone := range phones {
		var first string
		for i, server := range servers {
			walk, text := walkThrough(t, server.fetcher, server.url, phone)
			switch {
			case walk.Outcome != provision.Applied || len(walk.Changes) != 3 || len(walk.Downloads) != 1:
				t.Errorf("%s%s: %s", server.url, phone.path, text)
			case i == 0:
				first = text
			case text != first:
				t.Errorf("%s/%s: the walk is\n%s\nand from the folder\n%s", server.url, phone.path, text, first)
			}
		}
	}
}

// TestServersThatRefuse has each real server refuse a phone in its own way.
func TestServersThatRefuse(t *testing.T) {
	needRoot(t)
	need(t, "nginx", "vsftpd", "dnsmasq", "openssl")
	tree, phones := servedTree(t)
	web := startWebServer(t, tree)
	ftp, tftp := startFTPServer(t, tree), startTFTPServer(t, tree)
	client := trusting(t, web.caFile)
	withUser := func(user string) string { return strings.Replace(web.http, "://", "://"+user+"@", 1) }
	for _, test := range []struct {
		name, url, path string
		client          *fetch.Client
		outcome         provision.Outcome
		reason          provision.Reason
	}{
		{"no file by HTTP", web.http, "none/", client, provision.Rejected, provision.ReasonNotFound},
		{"no file by FTP", ftp, "none/", client, provision.Rejected, provision.ReasonNotFound},
		{"no file by TFTP", tftp, "none/", client, provision.Rejected, provision.ReasonNotFound},
		{"forbidden", web.http, "denied/", client, provision.Rejected, provision.ReasonForbidden},
		{"no credentials", web.http, "locked/clear/", client, provision.Rejected, provision.ReasonUnauthorized},
		{"wrong credentials", withUser("phone:secretly"), "locked/clear/", client, provision.Rejected, provision.ReasonUnauthorized},
		{"right credentials", withUser("phone:secret"), "locked/clear/", client, provision.Applied, provision.ReasonFetched},
		{"credentials that FTP refuses", strings.Replace(ftp, "://", "://phone:secret@", 1), "clear/", client, provision.Rejected, provision.ReasonUnauthorized},
		{"a page with status 200", web.http, "page/", client, provision.Rejected, provision.ReasonHTML},
		{"a redirect from HTTPS to HTTP", web.https, "moved/", client, provision.Rejected, provision.ReasonRedirect},
		{"an unknown authority", web.https, "clear/", &fetch.Client{Timeout: 10 * time.Second}, provision.Rejected, provision.ReasonCertificate},
		{"HTTPS at the port of HTTP", strings.Replace(web.http, "http:", "https:", 1), "clear/", client, provision.Rejected, provision.ReasonCertificate},
	} {
		t.Run(test.name, func(t *testing.T) {
			phone := phones[0]
			phone.path = test.path
			walk, text := walkThrough(t, test.client, test.url, phone)
			if walk.Outcome != test.outcome {
				t.Errorf("outcome %s, want %s", walk.Outcome, test.outcome)
			}
			found := false
			for _, s := range walk.Steps {
				found = found || s.Reason == test.reason
			}
			if !found || strings.Contains(text, "secret") {
				t.Errorf("want %s, no credentials:\n%s", test.reason, text)
			}
		})
	}
}
