package cfgfile

// entry is a setting as the file keeps it: where its key and value stand, and
// nothing that the garbage collector has to follow. A file of 1,000 settings
// holds 16 KB of them, and no string.
type entry struct {
	key, keyEnd uint32 // in text with the padding before the colon
	val, valEnd uint32
}

// run says in which scope the settings from one on stand, up to the next run.
type run struct {
	first uint32 // index into File.entries
	scope uint32 // index into File.scopes
}

// scopeKind tells what a scope is.
type scopeKind uint8

const (
	scopeNone   scopeKind = iota // the file itself: outside every module
	scopeModule                  // <SIP CONFIG MODULE>, <sip>
	scopeList                    // --SIP Line List--, <line>
	scopeEntry                   // <SIP_Line_List_Entry>, <line index="1">
)

// scope is a module, a list or a list's entry. Scope 0 is the file itself.
type scope struct {
	name, nameEnd uint32
	parent        uint32
	line          uint32
	index         uint32 // the entry's number, 0 where it has none
	members       uint32 // how many settings and scopes stand directly in it
	prefix        uint32 // where a list's index prefix stands: the SIP of "SIP1 Phone Number"; an entry's ID in XML, or its digits that are no index
	prefixLen     uint8
	kind          scopeKind
}

// maxScopes is the number of modules, lists and entries that one file may have.
// Known files have a few hundred.
const maxScopes = 1 << 16

const tooManyScopes = "more than 65,536 modules and lists: this is no provisioning file, or many in one"

// MaxSettings is the number of settings that a file may have: 262,144. The
// largest file known has 4,265.
const MaxSettings = 1 << 18

// full tells whether a file has more settings than it may, so that reading it
// further would only cost memory.
func (f *File) full() bool { return len(f.entries) > MaxSettings }

// reserve makes room for a number of settings, and for the scopes and runs that
// so many come with: text exports have a module or a list for every twenty.
func (f *File) reserve(settings int) {
	settings = min(settings, MaxSettings+1)
	f.entries = make([]entry, 0, settings)
	f.scopes = append(make([]scope, 0, 32+settings/16), scope{}) // 0 is the file itself
	f.runs = append(make([]run, 0, 32+settings/8), run{})
}

// startRun says that the settings from a number on stand in a scope.
func (f *File) startRun(first int, scope uint32) {
	if n := len(f.runs); n > 0 && int(f.runs[n-1].first) == first {
		f.runs[n-1].scope = scope
		return
	}
	f.runs = append(f.runs, run{uint32(first), scope})
}

// countSettings tells each scope how many settings stand in it.
func (f *File) countSettings() {
	for i, r := range f.runs {
		f.scopes[r.scope].members += uint32(f.runEnd(f.runs, i)) - r.first
	}
}

// runEnd gives where the settings of the i-th run end.
func (f *File) runEnd(runs []run, i int) int {
	if i+1 < len(runs) {
		return int(runs[i+1].first)
	}
	return len(f.entries)
}
