package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
)

// TestGenerateFull has the disk be full amid the files, and then have room; and then be
// read-only. It mounts one of its own, in a namespace of its own.
func TestGenerateFull(t *testing.T) {
	base, first, second := fleetTables(t, 200)
	disk := filepath.Join(t.TempDir(), "disk")
	if err := os.Mkdir(disk, 0o700); err != nil {
		t.Fatal(err)
	}
	const script = `
run() { fvcfg generate --base "$1" --phones "$2" --out "$3/out" >"$3.said" 2>"$3.err"; code=$?; grep -v "in clear" "$3.err" | sed "s|$3|disk|"; sed "s|$3|disk|" "$3.said"; echo "exit code $code"; }
names() { ls -A "$1/out" | wc -l; ls -A "$1/out" | grep '^\.' ; }
mount -t tmpfs -o size=64k none "$3" || exit 9
run "$1" "$2" "$3"; names "$3"
mount -o remount,size=9m "$3"
run "$1" "$2" "$3"; names "$3"
(cd "$3/out" && sha256sum -c --quiet SHA256SUMS) && echo checked
mount -o remount,ro "$3"
run "$1" "$4" "$3"; names "$3"`
	cmd := exec.Command("sh", "-c", script, "sh", base, first, disk, second)
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWNS | syscall.CLONE_NEWUSER,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	}
	out, err := cmd.CombinedOutput()
	if len(out) == 0 && err != nil || strings.Contains(string(out), "mount:") {
		t.Skipf("no disk of one's own can be mounted here: %v: %s", err, out)
	}
	got := string(out)
	for _, want := range []string{
		"^fvcfg: disk/out/0c383e[0-9a-f]{6}.cfg: cannot be written: no space left on device; the run ends here: what is written is whole, and the next run goes on from it\n" +
			"fvcfg: disk/out/SHA256SUMS: cannot be written: no space left on device\n" +
			"disk/out: (\\d+) added, 0 changed, 0 unchanged, \\d+ not written\nexit code 3\n(\\d+)\n",
		"^disk/out: \\d+ added, 0 changed, (\\d+) unchanged\nexit code 0\n201\nchecked\n",
		"^fvcfg: disk/out: nothing can be written into the folder: read-only file system\nexit code 3\n201\n$",
	} {
		at := regexp.MustCompile(want).FindStringSubmatchIndex(got)
		if at == nil {
			t.Fatalf("no match for %s:\n%s", want, got)
		}
		if len(at) == 6 && got[at[2]:at[3]] != got[at[4]:at[5]] {
			t.Errorf("%s files are said to be added, and there are %s", got[at[2]:at[3]], got[at[4]:at[5]])
		}
		got = got[at[1]:]
	}
}
