package main

import (
	"encoding/pem"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// servedPassword is what the servers of these tests want of the user phone. No walk shows
// it; it is in the served files, too.
const servedPassword = "hunter2"

// webHandler serves the files, and has a folder for each thing that a server can do in
// place of that.
func webHandler() http.Handler {
	var mux http.ServeMux
	files := http.FileServer(http.Dir(servedTree))
	mux.Handle("/", files)
	mux.Handle("/locked/", locked(http.StripPrefix("/locked", files)))
	for folder, status := range map[string]int{"/forbidden/": http.StatusForbidden, "/broken/": http.StatusInternalServerError} {
		mux.HandleFunc(folder, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) })
	}
	mux.HandleFunc("/page/", func(w http.ResponseWriter, _ *http.Request) {
		io.WriteString(w, "<!DOCTYPE html>\n<html><title>Log in</title></html>\n")
	})
	mux.HandleFunc("/moved/", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "ftp://phone:"+servedPassword+"@192.0.2.1"+r.URL.Path, http.StatusFound)
	})
	mux.HandleFunc("/stalls/", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	mux.HandleFunc("/half/", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "5000")
		io.WriteString(w, "<<VOIP CONFIG FILE>>")
	})
	mux.HandleFunc("/endless/", sendEndlessly)
	return &mux
}

// locked lets the user phone with its password through.
func locked(files http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if user, password, _ := r.BasicAuth(); user != "phone" || password != servedPassword {
			w.Header().Set("WWW-Authenticate", `Basic realm="phones"`)
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		files.ServeHTTP(w, r)
	})
}

func sendEndlessly(w http.ResponseWriter, _ *http.Request) {
	block := []byte(strings.Repeat("Flash Interval     :1\r\n", 1000))
	for {
		if _, err := w.Write(block); err != nil {
			return
		}
	}
}

// webServer serves HTTP until the test ends.
func webServer(t *testing.T) (address string) {
	t.Helper()
	server := httptest.NewServer(webHandler())
	t.Cleanup(server.Close)
	return server.Listener.Addr().String()
}

// secure is a server of HTTPS and the file that its authority's certificate is in.
type secure struct{ address, caFile string }

func secureServer(t *testing.T) secure {
	t.Helper()
	server := httptest.NewUnstartedServer(webHandler())
	server.Config.ErrorLog = log.New(io.Discard, "", 0) // it tells of clients that don't trust it
	server.StartTLS()
	t.Cleanup(server.Close)
	s := secure{server.Listener.Addr().String(), filepath.Join(t.TempDir(), "ca.pem")}
	certificate := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	if err := os.WriteFile(s.caFile, certificate, 0o644); err != nil {
		t.Fatal(err)
	}
	return s
}

// closedPort gives an address that nobody listens at.
func closedPort(t *testing.T) (address string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}
