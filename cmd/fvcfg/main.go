// Command fvcfg checks, changes, formats, names, stamps, encrypts and decrypts
// the provisioning files of Fanvil phones.
package main

import (
	"crypto/rand"
	"os"

	"github.com/mattn/go-isatty"
)

func main() {
	p := &program{
		stdin:  os.Stdin,
		stdout: os.Stdout,
		stderr: os.Stderr,
		getenv: os.Getenv,
		random: rand.Reader,
		isTerminal: func(stream any) bool {
			f, ok := stream.(*os.File)
			return ok && (isatty.IsTerminal(f.Fd()) || isatty.IsCygwinTerminal(f.Fd()))
		},
	}
	os.Exit(p.run(os.Args[1:]))
}
