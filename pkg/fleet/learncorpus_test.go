package fleet

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/internal/corpus"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/lint"
)

// errorsOf counts what package lint finds an error in.
func errorsOf(l *lint.Linter, text string) (n int) {
	for _, f := range l.Lint("0c383e000001.cfg", []byte(text)) {
		if f.Severity == lint.Error {
			n++
		}
	}
	return n
}

// varied returns files of some phones, each as a file with other values in some of its
// settings, and now and then another version. No value is one that a rule calls an error.
func varied(l *lint.Linter, text string, random *rand.Rand, phones int) folder {
	fleet := folder{}
	least := errorsOf(l, text)
	for i := range phones {
		f, _ := cfgfile.Parse([]byte(text))
		for range 6 {
			s := f.Setting(random.IntN(f.Len()))
			values := []string{"", s.Value + "1", fmt.Sprint(random.IntN(4)), "a,\"b\";'", "<&> ]]>", "Büro\u202e", "x ", "=1+1", "#,"}
			before := f.Source()
			_, err := f.Set(s.Path.String(), values[random.IntN(len(values))])
			if err != nil || errorsOf(l, f.Source()) > least {
				f, _ = cfgfile.Parse([]byte(before))
			}
		}
		if random.IntN(2) == 0 {
			_, _ = f.BumpVersion() // one that is no version stays
		}
		fleet[fmt.Sprintf("0c383e%06x.cfg", i)] = f.Source()
	}
	return fleet
}

// checkLesson fails unless generate makes of what was learned the files that fit, byte for
// byte, and each other file is named with what is wrong.
func checkLesson(t testing.TB, fleet folder, lesson *Lesson) {
	t.Helper()
	fit := folder{}
	for name, text := range fleet {
		fit[name] = text
	}
	for _, m := range lesson.Misfits {
		if m.Text == "" || strings.Contains(m.Error(), "\n") {
			t.Errorf("no good message: %q", m.Error())
		}
		delete(fit, m.Name)
	}
	if len(fit) != lesson.Files {
		t.Fatalf("%d files fit, and %d are not named", lesson.Files, len(fit))
	}
	if len(fit) > 0 {
		sameFiles(t, remake(t, lesson), fit)
	}
}

// TestLearnCorpus learns of fleets that are made of real files. Of one without errors all
// phones fit; of the others, each is refused by name.
func TestLearnCorpus(t *testing.T) {
	files, given := corpus.Read(t, "../../examples")
	l, err := lint.New(lint.Options{})
	if err != nil {
		t.Fatal(err)
	}
	learned, refused, n := 0, 0, 0
	for name, data := range files.All() {
		if n++; testing.Short() && n%4 != 1 {
			continue
		}
		f, err := cfgfile.Parse(data)
		if err != nil || f.WellFormed() != nil || f.Len() == 0 {
			continue
		}
		seed := fnv.New64()
		_, _ = seed.Write([]byte(name))
		fleet := varied(l, string(data), rand.New(rand.NewPCG(seed.Sum64(), 14)), 3)
		lesson := fleet.learn(t, LearnOptions{KeepGoing: true, Apart: true})
		checkLesson(t, fleet, lesson)
		if lesson.Files == len(fleet) {
			learned++
			continue
		}
		refused++
		if f.Version() != "" && errorsOf(l, string(data)) == 0 {
			t.Errorf("%s: %v", name, lesson.Misfits[0])
		} else if testing.Verbose() {
			t.Logf("%s: %v", name, lesson.Misfits[0])
		}
	}
	t.Logf("%d fleets were learned, and %d refused", learned, refused)
	if !given && !testing.Short() && (learned < 6 || refused > 0) {
		t.Error("not all examples could be learned")
	}
}
