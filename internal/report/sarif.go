package report

import (
	"encoding/json"
	"io"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/fvcfg/fvcfg/docs"
	"github.com/fvcfg/fvcfg/pkg/lint"
)

// sarifReporter writes a log in the Static Analysis Results Interchange Format
// 2.1.0, a finding a line, while the files are read.
type sarifReporter struct {
	results jsonList
	index   map[string]int // of the rules, by ID; nil until the head is written
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
	Fixes               []sarifFix        `json:"fixes,omitempty"`
}

// sarifFix is what --fix writes.
type sarifFix struct {
	Description     sarifText     `json:"description"`
	ArtifactChanges []sarifChange `json:"artifactChanges"`
}

type sarifChange struct {
	ArtifactLocation sarifArtifact      `json:"artifactLocation"`
	Replacements     []sarifReplacement `json:"replacements"`
}

type sarifReplacement struct {
	DeletedRegion   sarifRegion `json:"deletedRegion"`
	InsertedContent *sarifText  `json:"insertedContent,omitempty"`
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
	EndLine     int `json:"endLine,omitempty"`
	EndColumn   int `json:"endColumn,omitempty"`
}

const (
	homePage    = "https://github.com/fvcfg/fvcfg"
	sarifSchema = "https://json.schemastore.org/sarif-2.1.0.json"
	sarifRoot   = "%SRCROOT%" // the name that GitHub and others know
	sarifEnd    = "]}]}"      // of the results, the run, the runs and the log
)

func newSARIF(w io.Writer, _ Options) Reporter { return &sarifReporter{results: jsonList{w: w}} }

func (s *sarifReporter) Findings(findings []lint.Finding) error {
	if err := s.begin(); err != nil {
		return err
	}
	prints := fingerprints(findings)
	for i, f := range findings {
		if err := s.results.add("\n", s.result(f, prints[i])); err != nil {
			return err
		}
	}
	return nil
}

func (s *sarifReporter) Close(Summary) error {
	if err := s.begin(); err != nil {
		return err
	}
	_, err := io.WriteString(s.results.w, "\n"+sarifEnd+"\n")
	return err
}

// begin writes what comes before the first result.
func (s *sarifReporter) begin() error {
	if s.index != nil {
		return nil
	}
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
	_, err = io.WriteString(s.results.w, strings.TrimSuffix(string(log), sarifEnd))
	return err
}

func (s *sarifReporter) result(f lint.Finding, fingerprint string) sarifResult {
	place := sarifPlace{ArtifactLocation: sarifFile(f.File)}
	if f.Line > 0 {
		place.Region = &sarifRegion{f.Line, f.Column, f.End.Line, f.End.Column}
	}
	location := sarifLocation{PhysicalLocation: place}
	if f.Path != "" {
		location.LogicalLocations = []sarifName{{f.Path}}
	}
	r := sarifResult{
		RuleID:              f.Rule.ID,
		Level:               sarifLevels[f.Severity],
		Message:             sarifText{Text: sarifMessage.Replace(f.Sentence())},
		Locations:           []sarifLocation{location},
		PartialFingerprints: map[string]string{"fvcfg/v1": fingerprint},
	}
	if i, ok := s.index[f.Rule.ID]; ok {
		r.RuleIndex = &i
	}
	if f.File != stdinName {
		r.Fixes = sarifFixes(f)
	}
	return r
}

// sarifFixes returns the fix of a finding, if it has one that is made of replacements.
func sarifFixes(f lint.Finding) []sarifFix {
	var replacements []sarifReplacement
	for _, edit := range f.Replacements() {
		r := sarifReplacement{DeletedRegion: sarifRegion{edit.Start.Line, edit.Start.Column, edit.End.Line, edit.End.Column}}
		if edit.New != "" {
			r.InsertedContent = &sarifText{Text: edit.New}
		}
		replacements = append(replacements, r)
	}
	if replacements == nil {
		return nil
	}
	return []sarifFix{{sarifText{Text: "What fvcfg lint --fix writes."}, []sarifChange{{sarifFile(f.File), replacements}}}}
}

