package fleet

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/naming"
)

// manifestName is what the manifest of a whole folder is called.
const manifestName = "SHA256SUMS"

// ManifestName returns what the manifest of a shard is called: SHA256SUMS.3-of-16, and
// SHA256SUMS for the whole fleet.
func ManifestName(s Shard) string { return manifestName + s.suffix() }

// ShardOfManifest returns the shard whose manifest has a name.
func ShardOfManifest(name string) (s Shard, ok bool) {
	base, s := cutSuffix(name)
	return s, base == manifestName
}

// A Manifest lists the files of a folder, as sha256sum -c reads it, with the MAC and the
// version of each in a comment before it:
//
//	# 0c383e1a2b3c.cfg mac 0c383e1a2b3c version 2.0000000002
//	d0c0…  0c383e1a2b3c.cfg
//
// The version is there for files that are encrypted: who makes the next one must know
// which it has to exceed, and may have lost the key. The zero Manifest is empty.
type Manifest struct {
	files  []ManifestEntry // by name, where sorted
	sorted bool
}

// A ManifestEntry is one file of a manifest.
type ManifestEntry struct {
	Name    string
	MAC     naming.MAC        // zero for a general file, and where it is not known
	Version string            // "" where it is not known, or the file has none
	Sum     [sha256.Size]byte // of the file as it is stored
}

// manifestHead is the manifest's first line.
const manifestHead = "# Made by fvcfg generate, and read by it again; sha256sum -c checks the files.\n"

// Add adds a file, in place of another of its name. The order does not matter.
func (m *Manifest) Add(e ManifestEntry) {
	if n := len(m.files); m.sorted && n > 0 && m.files[n-1].Name >= e.Name {
		m.sorted = false
	} else if n == 0 {
		m.sorted = true
	}
	m.files = append(m.files, e)
}

// Files returns the files by name. The caller does not change them.
func (m *Manifest) Files() []ManifestEntry {
	if m.sorted {
		return m.files
	}
	slices.SortStableFunc(m.files, func(a, b ManifestEntry) int { return cmp.Compare(a.Name, b.Name) })
	kept := m.files[:0]
	for i, e := range m.files {
		if i+1 < len(m.files) && m.files[i+1].Name == e.Name {
			continue // a later one took its place
		}
		kept = append(kept, e)
	}
	clear(m.files[len(kept):])
	m.files, m.sorted = kept, true
	return m.files
}

// Lookup returns the file of a name.
func (m *Manifest) Lookup(name string) (ManifestEntry, bool) {
	files := m.Files()
	i, found := slices.BinarySearchFunc(files, name, func(e ManifestEntry, name string) int { return cmp.Compare(e.Name, name) })
	if !found {
		return ManifestEntry{}, false
	}
	return files[i], true
}

// WriteTo writes the manifest, by name and with LF line ends.
func (m *Manifest) WriteTo(w io.Writer) (int64, error) {
	b := bufio.NewWriter(w)
	n, err := b.WriteString(manifestHead)
	written := int64(n)
	for _, e := range m.Files() {
		if err != nil {
			break
		}
		n, err = b.WriteString(e.lines())
		written += int64(n)
	}
	return written, cmp.Or(err, b.Flush())
}

// JoinManifests returns the manifest of a whole folder from those of its shards. The error
// is a [*ManifestClashError].
func JoinManifests(parts ...*Manifest) (*Manifest, error) {
	joined := new(Manifest)
	for _, part := range parts {
		joined.files = append(joined.files, part.Files()...)
	}
	n := len(joined.files)
	if files := joined.Files(); len(files) < n {
		return nil, clashOf(parts)
	}
	return joined, nil
}

// clashOf finds a file that two manifests have.
func clashOf(parts []*Manifest) error {
	seen := make(map[string]ManifestEntry)
	for _, part := range parts {
		for _, e := range part.Files() {
			if other, twice := seen[e.Name]; twice {
				return &ManifestClashError{e.Name, other.MAC, e.MAC}
			}
			seen[e.Name] = e
		}
	}
	return nil
}

// A ManifestClashError says that two shards have made a file of one name, from different
// tables: of one table, each name is in one shard.
type ManifestClashError struct {
	Name       string
	MAC, Other naming.MAC
}

