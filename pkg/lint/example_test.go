package lint_test

import (
	"fmt"

	"github.com/fvcfg/fvcfg/pkg/lint"
)

func Example() {
	linter, err := lint.New(lint.Options{Only: []string{"value-kind"}})
	if err != nil {
		panic(err)
	}
	file := []byte("#<Voip Config File>#\nVersion = 2.0000000001\nsip.line.1.RegEnabled = yes\n")
	for _, finding := range linter.Lint("001565113af8.txt", file) {
		fmt.Println(finding)
		fmt.Println(finding.Path)
	}
	// Output:
	// 001565113af8.txt:3:25: warning: the value of "RegEnabled" is neither 0 nor 1 [FV305 value-kind]
	// sip.line.1.RegEnabled
}
