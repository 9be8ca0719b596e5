package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/fvcfg/fvcfg/docs"
	"github.com/fvcfg/fvcfg/internal/batch"
)

func (p *program) newMan() *cobra.Command {
	dir := ""
	c := &cobra.Command{
		Use:   "man [flags] [COMMAND]",
		Short: "Print a manual page, or write them all",
		Long: `Man prints fvcfg's manual page, or a command's, in roff: "fvcfg man | man -l -"
shows it. With --out-dir it writes all pages into a folder.`,
		Example: `  fvcfg man lint | man -l -
  fvcfg man --out-dir /usr/local/share/man/man1`,
		Args: takes(0, 1, "one command's name or none", "man lint"),
		RunE: func(_ *cobra.Command, args []string) error {
			if dir != "" {
				return p.writeManPages(dir)
			}
			return p.printManPage(strings.Join(append([]string{"fvcfg"}, args...), "-") + ".1")
		},
	}
	c.Flags().StringVar(&dir, "out-dir", "", "write all pages into this folder")
	return c
}

func (p *program) printManPage(name string) error {
	page, err := docs.Man.ReadFile("man/" + name)
	if err != nil {
		return usagef("no manual page %s: fvcfg --help lists the commands", name)
	}
	_, err = p.stdout.Write(page)
	return err
}

func (p *program) writeManPages(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	pages, err := fs.Glob(docs.Man, "man/*.1")
	if err != nil {
		return err
	}
	group, end := p.newGroup(p.stderr)
	defer end()
	for _, name := range pages {
		page, err := docs.Man.ReadFile(name)
		if err != nil {
			return err
		}
		target := filepath.Join(dir, filepath.Base(name))
		if err := group.WriteFile(target, page, batch.WriteOptions{Overwrite: true}); err != nil {
			return err
		}
	}
	return nil
}