func (e *ManifestClashError) Error() string {
	return fmt.Sprintf("%s was made by two shards, for %s and for %s: run both again with one table",
		phrase.Visible(e.Name), shownMAC(e.MAC), shownMAC(e.Other))
}

func shownMAC(mac naming.MAC) string {
	if mac.IsZero() {
		return "no phone"
	}
	return mac.String()
}

// lines returns the two lines of a file.
func (e *ManifestEntry) lines() string {
	name, mark := escapeName(e.Name)
	var b strings.Builder
	b.WriteString("# " + name)
	if !e.MAC.IsZero() {
		b.WriteString(" mac " + e.MAC.String())
	}
	if e.Version != "" {
		b.WriteString(" version " + phrase.OneLine(e.Version))
	}
	b.WriteString("\n" + mark + hex.EncodeToString(e.Sum[:]) + "  " + name + "\n")
	return b.String()
}

// nameEscapes are the characters of a name that sha256sum does not write as they are. It
// says so with a backslash before the digest.
var (
	nameEscapes   = strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\r", `\r`)
	nameUnescapes = strings.NewReplacer(`\\`, `\`, `\n`, "\n", `\r`, "\r")
)

func escapeName(name string) (escaped, mark string) {
	if escaped = nameEscapes.Replace(name); escaped != name {
		mark = `\`
	}
	return escaped, mark
}

// ParseManifest reads a manifest, or what sha256sum itself prints. Comments that are not
// its own are passed over. The name is used in errors, which are a [*ManifestError].
func ParseManifest(name string, data []byte) (*Manifest, error) {
	m := &Manifest{sorted: true}
	comment, number := "", 0
	versions := make(map[string]string) // a fleet has few, and many files
	for line := range strings.Lines(string(data)) {
		number++
		line = strings.TrimRight(line, "\r\n")
		switch {
		case strings.HasPrefix(line, "#"):
			comment = line
			continue
		case line == "":
			continue
		}
		e, reason := parseEntry(line, comment)
		if reason != "" {
			return nil, &ManifestError{name, number, reason}
		}
		if _, known := versions[e.Version]; !known {
			versions[e.Version] = e.Version
		}
		e.Version = versions[e.Version]
		m.Add(e)
		comment = ""
	}
	return m, nil
}

// parseEntry reads a line of a digest and a name, and what the comment before it says of
// that name. The reason is why it is none.
func parseEntry(line, comment string) (e ManifestEntry, reason string) {
	text, escaped := strings.CutPrefix(line, `\`)
	sum, name, ok := strings.Cut(text, " ")
	if n, err := hex.Decode(e.Sum[:], []byte(sum[:min(len(sum), 2*len(e.Sum))])); err != nil || n != len(e.Sum) || len(sum) != 2*n {
		return e, "a line is 64 hexadecimal digits, two spaces and the name of a file"
	}
	if !ok || len(name) < 2 || name[0] != ' ' && name[0] != '*' {
		return e, "two spaces and the name of a file belong behind the digest"
	}
	name = name[1:]
	e.Name = name
	if escaped {
		e.Name = nameUnescapes.Replace(name)
	}
	rest, ok := strings.CutPrefix(comment, "# "+name)
	if !ok || rest != "" && rest[0] != ' ' {
		return e, ""
	}
	if digits, ok := strings.CutPrefix(rest, " mac "); ok {
		digits, _, _ = strings.Cut(digits, " ")
		mac, err := naming.ParseMAC(digits)
		if err != nil {
			return e, "in the comment before it, " + err.Error()
		}
		e.MAC, rest = mac, strings.TrimPrefix(rest, " mac "+digits)
	}
	e.Version, _ = strings.CutPrefix(rest, " version ")
	if e.Version == rest {
		e.Version = "" // nothing stands there, or something else
	}
	return e, ""
}

// A ManifestError says where a manifest is none.
type ManifestError struct {
	Name   string // of the manifest
	Line   int    // from 1
	reason string
}

func (e *ManifestError) Error() string {
	return fmt.Sprintf("%s:%d: no line of a manifest: %s", phrase.Visible(e.Name), e.Line, e.reason)
}
