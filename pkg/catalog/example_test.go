package catalog_test

import (
	"fmt"

	"github.com/fvcfg/fvcfg/pkg/catalog"
)

func ExampleTable_Lookup() {
	e, ok := catalog.For(catalog.TextModern).Lookup("SIP CONFIG MODULE", "SIP Line List", "SIP2 Register Port")
	if !ok {
		return
	}
	fmt.Println(e.Path())
	fmt.Printf("%s (%s), seen in %d files with %v\n", e.Kind(), e.Basis(), e.Samples(), e.Examples())
	fmt.Println("70000", e.Check("70000"))
	if c, ok := e.Counterpart(catalog.Sysconf); ok {
		fmt.Println(c.Path(), c.Link)
	}
	// Output:
	// SIP CONFIG MODULE:SIP Line List:SIPN Register Port
	// port (reasoned), seen in 13 files with [5060]
	// 70000 is no port: 0 to 65535
	// sip/line[N]/RegisterPort seen
}

func ExampleTable_Nearest() {
	for _, s := range catalog.For(catalog.TextModern).Nearest("SIP CONFIG MODULE", "SIP Line List", "SIP2 Register Adr", 1) {
		fmt.Printf("%s, %d letter off\n", s.Key, s.Distance)
	}
	// Output: SIP2 Register Addr, 1 letter off
}

func ExampleTable_Elsewhere() {
	for _, e := range catalog.For(catalog.Sysconf).Elsewhere("phone", "", "RegisterAddr") {
		fmt.Println(e.Path())
	}
	// Output: sip/line[N]/RegisterAddr
}

func ExampleTable_Foreign() {
	for _, e := range catalog.For(catalog.TextModern).Foreign("SIP1 Register Pwd") {
		fmt.Println(e.Dialect().Generation(), e.Dialect(), e.Path())
	}
	// Output: 1 text-legacy SIP CONFIG MODULE:SIP Line List:SIPN Register Pwd
}

func ExampleScope_Lookup() {
	// For many settings of one list, its scope is found once.
	list, ok := catalog.For(catalog.Sysconf).Scope("dsskey", "internal[1]/Fkey")
	if !ok {
		return
	}
	for _, key := range []string{"Type", "Typ", "Value"} {
		_, known := list.Lookup(key)
		fmt.Println(key, known)
	}
	// Output:
	// Type true
	// Typ false
	// Value true
}

func ExampleEntry_Meanings() {
	e, ok := catalog.For(catalog.Sysconf).Lookup("sip", "line", "DTMFMode")
	if !ok {
		return
	}
	for _, m := range e.Meanings() {
		fmt.Println(m.Source, m.Extent, m.Values)
	}
	fmt.Println("7", e.CheckMeaning("7"))
	// Output:
	// tancredi, wazo closed [{0 in-band} {1 RFC 4733} {2 SIP INFO} {3 automatic}]
	// 7 is not 0 (in-band), 1 (RFC 4733), 2 (SIP INFO) or 3 (automatic), which is all that is known (tancredi, wazo)
}

func ExampleQuery_Search() {
	query, err := catalog.ParseQuery("qos/*priority")
	if err != nil {
		return
	}
	for _, e := range query.Search() {
		fmt.Println(e.Path(), e.Kind())
	}
	// Output:
	// qos/LANPortPriority integer
	// qos/SignallingPriority integer
	// qos/VideoPriority integer
	// qos/VoicePriority integer
}
