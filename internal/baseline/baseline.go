// Package baseline keeps the findings that are known of a repository, so that a check of it
// speaks of new ones alone.
//
// A baseline is a JSON file, with a finding a line in the order of the files, so that a
// version control system shows what comes and what goes:
//
//	{"version":1,"kind":"fvcfg baseline","known":[
//	{"file":"lobby/a.cfg","rule":"FV302","path":"SIP CONFIG MODULE:SIP Line List:SIP1 Foo"},
//	{"file":"lobby/a.cfg","rule":"FV202","message":"…","count":3}
//	]}
//
// A finding is known by its file, its rule, and the path of the setting that it is about;
// where it is about none, by its message without the numbers in it. Where it stands does not
// count. Files have their paths from the baseline's folder, with slashes. It holds what
// findings say, and so no secret.
package baseline

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"sync"

	"github.com/fvcfg/fvcfg/pkg/lint"
)

// MaxSize is the size in bytes above which a baseline is not read: 64 MiB.
const MaxSize = 64 << 20

// version is that of the form, and kind what shows a baseline among other JSON.
const (
	version = 1
	kind    = "fvcfg baseline"
)

// Entry is a finding that is known, or several that nothing sets apart. One with neither a
// path nor a message stands for any findings of its rule: a file with so many of them that
// they are not listed has one.
type Entry struct {
	File    string `json:"file"`
	Rule    string `json:"rule"` // its number
	Path    string `json:"path,omitempty"`
	Message string `json:"message,omitempty"`
	Count   int    `json:"count,omitempty"` // 0 for 1
}

// String returns the entry as a person reads it: "a.cfg: FV302 unknown-key: SIP1 Foo".
func (e Entry) String() string {
	text := e.File + ": " + e.Rule
	if rule, err := lint.LookupRule(e.Rule); err == nil {
		text = e.File + ": " + rule.String()
	}
	if about := cmp.Or(e.Path, e.Message); about != "" {
		text += ": " + about
	}
	if e.Count > 1 {
		text += fmt.Sprintf(" (%d times)", e.Count)
	}
	return text
}

// key is what a finding of a file is known by.
type key struct{ rule, path, message string }

func keyOf(f *lint.Finding) key {
	if f.Path != "" {
		return key{rule: f.Rule.ID, path: f.Path}
	}
	return key{rule: f.Rule.ID, message: withoutNumbers(f.Message)}
}

// Baseline is what is known. It is safe for use by several goroutines.
type Baseline struct {
	mu    sync.Mutex
	files map[string]map[key]int
}

// New returns a baseline that knows nothing.
func New() *Baseline { return &Baseline{files: make(map[string]map[key]int)} }

// Match parts the findings of a file into those that are new, which it returns, and the known
// ones, which it counts. What is known and was not found is mended where its rule was looked
// for.
func (b *Baseline) Match(file string, findings []lint.Finding, looked func(rule string) bool) (fresh []lint.Finding, known int, mended []Entry) {
	b.mu.Lock()
	left := maps.Clone(b.files[file])
	b.mu.Unlock()
	for i := range findings {
		f := &findings[i]
		n := 1 + f.More()
		switch k, any := keyOf(f), (key{rule: f.Rule.ID}); {
		case left[k] >= n:
			left[k] -= n
			known += n
		case left[any] >= n:
			left[any] -= n
			known += n
		default:
			if n > 1 { // some of them are known, and nobody knows which
				delete(left, any)
			}
			fresh = append(fresh, *f)
		}
	}
	maps.DeleteFunc(left, func(k key, n int) bool { return n == 0 || !looked(k.rule) })
	return fresh, known, entries(file, left)
}

// Set replaces what is known of a file by its findings, as far as their rules were looked for.
func (b *Baseline) Set(file string, findings []lint.Finding, looked func(rule string) bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	known := maps.Clone(b.files[file])
	if known == nil {
		known = make(map[key]int)
	}
	maps.DeleteFunc(known, func(k key, _ int) bool { return looked(k.rule) })
	many := make(map[string]bool)
	for i := range findings {
		if findings[i].More() > 0 {
			many[findings[i].Rule.ID] = true
		}
	}
	for i := range findings {
		k := keyOf(&findings[i])
		if many[k.rule] {
			k = key{rule: k.rule}
		}
		known[k] += 1 + findings[i].More()
	}
	b.files[file] = known
}

// Files returns the files of which something is known, in their order.
func (b *Baseline) Files() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Sorted(maps.Keys(b.files))
}

// Known returns what is known of a file.
func (b *Baseline) Known(file string) []Entry {
	b.mu.Lock()
	defer b.mu.Unlock()
	return entries(file, b.files[file])
}

// Remove forgets a file.
func (b *Baseline) Remove(file string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.files, file)
}

// entries returns what is known of a file in the order that it is written in.
func entries(file string, known map[key]int) (all []Entry) {
	for k, n := range known {
		all = append(all, Entry{file, k.rule, k.path, k.message, n})
	}
	slices.SortFunc(all, func(a, b Entry) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Message, b.Message))
	})
	return all
}

// Bytes returns the baseline as it is stored.
func (b *Baseline) Bytes() []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, `{"version":%d,"kind":%q,"known":[`, version, kind)
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	separator := "\n"
	for _, file := range b.Files() {
		for _, e := range b.Known(file) {
			if e.Count == 1 {
				e.Count = 0
			}
			out.WriteString(separator)
			if err := encoder.Encode(e); err != nil {
				panic(err) // of strings and a number
			}
			out.Truncate(out.Len() - 1) // the line end
			separator = ",\n"
		}
	}
	out.WriteString("\n]}\n")
	return out.Bytes()
}

// Fingerprints returns for each finding of one file a name that stays the same from
// run to run, so that a service that keeps reports knows what it has seen before.
//
// It is made of the rule, the file and the message without its numbers. So it
// survives that the place moves to another line or column, that a message counts
// lines differently, that a severity is set otherwise, and that anything else in
// the file changes. It does not survive a new name of the file, nor new words in
// the message. Findings that are alike in all three are numbered from the top:
// when one of them goes, those below take the numbers before theirs, so as many
// go as were mended, though not always the same.
//
// Services keep what they have seen under these names, so they are to stay as they are.
func Fingerprints(findings []lint.Finding) []string {
	seen := make(map[string]int)
	prints := make([]string, len(findings))
	for i, f := range findings {
		alike := f.Rule.ID + "\x00" + Slashed(f.File) + "\x00" + withoutNumbers(f.Message)
		seen[alike]++
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", alike, seen[alike]))
		prints[i] = hex.EncodeToString(sum[:16])
	}
	return prints
}

// Slashed returns a file's name in the form it has in a repository on any system:
// forward slashes, and no "./" before it.
func Slashed(name string) string { return filepath.ToSlash(filepath.Clean(name)) }

// numbers finds the numbers of a message, and what holds numbers that are no
// count and no line: a quoted name, and an index as in sip/line[2].
var numbers = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`"(?:\\.|[^"\\])*"|\[\d+\]|\b\d+\b`) })

// withoutNumbers takes line numbers and counts out of a message. A number that
// is part of a name stays: the SIP1 Register Addr is not that of SIP2.
func withoutNumbers(message string) string {
	return numbers().ReplaceAllStringFunc(message, func(found string) string {
		if found[0] == '"' || found[0] == '[' {
			return found
		}
		return "#"
	})
}
