package redact_test

import (
	"fmt"

	"github.com/fvcfg/fvcfg/pkg/cfgfile"
	"github.com/fvcfg/fvcfg/pkg/provurl"
	"github.com/fvcfg/fvcfg/pkg/redact"
)

const src = `<<VOIP CONFIG FILE>>Version:2.0002
<SIP CONFIG MODULE>
--SIP Line List--  :
SIP1 Register Addr :192.0.2.1
SIP1 Register Pswd :hunter2
<AUTOUPDATE CONFIG MODULE>
Auto Image Url     :http://fleet:hunter2@192.0.2.1/x6.z
<<END OF FILE>>`

// Print the settings of a file for anybody to see.
func ExampleFile() {
	file, err := cfgfile.Parse([]byte(src))
	if err != nil {
		fmt.Println(err)
		return
	}
	shown := redact.NewFile(file)
	for _, s := range file.Settings() {
		fmt.Println(shown.Key(&s), "=", shown.Value(&s))
	}
	// Output:
	// SIP1 Register Addr = 192.0.2.1
	// SIP1 Register Pswd = ••••
	// Auto Image Url = http://••••@192.0.2.1/x6.z
}

// Print a file that is broken, as it is but for its secrets.
func ExampleString() {
	fmt.Println(redact.String("SIP1 Register Pswd hunter2\nSIP1 Register Addr :192.0.2.1"))
	// Output:
	// SIP1 Register Pswd••••
	// SIP1 Register Addr :192.0.2.1
}

func ExampleURL() {
	u, _, err := provurl.Parse("http://fleet:hunter2@192.0.2.1/hunter2/$mac.cfg?token=abc")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(redact.URL(u))
	fmt.Println(redact.Repeated(u, "no such file: /hunter2/x.cfg"))
	// Output:
	// http://fleet:••••@192.0.2.1/••••/$mac.cfg?token=••••
	// no such file: /••••/x.cfg
}

func ExampleMessage() {
	fmt.Println(redact.Message("no command ftp://fleet:hunter2@192.0.2.1/"))
	// Output: no command ftp://fleet:••••@192.0.2.1/
}
