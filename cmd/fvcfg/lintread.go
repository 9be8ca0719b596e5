package main

import (
	"errors"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/pkg/lint"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

// maxSideFile is the size in bytes of the largest file that lint reads: 256 MiB. A
// phone book can be larger than any provisioning file, and what of it is no phone book
// gets its finding from the rules.
const maxSideFile = 256 << 20

// readAny reads a file of up to maxSideFile. Large ones are read one at a time, or each
// worker could hold one: done, which is never nil, lets the next one in.
func (l *lintCommand) readAny(in batch.Input) (d document, done func(), err error) {
	if !in.IsStdin() { // which can be read once only
		d, err = l.read(in, l.key)
		var large *batch.TooLargeError
		if !errors.As(err, &large) {
			return d, func() {}, err
		}
	}
	l.large.Lock()
	d, err = l.readUpTo(maxSideFile, in, l.key)
	return d, l.large.Unlock, err
}

// difference shows what --fix would change, without secrets and without what stands in
// a phone book.
func (l *lintCommand) difference(name string, before, fixed []byte) (string, error) {
	hide := redact.NewText
	if lint.SideFile(name, before) != 0 {
		hide = redact.NewSideFile
	}
	return l.unified(name, name+" (fixed)", before, fixed, hide)
}
