package provision

import (
	"context"
	"sync"

	"github.com/fvcfg/fvcfg/pkg/crypt"
)

// Simulator has phones walk through the files that a [Fetcher] gets. It keeps what several
// phones ask for, so that the general file of a fleet is fetched and read once. It may be
// used by several goroutines at once.
type Simulator struct {
	fetcher Fetcher

	mu     sync.Mutex
	shared map[string]*sharedFile // by URL, credentials included
}

// NewSimulator gives a simulator that gets its files from a fetcher.
func NewSimulator(fetcher Fetcher) *Simulator {
	return &Simulator{fetcher: fetcher, shared: map[string]*sharedFile{}}
}

// sharedFile is a file that several phones may ask for.
type sharedFile struct {
	fetch    sync.Once
	download Download
	err      error

	mu   sync.Mutex
	read map[crypt.Key]*readFile // by the key it was opened with
	bare *readFile               // opened without a key
}

// get fetches a file, or gives it as it was fetched before.
func (s *Simulator) get(ctx context.Context, r *request) (Download, *sharedFile, error) {
	if !r.shared {
		download, err := s.fetcher.Fetch(ctx, r.url)
		return download, nil, err
	}
	address := r.url.StringWithPassword()
	s.mu.Lock()
	file := s.shared[address]
	if file == nil {
		file = &sharedFile{read: map[crypt.Key]*readFile{}}
		s.shared[address] = file
	}
	s.mu.Unlock()
	file.fetch.Do(func() { file.download, file.err = s.fetcher.Fetch(ctx, r.url) })
	return file.download, file, file.err
}

// open opens and reads what came, once for each key where it is shared.
func (f *sharedFile) open(data []byte, key *crypt.Key) *readFile {
	if f == nil {
		return openFile(data, key)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if key == nil {
		if f.bare == nil {
			f.bare = openFile(data, nil)
		}
		return f.bare
	}
	if f.read[*key] == nil {
		f.read[*key] = openFile(data, key)
	}
	return f.read[*key]
}
