package provision

import (
	"context"
	"sync"
	"testing"

	"github.com/fvcfg/fvcfg/pkg/crypt"
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
	if len(sim.shared) != 1 {
		t.Errorf("%d files are kept", len(sim.shared))
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

// TestSharedFileIsOpenedByEachKey has phones of other keys, and one of none, ask for one
// general file: it is opened once for each key.
func TestSharedFileIsOpenedByEachKey(t *testing.T) {
	sim := NewSimulator(onlyGeneral(sealed(t, generalKey, general("2.0002"))))
	for _, c := range []struct {
		key    *crypt.Key
		reason Reason
	}{{&generalKey, ReasonDecrypted}, {&deviceKey, ReasonWrongKey}, {nil, ReasonEncryptedNoKey}, {&generalKey, ReasonDecrypted}} {
		phone := testPhone(t)
		phone.General.Key = c.key
		if walk := sim.Boot(t.Context(), phone, []Source{{ByDHCP, deviceURL}}); !hasReason(walk, c.reason) {
			t.Errorf("no step has the reason %s:\n%s", c.reason, walk.AppendText(nil))
		}
	}
	for _, shared := range sim.shared {
		file := shared.read[opener{generalKey, true}]
		if len(shared.read) != 3 || shared.open(file.stored, &generalKey) != file {
			t.Errorf("opened %d times", len(shared.read))
		}
	}
}

// TestNoFurtherSource has the phone wait for its user: it asks no other source.
func TestNoFurtherSource(t *testing.T) {
	walk := NewSimulator(served{}).Boot(t.Context(), testPhone(t), []Source{{ByDHCP, server + "$input.cfg"}, {ByPnP, deviceURL}})
	if !hasReason(walk, reasonAsksInput) || !hasReason(walk, reasonNotAsked) {
		t.Errorf("%s", walk.AppendText(nil))
	}
}

// TestOneFileIsEnough asks no other source where only the general file came.
func TestOneFileIsEnough(t *testing.T) {
	walk := NewSimulator(onlyGeneral(general("2.0002"))).Boot(t.Context(), testPhone(t), []Source{{ByDHCP, deviceURL}, {ByPnP, deviceURL}})
	if !hasReason(walk, reasonNotAsked) {
		t.Errorf("%s", walk.AppendText(nil))
	}
}

// TestNameOfGeneralFileWithQuery asks again for the general file's name where the URL has a
// query, by which a server can serve another file.
func TestNameOfGeneralFileWithQuery(t *testing.T) {
	files := served{server + generalName: {data: general("2.0002")}, server + generalName + "?mac=001565113af8": {data: device("2.0002")}}
	walk := NewSimulator(files).Boot(t.Context(), testPhone(t), []Source{{ByDHCP, server + generalName + "?mac=$mac"}})
	if hasReason(walk, reasonSameName) || len(walk.Changes) != 5 {
		t.Errorf("%d changes:\n%s", len(walk.Changes), walk.AppendText(nil))
	}
}
