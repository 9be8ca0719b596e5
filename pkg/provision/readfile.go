package provision

import (
	"errors"
	"sync"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/crypt"
)

// readFile is a file that came and was opened and read, as far as it could be. Several
// phones may share one.
type readFile struct {
	stored []byte // as it was downloaded
	scheme crypt.Scheme
	opened Reason        // how it was opened, or why it could not be
	err    error         // what is behind that, nil where all is well
	file   *cfgfile.File // nil where it could not be read

	download, content sync.Once // guard the digests
	downloadSum       string
	contentSum        string
	index             sync.Once // guards the settings
	settings          *settings
}

func (f *readFile) downloadDigest() string {
	f.download.Do(func() { f.downloadSum = DigestOf(f.stored) })
	return f.downloadSum
}

func (f *readFile) contentDigest() string {
	f.content.Do(func() { f.contentSum = DigestOf(f.file.Bytes()) })
	return f.contentSum
}

func (f *readFile) version() string { return f.file.Version() }

// indexed returns the settings with their places.
func (f *readFile) indexed() *settings {
	f.index.Do(func() { f.settings = indexSettings(f.file) })
	return f.settings
}

// indexedFor returns the settings as those of a file of the generation that the phone's
// other file shows or else the running configuration, where this one shows none. Either
// may be nil.
func (f *readFile) indexedFor(other *readFile, running *cfgfile.File) *settings {
	if f.file.ShowsGeneration() {
		return f.indexed()
	}
	file := f.file
	switch {
	case other != nil && (other.file.ShowsGeneration() || running == nil):
		file = file.InGenerationOf(other.file)
	case running != nil:
		file = file.InGenerationOf(running)
	}
	if file == f.file {
		return f.indexed()
	}
	return indexSettings(file)
}

// openFile opens a file as a phone does that has a key, or has none: with a key it takes
// whatever comes for encrypted (section 4.1 of the vendor's description), without one for
// clear.
func openFile(data []byte, key *crypt.Key) *readFile {
	f := &readFile{stored: data}
	var keys []crypt.Key
	if key != nil {
		keys = []crypt.Key{*key}
	}
	file, encryption, err := cfgfile.Open(data, keys...)
	switch {
	case encryption != nil:
		f.scheme, f.opened = encryption.Scheme, ReasonDecrypted
	case err == nil && key != nil:
		return f.fail(ReasonClearWithKey, nil)
	case errors.Is(err, cfgfile.ErrNoKey):
		return f.fail(ReasonEncryptedNoKey, nil)
	case err == nil:
		f.opened = ReasonClear
	}
	if err != nil {
		return f.refuse(err, keys)
	}
	return f.take(file)
}

// refuse says why a file cannot be read. Text and the like was never encrypted, and the
// parser has the better words for it. XML that its names break is one that cannot be read,
// as other XML that is not well-formed.
func (f *readFile) refuse(err error, keys []crypt.Key) *readFile {
	if errors.Is(err, crypt.ErrNotEncrypted) {
		_, err = cfgfile.Parse(f.stored)
	}
	var content *cfgfile.ContentError
	switch {
	case errors.As(err, new(*crypt.TruncatedError)), errors.Is(err, crypt.ErrCutOff), errors.Is(err, crypt.ErrPadding):
		return f.fail(ReasonDamaged, err)
	case errors.Is(err, crypt.ErrWrongKey):
		return f.fail(ReasonWrongKey, err)
	case !errors.As(err, &content):
	case content.Content == cfgfile.HTML:
		return f.fail(ReasonHTML, err)
	case content.Content == cfgfile.Empty:
		return f.fail(ReasonEmpty, err)
	case content.Content == cfgfile.BrokenXML:
		plain, _, _ := cfgfile.Decrypt(f.stored, keys...) // as it did before
		at := cfgfile.NewLocator(string(plain)).Position(content.Problems[0].Offset)
		return f.fail(ReasonNotWellFormed, &notWellFormedError{at})
	}
	return f.fail(ReasonNotConfig, err)
}

func (f *readFile) fail(reason Reason, err error) *readFile {
	f.opened, f.err = reason, err
	return f
}

// take keeps the settings. XML that is not well-formed is left alone: no reader of XML
// takes it, and the description has no word on what a phone does.
func (f *readFile) take(file *cfgfile.File) *readFile {
	if at, broken := file.BrokenAt(); broken {
		return f.fail(ReasonNotWellFormed, &notWellFormedError{at})
	}
	f.file = file
	return f
}
