package fetch

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/provision"
	"github.com/fvcfg/fvcfg/pkg/provurl"
)

// urlOf reads a URL and puts a MAC in it.
func urlOf(t *testing.T, text string) provurl.URL {
	t.Helper()
	u, _, err := provurl.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	u, err = u.Expand(naming.Macros{MAC: naming.MAC{0x0c, 0x38, 0x3e, 0, 0, 1}})
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// fails fetches what must fail, for a reason and with words of its own.
func fails(t *testing.T, f provision.Fetcher, url string, reason provision.Reason, words string) {
	t.Helper()
	start := time.Now()
	d, err := f.Fetch(t.Context(), urlOf(t, url))
	var failed *provision.FetchError
	if !errors.As(err, &failed) {
		t.Fatalf("%d bytes, error %v", len(d.Data), err)
	}
	if failed.Reason != reason || !strings.Contains(failed.Text, words) {
		t.Errorf("%s: %s, want %s: %s", failed.Reason, failed.Text, reason, words)
	}
	if strings.Contains(failed.Text, "secret") {
		t.Errorf("the credentials show: %s", failed.Text)
	}
	if took := time.Since(start); took > 15*time.Second {
		t.Errorf("it took %v", took)
	}
}

// gets fetches what must come.
func gets(t *testing.T, f provision.Fetcher, url, want string) provision.Download {
	t.Helper()
	d, err := f.Fetch(context.Background(), urlOf(t, url))
	if err != nil {
		t.Fatal(err)
	}
	if string(d.Data) != want {
		t.Errorf("%d bytes, want %d", len(d.Data), len(want))
	}
	return d
}

// patient is a client that waits for an answer on a busy machine.
func patient() *Client { return &Client{Timeout: 20 * time.Second, Limit: 10_000} }

// impatient is a client for servers that stall.
func impatient() *Client { return &Client{Timeout: 300 * time.Millisecond, Limit: 10_000} }
