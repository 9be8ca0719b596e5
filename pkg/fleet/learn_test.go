package fleet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/lint"
)

// folder is device files by their names.
type folder map[string]string

func (f folder) read(name string) ([]byte, error) {
	if text, ok := f[name]; ok {
		return []byte(text), nil
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

func (f folder) names() (names []string) {
	for name := range f {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// learn learns of a folder.
func (f folder) learn(t testing.TB, options LearnOptions) *Lesson {
	t.Helper()
	options.ReadFile = f.read
	lesson, err := Learn(context.Background(), f.names(), options)
	if err != nil {
		t.Fatal(err)
	}
	return lesson
}

// remake makes the files of what was learned.
func remake(t testing.TB, lesson *Lesson) folder {
	t.Helper()
	open := func(name string, data []byte) *Table {
		table, err := OpenTable(Source{name, func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil }}, CSV)
		if err != nil {
			t.Fatal(err)
		}
		return table
	}
	bases := folder{}
	options := Options{ReadFile: bases.read}
	for _, b := range lesson.Bases {
		bases[b.Name] = string(b.Data)
	}
	if len(bases) == 1 {
		options.Bases = bases.names()
	}
	if lesson.Secrets != nil {
		var err error
		if options.Secrets, err = ReadSecrets(open("secrets.csv", lesson.Secrets)); err != nil {
			t.Fatal(err)
		}
	}
	phones := open("phones.csv", lesson.Phones)
	g, err := New(phones.Columns(), options)
	if err != nil {
		t.Fatal(err)
	}
	made := folder{}
	for row, err := range phones.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		file, err := g.Make(row)
		if err != nil {
			t.Fatal(err)
		}
		made[file.Name] = string(file.Data)
	}
	return made
}

// sameFiles fails unless two folders hold the same files.
func sameFiles(t testing.TB, got, want folder) {
	t.Helper()
	if !slices.Equal(got.names(), want.names()) {
		t.Fatalf("files %v, want %v", got.names(), want.names())
	}
	for name, text := range want {
		if got[name] != text {
			t.Fatalf("%s is %q\nwant %q", name, got[name], text)
		}
	}
}

// example returns an example in a dialect.
func example(t testing.TB, dialect string) string {
	t.Helper()
	for _, ext := range []string{".cfg", ".xml", ".txt"} {
		data, err := os.ReadFile(filepath.Join("../../examples", dialect+ext))
		if err == nil {
			return string(data)
		}
		if !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
	}
	t.Fatalf("no example in %s", dialect)
	return ""
}

// fleetOf makes the files of a number of phones of an example: each with its own number,
// password, name and version.
func fleetOf(t testing.TB, dialect string, count int) folder {
	t.Helper()
	fleet := folder{}
	text := example(t, dialect)
	for i := range count {
		f, err := cfgfile.Parse([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		values := []cfgfile.Assignment{
			{Path: "@line1.number", Value: fmt.Sprint(2000 + i)},
			{Path: "@line1.auth_user", Value: fmt.Sprint(2000 + i)},
			{Path: "@line1.password", Value: fmt.Sprintf("%x,\"%d", i*7919, i)},
			{Path: "@line1.display_name", Value: []string{"", "Büro " + fmt.Sprint(i), "A & <B>", "spaced ", "x"}[i%5]},
		}
		if _, err := f.SetAll(values, cfgfile.SetOptions{}); err != nil {
			t.Fatal(err)
		}
		if f.Source() == "" {
			t.Fatal("empty")
		}
		fleet[fmt.Sprintf("0c383e%06x.cfg", i)] = f.Source()
	}
	return fleet
}

// TestLearnExamples learns of made fleets in each dialect, of a thousand phones where the
// secrets are apart.
func TestLearnExamples(t *testing.T) {
	for _, dialect := range []string{"text-legacy", "text-modern", "xml-legacy", "sysconf", "dotted"} {
		for _, apart := range []bool{false, true} {
			phones := 20
			if apart && !testing.Short() {
				phones = 1000
			}
			fleet := fleetOf(t, dialect, phones)
			lesson := fleet.learn(t, LearnOptions{Apart: apart})
			for _, m := range lesson.Misfits {
				t.Fatal(m)
			}
			sameFiles(t, remake(t, lesson), fleet)
			head, _, _ := strings.Cut(string(lesson.Phones), "\n")
			want := "mac,line1.number,line1.display_name,line1.auth_user"
			if !apart {
				want += ",line1.password"
			}
			if !sameWords(head, want) {
				t.Errorf("%s: columns %s, want %s", dialect, head, want)
			}
			if bytes.Contains(lesson.Phones, []byte(fmt.Sprintf("%x", 7919))) == apart {
				t.Errorf("%s: a password stands in the table of phones: %v, want %v", dialect, !apart, apart)
			}
			if bytes.Contains(lesson.Bases[0].Data, []byte(fmt.Sprintf("%x", 7919))) {
				t.Errorf("%s: a password stands in the base", dialect)
			}
		}
	}
}

// sameWords reports whether two lines have the same words with commas between them, in any
// order.
func sameWords(a, b string) bool {
	x, y := strings.Split(a, ","), strings.Split(b, ",")
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

// textFile returns a small file in text-modern.
func textFile(version string, lines ...string) string {
	header := fmt.Sprintf("%-62s\r\n", "<<VOIP CONFIG FILE>>Version:"+version)
	body := "<SIP CONFIG MODULE>\r\n--SIP Line List--  :\r\n"
	return header + body + strings.Join(lines, "\r\n") + "\r\n<<END OF FILE>>\r\n"
}

// line returns a line of text-modern.
func line(key, value string) string { return fmt.Sprintf("%-24s:%s", key, value) }

// deviceFile returns a file with a phone's number and password, and further lines.
func deviceFile(number, password string, more ...string) string {
	return textFile("2.0000000001", append([]string{line("SIP1 Phone Number", number), line("SIP1 Register Pswd", password)}, more...)...)
}

var misfits = []struct {
	name string
	file string // under 0c383e0000ff.cfg, beside three of the same layout
	want string
}{
	{"a setting more", deviceFile("9", "p", line("SIP1 Nonsense", "1")), "0c383e0000ff.cfg:6: it has SIP CONFIG MODULE:SIP Line List:SIP1 Nonsense, which 0c383e000001.cfg lacks, and generate would not add it in this way"},
	{"two settings more", deviceFile("9", "p", line("SIP1 Nonsense", "1"), line("SIP1 Other", "")), "0c383e0000ff.cfg:6: it has SIP CONFIG MODULE:SIP Line List:SIP1 Nonsense and 1 other setting, which 0c383e000001.cfg lacks, and generate would not add it in this way"},
	{"a setting less, and a comment", strings.Replace(textFile("2.0000000001", line("SIP1 Phone Number", "9")), "--SIP", "# mine\r\n--SIP", 1), "0c383e0000ff.cfg: it lacks SIP CONFIG MODULE:SIP Line List:SIP1 Register Pswd, which 0c383e000001.cfg:5 has"},
	{"another setting", textFile("2.0000000001", line("SIP1 Phone Number", "9"), line("SIP1 Register Pwd", "p")), "0c383e0000ff.cfg:5: it has SIP CONFIG MODULE:SIP Line List:SIP1 Register Pwd, which 0c383e000001.cfg lacks"},
	{"another order", textFile("2.0000000001", line("SIP1 Register Pswd", "p"), line("SIP1 Phone Number", "9")), "0c383e0000ff.cfg:4: SIP CONFIG MODULE:SIP Line List:SIP1 Register Pswd stands here, where 0c383e000001.cfg:4 has SIP CONFIG MODULE:SIP Line List:SIP1 Phone Number"},
	{"a setting twice", deviceFile("9", "p", line("SIP1 Register Pswd", "p")), "0c383e0000ff.cfg:6: it has SIP CONFIG MODULE:SIP Line List:SIP1 Register Pswd once more than 0c383e000001.cfg"},
	{"other line ends", strings.ReplaceAll(deviceFile("9", "p"), "\r", ""), "0c383e0000ff.cfg: its lines end with LF, and those of 0c383e000001.cfg with CR LF"},
	{"other padding", strings.Replace(deviceFile("9", "p"), "Number       ", "Number ", 1), "0c383e0000ff.cfg:4: it is written in another way here than 0c383e000001.cfg:4, outside of the values"},
	{"a comment", strings.Replace(deviceFile("9", "p"), "--SIP", "# mine\r\n--SIP", 1), "0c383e0000ff.cfg:3: it is written in another way here than 0c383e000001.cfg:3, outside of the values"},
	{"a header that is not padded", strings.Replace(deviceFile("9", "p"), "  ", "", 1), "0c383e0000ff.cfg:1: it is written in another way here than 0c383e000001.cfg:1, outside of the values"},
	{"another dialect", "#<Voip Config File>#\nVersion = 2.0000000001\nsip.line.1.PhoneNumber = 9\n", "0c383e0000ff.cfg: it is dotted, and 0c383e000001.cfg is text-modern: learn the files of each dialect by themselves"},
	{"two quotation marks", deviceFile("9", `""`), "0c383e0000ff.cfg:5: the value of SIP CONFIG MODULE:SIP Line List:SIP1 Register Pswd is two quotation marks, which in a table stand for an empty value"},
	{"a lone CR", deviceFile("9", "p\rq"), "0c383e0000ff.cfg:5: the value of SIP CONFIG MODULE:SIP Line List:SIP1 Register Pswd holds a line break, which a table does not put into a setting"},
	{"a NUL", deviceFile("9", "p\x00q"), "0c383e0000ff.cfg:5: the value of SIP CONFIG MODULE:SIP Line List:SIP1 Register Pswd holds a NUL, which no table has"},
	{"no UTF-8", deviceFile("9", "p\xfcq"), "0c383e0000ff.cfg:5: the value of SIP CONFIG MODULE:SIP Line List:SIP1 Register Pswd is not UTF-8, as a table is"},
	{"a version that is none", strings.Replace(deviceFile("9", "p"), "2.0000000001", "twotwotwotwo", 1), "0c383e0000ff.cfg: its version is none that generate could give a file, and other files have another"},
	{"no version", strings.Replace(deviceFile("9", "p"), "2.0000000001", "            ", 1), "0c383e0000ff.cfg: it has no version, and generate gives every file one"},
	{"a web page", "<html><body>404</body></html>", "0c383e0000ff.cfg: "},
	{"nothing", "", "0c383e0000ff.cfg: "},
}

func TestLearnMisfits(t *testing.T) {
	for _, tt := range misfits {
		t.Run(tt.name, func(t *testing.T) {
			fleet := folder{"0c383e000001.cfg": deviceFile("1", "a"), "0c383e000002.cfg": deviceFile("2", "b"), "0c383e000003.cfg": deviceFile("3", "c"), "0c383e0000ff.cfg": tt.file}
			lesson := fleet.learn(t, LearnOptions{})
			if len(lesson.Misfits) != 1 || !strings.HasPrefix(lesson.Misfits[0].Error(), tt.want) {
				t.Fatalf("got %v\nwant %s", lesson.Misfits, tt.want)
			}
			if lesson.Phones != nil || lesson.Bases != nil {
				t.Error("something was learned, though a file does not fit")
			}
			lesson = fleet.learn(t, LearnOptions{KeepGoing: true})
			checkLesson(t, fleet, lesson)
			if lesson.Files != 3 {
				t.Errorf("%d files fit, want 3", lesson.Files)
			}
		})
	}
}

// TestLearnNames goes by what the names of the files say.
func TestLearnNames(t *testing.T) {
	fleet := folder{
		"a/0c383e000001.cfg": deviceFile("1", "a"), "b/0C383E000002.CFG": deviceFile("2", "b"), "b/0c-38-3e-00-00-03.txt": deviceFile("3", "c"),
		"b/0c383e000001.cfg": deviceFile("4", "d"), "b/office.cfg": deviceFile("5", "e"),
	}
	lesson := fleet.learn(t, LearnOptions{KeepGoing: true})
	var got []string
	for _, m := range lesson.Misfits {
		got = append(got, m.Error())
	}
	want := []string{
		"b/0c383e000001.cfg: it is of the same phone as a/0c383e000001.cfg: a phone has one row",
		"b/office.cfg: no MAC address is in its name, by which a row would be its phone's",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	const table = "mac,file,line1.number,line1.password\n0c383e000001,0c383e000001.cfg,1,a\n0c383e000003,0c-38-3e-00-00-03.txt,3,c\n0c383e000002,0C383E000002.CFG,2,b\n"
	if got := sortedLines(string(lesson.Phones)); got != sortedLines(table) {
		t.Errorf("table\n%s\nwant\n%s", lesson.Phones, table)
	}
}

func sortedLines(text string) string {
	lines := strings.Split(text, "\n")
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

// TestLearnOne has a file alone, whose base is the file and whose table has its MAC.
func TestLearnOne(t *testing.T) {
	fleet := folder{"0c383e000001.cfg": deviceFile("1", "a")}
	lesson := fleet.learn(t, LearnOptions{Apart: true})
	if string(lesson.Phones) != "mac\n0c383e000001\n" || lesson.Secrets != nil || len(lesson.Bases) != 1 || string(lesson.Bases[0].Data) != fleet["0c383e000001.cfg"] {
		t.Errorf("got %q, %q, %q", lesson.Phones, lesson.Secrets, lesson.Bases)
	}
	if lesson.Bases[0].Secrets != 1 {
		t.Errorf("%d secrets in the base, want 1", lesson.Bases[0].Secrets)
	}
	lesson = folder{}.learn(t, LearnOptions{})
	if lesson.Phones != nil || lesson.Files != 0 || lesson.Misfits != nil {
		t.Errorf("of nothing: %+v", lesson)
	}
}

// TestLearnAdded has phones with settings that others lack, where generate adds them.
func TestLearnAdded(t *testing.T) {
	second := line("SIP2 Phone Number", "20")
	both := []string{second, line("SIP2 Register Pswd", "x")}
	fleet := folder{
		"0c383e000001.cfg": deviceFile("1", "a"), "0c383e000002.cfg": deviceFile("2", "b", second), "0c383e000003.cfg": deviceFile("3", "c", both...),
		"0c383e000004.cfg": deviceFile("4", "d", line("SIP2 Phone Number", "")), "0c383e000005.cfg": deviceFile("5", "e"),
	}
	lesson := fleet.learn(t, LearnOptions{Apart: true})
	checkLesson(t, fleet, lesson)
	const phones = "mac,line1.number,line2.number\n0c383e000001,1,\n0c383e000002,2,20\n0c383e000003,3,20\n0c383e000004,4,\"\"\n0c383e000005,5,\n"
	const secrets = "mac,line1.password,line2.password\n0c383e000001,a,\n0c383e000002,b,\n0c383e000003,c,x\n0c383e000004,d,\n0c383e000005,e,\n"
	if string(lesson.Phones) != phones || string(lesson.Secrets) != secrets || len(lesson.Misfits) > 0 {
		t.Errorf("got\n%s\n%s\n%v", lesson.Phones, lesson.Secrets, lesson.Misfits)
	}
}

// TestLearnCluster has a base for each layout.
func TestLearnCluster(t *testing.T) {
	lf := func(text string) string { return strings.ReplaceAll(text, "\r", "") }
	fleet := folder{
		"0c383e000001.cfg": lf(deviceFile("1", "a")), "0c383e000002.cfg": deviceFile("2", "b"), "0c383e000003.cfg": deviceFile("3", "b"),
		"0c383e000004.cfg": lf(deviceFile("1", "d")), "0c383e000005.cfg": deviceFile("5", "b"),
	}
	lesson := fleet.learn(t, LearnOptions{Cluster: true})
	checkLesson(t, fleet, lesson)
	if len(lesson.Bases) != 2 || lesson.Bases[0].Files != 3 || lesson.Bases[0].Name != "base-1.cfg" || lesson.Bases[1].From != "0c383e000001.cfg" || len(lesson.Misfits) > 0 {
		t.Errorf("bases %+v, misfits %v", lesson.Bases, lesson.Misfits)
	}
	const table = "mac,base,line1.number,line1.password\n0c383e000001,base-2.cfg,,a\n0c383e000002,base-1.cfg,2,\n0c383e000003,base-1.cfg,3,\n0c383e000004,base-2.cfg,,d\n0c383e000005,base-1.cfg,5,\n"
	if string(lesson.Phones) != table {
		t.Errorf("got\n%s\nwant\n%s", lesson.Phones, table)
	}
}

// TestLearnVersions has files with versions of their own, be the header padded or not.
func TestLearnVersions(t *testing.T) {
	padded := folder{}
	for i, v := range []string{"2.0000000001", "2.0000000007", "2.0002", "2.0000000001"} {
		padded[fmt.Sprintf("0c383e00000%d.cfg", i)] = textFile(v, line("SIP1 Phone Number", fmt.Sprint(i)))
	}
	bare := folder{}
	for name, text := range padded {
		header, rest, _ := strings.Cut(text, "\r\n")
		bare[name] = strings.TrimRight(header, " ") + "\r\n" + rest
	}
	for _, fleet := range []folder{padded, bare} {
		lesson := fleet.learn(t, LearnOptions{})
		checkLesson(t, fleet, lesson)
		const table = "mac,version,line1.number\n0c383e000000,2.0000000001,0\n0c383e000001,2.0000000007,1\n0c383e000002,2.0002,2\n0c383e000003,2.0000000001,3\n"
		if string(lesson.Phones) != table || len(lesson.Misfits) > 0 {
			t.Errorf("got\n%s\nwant\n%s%v", lesson.Phones, table, lesson.Misfits)
		}
	}
}

// TestLearnUsual has the odd file come first: what most have is what the base is made of.
func TestLearnUsual(t *testing.T) {
	twice := func(number, again string) string {
		return deviceFile(number, "p", line("SIP1 Nonsense", "1"), line("SIP1 Nonsense", again))
	}
	fleet := folder{"0c383e000001.cfg": twice("1", "9"), "0c383e000002.cfg": twice("2", "2"), "0c383e000003.cfg": twice("3", "2")}
	lesson := fleet.learn(t, LearnOptions{KeepGoing: true})
	checkLesson(t, fleet, lesson)
	const want = "0c383e000001.cfg:7: SIP CONFIG MODULE:SIP Line List:SIP1 Nonsense differs among the files, and the file has it more than once, so that no column can be of it alone"
	if len(lesson.Misfits) != 1 || lesson.Misfits[0].Error() != want {
		t.Errorf("got %v, want %s", lesson.Misfits, want)
	}
}

// TestLearnXML has values that XML can write in several ways.
func TestLearnXML(t *testing.T) {
	file := func(number, name string) string {
		return "<sysConf>\n    <Version>2.0000000001</Version>\n    <sip>\n        <line index=\"1\">\n            <PhoneNumber>" + number + "</PhoneNumber>\n            <DisplayName>" + name + "</DisplayName>\n        </line>\n    </sip>\n</sysConf>\n"
	}
	fleet := folder{
		"0c383e000001.cfg": file("1", "A &amp; B"), "0c383e000002.cfg": file("2", "C"), "0c383e000003.cfg": file("3", "<![CDATA[D]]>"),
		"0c383e000004.cfg": file("4", "&#69;"), "0c383e000005.cfg": file("5", ""), "0c383e000006.cfg": file("", "A &amp; B"),
	}
	lesson := fleet.learn(t, LearnOptions{KeepGoing: true})
	checkLesson(t, fleet, lesson)
	var got []string
	for _, m := range lesson.Misfits {
		got = append(got, m.Error())
	}
	const how = ".cfg:6: the value of sip/line[1]/DisplayName is written in another way than generate writes it"
	if want := []string{"0c383e000003" + how, "0c383e000004" + how}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	same := folder{"0c383e000001.cfg": file("1", "&#69;"), "0c383e000002.cfg": file("2", "&#69;")}
	if lesson := same.learn(t, LearnOptions{}); len(lesson.Misfits) > 0 { // it stands in the base as it is
		t.Error(lesson.Misfits)
	}
}

// TestLearnVariable has what reads as a variable in a base: a cell is not looked through.
func TestLearnVariable(t *testing.T) {
	fleet := folder{}
	for i := range 3 {
		fleet[fmt.Sprintf("0c383e00000%d.cfg", i)] = textFile("2.0000000001", line("SIP1 Phone Number", fmt.Sprint(i)), line("SIP1 Display Name", "a {{mac}} b"))
	}
	lesson := fleet.learn(t, LearnOptions{})
	checkLesson(t, fleet, lesson)
	if len(lesson.Misfits) == 0 && bytes.Contains(lesson.Bases[0].Data, []byte("{{")) {
		t.Errorf("the base is %s", lesson.Bases[0].Data)
	}
}

// TestLearnUnreadable has a file that cannot be read, and one to pass over.
func TestLearnUnreadable(t *testing.T) {
	fleet := folder{"0c383e000001.cfg": deviceFile("1", "a"), "0c383e000002.cfg": deviceFile("2", "b")}
	read := func(name string) ([]byte, error) {
		if name == "phonebook.xml" {
			return nil, ErrPassOver
		}
		return fleet.read(name)
	}
	lesson, err := Learn(context.Background(), append(fleet.names(), "0c383e000003.cfg", "phonebook.xml"), LearnOptions{ReadFile: read})
	if err != nil || lesson.PassedOver != 1 || len(lesson.Misfits) != 1 || !errors.Is(lesson.Misfits[0], fs.ErrNotExist) {
		t.Errorf("got %+v, %v", lesson, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Learn(ctx, fleet.names(), LearnOptions{ReadFile: read}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want that it was cancelled", err)
	}
}

// TestLearnHollow has an element of the root that differs, and is a module without its value.
func TestLearnHollow(t *testing.T) {
	file := func(number, odd string) string {
		return "<sysConf>\n    <Version>2.0000000001</Version>\n    <odd>" + odd + "</odd>\n    <sip>\n        <line index=\"1\">\n            <PhoneNumber>" + number + "</PhoneNumber>\n        </line>\n    </sip>\n</sysConf>\n"
	}
	fleet := folder{"0c383e000001.cfg": file("1", "2"), "0c383e000002.cfg": file("2", "1"), "0c383e000003.cfg": file("3", "1")}
	lesson := fleet.learn(t, LearnOptions{})
	const want = "0c383e000001.cfg:3: odd differs among the files, and without a value it is read as something else"
	if len(lesson.Misfits) == 0 || lesson.Misfits[0].Error() != want {
		t.Errorf("got %v, want %s", lesson.Misfits, want)
	}
}

// TestLearnReserved has a setting whose name is that of a column which chooses by row.
func TestLearnReserved(t *testing.T) {
	file := func(model string) string {
		return "#<Voip Config File>#\nVersion = 2.0000000001\nmodel = " + model + "\nsip.line.1.PhoneNumber = " + model + "\n"
	}
	fleet := folder{"0c383e000001.cfg": file("1"), "0c383e000002.cfg": file("1"), "0c383e000003.cfg": file("2")}
	lesson := fleet.learn(t, LearnOptions{Lint: lint.Options{Disable: []string{"FV201"}}})
	const want = "0c383e000003.cfg:3: model differs among the files, and a column of its name would be something else"
	if len(lesson.Misfits) != 1 || lesson.Misfits[0].Error() != want {
		t.Errorf("got %v, want %s", lesson.Misfits, want)
	}
}

// TestLearnSecretValue has a password in the value of a setting that is none, and one that all
// files share.
func TestLearnSecretValue(t *testing.T) {
	file := func(number, url string) string {
		return deviceFile(number, "shared", "<AUTOUPDATE CONFIG MODULE>", "Auto Image Url     :"+url)
	}
	fleet := folder{"0c383e000001.cfg": file("1", "http://192.0.2.1/a.z"), "0c383e000002.cfg": file("2", "http://user:pass@192.0.2.1/a.z")}
	lesson := fleet.learn(t, LearnOptions{Apart: true})
	checkLesson(t, fleet, lesson)
	if bytes.Contains(lesson.Phones, []byte("pass")) || !bytes.Contains(lesson.Secrets, []byte("user:pass")) || lesson.SecretColumns != 1 {
		t.Errorf("phones\n%s\nsecrets\n%s", lesson.Phones, lesson.Secrets)
	}
	if lesson.Bases[0].Secrets != 1 {
		t.Errorf("%d secrets are shared, want 1", lesson.Bases[0].Secrets)
	}
}

// TestLearnLayouts has more layouts than are looked at.
func TestLearnLayouts(t *testing.T) {
	fleet := folder{}
	for i := range maxLayouts + 2 {
		fleet[fmt.Sprintf("0c383e%06x.cfg", i)] = strings.Replace(deviceFile("1", "a"), "--SIP", strings.Repeat("# x\r\n", i)+"--SIP", 1)
	}
	lesson := fleet.learn(t, LearnOptions{KeepGoing: true})
	checkLesson(t, fleet, lesson)
	if n := len(lesson.Misfits); n != maxLayouts+1 || !strings.Contains(lesson.Misfits[n-2].Text, "its layout is none of the first 128") {
		t.Errorf("misfits %v", lesson.Misfits)
	}
}

// TestLearnRefused has what generate finds an error in: in a row, and in what all share.
func TestLearnRefused(t *testing.T) {
	file := func(number, url string) string {
		return deviceFile(number, "a", "<AUTOUPDATE CONFIG MODULE>", "Auto Image Url     :"+url)
	}
	const good, bad = "http://192.0.2.1/a.z", "192.0.2.1/a.z"
	fleet := folder{"0c383e000001.cfg": file("1", good), "0c383e000002.cfg": file("2", bad), "0c383e000003.cfg": file("3", good)}
	lesson := fleet.learn(t, LearnOptions{KeepGoing: true})
	checkLesson(t, fleet, lesson)
	const row = "0c383e000002.cfg: generate refuses to make it: AUTOUPDATE CONFIG MODULE:Auto Image Url: "
	if len(lesson.Misfits) != 1 || !strings.HasPrefix(lesson.Misfits[0].Error(), row) {
		t.Errorf("got %v", lesson.Misfits)
	}
	if string(lesson.Phones) != "mac,line1.number\n0c383e000001,1\n0c383e000003,3\n" { // what is left out makes no column
		t.Errorf("table\n%s", lesson.Phones)
	}
	fleet = folder{"0c383e000001.cfg": file("1", bad), "0c383e000002.cfg": file("2", bad)}
	lesson = fleet.learn(t, LearnOptions{KeepGoing: true})
	const base = "generate refuses what it would be made of: 0c383e000001.cfg:7: "
	if len(lesson.Misfits) != 2 || !strings.HasPrefix(lesson.Misfits[1].Error(), "0c383e000002.cfg: "+base) || lesson.Phones != nil {
		t.Errorf("got %v", lesson.Misfits)
	}
	lesson = fleet.learn(t, LearnOptions{Lint: lint.Options{Disable: []string{"FV403"}}})
	if len(lesson.Misfits) > 0 || lesson.Files != 2 {
		t.Errorf("without the rule: %v", lesson.Misfits)
	}
}

// TestLearnColumns has more settings that differ than a table has columns.
func TestLearnColumns(t *testing.T) {
	file := func(value string) string {
		var b strings.Builder
		b.WriteString("#<Voip Config File>#\nVersion = 2.0000000001\n")
		for i := range MaxColumns + 1 {
			fmt.Fprintf(&b, "a.b%d = %s\n", i, value)
		}
		return b.String()
	}
	fleet := folder{"0c383e000001.cfg": file("1"), "0c383e000002.cfg": file("2")}
	lesson := fleet.learn(t, LearnOptions{KeepGoing: true})
	const want = "0c383e000001.cfg: 4097 settings differ among the files, and a table has no more than 4096 columns"
	if len(lesson.Misfits) != 2 || lesson.Misfits[0].Error() != want || lesson.Phones != nil {
		t.Errorf("got %v, want %s", lesson.Misfits, want)
	}
}
