package main

import (
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

// simulateRuns start a phone over every planted file: as its device file, under its own
// name, and as what it runs. They plant credentials in the URL and keys where files are
// named, too.
func simulateRuns(t *testing.T, tree plantedTree) []secretRun {
	phone := []string{"simulate", "--model", "X6", "--mac", "001565113af8"}
	with := func(args ...string) secretRun { return secretRun{args: append(phone[:len(phone):len(phone)], args...)} }
	runs := []secretRun{
		with("--dhcp", "http://u:"+markedPassword+"@127.0.0.1:1/$mac.cfg"),
		with("--dhcp", "http://u:"+markedPassword+"/x@127.0.0.1:1/$mac.cfg"),
		with("--static", "ftp://"+markedPassword+"@127.0.0.1:1/$mac.cfg", "--format", "json"),
		with("--root", ".", "--device-key-file", markedKey), with("--root", ".", "--general-key-file", markedKey),
		with("--root", ".", "--derive-keys", markedKey), with("--root", markedKey), with("--root", ".", "--running", markedKey),
		with("--root", ".", "--firmware", markedKey), with("--root", ".", "--firmware", markedPassword),
		with("--root", ".", "--key", markedKey), {args: []string{"simulate", "--model", markedKey, "--mac", markedKey, "--root", "."}},
	}
	for _, to := range []string{"/login/user/PASSWORD", "/login/PASSWORD/x.cfg", "/?password=PASSWORD", "/auth/BASIC/x.cfg", "/auth/ESCAPED", "http://PASSWORD.invalid/x.cfg", "https://127.0.0.1/PASSWORD", "/file/TOKEN"} {
		server := strings.Replace(echoServer(t, to), "//", "//user:"+markedPassword+"@", 1)
		for _, url := range []string{server + "/$mac.cfg", server + "/" + markedPassword + "/$mac.cfg", server + "/x.cfg?token=" + markedPIN + "&mac=$mac"} {
			runs = append(runs, with("--dhcp", url), with("--dhcp", url, "--format", "json"))
		}
		runs = append(runs, savedRuns(t, with, strings.Replace(server, "user:"+markedPassword+"@", "", 1))...)
	}
	runs = append(runs, namedRuns(t, with)...)
	runs = append(runs, tableRuns(t)...)
	runs = append(runs, with("--root", ".", "--rule", markedKey), with("--root", ".", "--priority", "dhcp,"+markedKey),
		with("--root", ".", "--mdns", "http://u:"+markedPassword+"@192.0.2.1/$input.cfg", "--fdps", "http://u:"+markedPassword+"/x@192.0.2.1/"))
	runs = append(runs, with("--root", ".", "--dhcp", "http://user:"+markedPassword+"@192.0.2.1/"+markedPassword+"/$mac.cfg"),
		with("--root", ".", "--dhcp", "tftp://user:"+markedPassword+"@192.0.2.1/$mac.cfg?password="+markedPassword))
	for _, key := range tree.keys {
		runs = append(runs, with("--root", ".", "--device-key-file", key), with("--root", ".", "--derive-keys", key))
	}
	for _, name := range slices.Concat(tree.config, tree.side, tree.sealed[:min(20, len(tree.sealed))]) {
		url := "http://192.0.2.1/" + filepath.ToSlash(name)
		runs = append(runs,
			with("--root", ".", "--dhcp", url), with("--root", ".", "--dhcp", url, "--format", "json"), with("--root", ".", "--dhcp", url, "--running", name),
			secretRun{args: []string{"simulate", "--phones", name, "--root", "."}})
		for _, model := range []string{"X4U", "H5", "V64"} { // which doubt one generation or the other
			runs = append(runs, secretRun{args: []string{"simulate", "--model", model, "--mac", "001565113af8", "--root", ".", "--dhcp", url}})
		}
	}
	for _, name := range tree.sealed {
		url := "http://192.0.2.1/" + filepath.ToSlash(name)
		runs = append(runs, with("--root", ".", "--dhcp", url, "--device-key-file", "good.key", "--running", tree.config[0]), with("--root", ".", "--dhcp", url, "--device-key-file", "other.key"))
	}
	return runs
}

// savedRuns start a phone that has a user, a password and a static server saved, which
// repeat the password, and a value that is secret under every other key that its start goes
// by. The server wants the two before it sends anything.
func savedRuns(t *testing.T, with func(...string) secretRun, server string) (runs []secretRun) {
	for i, lines := range [][]string{
		{textLine("Download Server IP", server), textLine("Config File Name", "$mac.cfg")},
		{textLine("Download Server IP", server+"/"+markedPassword), textLine("Config File Name", "x.cfg?token="+markedPassword)},
		{textLine("Download Server IP", strings.Replace(server, "//", "//u:"+markedPassword+"@", 1)), textLine("Config File Name", "$mac.cfg")},
		{textLine("Download Server IP", "u:"+markedPassword+"/x@127.0.0.1"), textLine("Download Protocol", "4")},
		{textLine("Download Server IP", "127.0.0.1"), textLine("Download Protocol", markedPassword), textLine("Download Mode", markedPassword)},
		{textLine("DHCP Option", markedPassword), textLine("PNP Enable", markedPassword), textLine("Check FailTimes", markedPassword)},
		{textLine("Save Provision Info", "0"), textLine("Input Cfg File Name", markedPassword), textLine("AP Config Priority", markedPassword)},
		{"<GLOBAL CONFIG MODULE>", textLine("WAN Mode", markedPassword), "<TR069 CONFIG MODULE>", textLine("Enable TR069", markedPassword)},
	} {
		name := filepath.Join(t.TempDir(), fmt.Sprintf("saved%d.cfg", i))
		lines = append([]string{textLine("Download Username", markedPassword+"user"), textLine("Download Password", markedPassword)}, lines...)
		if err := os.WriteFile(name, []byte(frame(catalog.TextLegacy, append([]string{"<AUTOUPDATE CONFIG MODULE>"}, lines...)...)), 0o600); err != nil {
			t.Fatal(err)
		}
		saved := func(args ...string) secretRun { return with(append(args, "--running", name, "--timeout", "100ms")...) }
		runs = append(runs, saved(), saved("--steps"), saved("--format", "json"), saved("--dhcp", server+"/$input.cfg"), saved("--pnp", server+"/x.cfg", "--rule", "description"))
	}
	return runs
}

// tableRuns start the phones of tables that have passwords: in a column of theirs, where the
// head belongs, and where the table breaks.
func tableRuns(t *testing.T) (runs []secretRun) {
	dir := t.TempDir()
	for i, table := range [][2]string{
		{"csv", "mac,x\n0015,PASSWORD\n001565113af8,\"PASSWORD\nx"}, {"csv", "201,PASSWORD\n202,\"PASSWORD\nx"}, {"csv", "PASSWORD,001565113af8\n"}, {"csv", "PASSWORD,PASSWORD\n1,2\n"},
		{"csv", "mac,x\n001565113af8,PASSWORD\"PASSWORD\n"}, {"csv", "mac,x\n001565113af8,\"PASSWORD\"PASSWORD\n"}, {"csv", "mac\n001565113af8,PASSWORD\n"},
		{"tsv", "mac\tx\n001565113af8\tPASSWORD\tPASSWORD\n"}, {"csv", "mac,x\n001565113af8,PASSWORD\xff\n"},
		{"json", `[{"mac":"001565113af8","x":"PASSWORD"}, "PASSWORD", {"x":PASSWORD}]`}, {"json", `[{"x":"PASSWORD","x":"PASSWORD`}, {"json", `{"PASSWORD":"PASSWORD"}`},
		{"jsonl", `{"mac":"001565113af8","x":"PASSWORD","x":"PASSWORD"}` + "\nPASSWORD"}, {"json", `"PASSWORD"`},
		{"yaml", "- {mac: 001565113af8, x: !PASSWORD PASSWORD}\n- PASSWORD\n- x: PASSWORD\n  x: PASSWORD\n"}, {"yaml", "- mac: *PASSWORD\n"}, {"yaml", "- &PASSWORD PASSWORD: [PASSWORD\n"},
		{"yaml", "PASSWORD"}, {"yaml", "- x: %PASSWORD\n  @PASSWORD: PASSWORD: PASSWORD\n"}, {"yaml", "- x: \"\\PASSWORD\"\n"},
	} {
		name := filepath.Join(dir, fmt.Sprintf("%d.%s", i, table[0]))
		if err := os.WriteFile(name, []byte(strings.ReplaceAll(table[1], "PASSWORD", markedPassword)), 0o600); err != nil {
			t.Fatal(err)
		}
		runs = append(runs, secretRun{args: []string{"simulate", "--model", "X6", "--phones", name, "--root", "."}})
	}
	return runs
}

// namedRuns start a phone whose files have its saved password in their names, and in
// settings under names that tell of none.
func namedRuns(t *testing.T, with func(...string) secretRun) []secretRun {
	root := t.TempDir()
	save := func(name, title string) string {
		lines := []string{
			"<AUTOUPDATE CONFIG MODULE>", textLine("Default Password", markedPassword), textLine("Flash Server IP", "192.0.2.1"),
			textLine("Flash File Name", "$mac-"+markedPassword+"."+title), "<PHONE FEATURE MODULE>", textLine("LCD Title", title+" "+markedPassword),
		}
		name = filepath.Join(root, name)
		if err := os.WriteFile(name, []byte(frame(catalog.TextModern, lines...)), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	running := save("running.cfg", "cfg")
	served := save("001565113af8-"+markedPassword+".cfg", "txt")
	phones := filepath.Join(root, "phones.csv")
	if err := os.WriteFile(phones, []byte("mac\n001565113af8\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	fleet := []string{"simulate", "--model", "X6", "--phones", phones, "--root", root, "--running", running, "--rule", "digest", "--format", "json"}
	named := func(args ...string) secretRun {
		return with(append(args, "--root", root, "--running", running, "--rule", "description")...)
	}
	return []secretRun{
		named(), named("--steps"), named("--summary"), named("--format", "json"), {args: fleet}, {args: fleet[:len(fleet)-2]},
		named("--dhcp", "http://192.0.2.1/"+filepath.Base(served)), named("--dhcp", "http://192.0.2.1/"+filepath.Base(served), "--format", "json"),
	}
}

// echoServer sends on to a place that repeats the credentials that it was asked with, and
// wants some. At that place it has no file, and where it has one it is that of another
// server.
func echoServer(t *testing.T, to string) (url string) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, password, isKnown := r.BasicAuth()
		if !isKnown {
			w.Header().Set("WWW-Authenticate", `Basic realm="phones"`)
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		if !strings.HasSuffix(r.URL.Path, ".cfg") || strings.HasPrefix(r.URL.Path, "/login") || strings.HasPrefix(r.URL.Path, "/auth") {
			io.WriteString(w, frame(catalog.TextModern, textLine("LCD Title", "Office")))
			return
		}
		basic := base64.StdEncoding.EncodeToString([]byte(user + ":" + password))
		escaped := ""
		for i := range len(password) {
			escaped += fmt.Sprintf("%%%02X", password[i])
		}
		w.Header().Set("Location", strings.NewReplacer("PASSWORD", password, "BASIC", basic, "ESCAPED", escaped, "TOKEN", r.URL.Query().Get("token")).Replace(to))
		w.WriteHeader(http.StatusFound)
	}))
	t.Cleanup(server.Close)
	return server.URL
}
