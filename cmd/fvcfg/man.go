package main

import (
	"os"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

func (p *program) newMan() *cobra.Command {
	dir := ""
	c := &cobra.Command{
		Use:   "man [flags]",
		Short: "Print the manual page, or write that of every command",
		Long: `Man prints fvcfg's manual page in roff, for "fvcfg man | man -l -". With
--out-dir it writes a page for each command into a folder.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			// Without a date pages are the same however often they are made.
			header := &doc.GenManHeader{Section: "1", Source: "fvcfg", Manual: "fvcfg manual"}
			root := cmd.Root()
			root.DisableAutoGenTag = true
			if dir == "" {
				return doc.GenMan(root, header, p.stdout)
			}
			if err := os.MkdirAll(dir, 0o755); err != nil {
				return err
			}
			return doc.GenManTree(root, header, dir)
		},
	}
	c.Flags().StringVar(&dir, "out-dir", "", "write a page for each command into this folder")
	return c
}
