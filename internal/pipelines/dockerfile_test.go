package pipelines

import (
	"regexp"
	"strings"
	"testing"
)

// first gives what a pattern's group finds first in a text.
func first(t *testing.T, pattern, text string) string {
	t.Helper()
	found := regexp.MustCompile(pattern).FindStringSubmatch(text)
	if found == nil {
		t.Fatalf("nothing matches %s", pattern)
	}
	return found[1]
}

func TestDockerfileHasTheModulesGo(t *testing.T) {
	module := first(t, `(?m)^go (\d+\.\d+)`, read(t, "go.mod"))
	if image := first(t, `(?m)^FROM .*\bgolang:(\S+) AS build$`, read(t, "Dockerfile")); image != module {
		t.Errorf("the Dockerfile builds with Go %s and go.mod has %s", image, module)
	}
}

// TestDockerfileSetsWhatReleasesSet compares the linker's flags with those of the
// releases, so that "fvcfg version" tells the same in a container.
func TestDockerfileSetsWhatReleasesSet(t *testing.T) {
	flags := first(t, `(?m)^\s*- (-s -w .*)$`, read(t, ".goreleaser.yaml"))
	want := strings.NewReplacer("{{ .Version }}", "$VERSION", "{{ .FullCommit }}", "$COMMIT", "{{ .CommitDate }}", "$DATE").Replace(flags)
	dockerfile := read(t, "Dockerfile")
	if got := first(t, `-ldflags "(.*)"`, dockerfile); got != want {
		t.Errorf("the Dockerfile links with\n%s\nand releases with\n%s", got, want)
	}
	for _, argument := range []string{"VERSION", "COMMIT", "DATE"} {
		if !strings.Contains(dockerfile, "\nARG "+argument+"\n") {
			t.Errorf("the Dockerfile takes no %s", argument)
		}
	}
}

// TestImageHoldsTheProgramAlone reads the last stage, which is the image that
// docker build makes unless it is told otherwise.
func TestImageHoldsTheProgramAlone(t *testing.T) {
	dockerfile := read(t, "Dockerfile")
	stage := strings.Split(strings.TrimSpace(dockerfile[strings.LastIndex(dockerfile, "\nFROM "):]), "\n")
	want := []string{"FROM scratch", "COPY --from=build /out/fvcfg /fvcfg", "USER 65532:65532", "WORKDIR /work", `ENTRYPOINT ["/fvcfg"]`}
	if strings.Join(stage, "\n") != strings.Join(want, "\n") {
		t.Errorf("the last stage is\n%s", strings.Join(stage, "\n"))
	}
}
