package report

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

func unified(t testing.TB, before, after string) string {
	t.Helper()
	var out strings.Builder
	if err := Unified(&out, "old", "new", before, after, UnifiedOptions{}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// pairs are texts and what became of them.
func pairs() [][2]string {
	ten := "1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n"
	return [][2]string{
		{"", ""}, {"", "a\n"}, {"a\n", ""}, {"", "a"}, {"a", ""}, {"a", "a\n"}, {"a\n", "a"}, {"a\nb", "a\nb\n"}, {"a\n", "b\n"}, {"a", "b"},
		{"a\r\nb\r\n", "a\nb\n"}, {"a\nb\n", "a\r\nb\r\n"}, {"a\rb\n", "a\nb\n"}, {"\n", "\n\n"}, {"\n\n", "\n"},
		{ten, "0\n" + ten}, {ten, ten + "11\n"}, {ten, strings.TrimPrefix(ten, "1\n")}, {ten, strings.TrimSuffix(ten, "10\n")},
		{ten, strings.Replace(ten, "5", "five", 1)}, {ten, strings.NewReplacer("1\n2", "one\n2", "\n9", "\nnine").Replace(ten)},
		{ten, strings.NewReplacer("1\n2", "one\n2", "\n8", "\neight").Replace(ten)}, {ten + ten, "a\n" + ten + "b\n" + ten + "c"},
		{"x\nax\n", "bx\nax\n"}, {"ab\n", "b\n"}, {"b\n", "ab\n"}, {"a\nb\nc\n", "a\nc\n"}, {"\xff\n", "\x00\n"}, {"-a\n", "+a\n"}, {"\\ No newline\n", "@@ -1 +1 @@\n"},
		{"电\n", "话\n"}, {"a b", "a\tb"},
	}
}

func TestUnifiedApplies(t *testing.T) {
	for _, p := range pairs() {
		checkApplies(t, p[0], p[1])
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		checkApplies(t, randomText(random), randomText(random))
	}
}

// randomText makes a text of few different lines, so that two have much in common.
func randomText(random *rand.Rand) string {
	var b strings.Builder
	for range random.IntN(25) {
		b.WriteString([]string{"a\n", "b\n", "c\n", "\n", "a\r\n", "d\n"}[random.IntN(6)])
	}
	if random.IntN(3) == 0 {
		b.WriteString("end")
	}
	return b.String()
}

func checkApplies(t *testing.T, before, after string) {
	t.Helper()
	diff := unified(t, before, after)
	if (diff == "") != (before == after) {
		t.Errorf("%q and %q: %q", before, after, diff)
	}
	if got, err := apply(before, diff); err != nil || got != after {
		t.Errorf("%q became %q, want %q, by (%v)\n%s", before, got, after, err, diff)
	}
}

var hunkHead = regexp.MustCompile(`^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@$`)

// apply is a small patch: it makes the changes of a unified diff and is strict
// about what stands in it.
func apply(before, diff string) (string, error) {
	if diff == "" {
		return before, nil
	}
	lines := strings.SplitAfter(diff, "\n")
	if lines[0] != "--- old\n" || lines[1] != "+++ new\n" || lines[len(lines)-1] != "" {
		return "", errors.New("no head, or no line end at the end")
	}
	lines = lines[2 : len(lines)-1]
	old := splitLines(before)
	var out strings.Builder
	at, made := 0, 0
	for len(lines) > 0 {
		head := hunkHead.FindStringSubmatch(strings.TrimSuffix(lines[0], "\n"))
		if head == nil {
			return "", fmt.Errorf("no hunk: %q", lines[0])
		}
		lines = lines[1:]
		oldStart, oldCount := hunkRange(head[1], head[2])
		newStart, newCount := hunkRange(head[3], head[4])
		if oldStart < at || oldStart > len(old) {
			return "", fmt.Errorf("starts at %d behind %d", oldStart, at)
		}
		for ; at < oldStart; at, made = at+1, made+1 {
			out.WriteString(old[at])
		}
		if made != newStart {
			return "", fmt.Errorf("the new text has %d lines, the hunk says %d", made, newStart)
		}
		for oldCount > 0 || newCount > 0 {
			if len(lines) == 0 {
				return "", errors.New("cut off")
			}
			sign, text := lines[0][0], lines[0][1:]
			if lines = lines[1:]; len(lines) > 0 && lines[0] == "\\ No newline at end of file\n" {
				text, lines = strings.TrimSuffix(text, "\n"), lines[1:]
			}
			if sign != '+' {
				if at == len(old) || old[at] != text {
					return "", fmt.Errorf("%q is not there", text)
				}
				at, oldCount = at+1, oldCount-1
			}
			if sign != '-' {
				out.WriteString(text)
				made, newCount = made+1, newCount-1
			}
		}
		if oldCount != 0 || newCount != 0 {
			return "", errors.New("more lines than the hunk says")
		}
	}
	return out.String() + strings.Join(old[at:], ""), nil
}

// hunkRange returns how many lines stand before a range, and its length.
func hunkRange(start, count string) (before, n int) {
	before, n = number(start)-1, 1
	if count != "" {
		n = number(count)
	}
	if n == 0 {
		before++
	}
	return before, n
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

func splitLines(text string) []string {
	lines := strings.SplitAfter(text, "\n")
	if lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// TestUnifiedAsDiff compares with the program diff, where it is installed: the
// same bytes where there is one way to say it, and as few changes in any case.
func TestUnifiedAsDiff(t *testing.T) {
	program, err := exec.LookPath("diff")
	if err != nil {
		t.Skip("diff is not installed")
	}
	for i, p := range pairs() {
		if want := realDiff(t, program, p[0], p[1]); unified(t, p[0], p[1]) != want {
			t.Errorf("%d: %q and %q:\n%s\ndiff says\n%s", i, p[0], p[1], unified(t, p[0], p[1]), want)
		}
	}
	random := rand.New(rand.NewPCG(3, 4))
	for range 50 {
		before, after := randomText(random), randomText(random)
		if got, want := changes(unified(t, before, after)), changes(realDiff(t, program, before, after)); got > want+want/2+2 {
			t.Errorf("%q and %q: %d changes, diff has %d", before, after, got, want)
		}
	}
}

func realDiff(t *testing.T, program, before, after string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"old": before, "new": after} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c := exec.Command(program, "-u", "--text", "--label", "old", "--label", "new", "old", "new")
	c.Dir = dir
	out, err := c.Output()
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		t.Fatal(err)
	}
	return string(out)
}

func changes(diff string) int {
	return len(regexp.MustCompile(`(?m)^[-+]`).FindAllString(diff, -1))
}

func TestUnifiedGolden(t *testing.T) {
	before := "<<VOIP CONFIG FILE>>Version:2.0002\n<SIP CONFIG MODULE>\na\nb\nc\nd\ne\nf\ng\nh\ni\n<<END OF FILE>>"
	after := "<<VOIP CONFIG FILE>>Version:2.0003\n<SIP CONFIG MODULE>\na\nb\nc\nd\ne\nf\ng\nh\ni\nj\n<<END OF FILE>>\n"
	for name, colored := range map[string]bool{"plain.diff": false, "colored.diff": true} {
		var out bytes.Buffer
		if err := Unified(&out, "a.cfg", "a.cfg (fixed)", before, after, UnifiedOptions{Color: colored}); err != nil {
			t.Fatal(err)
		}
		golden(t, name, out.String())
	}
}

// TestUnifiedVisible checks that a terminal is told nothing by a file or its name, and
// that a patch is.
func TestUnifiedVisible(t *testing.T) {
	before, after := "a\x1b[2J\tb\r\n", "a\x1b[2J\tc\u0085\xff\r\n"
	for visible, want := range map[bool]string{
		false: "--- a\x1b.cfg\n+++ b\n@@ -1 +1 @@\n-" + before + "+" + after,
		true:  "--- a\\x1b.cfg\n+++ b\n@@ -1 +1 @@\n-a\\x1b[2J\tb\r\n+a\\x1b[2J\tc\\u0085\uFFFD\r\n",
	} {
		var out strings.Builder
		if err := Unified(&out, "a\x1b.cfg", "b", before, after, UnifiedOptions{Visible: visible}); err != nil || out.String() != want {
			t.Errorf("visible %v: %v\ngot  %q\nwant %q", visible, err, out.String(), want)
		}
	}
}

// TestUnifiedLarge checks that large texts take bounded time, whatever they are.
func TestUnifiedLarge(t *testing.T) {
	if testing.Short() {
		t.Skip("no goroutine takes part")
	}
	lines := func(prefix string, n int) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(prefix + strconv.Itoa(i) + "\n")
		}
		return b.String()
	}
	for name, p := range map[string][2]string{
		"nothing in common":        {lines("a", 12_000), lines("b", 12_000)},
		"more lines than runes":    {lines("a", 700_000), lines("b", 700_000)},
		"the same lines, again":    {"a\n" + strings.Repeat("x\n", 11_000) + "b\n", "c\n" + strings.Repeat("x\n", 13_000) + "d\n"},
		"one line end after other": {strings.Repeat("\n", 200_000), strings.Repeat("\r\n", 200_000)},
		"one change in many":       {lines("a", 1_300_000), "x\n" + lines("a", 1_300_000)},
	} {
		t.Run(name, func(t *testing.T) {
			began := time.Now()
			checkApplies(t, p[0], p[1])
			if took := time.Since(began); took > time.Minute {
				t.Errorf("it took %v", took)
			}
		})
	}
}

