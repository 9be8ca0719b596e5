package fetch

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/provision"
	"github.com/fvcfg/fvcfg/pkg/provurl"
)

func TestFolder(t *testing.T) {
	outside := t.TempDir()
	dir := filepath.Join(outside, "root")
	for name, data := range map[string]string{
		"secret.cfg": "x", "root/0c383e000001.cfg": content, "root/X4/0c383e000001.cfg": content, "root/mac.cfg": content,
	} {
		name = filepath.Join(outside, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	folder, err := OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	gets(t, folder, "http://192.0.2.1/$mac.cfg", content)
	gets(t, folder, "tftp://192.0.2.1/X4/", content)
	gets(t, folder, "http://192.0.2.1/mac.cfg?mac=$mac.cfg", content)
	fails(t, folder, "http://192.0.2.1/none.cfg", provision.ReasonNotFound, "no such file")
	fails(t, folder, "http://192.0.2.1/X4/none/$mac.cfg", provision.ReasonNotFound, "no such file")
	fails(t, folder, "http://192.0.2.1/X4/0C-38-3E-00-00-01.cfg", provision.ReasonNotFound, "the folder has no such file; 0c383e000001.cfg is there: rename it")
	fails(t, folder, "http://192.0.2.1/X4/0c383e000001.txt", provision.ReasonNotFound, "0c383e000001.cfg is there")
	for _, name := range []string{"0c383e000001.rom", "0c383e000002.cfg"} {
		if _, err := folder.Fetch(t.Context(), urlOf(t, "http://192.0.2.1/X4/"+name)); err == nil || err.Error() != "the folder has no such file" {
			t.Errorf("%s: %v", name, err)
		}
	}
	fails(t, folder, "http://192.0.2.1/X4", provision.ReasonNotFound, "a folder")
	fails(t, folder, "http://192.0.2.1/mac.cfg/$mac.cfg", provision.ReasonNotFound, "is a file")
	fails(t, folder, "http://192.0.2.1/"+strings.Repeat("x", 300), provision.ReasonNotFound, "no such file")
	fails(t, folder, "http://192.0.2.1/%ff%fe/$mac.cfg", provision.ReasonPath, "not UTF-8")
	t.Run("links", func(t *testing.T) { testLinks(t, folder, dir) })
	t.Run("paths", func(t *testing.T) { testPaths(t, folder) })
	folder.limit = 10
	fails(t, folder, "http://192.0.2.1/$mac.cfg", provision.ReasonTooLarge, "10 bytes")
}

func testLinks(t *testing.T, folder *Folder, dir string) {
	if runtime.GOOS == "windows" {
		t.Skip("links need a privilege there")
	}
	for name, target := range map[string]string{"up.cfg": "../secret.cfg", "absolute.cfg": filepath.Join(dir, "..", "secret.cfg"), "folder": ".."} {
		if err := os.Symlink(target, filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range []string{"up.cfg", "absolute.cfg", "folder/secret.cfg"} {
		fails(t, folder, "http://192.0.2.1/"+path, provision.ReasonPath, "out of the folder")
	}
}

// testPaths gives the folder paths that no URL is expanded to, as a caller of the package
// might.
func testPaths(t *testing.T, folder *Folder) {
	for words, paths := range map[string][]string{
		"leads out of the folder":      {"/X4/../0c383e000001.cfg", "/../secret.cfg", "/X4/../../secret.cfg", "/%2e%2e/secret.cfg", "/..%2fsecret.cfg", `/..\secret.cfg`},
		"nothing where a name belongs": {"//etc/passwd", "/./mac.cfg", "/X4//0c383e000001.cfg", `/X4\0c383e000001.cfg`, "/X4/", "/"},
	} {
		for _, path := range paths {
			d, err := folder.Fetch(t.Context(), provurl.URL{Protocol: provurl.HTTP, Host: "192.0.2.1", Dir: path})
			if err == nil || !strings.Contains(err.Error(), words) {
				t.Errorf("%s: %d bytes, %v", path, len(d.Data), err)
			}
		}
	}
}
