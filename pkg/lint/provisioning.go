package lint

import (
	"cmp"
	"slices"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/catalog"
	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/provurl"
	"github.com/fvcfg/fvcfg/pkg/sidefile"
)

// provisioningRules look at how a phone comes to the file, and to the next ones.
var provisioningRules = []check{
	{Rule: Rule{"FV401", "file-name", Warning, false, "the file's name is nearly one that a phone asks for"},
		file: fileName, content: func(p *pass, _ *cfgfile.ContentError) { fileName(p) }},
	{Rule: Rule{"FV402", "model-mismatch", Error, false, "the file is for another model, or in a form that nobody is known to serve to it"},
		file: modelMismatch},
	{Rule: Rule{"FV403", "url-syntax", Error, false, "a URL that no phone can fetch"},
		walk: walker{onValue: urlSyntax}, side: imageURL},
	{Rule: Rule{"FV404", "url-file-type", Error, false, "a URL leads to a file of another type or name than its key takes"},
		walk: walker{onValue: urlFileType}, side: imageType},
	{Rule: Rule{"FV405", "access-list-model", Warning, false, "a file to fetch that the model does not take: an access list, dial rules, a background, mmiset"},
		walk: walker{onValue: downloadModel}, side: sideModel},
	{Rule: Rule{"FV406", "key-syntax", Error, false, "a file key is not 64 hexadecimal digits"},
		walk: walker{onValue: keySyntax}},
}

// stdinName is the name that stands for standard input, which tells nothing.
const stdinName = "-"

func fileName(p *pass) {
	if near := naming.Identify(p.name).Near; near != nil && p.name != stdinName {
		if near.Certain && near.Name != "" {
			_, why, _ := strings.Cut(near.Reason, near.Name+"; ") // behind what the name is to be
			p.suggest(0, "no phone asks for a file of this name", near.Name).onFile().label("rename it to " + near.Name).advise(cmp.Or(why, near.Reason))
		} else {
			p.suggest(0, near.Reason, near.Name).onFile()
		}
	}
}

// modelMismatch speaks of a file that does not fit the model that was given, or else that
// of the general file's name. A file of another model is one finding, whatever follows
// from that.
func modelMismatch(p *pass) {
	misfits := p.misfits()
	for i, m := range misfits {
		f := Finding{Severity: Warning, Message: m.Message}
		switch {
		case m.Kind == cfgfile.OtherModel:
			if !m.Inferred {
				f.Severity = Error
			}
			if m.Offset == 0 {
				f.Suggestion = p.options.Model.FileName(naming.CFG)
			}
		case i > 0:
			return
		case m.Since != "" || m.Before != "":
			f.Message += "; which firmware a phone has is not known here"
		}
		if added := p.add(f, m.Offset); m.Offset == 0 {
			added.onFile()
		}
	}
}

// misfits returns what does not fit the model, or every one of the models that share the
// general file's name. By the name alone, that is what nobody is known to serve: what is
// disputed is left alone, and so is a vendor class, which the name may be right about.
func (p *pass) misfits() []cfgfile.Misfit {
	models := p.models()
	if len(models) == 0 {
		return nil
	}
	misfits := p.file.Misfits(p.name, models[0])
	for _, model := range models[1:] {
		others := p.file.Misfits(p.name, model)
		misfits = slices.DeleteFunc(misfits, func(m cfgfile.Misfit) bool {
			return !slices.ContainsFunc(others, func(o cfgfile.Misfit) bool { return o.Kind == m.Kind && o.Offset == m.Offset })
		})
	}
	if p.options.Model == nil {
		misfits = slices.DeleteFunc(misfits, func(m cfgfile.Misfit) bool { return m.Kind == cfgfile.OtherModel || m.Since != "" || m.Before != "" })
	}
	return misfits
}

func keySyntax(w *walk) {
	s := w.setting
	if !catalog.HoldsFileKey(s.Key) {
		return
	}
	if _, err := crypt.ParseKey(s.Value); err != nil && !w.inTemplate(s.KeySpan.Start) {
		w.found(s.ValueSpan.Start, theSetting+", the key of an encrypted file, is not 64 hexadecimal digits").
			advise("a phone cannot read its next file with this one, nor a clear one")
	}
}

