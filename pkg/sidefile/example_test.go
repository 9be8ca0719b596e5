package sidefile_test

import (
	"fmt"

	"github.com/fvcfg/fvcfg/pkg/sidefile"
)

// A table that somebody typed is recognised by its columns, and each problem has its place.
func Example() {
	const name, data = "contacts.csv", "name,work,mobil\nBob,2001\nAlice,call me,\n"
	kind := sidefile.Recognize(name, []byte(data))
	fmt.Println(kind)
	for p := range sidefile.Check(kind, []byte(data)) {
		fmt.Printf("%d: %s\n", p.Offset, p.Text())
	}
	// Output:
	// CSV phone book
	// 10: the head of column 3 is nearly mobile
	// 16: the row has 2 cells and the first row has 3: is a separator missing, or one too many, or a value with a comma not in quotes?
	// 31: column 2 (work) holds what no phone number and no SIP address does
}

// A phone asks for the dial rules by one name only.
func ExampleCheckName() {
	fmt.Println(sidefile.CheckName(sidefile.DialPeer, "dialpeer.csv").Suggestion)
	// Output: dialPeer.csv
}
