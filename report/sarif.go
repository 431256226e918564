package report

import (
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/diff/rule"
)

func init() {
	register(&Format{
		Name:  "sarif",
		Doc:   "SARIF 2.1.0, for code scanning",
		Write: func(w io.Writer, r *Report, _ Style) error { return writeSARIF(w, r) },
	})
}

// The parts of SARIF that code scanning reads (OASIS, Static Analysis Results
// Interchange Format 2.1.0). Empty texts are not valid there.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		Automation sarifID       `json:"automationDetails"`
		Results    []sarifResult `json:"results"`
	}
	sarifID struct {
		ID string `json:"id"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		URI     string      `json:"informationUri"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID    string      `json:"id"`
		Short sarifText   `json:"shortDescription"`
		Full  sarifText   `json:"fullDescription"`
		Help  sarifText   `json:"help"`
		URI   string      `json:"helpUri"`
		Level sarifConfig `json:"defaultConfiguration"`
	}
	sarifConfig struct {
		Level string `json:"level"`
	}
	sarifText struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown,omitempty"`
	}
	sarifResult struct {
		Rule         string             `json:"ruleId"`
		Index        int                `json:"ruleIndex"`
		Level        string             `json:"level"`
		Message      sarifText          `json:"message"`
		Locations    []sarifLocation    `json:"locations,omitempty"`
		Fingerprints map[string]string  `json:"partialFingerprints"`
		Suppressions []sarifSuppression `json:"suppressions,omitempty"`
	}
	sarifSuppression struct {
		Kind          string `json:"kind"`
		Justification string `json:"justification"`
	}
	sarifLocation struct {
		Physical *sarifPhysical `json:"physicalLocation,omitempty"`
		Logical  []sarifLogical `json:"logicalLocations"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
	sarifLogical struct {
		Name string `json:"fullyQualifiedName"`
		Kind string `json:"kind"`
	}
)

// sarifLevels are SARIF's words for severities.
var sarifLevels = map[rule.Severity]string{rule.Error: "error", rule.Warning: "warning", rule.Info: "note"}

func writeSARIF(w io.Writer, r *Report) error {
	log := sarifLog{
		Schema:  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
		Version: "2.1.0",
		Runs:    []sarifRun{},
	}
	for _, t := range r.Targets {
		log.Runs = append(log.Runs, t.sarif(r.Tool))
	}
	out, err := json.MarshalIndent(log, "", "  ")
	if err != nil {
		return fmt.Errorf("encoding SARIF: %w", err)
	}
	_, err = w.Write(append(escapeInvisible(out), '\n'))
	return err
}

func (t *Target) sarif(tool Tool) sarifRun {
	run := sarifRun{
		Tool: sarifTool{sarifDriver{
			Name: filled(tool.Name), Version: tool.Version,
			URI: "https://github.com/synapscale/synapcheck", Rules: []sarifRule{},
		}},
		// Runs of one workflow that have one category replace each other.
		Automation: sarifID{"synapcheck/" + filled(t.Name) + "/"},
		Results:    []sarifResult{},
	}
	index := make(map[string]int)
	add := func(f *Finding, suppressions ...sarifSuppression) {
		i, known := index[f.Rule]
		if !known {
			i = len(run.Tool.Driver.Rules)
			index[f.Rule] = i
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRuleOf(f.Rule))
		}
		text := sentence(f)
		if fix := mend(f); fix != "" {
			text += "\nfix: " + fix
		}
		run.Results = append(run.Results, sarifResult{
			Rule: f.Rule, Index: i, Level: sarifLevels[f.Severity], Message: sarifText{Text: text},
			Locations: t.sarifLocations(f), Fingerprints: map[string]string{"primaryLocationLineHash": f.Fingerprint + ":1"},
			Suppressions: suppressions,
		})
	}
	for i := range t.Findings {
		add(&t.Findings[i])
	}
	for i := range t.Accepted {
		a := &t.Accepted[i]
		add(&a.Finding, sarifSuppression{Kind: "external", Justification: reason(*a)})
	}
	return run
}

func sarifRuleOf(id string) sarifRule {
	r := ruleOf(id)
	return sarifRule{
		ID: id, Short: sarifText{Text: filled(r.Title)}, Full: sarifText{Text: filled(r.Title)},
		Help: sarifText{Text: filled(r.Doc), Markdown: r.Doc}, URI: rulesPage + url.PathEscape(id),
		Level: sarifConfig{sarifLevels[r.Severity]},
	}
}

// sarifLocations are the one place that is shown, and the object. Of a struct
// only its first line is marked.
func (t *Target) sarifLocations(f *Finding) []sarifLocation {
	l := sarifLocation{Logical: []sarifLogical{{filled(f.Object), sarifKind(f.Kind)}}}
	if o := t.place(f); o != nil && o.File != "" {
		line, column := max(o.Line, 1), max(o.Column, 1)
		l.Physical = &sarifPhysical{
			Artifact: sarifArtifact{fileURI(o.File)},
			Region:   sarifRegion{line, column, line, column + len(o.Symbol[strings.LastIndexByte(o.Symbol, '.')+1:])},
		}
	}
	return []sarifLocation{l}
}

// fileURI is a file's name as a reference relative to the root of the sources.
func fileURI(file string) string {
	parts := strings.Split(slashed(file), "/")
	for i, p := range parts {
		parts[i] = strings.ReplaceAll(url.PathEscape(p), ":", "%3A") // or it looks like a scheme
	}
	return strings.Join(parts, "/")
}

// sarifKind is SARIF's word for a kind where it has one.
func sarifKind(kind string) string {
	known := []string{"function", "type", "namespace"}
	if slices.Contains(known, kind) {
		return kind
	}
	return "resource"
}

// filled makes an empty text one that SARIF allows.
func filled(text string) string {
	if text == "" {
		return "-"
	}
	return text
}
