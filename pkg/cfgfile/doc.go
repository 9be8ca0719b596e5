// Package cfgfile reads, edits and prints the provisioning files of Fanvil
// phones: the files that a phone downloads at its start and takes its settings
// from.
//
// # Dialects
//
// The same settings are written down in five ways, and a file's
// extension says nothing about which. [Parse] looks at the content:
//
//	text-legacy  <<VOIP CONFIG FILE>>Version:2.0002   modules <SIP CONFIG MODULE>, lines "Key :value", keys cut at 19 characters
//	text-modern  <<VOIP CONFIG FILE>>Version:2.0000…  the same for newer phones, with other modules and keys of any length
//	xml-legacy   <VOIP_CONFIG_FILE>                   an element a module and a key, underscores for spaces
//	sysconf      <sysConf>                            nested groups, entries of lists told apart by an index attribute
//	dotted       #<Voip Config File>#                 lines "path.to.Key = value"
//
// The two text dialects look alike. Which of them a file is decides how far its
// lists reach, and shows by its modules; failing that, by the length of its keys
// and of its version. [Sniff] returns the dialect alone, or what else the data is.
//
// # Reading
//
// Parse returns a [File]:
//
//	f, err := cfgfile.Parse(data)
//	if err != nil {
//		return err // no provisioning file at all; the error says what it is
//	}
//	for _, s := range f.Settings() {
//		fmt.Printf("%d: %s = %s\n", s.Line, s.Path, s.Value)
//	}
//
// [Open] does the same for data that may be encrypted, given its key, and seals a changed
// file as it was. The settings are parts of the data, which Parse keeps and does not copy:
// leave it as it is while the File is used.
//
// A [Setting] has a module, a list with the number of its entry where it stands
// in one, a key and a value, and knows its line and its bytes in the file.
// [File.Modules] returns the modules, empty ones too. What is around the settings
// (header, version, footer, what follows the footer, byte order mark, line end)
// is in [File.Frame].
//
// # Errors and problems
//
// Files in the field have mistakes, and phones read around many of them. So a
// mistake is no error here: the rest of the file is read, and the mistake is
// listed by [File.Problems] with its place and what to do about it. A missing
// header or footer is not listed; look at the Frame for it.
//
// An error of Parse means that there is nothing to read: the data is empty, an
// error page of a web server, compressed, encrypted, in UTF-16, XML of another
// kind, another maker's format. It is a [*ContentError], whose Content is
// one of these.
//
// No error holds a setting's value, since many are secret. The text of a problem
// of XML that is not well-formed quotes names of elements, and where a tag is
// broken, part of a value can be read as one: hide it where that matters, as
// package lint does.
//
// # Finding and changing settings
//
// A setting goes by its path, which [Path.String] returns and [File.Find] takes, with
// shell patterns if need be: "SIP CONFIG MODULE:SIP Line List:SIP1 Register Addr" in
// text, "sip/line[1]/RegisterAddr" in XML, "sip.line.1.RegAddr" in dotted files.
//
//	done, err := f.Set("sip/line[1]/RegisterAddr", "sip.example.com")
//	fmt.Println(done.Path, done.Kind) // changed, added, or same
//	_, err = f.Unset("sip/line[2]/*") // an error: it names several, see UnsetAll
//
// A neutral name behind an @ is a path in every dialect: "@line1.password" leads to the
// setting in whichever spelling the file has. [PathOf] returns the path of one, and
// [Path.NeutralName] goes the other way; package catalog has the names.
//
// [File.Set] changes the bytes of the value and no others, or puts a new setting
// where its module and list are. [File.Merge] takes over another file's settings.
// Each edit returns what it did, an [Effect] a setting.
//
// What an edit leaves is read and held against what was meant, and the file stays as
// it was where that is not the same. A value with a line break is refused by all of
// them. A new key is held against the file, which may have it in another spelling, and
// against the dictionary of package catalog, and so is a value; [File.SetUnchecked] and
// [SetOptions].Unchecked leave that out.
//
// A [Filler] puts other values into settings of a file over and over, as the files of many phones
// need it, and reads the file once.
//
// # Changing
//
// [File.Bytes] returns the bytes that were parsed, every one of them, until
// something is changed; then only what was changed differs. [File.RaiseVersion]
// writes a version that is higher than the one there is, into a header or element that
// it adds where there is none, [File.BumpVersion] counts it up by one and keeps its
// width, and [File.SetVersion] takes any. Other edits
// are made on the text: take the spans from settings and problems, collect
// [Edit] values, and have [Apply] make them all at once.
//
// [File.Format] returns the canonical form without changing the file. It never
// changes a setting, and returns its own output unchanged.
//
// [Convert] writes the settings in another dialect of the same generation of
// phones or, where that is asked for, of the other one, and lists what has no place there;
// [Translate] returns what one setting is called there. [New] makes a file without settings. [Diff] compares two files by their
// settings, also across the dialects of a generation.
//
// XML that is not well-formed can be read up to the mistake but neither changed
// nor formatted ([ErrNotWellFormed]).
//
// # Digests
//
// A phone can compare files by digest in place of the version. [Digest.Of]
// computes one over bytes, with [MD5] or [SHA256]. Which one the phone uses is
// not documented.
//
// # Limits
//
// A file has at most [MaxSize] bytes (32 MiB) and [MaxSettings] settings
// (262,144), nests elements at most 64 deep, has at most 10,000 attributes in a
// tag, holds at most 65,536 modules and lists, and lists [MaxProblems] problems.
// Entities that a document declares itself are not resolved, so nothing expands.
// Time grows with the size of the file, whatever is in it, and memory stays
// within a few times its size.
//
// The package opens no files, prints nothing and keeps no state. A File may be
// read by several goroutines at once.
package cfgfile
