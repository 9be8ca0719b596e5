package main

import (
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"github.com/fvcfg/fvcfg/internal/report"
	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/lint"
	"github.com/fvcfg/fvcfg/pkg/provision"
)

const isFile = "its output is the file"

var (
	goodKey  = []string{"--key-file", "good.key"}
	wrongKey = []string{"--key-file", "other.key"} // it does not open the sealed files
)

// with gives the arguments of a run, a key's behind them.
func with(key []string, args ...string) []string { return append(args, key...) }

// secretRuns gives the runs of each command. One that prints a whole file says so in
// data; the rest print no secret whatever they are given.
func secretRuns(t *testing.T, tree plantedTree) map[string][]secretRun {
	all := tree.all()
	return map[string][]secretRun{
		"fvcfg":          {{}, {args: []string{markedKey}}, {args: []string{"-key=" + markedKey}}, {args: []string{"--key", markedKey}}},
		"fvcfg lint":     lintRuns(t, tree),
		"fvcfg fmt":      fmtRuns(tree),
		"fvcfg stamp":    stampRuns(t, tree),
		"fvcfg get":      getRuns(tree),
		"fvcfg set":      setRuns(t, tree),
		"fvcfg unset":    unsetRuns(t, tree),
		"fvcfg convert":  convertRuns(t, tree),
		"fvcfg diff":     diffRuns(t, tree),
		"fvcfg encrypt":  encryptRuns(tree),
		"fvcfg decrypt":  decryptRuns(tree),
		"fvcfg keygen":   keygenRuns(tree),
		"fvcfg generate": generateRuns(t, tree),
		"fvcfg info": {
			{args: []string{"info"}, files: all}, {args: []string{"info", "--format", "json"}, files: all},
			{args: with(goodKey, "info"), files: all}, {args: with(wrongKey, "info"), files: all},
		},
		"fvcfg digest":   {{args: []string{"digest"}, files: all}, {args: []string{"digest", "-c"}, files: all}},
		"fvcfg name":     {{args: []string{"name", "--list"}}, {args: []string{"name", "--identify"}, files: all}, {args: []string{"name", "--mac", markedKey, "--model", "X6"}}},
		"fvcfg url":      urlRuns(t),
		"fvcfg simulate": simulateRuns(t, tree),
		"fvcfg learn":    learnRuns(t, tree),
		"fvcfg explain": {
			{args: []string{"explain"}},
			{args: []string{"explain", "SIP1 Register Pswd", "RegisterPswd", "Menu Password", "Auth"}},
			{args: []string{"explain", "SIP1 Register Pswd:" + markedPassword}},
			{args: []string{"explain", "SIP1 Kennwort:" + markedPassword, "SIP1 Clave:" + markedPassword, "Auth Tokn=" + markedPassword, "SIP1 Klucz " + markedPassword}},
			{args: []string{"explain", "SIP1 Kennwort:" + markedPassword + " > User", "SIP Plug and Play > " + textLine("Menu Password", markedPassword)}},
			{args: []string{"explain", textLine("Menu Password", markedPassword), "sip.line.1.RegPswd = " + markedPassword}},
		},
		"fvcfg man":                   {{args: []string{"man", "man"}}},
		"fvcfg version":               {{args: []string{"version"}}, {args: []string{"version", "--format", "json"}}},
		"fvcfg help":                  {{args: []string{"help", "lint"}}},
		"fvcfg completion":            {{args: []string{"completion"}}},
		"fvcfg completion bash":       {{args: []string{"completion", "bash"}}},
		"fvcfg completion zsh":        {{args: []string{"completion", "zsh"}}},
		"fvcfg completion fish":       {{args: []string{"completion", "fish"}}},
		"fvcfg completion powershell": {{args: []string{"completion", "powershell"}}},
	}
}

