package naming_test

import (
	"errors"
	"fmt"

	"github.com/fvcfg/fvcfg/pkg/naming"
)

func ExampleLookupModel() {
	model, err := naming.LookupModel("fanvil x6")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(model.Name, model.FileName(naming.CFG), model.Standing)
	// Output: X6 F0V00X600000.cfg vendor
}

func ExampleUnknownModelError() {
	_, err := naming.LookupModel("X66")
	var unknown *naming.UnknownModelError
	if errors.As(err, &unknown) {
		fmt.Println(unknown.Nearest)
	}
	// Output: [X6 X6U V66]
}

func ExampleParseMAC() {
	mac, err := naming.ParseMAC("00:15:65:11:3A:F8")
	fmt.Println(mac.FileName(naming.XML), err)

	_, err = naming.ParseMAC("0015651l3af8")
	fmt.Println(err)
	// Output:
	// 001565113af8.xml <nil>
	// the MAC address "0015651l3af8" has the letter l in column 8: the digit 1 may be meant
}

func ExampleMacros_Expand() {
	mac, _ := naming.ParseMAC("00:15:65:11:3a:f8")
	phone := naming.Macros{MAC: mac, Input: "lobby"}
	for _, template := range []string{"$mac.cfg", "input.cfg?input=$input.cfg", "$MAC.cfg"} {
		name, err := phone.Expand(template)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(name)
	}
	// Output:
	// 001565113af8.cfg
	// input.cfg?input=lobby.cfg
	// the phone's macro is $mac, in lower case, and $MAC stands in column 1 of the file name "$MAC.cfg"
}

func ExampleIdentify() {
	for _, name := range []string{"tftp/F0V00X600000.cfg", "001565113af8.cfg", "lobby.cfg", "$mac.cfg"} {
		id := naming.Identify(name)
		switch id.Kind {
		case naming.GeneralFile:
			fmt.Println(id.Kind, id.Models[0].Name)
		case naming.DeviceFile:
			fmt.Println(id.Kind, id.MAC)
		default:
			fmt.Println(id.Kind, id.UserName)
		}
	}
	// Output:
	// general X6
	// device 001565113af8
	// user lobby
	// template
}

func ExampleNearMiss() {
	near := naming.Identify("F0V00X60000.cfg").Near
	fmt.Println(near.Name)
	fmt.Println(near.Reason)
	// Output:
	// F0V00X600000.cfg
	// the general file of X6 is F0V00X600000.cfg; this name lacks the '0' of column 12
}
