// Barecobra is the least that a command line on cobra can be: a root command
// and one subcommand that prints a line. The start of fvcfg is measured
// against its start.
package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{Use: "barecobra"}
	name := &cobra.Command{
		Use: "name",
		Run: func(cmd *cobra.Command, _ []string) {
			fmt.Fprintln(cmd.OutOrStdout(), "F0V00X600000.cfg")
		},
	}
	name.Flags().String("model", "", "the phone's model")
	root.AddCommand(name)
	if err := root.Execute(); err != nil {
		os.Exit(1)
	}
}