func fmtRuns(tree plantedTree) []secretRun {
	all := tree.all()
	return []secretRun{
		{args: []string{"fmt", "-o", "-"}, files: all, data: isFile}, {args: []string{"fmt"}, files: all},
		{args: []string{"fmt", "-d", "--show-secrets"}, files: all, data: "it was asked to show them"},
		{args: []string{"fmt", "-d"}, files: all}, {args: []string{"fmt", "-d"}, files: all, terminal: true},
		{args: []string{"fmt", "-l"}, files: all}, {args: []string{"fmt", "-d", "-l"}, files: all},
		{args: with(goodKey, "fmt", "-d"), files: tree.sealed}, {args: with(wrongKey, "fmt", "-d"), files: tree.sealed},
	}
}

func stampRuns(t *testing.T, tree plantedTree) []secretRun {
	all := tree.all()
	odd := slices.DeleteFunc(slices.Clone(tree.config), func(name string) bool { return !strings.Contains(name, "fused") && !strings.Contains(name, "version") })
	return []secretRun{
		{args: []string{"stamp", "--bump", "-o", "-"}, files: all, data: isFile}, {args: []string{"stamp", "--set", "2.0010", "-o", "-"}, files: all, data: isFile},
		{args: with(wrongKey, "stamp", "--bump", "-o", "-"), files: tree.sealed}, {args: []string{"stamp"}, files: all},
		{args: with(goodKey, "stamp", "--bump", "-w"), files: copied(t, tree.sealed[:2])},
		{args: []string{"stamp", "--set", "2.0010", "-w"}, files: copied(t, odd)},
	}
}

// learnRuns learn of files under the names of phones, which differ in all ways, and of some of a
// layout whose passwords differ.
func learnRuns(t *testing.T, tree plantedTree) (runs []secretRun) {
	devices := func(dir string, contents []string) []string {
		var files []plantedFile
		for i, content := range contents {
			files = append(files, plantedFile{fmt.Sprintf("0c383e%06x.cfg", i), content})
		}
		return writePlanted(t, filepath.Join("copies", dir), files)
	}
	contents := func(names []string) (all []string) {
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, string(data))
		}
		return all
	}
	var alike []string
	for _, password := range []string{markedPassword, markedPassword + "2", "\"" + markedPassword, "\"\"", markedPassword + "\xff"} {
		alike = append(alike, frame(catalog.TextLegacy, "<SIP CONFIG MODULE>", "--SIP Line List--  :", textLine("SIP1 Register Pswd", password), textLine("SIP1 Phone Number", "{{"+password+"}}")))
	}
	config, sealed, pair := devices("config", contents(tree.config)), devices("sealed", contents(tree.sealed)), devices("alike", alike)
	dir := t.TempDir()
	learn := func(files []string, args ...string) {
		to := []string{"learn", "--force", "--base", filepath.Join(dir, "base.cfg"), "--phones", filepath.Join(dir, "phones.csv")}
		runs = append(runs, secretRun{args: append(to, args...), files: files})
	}
	secrets := filepath.Join(dir, "secrets.csv")
	learn(config, "--keep-going")
	learn(config, "--cluster", "--secrets", secrets)
	learn(sealed, with(goodKey, "--keep-going", "--secrets", secrets)...)
	learn(sealed, wrongKey...)
	learn(sealed)
	learn(pair)
	learn(pair, "--keep-going")
	learn(pair, "--keep-going", "--secrets", secrets)
	learn(tree.all())
	return append(runs, secretRun{args: []string{"learn"}, files: pair}, secretRun{args: []string{"learn", "--base", markedKey, "--phones", markedKey}, files: pair})
}

// perFile gives a run for each file, for commands that take one.
func perFile(files []string, args ...string) (runs []secretRun) {
	for _, file := range files {
		at := slices.Index(args, "FILE")
		runs = append(runs, secretRun{args: slices.Replace(slices.Clone(args), at, at+1, file)})
	}
	return runs
}

// together returns the arguments of a run over several files, for commands that take one by
// position.
func together(files []string, args ...string) []string {
	at := slices.Index(args, "FILE")
	all := slices.Replace(slices.Clone(args), at, at+1, files[0])
	for _, file := range files[1:] {
		all = append(all, "--in", file)
	}
	return all
}

