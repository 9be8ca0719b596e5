package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/fvcfg/fvcfg/internal/batch"
	"github.com/fvcfg/fvcfg/internal/phrase"
	"github.com/fvcfg/fvcfg/pkg/crypt"
	"github.com/fvcfg/fvcfg/pkg/fleet"
	"github.com/fvcfg/fvcfg/pkg/provision"
)

// runFleet has the phones of a table start, several at a time, and prints a line for each
// in the order of the table.
func (s *simulateCommand) runFleet(ctx context.Context) error {
	common, master, err := s.commonPhone(s.phone)
	if err != nil {
		return err
	}
	if s.sources, err = s.sourcesOf(common); err != nil {
		return err
	}
	rows, err := s.readPhones(common)
	if err != nil {
		return err
	}
	inputs := make([]batch.Input, len(rows))
	byInput := make(map[batch.Input]*fleet.PhoneRow, len(rows))
	for i := range rows {
		inputs[i].Name = fmt.Sprintf("%s: row %d", s.phones, rows[i].Number)
		byInput[inputs[i]] = &rows[i]
	}
	progress := batch.NewProgress(s.stderr, batch.ProgressOptions{Terminal: s.isTerminal(s.stderr), Total: len(inputs), Label: "simulate"})
	defer progress.Done()
	out := &fleetOutput{command: s, stdout: progress.Wrap(s.stdout), counts: map[provision.Outcome]int{}}
	err = batch.Run(ctx, inputs, 0,
		func(ctx context.Context, in batch.Input) fleetPhone {
			return s.bootRow(ctx, byInput[in], *common, master)
		},
		func(r fleetPhone) error { progress.Step(); return out.add(r) })
	progress.Done()
	if err != nil {
		return err
	}
	return out.close()
}

// readPhones reads the table. A phone without a model in it is of that of --model.
func (s *simulateCommand) readPhones(common *provision.Phone) ([]fleet.PhoneRow, error) {
	table, remove, err := s.openTable(s.phones)
	if err != nil {
		return nil, err
	}
	defer remove()
	phones, err := fleet.ReadPhones(table)
	s.noteIgnored(table, phones.Ignored)
	wrong := []error{tableError(err)}
	for _, row := range phones.Rows {
		if row.Model == nil && common.Model.Name == "" {
			wrong = append(wrong, usage(&fleet.TableError{Table: table.Name(), Line: row.Line, Row: row.Number, Text: "no model: give --model, or a column model"}))
		}
	}
	return phones.Rows, errors.Join(wrong...)
}

// noteIgnored names columns of a table by their numbers: what should be the first line can
// hold a secret.
func (s *simulateCommand) noteIgnored(table *fleet.Table, columns []int) {
	switch names := strings.Join(fleet.PhoneColumns(), ", "); len(columns) {
	case 0:
	case 1:
		s.note("%s: column %d has a name that is not known and is ignored: known are %s", table.Name(), columns[0], names)
	default:
		s.note("%s: columns %s have names that are not known and are ignored: known are %s", table.Name(), phrase.FewInLine(columns, strconv.Itoa), names)
	}
}

// fleetPhone is one phone of a fleet and its walk.
type fleetPhone struct {
	Line  int    `json:"line"`
	Model string `json:"model"`
	MAC   string `json:"mac"`
	provision.Report

	walk *provision.Walk
	text string
	err  error
}

// bootRow has the phone of a row start. It writes out what is printed, so that this is
// done by the workers.
func (s *simulateCommand) bootRow(ctx context.Context, row *fleet.PhoneRow, phone provision.Phone, master *crypt.Key) fleetPhone {
	row.Apply(&phone)
	if master != nil {
		if err := phone.DeriveKey(*master); err != nil {
			return fleetPhone{err: err}
		}
	}
	r := fleetPhone{Line: row.Line, Model: phone.Model.Name, MAC: phone.MAC.String()}
	r.walk = s.simulator.Boot(ctx, &phone, s.sources)
	if s.format == "json" {
		r.Report = r.walk.Report()
		data, err := json.MarshalIndent(r, "    ", "  ")
		r.text, r.err = string(data), err
		return r
	}
	unexpected := ""
	if s.wanted != "" && !s.isWanted(r.walk) {
		unexpected = ", expected " + string(s.wanted)
	}
	r.text = fmt.Sprintf("%s  %s  %s%s: %s\n", r.MAC, r.Model, r.walk.Verdict(), unexpected, r.walk.Summary())
	return r
}

// fleetOutput takes the phones as they come.
type fleetOutput struct {
	command  *simulateCommand
	stdout   io.Writer
	phones   int
	counts   map[provision.Outcome]int
	doubtful int
	unwanted int // that the exit code speaks of; with --expect, the unexpected ones
}

const (
	fleetHead = "{\n  \"version\": 1,\n  \"phones\": ["
	fleetFoot = "\n  ],\n  \"summary\": {\"phones\": %d, \"applied\": %d, \"unchanged\": %d, \"rejected\": %d, \"unexpected\": %d, \"doubtful\": %d}\n}\n"
)

func (o *fleetOutput) add(r fleetPhone) error {
	if r.err != nil {
		return r.err
	}
	if o.command.format == "json" {
		before := ",\n    "
		if o.phones == 0 {
			before = fleetHead + "\n    "
		}
		r.text = before + r.text
	}
	o.phones++
	o.counts[r.walk.Outcome]++
	if r.walk.IsDoubtful() {
		o.doubtful++
	}
	if !o.command.isWanted(r.walk) {
		o.unwanted++
	}
	if o.command.summary {
		return nil
	}
	_, err := io.WriteString(o.stdout, r.text)
	return err
}

// close prints the sum and returns how the command ends.
func (o *fleetOutput) close() error {
	applied, unchanged, rejected := o.counts[provision.Applied], o.counts[provision.Unchanged], o.counts[provision.Rejected]
	var err error
	switch {
	case o.command.format != "json":
		doubtful := ""
		if o.doubtful > 0 {
			doubtful = fmt.Sprintf(", %d of them doubtful", o.doubtful)
		}
		_, err = fmt.Fprintf(o.stdout, "%s: %d applied, %d unchanged, %d rejected%s\n", phrase.Count(o.phones, "phone"), applied, unchanged, rejected, doubtful)
	case o.phones == 0:
		_, err = fmt.Fprintf(o.stdout, fleetHead+fleetFoot, 0, 0, 0, 0, 0, 0)
	default:
		unexpected := 0
		if o.command.wanted != "" {
			unexpected = o.unwanted
		}
		_, err = fmt.Fprintf(o.stdout, fleetFoot, o.phones, applied, unchanged, rejected, unexpected, o.doubtful)
	}
	if err == nil && o.unwanted > 0 {
		err = errFindings
	}
	return err
}