func FuzzUnified(f *testing.F) {
	for _, p := range pairs() {
		f.Add(p[0], p[1])
	}
	f.Fuzz(func(t *testing.T, before, after string) { checkApplies(t, before, after) })
}

// TestUnifiedMarks checks that a terminal shows a change at the end of a line, and that
// nothing is marked of what stays.
func TestUnifiedMarks(t *testing.T) {
	for _, test := range []struct{ before, after, want string }{
		{"a  \nb\n", "a\nb\n", "-a··\n+a\n b\n"},
		{"a\r\nb\r\n", "a\nb\r\n", "-a␍\r\n+a\n b\r\n"},
		{"a \r\n", "a\n", "-a·␍\r\n+a\n"},
		{"a\r\n", "b\r\n", "-a\r\n+b\r\n"},
		{"a\r\n", "a\r\nb \r\n", " a\r\n+b·\r\n"},
		{"a \nb\n", "a \nc\n", " a \n-b\n+c\n"},
		{"a\r", "a", "-a␍\r\n\\ No newline at end of file\n+a\n\\ No newline at end of file\n"},
		{"a\n", "a", "-a\n+a\n\\ No newline at end of file\n"},
	} {
		for _, visible := range []bool{true, false} {
			var out strings.Builder
			if err := Unified(&out, "old", "new", test.before, test.after, UnifiedOptions{Visible: visible}); err != nil {
				t.Fatal(err)
			}
			_, body, _ := strings.Cut(out.String(), "@@\n")
			want := test.want
			if !visible {
				want = strings.NewReplacer("·", " ", "␍", "").Replace(want)
			}
			if body != want {
				t.Errorf("%q to %q, visible %v: %q, want %q", test.before, test.after, visible, body, want)
			}
		}
	}
}