// getRuns list settings, which hides secrets, and ask for what is not there.
func getRuns(tree plantedTree) []secretRun {
	runs := slices.Concat(
		perFile(tree.all(), "get", "FILE"), perFile(tree.all(), "get", "--format", "json", "FILE"),
		perFile(tree.config, "get", "--values", "FILE", "*"), perFile(tree.config, "get", "FILE", "Nothing Like It"),
		perFile(tree.sealed, with(goodKey, "get", "FILE")...), perFile(tree.sealed, with(wrongKey, "get", "FILE")...),
		perFile(tree.config[:1], "get", "FILE", "SIP1 Register Pswd:"+markedPassword), perFile(tree.config[:1], "get", "FILE", "SIP1 Clave:"+markedPassword),
		perFile(slices.Concat(tree.all(), tree.keys), "get", "--textconv", "FILE"),
		perFile(tree.sealed, with(goodKey, "get", "--textconv", "FILE")...), perFile(tree.sealed, with(wrongKey, "get", "--textconv", "FILE")...),
	)
	for _, args := range [][]string{
		{"get", "FILE"}, {"get", "--format", "json", "FILE"}, {"get", "--values", "FILE", "*"}, {"get", "FILE", "Nothing Like It"},
		{"get", "--format", "csv", "FILE", "SIP1 Clave:" + markedPassword, "* Password"}, {"get", "FILE", "@line1.password:" + markedPassword},
	} {
		runs = append(runs, secretRun{args: together(tree.all(), args...)})
	}
	runs = append(runs, secretRun{args: with(wrongKey, together(tree.sealed, "get", "FILE")...)}, secretRun{args: with(goodKey, together(tree.sealed, "get", "FILE")...)})
	for _, key := range malformedKeys() {
		runs = append(runs, secretRun{args: []string{"get", "--textconv", tree.sealed[0]}, env: map[string]string{"FVCFG_KEY": key}})
	}
	for _, file := range tree.keys {
		runs = append(runs, secretRun{args: []string{"get", "--textconv", tree.sealed[0], "--key-file", file}})
	}
	shown := perFile(tree.config[:1], "get", "--show-secrets", "FILE")
	shown[0].data = "it was asked to show them"
	return append(runs, shown...)
}

// setRuns change files, and fail to.
func setRuns(t *testing.T, tree plantedTree) []secretRun {
	spelled := frame(catalog.TextLegacy, "<SIP CONFIG MODULE>", "--SIP Line List--  :", textLine("SIP1 Register Pswd", markedPassword))
	runs := slices.Concat(
		[]secretRun{{args: []string{"set", "-", "Menu Password", markedPassword}, stdin: frame(catalog.TextModern, textLine("Menu Password", "1")), data: isFile}},
		perFile(tree.config, "set", "--force", "--all", "-o", "changed", "FILE", "* Password", markedPassword),
		perFile(tree.all(), "set", "FILE", "Nothing Like It", markedPassword),
		perFile(tree.all(), "set", "FILE", "PNP Enable", markedPassword), perFile(tree.config, "set", "FILE", "SIP1 Klucz", markedPassword),
		perFile(tree.config, "set", "FILE", "*", "two\nlines "+markedPassword),
		perFile(tree.sealed, with(wrongKey, "set", "FILE", "PNP Enable", "1")...),
		perFile(copied(t, tree.config), "set", "--force", "--all", "-w", "FILE", "* Password", markedPassword),
		[]secretRun{
			{args: together(copied(t, tree.config), "set", "--force", "--all", "-w", "FILE", "* Password", markedPassword)},
			{args: together(tree.config, "set", "FILE", "* Password", markedPassword)},
			{args: together(tree.config, "set", "FILE", "@line1.password:"+markedPassword, markedPassword, "-o", "-")},
		},
		[]secretRun{ // refused as a namesake, and insisted on
			{args: []string{"set", "-", "SIP1 Register Pwd", markedPassword}, stdin: spelled},
			{args: []string{"set", "--force", "-o", "changed", "-", "SIP1 Register Pwd", markedPassword}, stdin: spelled},
			{args: []string{"set", "--force", "-o", "changed", "-", "SIP CONFIG MODULE:SIP Line List:SIP1 Register Pwd " + markedPassword, "1"}, stdin: spelled},
		},
	)
	for _, other := range tree.config {
		runs = append(runs, secretRun{args: []string{"set", "--from", other, "-o", "merged", "--force", tree.config[0]}})
	}
	return runs
}

