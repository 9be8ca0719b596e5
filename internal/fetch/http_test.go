package fetch

import (
	"bufio"
	"crypto/x509"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/provision"
)

const content = "<<VOIP CONFIG FILE>>Version:2.0002\r\n<<END OF FILE>>\r\n"

// httpHandler has a path for each thing that a server can do.
func httpHandler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/0c383e000001.cfg", func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, content) })
	mux.HandleFunc("/query.cfg", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, r.URL.Query().Get("mac")) })
	mux.HandleFunc("/forbidden.cfg", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) })
	mux.HandleFunc("/broken.cfg", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) })
	mux.HandleFunc("/locked.cfg", func(w http.ResponseWriter, r *http.Request) {
		if user, password, _ := r.BasicAuth(); user != "phone" || password != "secret/1" {
			w.Header().Set("WWW-Authenticate", `Basic realm="phones"`)
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		io.WriteString(w, content)
	})
	mux.HandleFunc("/digest.cfg", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("WWW-Authenticate", `Digest realm="phones"`)
		w.WriteHeader(http.StatusUnauthorized)
	})
	mux.HandleFunc("/both.cfg", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Add("WWW-Authenticate", `Digest realm="phones"`)
		w.Header().Add("WWW-Authenticate", `Basic realm="phones"`)
		w.WriteHeader(http.StatusUnauthorized)
	})
	mux.HandleFunc("/round.cfg", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/round.cfg", http.StatusFound) })
	mux.HandleFunc("/stalls.cfg", func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	mux.HandleFunc("/stalls-later.cfg", func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, content)
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	})
	mux.HandleFunc("/endless.cfg", func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			if _, err := io.WriteString(w, content); err != nil {
				return
			}
		}
	})
	mux.HandleFunc("/half.cfg", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "5000")
		io.WriteString(w, content)
	})
	return mux
}

func TestHTTP(t *testing.T) {
	server := httptest.NewServer(httpHandler())
	defer server.Close()
	u := server.URL
	gets(t, patient(), u+"/$mac.cfg", content)
	gets(t, patient(), u+"/query.cfg?mac=$mac.cfg", "0c383e000001.cfg")
	gets(t, patient(), strings.Replace(u, "//", "//phone:secret%2F1@", 1)+"/locked.cfg", content)
	fails(t, patient(), u+"/none.cfg", provision.ReasonNotFound, "404")
	fails(t, patient(), u+"/forbidden.cfg", provision.ReasonForbidden, "403")
	fails(t, patient(), u+"/broken.cfg", provision.ReasonServerError, "502 Bad Gateway")
	fails(t, patient(), u+"/locked.cfg", provision.ReasonUnauthorized, "the URL has none")
	fails(t, patient(), strings.Replace(u, "//", "//phone:secretly@", 1)+"/locked.cfg", provision.ReasonUnauthorized, "refuses")
	fails(t, patient(), strings.Replace(u, "//", "//phone:secretly@", 1)+"/digest.cfg", provision.ReasonUnauthorized, "another scheme")
	fails(t, patient(), strings.Replace(u, "//", "//phone:secretly@", 1)+"/both.cfg", provision.ReasonUnauthorized, "refuses")
	fails(t, impatient(), u+"/stalls.cfg", provision.ReasonTimeout, "stalls")
	fails(t, impatient(), u+"/stalls-later.cfg", provision.ReasonTimeout, "stalls")
	fails(t, patient(), u+"/endless.cfg", provision.ReasonTooLarge, "10000 bytes")
	fails(t, patient(), u+"/half.cfg", provision.ReasonCutOff, "half-way")
	fails(t, patient(), strings.Replace(u, "http:", "https:", 1)+"/$mac.cfg", provision.ReasonCertificate, "no TLS")
	server.Close()
	fails(t, patient(), u+"/$mac.cfg", provision.ReasonUnreachable, "no server listens")
}

func TestHTTPS(t *testing.T) {
	server := httptest.NewUnstartedServer(httpHandler())
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // it tells of clients that don't trust it
	server.StartTLS()
	defer server.Close()
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	trusting := patient()
	trusting.Roots = roots
	gets(t, trusting, server.URL+"/$mac.cfg", content)
	fails(t, patient(), server.URL+"/$mac.cfg", provision.ReasonCertificate, "authority that is not trusted")
	_, port, err := net.SplitHostPort(server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	fails(t, trusting, "https://localhost:"+port+"/$mac.cfg", provision.ReasonCertificate, "another name")
}

// TestHTTPCutOffInHeader: a server that closes before it says anything.
func TestHTTPCutOffInHeader(t *testing.T) {
	address := tcpServer(t, func(conn net.Conn) { conn.Close() })
	fails(t, patient(), "http://"+address+"/$mac.cfg", provision.ReasonCutOff, "half-way")
}

// TestHTTPServersThatSpeakNone: what a server sends in place of HTTP can hold what it was
// asked for, and must not show.
func TestHTTPServersThatSpeakNone(t *testing.T) {
	for _, answer := range []string{
		"HTTP/1.1 /x.cfg?token=secret\r\n\r\n",
		"GET /x.cfg?token=secret HTTP/1.1\r\n\r\n",
		"SSH-2.0-secret\r\n",
		"HTTP/1.1 200 OK\r\nsecret\r\n\r\n",
		"HTTP/1.1 200 OK\r\nContent-Length: secret\r\n\r\n",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: secret\r\n\r\n",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nsecret\r\n",
	} {
		address := tcpServer(t, func(conn net.Conn) { sayHTTP(conn, answer) })
		fails(t, patient(), "http://"+address+"/x.cfg?token=secret", provision.ReasonServerError, "no HTTP")
	}
}

// sayHTTP hears a request and gives an answer word for word.
func sayHTTP(conn net.Conn, answer string) {
	defer conn.Close()
	if _, err := http.ReadRequest(bufio.NewReader(conn)); err == nil {
		io.WriteString(conn, answer)
	}
}

// tcpServer serves connections until the test ends.
func tcpServer(t *testing.T, serve func(net.Conn)) (address string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go serve(conn)
		}
	}()
	return listener.Addr().String()
}