// downloadModel speaks of a file that the phone is to fetch and has no use for. It takes
// the model that was given, or the one whose general file this is by its name.
func downloadModel(w *walk) {
	if file := catalog.ProvisionedFileOf(w.setting.Key); file != nil && !w.isSpoiled() {
		w.downloadMisfit(file.Key, w.setting.KeySpan.Start)
	}
}

// sideModel speaks of such a file itself.
func sideModel(p *pass, kind sidefile.Kind) {
	switch kind {
	case sidefile.AccessList:
		p.downloadMisfit(catalog.AccessListKey, 0)
	case sidefile.DialPeer:
		p.downloadMisfit(catalog.DialRulesKey, 0)
	}
}

func (p *pass) downloadMisfit(key string, offset int) {
	if why, doubtful := cfgfile.DownloadMisfit(key, p.models()...); why != "" {
		if f := p.grade(doubt(doubtful), offset, why, ""); p.file == nil {
			f.onFile()
		}
	}
}

// models returns the models that the file is for, as far as that is known.
func (p *pass) models() []naming.Model {
	if p.options.Model != nil {
		return []naming.Model{*p.options.Model}
	}
	return naming.Identify(p.name).Models
}

func urlSyntax(w *walk) {
	fetched := catalog.ProvisionedFileOf(w.setting.Key) != nil
	server := w.role == catalog.FetchServer
	if !fetched && !server && (!w.inDictionary || w.entry.Kind() != catalog.URL) {
		return
	}
	value := w.setting.Value
	fault := urlFault(value, fetched)
	if fault == nil && server {
		fault = schemeFault(value)
	}
	if fault != nil {
		w.foundURL("in the URL of "+theSetting+", "+fault.Message, fault.Offset, fault.Suggestion)
	} else if w.inDictionary {
		if wrong := w.entry.Check(value); wrong != "" {
			w.foundURL("the URL of "+theSetting+" "+wrong, 0, "")
		}
	}
}

// imageURL looks at the URL in a firmware description.
func imageURL(p *pass, kind sidefile.Kind) {
	if url, at := p.imageURL(kind); url != "" {
		if fault := urlFault(url, true); fault != nil {
			p.suggest(at+fault.Offset, "in the URL, "+fault.Message, fault.Suggestion)
		}
	}
}

// imageType looks at what that URL leads to.
func imageType(p *pass, kind sidefile.Kind) {
	url, at := p.imageURL(kind)
	if name, ok := catalog.FileNameOfURL(trimWrittenEnd(url)); ok {
		if wrong, _ := catalog.ProvisionedFileOf(catalog.ImageKey).CheckName(name); wrong != "" {
			p.grade(Warning, at, wrong, "")
		}
	}
}

// imageURL returns the URL in a firmware description and where it stands, "" where the
// file is none.
func (p *pass) imageURL(kind sidefile.Kind) (url string, at int) {
	if kind != sidefile.Firmware {
		return "", 0
	}
	return sidefile.FirmwareURL([]byte(p.src))
}

// foundURL adds a finding at a byte of the value, where the file has the value as it is.
func (w *walk) foundURL(message string, offset int, suggestion string) {
	if w.isSpoiled() {
		return
	}
	span := w.setting.ValueSpan
	if span.End-span.Start != len(w.setting.Value) {
		offset = 0 // XML has it escaped
	}
	w.suggest(span.Start+offset, message, suggestion)
}

// urlFault returns what is wrong with a URL, nil where nothing is for sure. What a macro
// stands for is not known, so that none may stand for protocol or server. A file is
// fetched by a whole URL; other keys take a bare host, and other protocols.
func urlFault(value string, fetched bool) *provurl.Fault {
	scheme, rest, ok := strings.Cut(value, "://")
	if strings.HasPrefix(value, "$") || strings.ContainsAny(serverOf(rest), "${}<>%") {
		return nil
	}
	if _, known := provurl.ParseProtocol(scheme); !fetched && (!ok || !known) {
		return nil
	}
	_, faults, err := provurl.ParseDownload(value)
	if !fetched {
		faults = slices.DeleteFunc(faults, func(f provurl.Fault) bool { return !isEveryURLs(f.Kind) })
	}
	fault := provurl.FirstError(faults, err)
	switch {
	case fault == nil, !fetched && !isEveryURLs(fault.Kind):
		return nil
	case fault.Kind == provurl.FaultAtSign && !strings.Contains(serverOf(rest), ":"):
		return nil // there is no password that it could end: it stands in a path or a query
	}
	return fault
}

