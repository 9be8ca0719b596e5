package provision_test

import (
	"context"
	"fmt"
	"log"

	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/provision"
	"github.com/fvcfg/fvcfg/pkg/provurl"
)

// Write a URL for a DHCP server.
func ExampleEmit() {
	u, _, err := provurl.Parse("https://prov.example.com/$mac.cfg")
	if err != nil {
		log.Fatal(err)
	}
	text, err := provision.Emit(provision.Dnsmasq, provision.Delivery{URL: u, Options: []int{66}})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(string(text))
	// Output:
	// # The provisioning URL for every client that asks for it.
	// dhcp-option=66,"https://prov.example.com/$mac.cfg"
}

// files serves files by the names in URLs.
type files map[string]string

func (f files) Fetch(_ context.Context, u provurl.URL) (provision.Download, error) {
	data, ok := f[u.Name]
	if !ok {
		return provision.Download{}, &provision.FetchError{Reason: provision.ReasonNotFound, Text: "the server has no such file"}
	}
	return provision.Download{Data: []byte(data)}, nil
}

// See what a phone does with its files.
func ExampleSimulator() {
	model, err := naming.LookupModel("X6")
	if err != nil {
		log.Fatal(err)
	}
	mac, err := naming.ParseMAC("00:15:65:11:3a:f8")
	if err != nil {
		log.Fatal(err)
	}
	server := files{"001565113af8.cfg": "<<VOIP CONFIG FILE>>Version:2.0003\n<SIP CONFIG MODULE>\nSIP1 Phone Number       :201\n<<END OF FILE>>\n"}
	phone := &provision.Phone{Model: model, MAC: mac, Device: provision.Slot{Version: "2.0002"}}
	walk := provision.NewSimulator(server).Boot(context.Background(), phone, []provision.Source{
		{Method: provision.ByDHCP, URL: "http://192.0.2.1/$mac.cfg"},
	})
	fmt.Println(walk.Verdict())
	for _, s := range walk.Steps {
		fmt.Println(s.Kind, s.Outcome, s.Reason)
	}
	// Output:
	// applied
	// source done first
	// fetch rejected not-found
	// fetch done fetched
	// decrypt done clear
	// read done read
	// decide applied higher-version
	// merge done merged
}