func unsetRuns(t *testing.T, tree plantedTree) []secretRun {
	return slices.Concat(
		[]secretRun{{args: []string{"unset", "-", "LCD Title"}, stdin: frame(catalog.TextModern, textLine("LCD Title", "1"), textLine("Menu Password", markedPassword)), data: isFile}},
		perFile(tree.config, "unset", "-o", "changed", "--force", "FILE", "*"),
		perFile(tree.config, "unset", "-o", "changed", "--force", "--all", "FILE", "* Enable*"),
		perFile(tree.config, "unset", "-o", "changed", "--force", "--all", "FILE", "*"),
		perFile(tree.all(), "unset", "FILE", "Nothing Like It"),
		[]secretRun{{args: together(copied(t, tree.config), "unset", "--all", "-w", "FILE", "* Password", "*Enable*")}})
}

// convertRuns convert, and name what is lost.
func convertRuns(t *testing.T, tree plantedTree) []secretRun {
	out := t.TempDir()
	runs := slices.Concat(
		perFile(tree.all(), "convert", "--to", "xml", "--out-dir", out, "--force", "FILE"),
		perFile(tree.all(), "convert", "--to", "txt", "--out-dir", out, "--force", "--allow-loss", "FILE"),
		perFile(tree.config, "convert", "--to", "dotted", "--out-dir", out, "--force", "--by-analogy", "--format", "json", "FILE"),
		perFile(tree.config, "convert", "--to", "xml-legacy", "--out-dir", out, "--force", "--across", "FILE"),
		perFile(tree.config, "convert", "--to", "sysconf", "--out-dir", out, "--force", "--across", "--doubtful", "--format", "json", "FILE"),
		perFile(tree.config, "convert", "--to", "sysconf", "--out-dir", out, "--force", "FILE"),
	)
	return append(runs, []secretRun{
		{args: []string{"convert", "--to", "xml", "-"}, stdin: frame(catalog.TextLegacy, "<MMI CONFIG MODULE>", textLine("Menu Password", markedPassword)), data: isFile},
		{args: with(goodKey, "convert", "--to", "xml", "--out-dir", t.TempDir(), "--clear"), files: tree.sealed},
		{args: with(wrongKey, "convert", "--to", "xml", "--out-dir", t.TempDir()), files: tree.sealed},
	}...)
}

// diffRuns compare each file with a clean one of its dialect, and with the next.
func diffRuns(t *testing.T, tree plantedTree) []secretRun {
	clean := writeFile(t, frame(catalog.TextLegacy, "<MMI CONFIG MODULE>", textLine("Menu Password", "1")))
	cleanConf := writeFile(t, frame(catalog.Sysconf, "<mm><MenuPassword>1</MenuPassword></mm>"))
	runs := slices.Concat(
		perFile(tree.all(), "diff", clean, "FILE"), perFile(tree.config, "diff", "--format", "json", "FILE", clean),
		perFile(tree.config, "diff", cleanConf, "FILE"), perFile(tree.config, "diff", "--stat", cleanConf, "FILE"),
		perFile(tree.config, "diff", "--text", clean, "FILE"), perFile(tree.sealed, with(goodKey, "diff", clean, "FILE")...),
	)
	for i := range runs {
		runs[i].terminal = i%2 == 0
	}
	for i, file := range tree.config[1:] {
		runs = append(runs, secretRun{args: []string{"diff", tree.config[i], file}})
	}
	for _, name := range tree.config {
		changed := changedSecret(t, name)
		runs = append(runs, secretRun{args: []string{"diff", "--text", name, changed}}, secretRun{args: []string{"diff", "--text", name, changed}, terminal: true},
			secretRun{args: []string{"diff", name, changed}}, secretRun{args: []string{"diff", "--format", "json", changed, name}})
	}
	shown := secretRun{args: []string{"diff", "--text", "--show-secrets", tree.config[0], changedSecret(t, tree.config[0])}, data: "it was asked to show them"}
	return append(runs, shown)
}