// schemeFault returns what is wrong with the protocol of a URL that names a server, nil where
// a bare host may be meant.
func schemeFault(value string) *provurl.Fault {
	rest := strings.TrimLeft(value, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
	if rest == value || rest == "" || strings.IndexByte(`:/\`, rest[0]) < 0 {
		return nil
	}
	_, faults, err := provurl.ParseDownload(value)
	fault := provurl.FirstError(faults, err)
	switch {
	case fault == nil:
	case fault.Kind == provurl.FaultSchemeSlashes, fault.Kind == provurl.FaultBackslashInServer,
		fault.Kind == provurl.FaultSchemeUnknown && strings.HasPrefix(rest, "://"):
		return fault
	}
	return nil
}

// isEveryURLs reports whether a fault is one of any URL, whoever asks for it. What else is
// one to [provurl.ParseDownload], such as an "@" in a query, may be meant where a phone
// calls a program on a server.
func isEveryURLs(kind provurl.FaultKind) bool {
	switch kind {
	case provurl.FaultSpace, provurl.FaultQuotes, provurl.FaultLineEnd, provurl.FaultAtSignMissing, provurl.FaultBrackets, provurl.FaultHostPlaceholder,
		provurl.FaultHostMissing, provurl.FaultHostSyntax, provurl.FaultPort:
		return true
	}
	return false
}

// serverOf returns what stands in a URL between protocol and path, the credentials left out.
func serverOf(rest string) string {
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		rest = rest[:end]
	}
	return rest[strings.LastIndexByte(rest, '@')+1:]
}

func urlFileType(w *walk) {
	file := catalog.ProvisionedFileOf(w.setting.Key)
	if file == nil {
		file = w.remotePhonebook()
	}
	if file == nil {
		return
	}
	name, ok := catalog.FileNameOfURL(trimWrittenEnd(w.setting.Value))
	if wrong, certain := file.CheckName(name); ok && wrong != "" && !w.isSpoiled() {
		severity := Warning
		if certain {
			severity = Error
		}
		w.grade(severity, w.setting.ValueSpan.Start, wrong, file.Name)
	}
}

// trimWrittenEnd takes line ends, tabs and blanks off the end of a URL, written out or not:
// that they stand there is another finding, and the file's name is what is before them.
func trimWrittenEnd(url string) string {
	for {
		end := len(url)
		url = strings.TrimRight(url, " \t\r\n")
		for _, written := range []string{`\r`, `\n`, `\t`} {
			url = strings.TrimSuffix(url, written)
		}
		if len(url) == end {
			return url
		}
	}
}

var remotePhonebook = catalog.ProvisionedFile{What: "a phone book", Suffixes: []string{"xml", "vcf", "csv"}}

// phonebookLists are the lists of phone books that a phone reads from a server.
var phonebookLists = []string{"Xml PhoneBook", "xmlContact"}

// otherFiles are suffixes of files that are no phone book for sure.
var otherFiles = []string{"bmp", "jpg", "jpeg", "png", "gif", "z", "rom", "bin", "pem", "crt", "key", "ovpn", "wav", "mp3", "cfg"}

// remotePhonebook knows the address of a phone book that is read again and again rather
// than once. Such servers make up names of their own, so that only what is known to be
// another file is wrong.
func (w *walk) remotePhonebook() *catalog.ProvisionedFile {
	dot := strings.LastIndexByte(w.setting.Value, '.')
	if dot < 0 || !w.inDictionary || !strings.HasSuffix(w.setting.Key, "Addr") {
		return nil
	}
	isList := func(list string) bool { return sameList(w.scope.List(), list) || catalog.SameKey(w.scope.List(), list) }
	isSuffix := func(suffix string) bool { return strings.EqualFold(suffix, w.setting.Value[dot+1:]) }
	if slices.ContainsFunc(phonebookLists, isList) && slices.ContainsFunc(otherFiles, isSuffix) {
		return &remotePhonebook
	}
	return nil
}
