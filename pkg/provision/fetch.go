package provision

import (
	"context"
	"errors"
	"fmt"

	"github.com/fvcfg/fvcfg/pkg/provurl"
)

// Fetcher gets files from where URLs lead. It is given URLs that are expanded, and may
// be used by several goroutines at once.
//
// An error that is a *[FetchError] says what the phone would meet; any other counts as
// [ReasonUnreachable].
type Fetcher interface {
	Fetch(ctx context.Context, u provurl.URL) (Download, error)
}

// Download is what a server sent.
type Download struct {
	Data []byte
	Note string // what was odd on the way, such as a redirect; "" if nothing was
}

// FetchError says why a file did not come. It holds no credentials.
type FetchError struct {
	Reason Reason
	Text   string // what happened and what to do, a clause without a full stop
	Err    error  // what is behind it, nil if nothing is
}

func (e *FetchError) Error() string { return e.Text }

func (e *FetchError) Unwrap() error { return e.Err }

// fetchErrorOf gives a fetcher's error as a *[FetchError].
func fetchErrorOf(err error) *FetchError {
	var known *FetchError
	if errors.As(err, &known) {
		return known
	}
	return &FetchError{Reason: ReasonUnreachable, Text: fmt.Sprintf("cannot be fetched: %v", err), Err: err}
}
