package report

import (
	"encoding/json"
	"io"
	"path/filepath"
	"strings"

	"github.com/fvcfg/fvcfg/pkg/lint"
)

// sarifReporter writes a log in the Static Analysis Results Interchange Format
// 2.1.0, a finding a line, while the files are read.
type sarifReporter struct {
	w     io.Writer
	index map[string]int // of the rules, by ID
	begun bool           // the head is written
	some  bool           // so is a result
}

// sarifLog is the whole log. Runs come last in it, and results in a run, which
// is where the log is cut open to write them one by one.
type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool               sarifTool                `json:"tool"`
	ColumnKind         string                   `json:"columnKind"`
	OriginalURIBaseIDs map[string]sarifArtifact `json:"originalUriBaseIds"`
	Results            []sarifResult            `json:"results"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name           string      `json:"name"`
	InformationURI string      `json:"informationUri"`
	Rules          []sarifRule `json:"rules"`
}

type sarifText struct {
	Text     string `json:"text"`
	Markdown string `json:"markdown,omitempty"`
}

type sarifResult struct {
	RuleID              string            `json:"ruleId"`
	RuleIndex           *int              `json:"ruleIndex,omitempty"`
	Level               string            `json:"level"`
	Message             sarifText         `json:"message"`
	Locations           []sarifLocation   `json:"locations"`
	PartialFingerprints map[string]string `json:"partialFingerprints"`
}

type sarifLocation struct {
	PhysicalLocation sarifPlace  `json:"physicalLocation"`
	LogicalLocations []sarifName `json:"logicalLocations,omitempty"`
}

// sarifName is the setting that a result is about, by its path.
type sarifName struct {
	FullyQualifiedName string `json:"fullyQualifiedName"`
}

type sarifPlace struct {
	ArtifactLocation sarifArtifact `json:"artifactLocation"`
	Region           *sarifRegion  `json:"region,omitempty"`
}

type sarifArtifact struct {
	URI         string     `json:"uri,omitempty"`
	URIBaseID   string     `json:"uriBaseId,omitempty"`
	Description *sarifText `json:"description,omitempty"`
}

type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn"`
}

const (
	homePage    = "https://github.com/fvcfg/fvcfg"
	sarifSchema = "https://json.schemastore.org/sarif-2.1.0.json"
	sarifRoot   = "%SRCROOT%" // the name that GitHub and others know
	sarifEnd    = "]}]}"      // of the results, the run, the runs and the log
)

func newSARIF(w io.Writer, _ Options) Reporter { return &sarifReporter{w: w} }

func (s *sarifReporter) Findings(findings []lint.Finding) error {
	if err := s.begin(); err != nil {
		return err
	}
	prints := fingerprints(findings)
	for i, f := range findings {
		line, err := json.Marshal(s.result(f, prints[i]))
		if err != nil {
			return err
		}
		separator := "\n"
		if s.some {
			separator = ",\n"
		}
		s.some = true
		if _, err := io.WriteString(s.w, separator+string(line)); err != nil {
			return err
		}
	}
	return nil
}

func (s *sarifReporter) Close(Summary) error {
	if err := s.begin(); err != nil {
		return err
	}
	_, err := io.WriteString(s.w, "\n"+sarifEnd+"\n")
	return err
}

// begin writes what comes before the first result.
func (s *sarifReporter) begin() error {
	if s.begun {
		return nil
	}
	s.begun = true
	rules := sarifRules()
	s.index = make(map[string]int, len(rules))
	for i, r := range rules {
		s.index[r.ID] = i
	}
	log, err := json.Marshal(sarifLog{sarifSchema, "2.1.0", []sarifRun{{
		Tool:       sarifTool{sarifDriver{"fvcfg", homePage, rules}},
		ColumnKind: "unicodeCodePoints",
		OriginalURIBaseIDs: map[string]sarifArtifact{
			sarifRoot: {Description: &sarifText{Text: "The folder that fvcfg ran in."}},
		},
		Results: []sarifResult{},
	}}})
	if err != nil {
		return err
	}
	_, err = io.WriteString(s.w, strings.TrimSuffix(string(log), sarifEnd))
	return err
}

func (s *sarifReporter) result(f lint.Finding, fingerprint string) sarifResult {
	place := sarifPlace{ArtifactLocation: sarifFile(f.File)}
	if f.Line > 0 {
		place.Region = &sarifRegion{f.Line, f.Column}
	}
	location := sarifLocation{PhysicalLocation: place}
	if f.Path != "" {
		location.LogicalLocations = []sarifName{{f.Path}}
	}
	r := sarifResult{
		RuleID:              f.Rule.ID,
		Level:               sarifLevel(f.Severity),
		Message:             sarifText{Text: sarifMessage.Replace(message(f))},
		Locations:           []sarifLocation{location},
		PartialFingerprints: map[string]string{"fvcfg/v1": fingerprint},
	}
	if i, ok := s.index[f.Rule.ID]; ok {
		r.RuleIndex = &i
	}
	return r
}

// sarifMessage escapes what has a meaning in a message: {0} stands for an
// argument, [text](target) for a link.
var sarifMessage = strings.NewReplacer("{", "{{", "}", "}}", "](", `\](`)

func sarifLevel(s lint.Severity) string {
	switch s {
	case lint.Error:
		return "error"
	case lint.Warning:
		return "warning"
	}
	return "note"
}

// sarifFile says where a file is: below the folder that fvcfg ran in, or
// anywhere. Standard input has no address; consumers want one, so it is given
// that of a file that is not there.
func sarifFile(name string) sarifArtifact {
	switch {
	case name == stdinName:
		return sarifArtifact{URI: "stdin", Description: &sarifText{Text: "Standard input."}}
	case filepath.IsAbs(name):
		return sarifArtifact{URI: fileURI(slashed(name))}
	}
	return sarifArtifact{URI: relativeURI(slashed(name)), URIBaseID: sarifRoot}
}
