package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// servedTree is the folder of the files that the servers of these tests have.
var servedTree = filepath.Join("testdata", "simulate", "tree")

// simulate runs the command for a phone and gives what it prints and its exit code.
func simulate(t *testing.T, args ...string) (output string, code int) {
	t.Helper()
	var out bytes.Buffer
	start := time.Now()
	code = newTestProgram(&out).run(append([]string{"simulate", "--steps", "--model", "X6", "--mac", "001565113af8"}, args...))
	if took := time.Since(start); took > time.Minute {
		t.Errorf("it took %v", took)
	}
	if strings.Contains(out.String(), servedPassword) {
		t.Errorf("the password shows:\n%s", out.String())
	}
	return out.String(), code
}

// compareWalk compares a walk with the golden file of a name.
func compareWalk(t *testing.T, name, got string) {
	t.Helper()
	golden := filepath.Join("testdata", "simulate", name+".golden")
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("it prints\n%s\nand %s has\n%s", got, golden, want)
	}
}

// TestSimulateServed fetches the same files from a server of each protocol, and from the
// folder that stands for one: but for the URL, the phone's walk is the same.
func TestSimulateServed(t *testing.T) {
	web, secure := webServer(t), secureServer(t)
	ftp, tftp := ftpServer(t), tftpServer(t)
	for name, c := range map[string]struct {
		protocol, login, server string
		args                    []string
	}{
		"HTTP":                 {"http://", "", web, nil},
		"HTTP with a password": {"http://", "phone:" + servedPassword + "@", web + "/locked", nil},
		"HTTPS":                {"https://", "", secure.address, []string{"--ca-file", secure.caFile}},
		"FTP":                  {"ftp://", "", ftp, nil},
		"FTP with a password":  {"ftp://", "phone:" + servedPassword + "@", ftp, nil},
		"TFTP":                 {"tftp://", "", tftp, nil},
		"a folder":             {"http://", "", "127.0.0.1", []string{"--root", servedTree}},
	} {
		t.Run(name, func(t *testing.T) {
			got, code := simulate(t, append(c.args, "--dhcp", c.protocol+c.login+c.server+"/$mac.cfg", "--expect", "applied")...)
			if code != exitOK {
				t.Errorf("exit code %d", code)
			}
			got = strings.ReplaceAll(got, c.protocol+c.server, "SERVER")
			compareWalk(t, "served", anyPlace.ReplaceAllString(got, "byte N"))
		})
	}
}

// What is another each time: the port of a server, and where its name begins in a URL.
var (
	anyPort  = regexp.MustCompile(`127\.0\.0\.1:\d+`)
	anyPlace = regexp.MustCompile(`byte \d+`)
)

// TestSimulateSavedLogin has the phone's own settings hold the user and the password that a
// server wants and the URL has none of, and others than it wants.
func TestSimulateSavedLogin(t *testing.T) {
	web, ftp := webServer(t), ftpServer(t)
	running := filepath.Join("testdata", "simulate", "login.cfg")
	for name, c := range map[string]struct {
		url, running, want string
		code               int
	}{
		"HTTP":          {"http://" + web + "/locked/$mac.cfg", running, "asks for 001565113af8.cfg with the user and the password that the phone has saved: ", exitOK},
		"FTP":           {"ftp://" + ftp + "/$mac.cfg", running, "asks for 001565113af8.cfg", exitOK},
		"other ones":    {"http://" + web + "/locked/$mac.cfg", filepath.Join("testdata", "simulate", "otherlogin.cfg"), "with the user and the password that the phone has saved: the server refuses the user and the password: they are asked for on the display, unless the upgrade is given up", exitFindings},
		"others in URL": {"http://other:x@" + web + "/locked/$mac.cfg", running, "asks for 001565113af8.cfg: the server refuses the user and the password: they are asked for", exitFindings},
	} {
		t.Run(name, func(t *testing.T) {
			got, code := simulate(t, "--dhcp", c.url, "--running", c.running, "--expect", "applied")
			if code != c.code || !strings.Contains(got, c.want) {
				t.Errorf("exit code %d, want %d, and %q in\n%s", code, c.code, c.want, got)
			}
		})
	}
}

// TestSimulateServersThatFail meets what servers do in place of serving a file. Nothing
// comes, so the phone rejects it, whatever the reason.
func TestSimulateServersThatFail(t *testing.T) {
	web, secure := webServer(t), secureServer(t)
	for name, c := range map[string]struct {
		url  string
		args []string
	}{
		"not-found":         {"http://" + web + "/none/$mac.cfg", nil},
		"forbidden":         {"http://" + web + "/forbidden/$mac.cfg", nil},
		"password-wanted":   {"http://" + web + "/locked/$mac.cfg", nil},
		"password-refused":  {"http://other:" + servedPassword + "@" + web + "/locked/$mac.cfg", nil},
		"page":              {"http://" + web + "/page/$mac.cfg", nil},
		"stalls":            {"http://" + web + "/stalls/$mac.cfg", []string{"--timeout", "300ms"}},
		"half-way":          {"http://" + web + "/half/$mac.cfg", nil},
		"endless":           {"http://" + web + "/endless/$mac.cfg", nil},
		"other-protocol":    {"http://" + web + "/moved/$mac.cfg", nil},
		"server-error":      {"http://" + web + "/broken/$mac.cfg", nil},
		"tftp-error":        {"tftp://" + tftpServer(t) + "/none/$mac.cfg", nil},
		"unknown-authority": {"https://" + secure.address + "/$mac.cfg", nil},
		"nobody":            {"http://" + closedPort(t) + "/$mac.cfg", nil},
	} {
		t.Run(name, func(t *testing.T) {
			got, code := simulate(t, append(c.args, "--dhcp", c.url, "--expect", "rejected")...)
			if code != exitOK {
				t.Errorf("exit code %d", code)
			}
			compareWalk(t, name, anyPort.ReplaceAllString(got, "127.0.0.1:PORT"))
		})
	}
}

// TestSimulateServerExits has the exit codes that are not 0, and what stands beside them.
func TestSimulateServerExits(t *testing.T) {
	web, secure := webServer(t), secureServer(t)
	for name, c := range map[string]struct {
		args []string
		code int
	}{
		"expected":      {[]string{"--dhcp", "http://" + web + "/none/$mac.cfg", "--expect", "applied"}, exitFindings},
		"wrong-ca-file": {[]string{"--dhcp", "https://" + secure.address + "/$mac.cfg", "--ca-file", "testdata/simulate/tree/F0V00X600000.cfg"}, exitUsage},
	} {
		t.Run(name, func(t *testing.T) {
			got, code := simulate(t, c.args...)
			if code != c.code {
				t.Errorf("exit code %d, want %d", code, c.code)
			}
			compareWalk(t, name, anyPort.ReplaceAllString(got, "127.0.0.1:PORT"))
		})
	}
}
