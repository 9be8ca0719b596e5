package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

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
shows it. With --out-dir it writes all pages into a folder. Version and date are those
of the program, or the date is that of SOURCE_DATE_EPOCH.`,
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
	_, err = p.stdout.Write(p.manPage(page))
	return err
}

func (p *program) manPage(page []byte) []byte {
	return stampManPage(page, readBuildInfo(), p.getenv("SOURCE_DATE_EPOCH"))
}

// stampManPage puts a version and a date into the title of a page, which has neither: the
// date of SOURCE_DATE_EPOCH, in seconds since 1970, or else that of the release, so that one
// release has the same pages wherever they are printed.
func stampManPage(page []byte, info buildInfo, epoch string) []byte {
	var day string
	if date, err := time.Parse(time.RFC3339, info.Date); err == nil {
		day = date.UTC().Format(time.DateOnly)
	}
	if seconds, err := strconv.ParseInt(epoch, 10, 64); err == nil {
		day = time.Unix(seconds, 0).UTC().Format(time.DateOnly)
	}
	version := strings.ReplaceAll(info.Version, `"`, "")
	return bytes.Replace(page, []byte(`"" "fvcfg"`), fmt.Appendf(nil, `"%s" "fvcfg %s"`, day, version), 1)
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
		if err := group.WriteFile(target, p.manPage(page), batch.WriteOptions{Overwrite: true}); err != nil {
			return err
		}
	}
	return nil
}
