package provision

import (
	"context"
	"sync"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/provurl"
)

// counted counts what is asked for.
type counted struct {
	served
	mu    sync.Mutex
	asked map[string]int
}

func (c *counted) Fetch(ctx context.Context, u provurl.URL) (Download, error) {
	c.mu.Lock()
	c.asked[u.Name]++
	c.mu.Unlock()
	return c.served.Fetch(ctx, u)
}

// TestGeneralFileIsSharedByPhones starts phones at once: the general file is fetched one
// time for all of them, and the device file of each.
func TestGeneralFileIsSharedByPhones(t *testing.T) {
	files := &counted{served: both(general("2.0002"), device("2.0002")), asked: map[string]int{}}
	sim := NewSimulator(files)
	const phones = 20
	var wg sync.WaitGroup
	for i := range phones {
		phone := testPhone(t)
		phone.MAC = naming.MAC{0x0c, 0x38, 0x3e, 0, 0, byte(i)}
		wg.Go(func() { sim.Boot(t.Context(), phone, []Source{{ByDHCP, deviceURL}}) })
	}
	wg.Wait()
	if n := files.asked[generalName]; n != 1 {
		t.Errorf("the general file was asked for %d times", n)
	}
	if len(files.asked) != phones+1 {
		t.Errorf("%d files were asked for", len(files.asked))
	}
}

// TestOrderOfRequests: the general file comes before the device file.
func TestOrderOfRequests(t *testing.T) {
	walk := NewSimulator(both(general("2.0002"), device("2.0002"))).Boot(t.Context(), testPhone(t), []Source{{ByDHCP, deviceURL}})
	var names []string
	for _, s := range walk.Steps {
		if s.Kind == fetchStep {
			names = append(names, s.Name)
		}
	}
	if len(names) != 2 || names[0] != generalName || names[1] != deviceName {
		t.Errorf("asked for %v", names)
	}
}