// sarifMessage escapes what has a meaning in a message: {0} stands for an
// argument, [text](target) for a link.
var sarifMessage = strings.NewReplacer("{", "{{", "}", "}}", "](", `\](`)

var sarifLevels = [...]string{lint.Info: "note", lint.Warning: "warning", lint.Error: "error"}

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

// sarifRule is what a viewer shows of a rule.
type sarifRule struct {
	ID                   string             `json:"id"`
	Name                 string             `json:"name"`
	ShortDescription     sarifText          `json:"shortDescription"`
	FullDescription      sarifText          `json:"fullDescription"`
	Help                 sarifText          `json:"help"`
	HelpURI              string             `json:"helpUri"`
	DefaultConfiguration sarifConfiguration `json:"defaultConfiguration"`
	Properties           *sarifProperties   `json:"properties,omitempty"`
}

// sarifProperties are those that GitHub reads: it lists a rule with the tag among the alerts
// of security, by its number from 0 to 10.
type sarifProperties struct {
	Tags             []string `json:"tags"`
	SecuritySeverity string   `json:"security-severity"`
}

// security has the rules about passwords and keys. A guess, or a look at the wire, opens the
// phone with what FV501, FV504 and FV503 find; what FV502 and FV406 find takes somebody on
// the way, or keeps a phone from its files.
var security = map[string]string{"FV406": "5.0", "FV501": "7.5", "FV502": "5.0", "FV503": "7.0", "FV504": "7.5"}

func sarifPropertiesOf(rule string) *sarifProperties {
	severity, ok := security[rule]
	if !ok {
		return nil
	}
	return &sarifProperties{[]string{"security"}, severity}
}

type sarifConfiguration struct {
	Level string `json:"level"`
}

const rulesPage = homePage + "/blob/main/docs/rules.md"

// sarifRules describes all rules: they come before the results, when it is not
// known yet which of them will be met.
func sarifRules() []sarifRule {
	var rules []sarifRule
	for _, r := range lint.Rules() {
		section, _ := docs.Rule(r.ID) // a test of docs has it that every rule has one
		rules = append(rules, sarifRule{
			ID:                   r.ID,
			Name:                 pascalCase(r.Name),
			ShortDescription:     sarifText{Text: strings.ToUpper(r.Summary[:1]) + r.Summary[1:]},
			FullDescription:      sarifText{Text: description(section)},
			Help:                 sarifText{Text: strings.TrimPrefix(section, "## "), Markdown: section},
			HelpURI:              rulesPage + "#" + strings.ToLower(r.ID+"-"+r.Name),
			DefaultConfiguration: sarifConfiguration{sarifLevels[r.Severity]},
			Properties:           sarifPropertiesOf(r.ID),
		})
	}
	return rules
}

// pascalCase turns header-length into HeaderLength, as names of rules are
// written in SARIF.
func pascalCase(name string) string {
	var b strings.Builder
	for word := range strings.SplitSeq(name, "-") {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}

// description returns the paragraph of a rule's section that says what the rule
// catches: the third, after the heading and the severity.
func description(section string) string {
	paragraphs := strings.SplitN(section, "\n\n", 4)
	if len(paragraphs) < 3 {
		return ""
	}
	return strings.Join(strings.Fields(paragraphs[2]), " ")
}

// relativeURI writes a relative path with forward slashes as a URI.
func relativeURI(path string) string {
	segments := strings.Split(path, "/")
	for i, s := range segments {
		// A colon in the first segment would make what is before it a scheme.
		segments[i] = strings.ReplaceAll(url.PathEscape(s), ":", "%3A")
	}
	return strings.Join(segments, "/")
}

// fileURI writes an absolute path with forward slashes as a URI: /a, or in the
// manner of Windows C:/a and //server/a.
func fileURI(path string) string {
	if share, ok := strings.CutPrefix(path, "//"); ok {
		return "file://" + relativeURI(share)
	}
	drive := ""
	if len(path) > 1 && path[1] == ':' {
		drive, path = "/"+path[:2], path[2:]
	}
	return "file://" + drive + relativeURI(path)
}
