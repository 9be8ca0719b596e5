package provurl_test

import (
	"fmt"
	"log"

	"github.com/fvcfg/fvcfg/pkg/naming"
	"github.com/fvcfg/fvcfg/pkg/provurl"
)

// A URL as a shell left it is read as it was meant, and expanded for one phone.
func Example() {
	u, faults, err := provurl.Parse(`http://172.16.1.3:8080/X4/\$mac.cfg`)
	if err != nil {
		log.Fatal(err)
	}
	for _, fault := range faults {
		fmt.Println(fault.Severity(), fault)
	}
	mac, err := naming.ParseMAC("00:15:65:11:3a:f8")
	if err != nil {
		log.Fatal(err)
	}
	device, err := u.Expand(naming.Macros{MAC: mac})
	if err != nil {
		log.Fatal(err)
	}
	model, err := naming.LookupGeneralFile("X4")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(device)
	fmt.Println(u.General(model))
	// Output:
	// error byte 27: a character that escapes the dollar sign was left in, and a phone sees no macro: write $mac [macro-escaped]
	// http://172.16.1.3:8080/X4/001565113af8.cfg
	// http://172.16.1.3:8080/X4/f0X4hw1.100.cfg
}

// A password shows only where it is asked for.
func ExampleURL_String() {
	u, _, err := provurl.Parse("ftp://phone:s3cret@192.0.2.1/$mac.cfg")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(u)
	fmt.Println(u.StringWithPassword())
	// Output:
	// ftp://192.0.2.1/$mac.cfg
	// ftp://phone:s3cret@192.0.2.1/$mac.cfg
}
