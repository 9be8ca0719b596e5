package template_test

import (
	"fmt"

	"github.com/fvcfg/fvcfg/pkg/template"
)

func Example() {
	const src = "SIP1 Phone Number  :{$account.1.user_id}\n{if $tls}SIP1 Transport     :3\n"

	engine, _ := template.Recognize(src)
	t := template.Parse(src, engine)
	for _, tag := range t.Tags {
		fmt.Println(engine, src[tag.Start:tag.End])
	}
	for _, fault := range t.Faults {
		fmt.Println(fault.Message)
	}
	// Output:
	// smarty {$account.1.user_id}
	// smarty {if $tls}
	// the block if begins here and is never closed: {/if} is missing
}