// changedSecret writes a file with other secrets than another has, and something else
// that differs.
func changedSecret(t *testing.T, name string) string {
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.NewReplacer(markedPassword, markedPassword+"9", markedKey, markedKey[1:]+"0", markedPIN, markedPIN+"9", "2.00", "2.01").Replace(string(data))
	return writePlanted(t, "changed", []plantedFile{{filepath.Base(name), text}})[0]
}

func writeFile(t *testing.T, text string) string {
	name := filepath.Join(t.TempDir(), "clean.cfg")
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func encryptRuns(tree plantedTree) []secretRun {
	one := tree.config[:1]
	return []secretRun{
		{args: with(goodKey, "encrypt", "-o", "-"), files: tree.all()}, {args: with(goodKey, "encrypt", "--out-dir", "out"), files: tree.side},
		{args: with(goodKey, "encrypt", "--raw", "-o", "-"), files: tree.all()}, {args: with(goodKey, "encrypt", "-o", "-"), files: tree.wrongKind},
		{args: with(goodKey, "encrypt"), files: one, terminal: true},
		{args: with(wrongKey, "encrypt", "--like", tree.sealed[0], "-o", "one"), files: one},
		{args: with(goodKey, "encrypt", "--like", tree.config[0], "-o", "one"), files: one},
	}
}

func decryptRuns(tree plantedTree) []secretRun {
	return []secretRun{
		{args: with(goodKey, "decrypt", "-o", "-"), files: tree.sealed, data: isFile},
		{args: with(goodKey, "decrypt", "--raw", "-o", "-"), files: tree.sealed, data: isFile}, {args: with(wrongKey, "decrypt", "--raw", "-o", "-"), files: tree.all()},
		{args: with(goodKey, "decrypt", "-o", "-"), files: slices.Concat(tree.config, tree.side)}, {args: with(wrongKey, "decrypt", "-o", "-"), files: tree.all()},
		{args: with(goodKey, "decrypt", "--scheme", "ecb", "-o", "-"), files: tree.side}, {args: with(wrongKey, "decrypt", "--scheme", "cbc-zero-iv", "-o", "-"), files: tree.all()},
	}
}

// lintRuns gives the runs of lint: every report, with the lines that findings are on,
// every rule by itself, and what --fix would do and does.
func lintRuns(t *testing.T, tree plantedTree) []secretRun {
	runs := []secretRun{
		{args: []string{"lint"}, files: tree.all(), terminal: true},
		{args: []string{"lint", "--model", "X4U"}, files: tree.all(), terminal: true}, {args: []string{"lint", "--model", "H5"}, files: tree.all(), terminal: true},
		{args: []string{"lint", "--diff"}, files: tree.all()}, {args: []string{"lint", "--summary"}, files: tree.all()},
		{args: []string{"lint", "--diff"}, files: tree.all(), terminal: true},
		{args: []string{"lint", "--fix"}, files: copied(t, tree.config)},
		{args: []string{"lint", "-"}, stdin: frame(catalog.TextModern, textLine("Menu Password", markedPassword)), terminal: true},
		{args: with(goodKey, "lint"), files: tree.sealed, terminal: true},
		{args: with(goodKey, "lint", "--diff"), files: tree.sealed},
		{args: with(wrongKey, "lint"), files: tree.sealed},
		{args: []string{"lint", "--model", "X6"}, files: tree.all(), terminal: true},
	}
	for _, format := range report.Formats() {
		runs = append(runs, secretRun{args: []string{"lint", "--format", format}, files: slices.Concat(tree.all(), tree.wrongKind)})
	}
	for _, rule := range lint.Rules() {
		runs = append(runs,
			secretRun{args: []string{"lint", "--only", rule.ID}, files: tree.config, terminal: true},
			secretRun{args: []string{"lint", "--only", rule.ID}, files: tree.wrongKind})
	}
	return runs
}

// urlRuns give URLs with a password in them, good ones and malformed ones, in every way
// to give them. What --emit writes has it, and nothing else.
func urlRuns(t *testing.T) []secretRun {
	good := "http://fleet:" + markedPassword + "@192.0.2.1:8080/X4/$mac.cfg"
	hexOf := func(url string) string { return hex.EncodeToString([]byte(url)) }
	var runs []secretRun
	for _, url := range []string{
		good, good + "?token=" + markedPassword, "tftp" + good[4:], "HTTP" + good[4:], "htpp" + good[4:], good[7:], good[5:], good + "#", good + " ", good + "@",
		"http://fleet:" + markedPassword, "http://fleet:/" + markedPassword + "@a/", "http://fleet:" + markedPassword + "@", "http://fleet:" + markedPassword + "%@a/",
		"http://fleet:1/" + markedPassword + "@a/x.cfg", "http://fleet:" + markedPassword + "@0.0.0.0/../$MAC", "http://:" + markedPassword + "@a/", "http://a/p.php?mac=$mac&password=" + markedPassword,
		"http://fleet:" + markedPassword + "0192.0.2.1/$mac.cfg", "http://fleet:" + markedPassword + "192.0.2.1:80/$mac.cfg", "http://fleet:" + markedPassword + "prov.example.com/$mac.cfg", good + `\r\n`,
	} {
		runs = append(runs,
			secretRun{args: []string{"url", url}}, secretRun{args: []string{"url", url, "--mac", "001565113af8", "--model", "X6"}}, secretRun{args: []string{"url", url, "--format", "json"}},
			secretRun{args: []string{"url", "-"}, stdin: url + "\n"}, secretRun{args: []string{"url", url, "--input", "desk"}}, secretRun{args: []string{"url", "--from-option43", hexOf(url)}},
			secretRun{args: []string{"url", "--from-notify", "-"}, stdin: "NOTIFY sip:a SIP/2.0\r\n\r\n" + url}, secretRun{args: []string{"url", url, url}},
			secretRun{args: []string{"url", "--from-option43", hexOf(url) + "..."}}, secretRun{args: []string{"url", "--from-option43", hexOf(url) + "…", "--format", "json"}},
			secretRun{args: []string{"url", "--from-notify", "-"}, stdin: url}, secretRun{args: []string{"url", "--from-notify", "-", "--format", "json"}, stdin: "Message Body\n  " + url + `\r\n`},
			secretRun{args: []string{"url", "--from-notify", "-"}, stdin: "<scenario><send><![CDATA[\nNOTIFY sip:a SIP/2.0\n\n" + url + "  " + url + "]]></send></scenario>"})
		for _, purpose := range purposes {
			runs = append(runs, secretRun{args: []string{"url", url, "--for", purpose.name}}, secretRun{args: []string{"url", url, "--for", purpose.name, "--emit", "dnsmasq", "-o", "none/x"}})
		}
	}
	for _, way := range provision.Ways() {
		emit := secretRun{args: []string{"url", good, "--emit", string(way), "--mac", "001565113af8"}, data: "it is what the server or the phone is to get"}
		switch way { // each flag with what it is for
		case provision.Notify:
			emit.args = append(emit.args, "--phone", "192.0.2.20")
		case provision.Static, provision.PnP:
			emit.args = append(emit.args, "--dialect", "sysconf")
		}
		if way == provision.PnP { // the URL is not in it
			emit.data = ""
		}
		if way != provision.Option43Hex { // there it is in hexadecimal
			runs = append(runs, emit)
		}
		runs = append(runs, secretRun{args: []string{"url", good[7:], "--emit", string(way)}}, secretRun{args: []string{"url", good + strings.Repeat("a", 300), "--emit", string(way), "--phone", "a b", "-o", "none/x"}})
	}
	notify := writePlanted(t, "notify", []plantedFile{{"broken", "NOTIFY sip:a SIP/2.0\r\n" + good + "\r\n\r\n" + good}, {"two", "NOTIFY sip:a SIP/2.0\r\n\r\n" + good + "\r\n" + good}, {"length", "NOTIFY sip:a SIP/2.0\r\nContent-Length: " + good + "\r\n\r\n" + good}})
	for _, file := range notify {
		runs = append(runs, secretRun{args: []string{"url", "--from-notify", file}})
	}
	return append(runs,
		secretRun{args: []string{good}}, secretRun{args: []string{"url", "--server", "a b", "--user", "u", "--password-file", "-"}, stdin: markedPassword}, secretRun{args: []string{"url", "--server", "a", "--password-file", "-"}, stdin: markedPassword},
		secretRun{args: []string{"url", good, "--for", good}}, secretRun{args: []string{"url", good, "--emit", "dhcpd6"}}, secretRun{args: []string{"url", good, "--emit", "notify", "--phone", "192.0.2.20", "--transport", good}},
		secretRun{args: []string{"url", good, "--emit", "pnp", "--dialect", "dotted", "--sender", good}}, secretRun{args: []string{"url", "--from-notify", "-"}, stdin: good + "\n" + good + "x"}, secretRun{args: []string{"url", "--from-option43", "011c" + hexOf(markedPassword)}},
		secretRun{args: []string{"url", "--from-option43", good}}, secretRun{args: []string{"url", "--from-option43", hexOf(good)[1:]}},
		secretRun{args: []string{"url", good, "--mac", good}}, secretRun{args: []string{"url", good, "--model", good}}, secretRun{args: []string{"url", good, "--emit", good}}, secretRun{args: []string{"url", "--from-notify", good}})
}

// keygenRuns derive from the marked key, which must not show.
func keygenRuns(tree plantedTree) []secretRun {
	mac := []string{"--mac", "00:15:65:11:3a:f8"}
	runs := []secretRun{
		{args: []string{"keygen"}},
		{args: append([]string{"keygen", "--from", "good.key"}, mac...)},
		{args: append([]string{"keygen", "--from", markedKey}, mac...)},
		{args: []string{"keygen", "--from", markedKey}},
		{args: []string{"keygen", "--mac", markedKey, "--from", markedKey}},
		{args: []string{"keygen", markedKey}},
	}
	for _, key := range malformedKeys() {
		if key != markedPassword { // it could be any file's name
			runs = append(runs, secretRun{args: append([]string{"keygen", "--from", key}, mac...)})
		}
	}
	for _, file := range tree.keys {
		runs = append(runs, secretRun{args: append([]string{"keygen", "--from", file}, mac...)})
	}
	return runs
}

// wrongKeyRuns give a command that takes a key one that is none, in every way to give it.
func wrongKeyRuns(command *cobra.Command, tree plantedTree) []secretRun {
	name := strings.Fields(command.CommandPath())[1:]
	at := func(flags ...string) []string { return append(slices.Clone(name), flags...) }
	file := tree.config[:1]
	if command.Flags().Lookup("bump") != nil {
		name = append(name, "--bump")
	}
	runs := []secretRun{
		{args: at("--key", markedKey, "--key-file", "good.key"), files: file},
		{args: at("-key=" + markedKey), files: file}, {args: at("-key", markedKey), files: file}, {args: at("--keys=" + markedKey), files: file},
		{args: at("--key-file", markedKey), files: file}, {args: at("--key-file", "none.key", markedKey), files: file},
		{args: at(), env: map[string]string{"FVCFG_KEY_FILE": markedKey}, files: file},
		{args: at("--derive-keys", markedKey), files: file}, {args: at("--derive-keys", tree.keys[0]), files: file},
		{args: at("--phones", markedKey), files: file}, {args: at("--phones", tree.keys[0]), files: file},
		{args: at("--phones", "keys.csv", "--key-column", markedKey), files: file},
	}
	for _, table := range []string{"mac," + markedKey + "\n", "mac,file_key\n" + markedKey + "," + markedKey + "\n", "mac,file_key\n0c383e1a2b3c," + markedKey[1:] + "\n"} {
		runs = append(runs, secretRun{args: at("--phones", "-"), stdin: table, files: file})
	}
	for _, key := range malformedKeys() {
		runs = append(runs, secretRun{args: at("--key", key), files: file}, secretRun{args: at("--key=" + key), files: file},
			secretRun{args: at(), env: map[string]string{"FVCFG_KEY": key}, files: file})
		if key != markedPassword { // it could be any file's name
			runs = append(runs, secretRun{args: at("--key-file", key), files: file})
		}
	}
	for _, keyFile := range tree.keys {
		runs = append(runs, secretRun{args: at("--key-file", keyFile), files: file}, secretRun{args: at(), env: map[string]string{"FVCFG_KEY_FILE": keyFile}, files: file})
	}
	return runs
}
