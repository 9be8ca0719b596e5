package main

import (
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
)

// TestURLCutOffSecret cuts URLs off behind every byte. The digits of the password are no
// port, and no part of them shows.
func TestURLCutOffSecret(t *testing.T) {
	const password = "4815162342"
	for _, url := range []string{"ftp://fleet:" + password + "@h.example/a.cfg", "http://fleet:" + password + "@192.0.2.1:90/$mac.cfg", `ftp://fleet:` + password + `@7/x@h/a.cfg`} {
		for n := 1; n < len(url); n++ {
			runs := []secretRun{
				{args: []string{"url", "--from-option43", hex.EncodeToString([]byte(url[:n])) + "..."}},
				{args: []string{"url", "--from-notify", "-"}, stdin: fmt.Sprintf("NOTIFY sip:a SIP/2.0\r\nContent-Length: %d\r\n\r\n%s", n, url)},
			}
			if strings.Contains(url[:n], "://") {
				runs = append(runs, secretRun{args: []string{"url", "--from-notify", "-"}, stdin: url[:n] + " [truncated]"})
			}
			for _, run := range runs {
				for _, format := range []string{"text", "json"} {
					run.args = append(run.args[:3:3], "--format", format)
					stdout, stderr := run.run()
					if all := stdout + stderr; strings.Contains(all, "481") || strings.Contains(all, "48\n") || strings.Contains(all, ": 48,") || strings.Contains(all, ":48/") || strings.Contains(all, ":4/") {
						t.Errorf("%v, %d bytes: %s", run.args, n, all)
					}
				}
			}
		}
	}
}
