package fetch

import (
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/provision"
	"github.com/fvcfg/fvcfg/pkg/provurl"
)

// sender is a server that sends on to wherever the query says.
func sender(t *testing.T) *httptest.Server {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", r.URL.Query().Get("to"))
		w.WriteHeader(http.StatusFound)
	}))
	t.Cleanup(server.Close)
	return server
}

func TestRedirect(t *testing.T) {
	server := httptest.NewServer(httpHandler())
	defer server.Close()
	u := sender(t).URL + "/x.cfg?to="
	if d := gets(t, patient(), u+server.URL+"/0c383e000001.cfg?token=secret", content); d.Note != "after a redirect to "+server.URL+"/0c383e000001.cfg, which a phone may not follow" {
		t.Errorf("the redirect is told as %q", d.Note)
	}
	fails(t, patient(), u+server.URL+"/none.cfg", provision.ReasonNotFound, "404")
	fails(t, patient(), u+url.QueryEscape("https://u:secret@192.0.2.1/x.cfg"), provision.ReasonRedirect, "another protocol, which is not followed: https://192.0.2.1/x.cfg")
	fails(t, patient(), u+"file:///etc/passwd", provision.ReasonRedirect, "another protocol")
	fails(t, patient(), server.URL+"/round.cfg", provision.ReasonRedirect, "5 times")
}

// TestRedirectToNoURL: what a server sends in place of a URL must not show.
func TestRedirectToNoURL(t *testing.T) {
	for _, location := range []string{
		"Location: http://u:secret@[::1/x\r\n", "Location: http://u:secret@a b/x\r\n", "Location: http://u:secret@%zz/x\r\n",
		"Location: http://u:secret@192.0.2.1:port/x\r\n", "Location: http://192.0.2.1/%zz?secret\r\n",
		"Location: http:secret\r\n", "Location: http://u:secret@/x\r\n", "Location:\r\n", "",
	} {
		address := tcpServer(t, func(conn net.Conn) { sayHTTP(conn, "HTTP/1.1 302 F\r\nContent-Length: 0\r\n"+location+"\r\n") })
		fails(t, patient(), "http://u:secret@"+address+"/x.cfg?token=secret", provision.ReasonRedirect, "look at the Location")
	}
}

// TestRedirectKeepsCredentials: they go to the server and the port of the URL and nowhere
// else, and a server's word for others is not taken.
func TestRedirectKeepsCredentials(t *testing.T) {
	var mux http.ServeMux
	server := httptest.NewServer(&mux)
	defer server.Close()
	mux.Handle("/", httpHandler())
	mux.HandleFunc("/moved.cfg", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, r.URL.Query().Get("to"), http.StatusFound)
	})
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for _, name := range []string{"Authorization", "Referer"} {
			if r.Header.Get(name) != "" {
				t.Errorf("another server is sent the header %s", name)
			}
		}
		if strings.HasPrefix(r.URL.Path, "/back") {
			http.Redirect(w, r, server.URL+"/locked.cfg", http.StatusFound)
			return
		}
		w.WriteHeader(http.StatusUnauthorized)
	}))
	defer other.Close()
	named := strings.Replace(other.URL, "127.0.0.1", "localhost", 1)
	u := strings.Replace(server.URL, "//", "//phone:secret%2F1@", 1) + "/moved.cfg?to="
	gets(t, patient(), u+"/locked.cfg", content)
	gets(t, patient(), u+server.URL+"/locked.cfg", content)
	gets(t, patient(), u+other.URL+"/back", content)
	for _, to := range []string{other.URL, named, strings.Replace(other.URL, "//", "//phone:secret%2F1@", 1)} {
		fails(t, patient(), u+url.QueryEscape(to+"/x.cfg"), provision.ReasonUnauthorized, "for "+server.Listener.Addr().String()+" alone and were not sent")
	}
	without := server.URL + "/moved.cfg?to="
	fails(t, patient(), without+url.QueryEscape(strings.Replace(server.URL, "//", "//phone:secret%2F1@", 1)+"/locked.cfg"), provision.ReasonUnauthorized, "the URL has none")
	fails(t, patient(), without+other.URL+"/x.cfg", provision.ReasonUnauthorized, "the URL has none")
}

// TestDestination: the credentials that a server names are not even kept.
func TestDestination(t *testing.T) {
	response := &http.Response{
		Header:  http.Header{"Location": {"//u:secret@192.0.2.2/x.cfg?a=b"}},
		Request: httptest.NewRequest(http.MethodGet, "http://192.0.2.1/x.cfg", nil),
	}
	if to, err := destination(response, provurl.URL{}); err != nil || to.String() != "http://192.0.2.2/x.cfg?a=b" {
		t.Errorf("%v, %v", to, err)
	}
}

// TestSameServer: the protocol's own port is the one that a URL names by leaving it out.
func TestSameServer(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"http://a/x", "http://A:80/y", true}, {"https://a/x", "https://a:443/y", true}, {"http://[::1]/x", "http://[::1]:80", true},
		{"http://a/x", "http://a:8080/x", false}, {"https://a/x", "https://a:80/x", false}, {"http://a/x", "http://b.a/x", false}, {"http://a/x", "http://a./x", false},
	} {
		a, errA := url.Parse(c.a)
		b, errB := url.Parse(c.b)
		if errA != nil || errB != nil {
			t.Fatal(errA, errB)
		}
		if got := sameServer(a, b); got != c.same {
			t.Errorf("%s and %s: %t", c.a, c.b, got)
		}
	}
}

// TestRedirectRepeatsCredentials: where a server sends on to can hold what it was asked
// with, in any form, and must not show.
func TestRedirectRepeatsCredentials(t *testing.T) {
	server := httptest.NewServer(httpHandler())
	defer server.Close()
	_, port, _ := net.SplitHostPort(server.Listener.Addr().String())
	for to, shown := range map[string]string{
		server.URL + "/login/phone/secret/1":                                           server.URL + "/login/phone/••••",
		server.URL + "/login/secret%2F1":                                               server.URL + "/login/••••",
		server.URL + "/x.cfg?password=secret%2F1":                                      server.URL + "/x.cfg",
		server.URL + "/auth/cGhvbmU6c2VjcmV0LzE=/x.cfg":                                server.URL + "/auth••••",
		server.URL + "/token/abc/x.cfg":                                                server.URL + "/token••••",
		server.URL + "/files/t0pken77/x.cfg":                                           server.URL + "/files/••••/x.cfg",
		strings.Replace(server.URL, "http://127.0.0.1", "https://t0pken77.invalid", 1): "https://••••:" + port,
	} {
		from := sender(t).URL
		u := strings.Replace(from, "//", "//phone:secret%2F1@", 1) + "/x.cfg?token=t0pken77&to=" + url.QueryEscape(to)
		target, err := url.Parse(to)
		if err != nil {
			t.Fatal(err)
		}
		if got := shownURL(target, urlOf(t, u)); got != shown {
			t.Errorf("%s is shown as %s, not %s", to, got, shown)
		}
		if target.Scheme == "https" {
			fails(t, patient(), u, provision.ReasonRedirect, "another protocol")
		} else {
			fails(t, patient(), u, provision.ReasonNotFound, "404")
		}
	}
	named := "http://phone:secret%2F1@" + sender(t).Listener.Addr().String() + "/x.cfg?token=t0pken77&to=" + url.QueryEscape("http://t0pken77.invalid/x.cfg")
	if _, err := (&Client{}).Fetch(t.Context(), urlOf(t, named)); err == nil || strings.Contains(err.Error(), "t0pken77") {
		t.Errorf("a name that repeats a secret: %v", err)
	}
}
