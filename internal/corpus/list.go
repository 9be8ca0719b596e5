// Package corpus is for tests over real files, which stay outside the project: it reads
// the folder that holds them, and compares what is found there with a list of what
// somebody has looked at.
//
// The files may be corrected where they are; so a comparison fails on what the list lacks,
// and on what is gone only where the file is still the one that was looked at.
//
// A list is text, a section a file:
//
//	== concrete/sysconf/a.cfg 5f2d8a31c0de
//	maker 2 × FV204 warning sip/line[1]/EnableReg
//	? 1 × FV302 info sip/line[1]/Foo
//
// The word before the count is a mark that a person gives, where the list has marks; a
// new line has the mark [Unseen]. "go test PACKAGE -update" writes a list anew.
package corpus

import (
	"crypto/sha256"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Unseen is the mark of a line that nobody has looked at.
const Unseen = "?"

// A List is what was found in each file, in the order of their names.
type List []Section

// A Section is what was found in one file.
type Section struct {
	Name   string // relative to the folder, with slashes
	Digest string // of the content, as [Digest] returns it
	Lines  []Line
}

// A Line is something that was found Count times.
type Line struct {
	Mark  string // empty in lists without marks
	Count int
	Text  string
}

// Digest returns 12 hexadecimal digits that stand for a file's content.
func Digest(data []byte) string { return fmt.Sprintf("%x", sha256.Sum256(data))[:12] }

// NewSection returns a section without marks that counts equal texts, in the order in
// which they first come.
func NewSection(name string, data []byte, texts []string) Section {
	s := Section{Name: name, Digest: Digest(data)}
	at := make(map[string]int)
	for _, text := range texts {
		i, ok := at[text]
		if !ok {
			i = len(s.Lines)
			at[text] = i
			s.Lines = append(s.Lines, Line{Text: text})
		}
		s.Lines[i].Count++
	}
	return s
}

var linePattern = regexp.MustCompile(`^(?:(\S+) )?(\d+) × (.*)$`)

// Parse reads a list as [List.String] writes it.
func Parse(text string) (List, error) {
	var list List
	for n, row := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		if header, ok := strings.CutPrefix(row, "== "); ok {
			name, digest, _ := strings.Cut(header, " ")
			list = append(list, Section{Name: name, Digest: digest})
			continue
		}
		cells := linePattern.FindStringSubmatch(row)
		if cells == nil || len(list) == 0 {
			return nil, fmt.Errorf("line %d is neither a file nor what was found in one: %q", n+1, row)
		}
		count, err := strconv.Atoi(cells[2])
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n+1, err)
		}
		last := &list[len(list)-1]
		last.Lines = append(last.Lines, Line{cells[1], count, cells[3]})
	}
	return list, nil
}

// String returns the list as text.
func (l List) String() string {
	var b strings.Builder
	for _, s := range l {
		fmt.Fprintf(&b, "== %s %s\n", s.Name, s.Digest)
		for _, line := range s.Lines {
			if line.Mark != "" {
				b.WriteString(line.Mark + " ")
			}
			fmt.Fprintf(&b, "%d × %s\n", line.Count, line.Text)
		}
	}
	return b.String()
}

func (l List) section(name string) (Section, bool) {
	i := slices.IndexFunc(l, func(s Section) bool { return s.Name == name })
	if i < 0 {
		return Section{}, false
	}
	return l[i], true
}

func (s Section) line(text string) (Line, bool) {
	i := slices.IndexFunc(s.Lines, func(l Line) bool { return l.Text == text })
	if i < 0 {
		return Line{}, false
	}
	return s.Lines[i], true
}

// Marked returns what was found with the marks of the list, and [Unseen] for what the
// list lacks or has fewer times.
func (l List) Marked(found List) List {
	marked := make(List, len(found))
	for i, s := range found {
		known, _ := l.section(s.Name)
		marked[i] = Section{s.Name, s.Digest, slices.Clone(s.Lines)}
		for j := range marked[i].Lines {
			line := &marked[i].Lines[j]
			line.Mark = Unseen
			if was, ok := known.line(line.Text); ok && was.Count >= line.Count {
				line.Mark = was.Mark
			}
		}
	}
	return marked
}

// Differences returns a sentence for each thing that nobody has looked at: what the list
// marks so, what it lacks, and what it has and a file of the same content no longer
// shows. A folder that holds none of the files of the list is another one, of which
// nothing is said; known is how many of them it holds.
func (l List) Differences(found List) (differences []string, known int) {
	say := func(s Section, format string, args ...any) {
		differences = append(differences, s.Name+": "+fmt.Sprintf(format, args...))
	}
	for _, s := range found {
		was, ok := l.section(s.Name)
		if ok {
			known++
		}
		for _, line := range s.Lines {
			switch listed, _ := was.line(line.Text); {
			case listed.Count < line.Count:
				say(s, "%d times, and %d times when somebody looked: %s", line.Count, listed.Count, line.Text)
			case listed.Mark == Unseen:
				say(s, "nobody has looked at: %s", line.Text)
			}
		}
		for _, line := range was.Lines {
			if now, _ := s.line(line.Text); now.Count < line.Count && was.Digest == s.Digest {
				say(s, "%d times, and no longer %d times: %s", now.Count, line.Count, line.Text)
			}
		}
	}
	if known == 0 {
		return nil, 0
	}
	return differences, known
}
