package pipelines

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// archive packs fvcfg as a release does, with a file beside it.
func archive(t *testing.T) []byte {
	t.Helper()
	program, err := os.ReadFile(filepath.Join(binFolder, "fvcfg"))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	compressed := gzip.NewWriter(&out)
	w := tar.NewWriter(compressed)
	for name, data := range map[string][]byte{"LICENSE": []byte("MIT"), "fvcfg": program} {
		err = w.WriteHeader(&tar.Header{Name: name, Mode: 0o755, Size: int64(len(data))})
		if err == nil {
			_, err = w.Write(data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := compressed.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// releases serves files by their path as github.com serves those of releases.
func releases(t *testing.T, files map[string][]byte) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		data, ok := files[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Write(data)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// archiveName is what the archive of release 1.2.3 for this system is called.
var archiveName = fmt.Sprintf("fvcfg_1.2.3_%s_%s.tar.gz", runtime.GOOS, runtime.GOARCH)

// soundRelease gives the files of release 1.2.3 by their paths.
func soundRelease(t *testing.T) map[string][]byte {
	packed := archive(t)
	return map[string][]byte{
		"/v1.2.3/checksums.txt":  fmt.Appendf(nil, "%x  %s\n", sha256.Sum256(packed), archiveName),
		"/v1.2.3/" + archiveName: packed,
	}
}

func TestActionInstallsRelease(t *testing.T) {
	release := soundRelease(t)
	sound := string(release["/v1.2.3/checksums.txt"])
	other := fmt.Sprintf("%x  %s\n", sha256.Sum256(nil), archiveName)
	const download, built = "from the release", "from source"
	tests := []struct {
		name, ref, version, sums, want string
	}{
		{"asked for", "main", "1.2.3", sound, download},
		{"asked for by its tag", "main", "v1.2.3", sound, download},
		{"used at", "v1.2.3", "", sound, download},
		{"used at, but source asked for", "v1.2.3", "source", sound, built},
		{"used at a branch", "main", "", sound, built},
		{"used at a commit", strings.Repeat("0a", 20), "", sound, built},
		{"used at a tag without release", "v9.9.9", "", sound, built},
		{"asked for and missing", "main", "9.9.9", sound, "could not be downloaded"},
		{"another file", "main", "1.2.3", other, "was the download cut off or changed?"},
		{"another file of the tag used at", "v1.2.3", "", other, "was the download cut off or changed?"},
		{"unlisted", "main", "1.2.3", strings.ReplaceAll(sound, "fvcfg_", "xfvcfg_"), "does not list"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			served := maps.Clone(release)
			served["/v1.2.3/checksums.txt"] = []byte(tt.sums)
			got := runAction(t, phones(t), use{
				ref:  tt.ref,
				with: map[string]string{"version": tt.version, "paths": "clean"},
				env:  []string{"FVCFG_RELEASES=" + releases(t, served)},
			})
			installed, _ := os.ReadFile(filepath.Join(got.path, "fvcfg"))
			released, err := os.ReadFile(filepath.Join(binFolder, "fvcfg"))
			if err != nil {
				t.Fatal(err)
			}
			switch tt.want {
			case download, built:
				if got.code != 0 || bytes.Equal(installed, released) != (tt.want == download) {
					t.Errorf("%d, installed from the release: %v\n%s", got.code, bytes.Equal(installed, released), got.output)
				}
			default:
				if got.code == 0 || got.path != "" || !strings.Contains(got.output, tt.want) {
					t.Errorf("%d, %q on the PATH, want %q in\n%s", got.code, got.path, tt.want, got.output)
				}
			}
		})
	}
}

// TestReleasesAreNamedAsTheActionHasThem compares the names that install.sh makes
// with what goreleaser is told.
func TestReleasesAreNamedAsTheActionHasThem(t *testing.T) {
	var config struct {
		ProjectName string `yaml:"project_name"`
		Builds      []struct{ Goos, Goarch []string }
		Archives    []struct {
			NameTemplate    string `yaml:"name_template"`
			Formats         []string
			FormatOverrides []struct {
				Goos    string
				Formats []string
			} `yaml:"format_overrides"`
		}
		Checksum struct {
			NameTemplate string `yaml:"name_template"`
		}
	}
	readYAML(t, ".goreleaser.yaml", &config)
	a, b := config.Archives[0], config.Builds[0]
	if config.ProjectName != "fvcfg" || a.NameTemplate != "{{ .ProjectName }}_{{ .Version }}_{{ .Os }}_{{ .Arch }}" || config.Checksum.NameTemplate != "checksums.txt" {
		t.Errorf("releases are called %s, %s, %s", config.ProjectName, a.NameTemplate, config.Checksum.NameTemplate)
	}
	if !slices.Equal(a.Formats, []string{"tar.gz"}) || len(a.FormatOverrides) != 1 || a.FormatOverrides[0].Goos != "windows" || !slices.Equal(a.FormatOverrides[0].Formats, []string{"zip"}) {
		t.Errorf("releases are packed as %v, %v", a.Formats, a.FormatOverrides)
	}
	for _, system := range []string{"linux", "darwin", "windows"} {
		if !slices.Contains(b.Goos, system) {
			t.Errorf("releases are not built for %s", system)
		}
	}
	for _, architecture := range []string{"amd64", "arm64"} {
		if !slices.Contains(b.Goarch, architecture) {
			t.Errorf("releases are not built for %s", architecture)
		}
	}
}
