package batch

import (
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
)

// OutputPath is where the output for an input goes in a folder: under its base
// name. Use an [OutDir] where there are several inputs.
func OutputPath(dir, input string) (string, error) {
	if input == stdinName {
		return "", errors.New("standard input has no name to give its output in a folder; name the output file")
	}
	base := filepath.Base(input)
	if base == "." || base == ".." || base == string(filepath.Separator) {
		return "", fmt.Errorf("%s: no name of a file", shown(input))
	}
	return filepath.Join(dir, base), nil
}

// OutputClashError reports that two inputs have one output.
type OutputClashError struct{ Output, Input, Other string }

func (e *OutputClashError) Error() string {
	return fmt.Sprintf("%s: its output %s is that of %s already; give them in two runs, with a folder each",
		shown(e.Input), shown(e.Output), shown(e.Other))
}

// OutputIsInputError reports that an output would replace an input.
type OutputIsInputError struct{ Output, Input string }

func (e *OutputIsInputError) Error() string {
	return fmt.Sprintf("%s: its output %s is an input itself; give another folder", shown(e.Input), shown(e.Output))
}

// OutDir hands out the paths of outputs in a folder, each once and none that
// is an input. It neither needs the folder to be there nor makes it.
type OutDir struct {
	dir    string
	inputs map[string]bool // by identity

	mu      sync.Mutex
	taken   map[string]string // output to input
	folders folders
}

// NewOutDir returns an OutDir for a run over these inputs.
func NewOutDir(dir string, inputs []Input) *OutDir {
	o := &OutDir{
		dir: dir, inputs: make(map[string]bool, len(inputs)),
		taken: make(map[string]string, len(inputs)), folders: make(folders),
	}
	for _, in := range inputs {
		if !in.IsStdin() {
			o.inputs[pathKey(o.folders.file(in.Name))] = true
		}
	}
	return o
}

// Path returns where the output for an input goes: its base name, in the
// folder. It fails with [*OutputClashError] or [*OutputIsInputError]. Which of
// two inputs is the one refused depends on the order of the calls: ask for all
// paths in order before the work begins, and nothing is written for a run that
// cannot be finished. An input that asks again gets the same path.
func (o *OutDir) Path(in Input) (string, error) {
	return o.PathAs(in, in.Name)
}

// PathAs is Path for an output that has another base name than its input.
func (o *OutDir) PathAs(in Input, base string) (string, error) {
	path, err := OutputPath(o.dir, base)
	if err != nil {
		return "", err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	other, taken := o.taken[pathKey(path)]
	switch {
	case taken && other == in.Name:
		return path, nil
	case o.inputs[pathKey(o.realOutput(path))]:
		return "", &OutputIsInputError{Output: path, Input: in.Name}
	case taken:
		return "", &OutputClashError{Output: path, Input: in.Name, Other: other}
	}
	o.taken[pathKey(path)] = in.Name
	return path, nil
}

// realOutput is the file that writing to path would replace.
func (o *OutDir) realOutput(path string) string {
	if real, err := followLinks(path); err == nil {
		path = real
	}
	return filepath.Join(o.folders.folderOf(path), filepath.Base(path))
}

// pathKey is the same for two names that mean one file where the system's
// usual file system does not tell upper case from lower.
func pathKey(path string) string {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return strings.ToLower(path)
	}
	return path
}
