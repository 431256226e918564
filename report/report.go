// Package report turns what a comparison found into a score, a verdict for a
// gate, and text for people or programs. It is pure: no clock, no files, the
// same input gives the same bytes.
//
// [Build] converts the objects of the comparison into the plain structs below,
// once; every format renders those, so that a saved JSON report can be read
// back with [Read] and rendered again in any other format.
package report

import (
	"github.com/synapscale/synapcheck/diff/rule"
)

// SchemaVersion is the version of the JSON form that this package writes and
// the newest that it reads.
const SchemaVersion = 1

// A Report is the outcome of one run over one live database or several.
type Report struct {
	SchemaVersion int
	Tool          Tool
	Targets       []*Target
	// Gate is what a gate decided, or nil where none was asked.
	Gate *Outcome
}

// Tool is the program that made a report.
type Tool struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// A Target is one live database and everything that is declared about it.
type Target struct {
	Name string `json:"target"`
	// Server is the version of PostgreSQL, as 17.2; empty where the live side is
	// no server.
	Server string `json:"server,omitempty"`
	// Declared are the names of the declared sources, in the order given.
	Declared []string `json:"declared"`
	// Complete is true where the declared side describes a whole database, as a
	// server, a snapshot or a script of DDL does, and models do not.
	Complete bool    `json:"complete,omitempty"`
	Summary  Summary `json:"summary"`
	// Score is the weighted agreement in percent, or nil without any fact.
	Score    *float64 `json:"score"`
	Coverage Coverage `json:"coverage"`
	Facets   Facets   `json:"facets"`
	// Layers are the parts of a target with several declared sources.
	Layers []LayerScore `json:"layers,omitempty"`
	// Tables are sorted by schema and name, then by layer.
	Tables []Table `json:"tables"`
	// Findings are sorted by table, layer, object, rule and property.
	Findings []Finding `json:"findings"`
	// Accepted are the findings that stand for a reason: they fail no gate, and
	// still cost the score.
	Accepted []Accepted `json:"accepted,omitempty"`
	// Baseline is what became of the findings that were known; nil without one.
	Baseline *Match `json:"baseline,omitempty"`
	// Requirements are the required columns, in the order given.
	Requirements []Required `json:"requirements,omitempty"`
	// Advice is what rules say of the live side alone; nil where nobody looked.
	Advice *Advised `json:"advice,omitempty"`
}

// An Accepted finding stands for a reason that somebody gave.
type Accepted struct {
	Reason string `json:"reason"`
	// Known is true for what a baseline lists, with who sees to it and from when
	// to when the entry holds.
	Known   bool    `json:"known,omitzero"`
	Owner   string  `json:"owner,omitempty"`
	Added   string  `json:"added,omitempty"`
	Expires string  `json:"expires,omitempty"`
	Finding Finding `json:"finding"`
}

// A Summary counts what a target holds.
type Summary struct {
	Findings int `json:"findings"`
	Error    int `json:"error"`
	Warning  int `json:"warning"`
	Info     int `json:"info"`
	// Tables are the relations that something declared stands for, and Matching
	// those of them without a finding.
	Tables   int `json:"tables"`
	Matching int `json:"matching"`
	// Unmanaged are the live relations that nothing declared stands for.
	Unmanaged int `json:"unmanaged"`
	// Columns are those of Tables: the live ones, or the declared ones of a
	// table that is missing.
	Columns int `json:"columns"`
}

// A LayerScore is the part of the score that one declared source has.
type LayerScore struct {
	Name     string   `json:"name"`
	Dialect  string   `json:"dialect"`
	Score    *float64 `json:"score"`
	Coverage *float64 `json:"coverage"`
}

// Side says which sides have a table.
type Side string

// The sides.
const (
	Both         Side = "both"
	DeclaredOnly Side = "declared"
	LiveOnly     Side = "live"
)

// A Table is one relation as one layer declares it.
type Table struct {
	// Name is the path, as public.users.
	Name string `json:"name"`
	Kind string `json:"kind"`
	// Layer is empty for a target with a single one.
	Layer   string `json:"layer,omitempty"`
	Side    Side   `json:"side"`
	Columns int    `json:"columns"`
	// Score and Coverage are in percent, or nil without facts.
	Score    *float64 `json:"score"`
	Coverage *float64 `json:"coverage"`
	// Model is where the table is declared, and Also the other places.
	Model    *Origin  `json:"model"`
	Also     []Origin `json:"also"`
	Findings int      `json:"findings"`
	Facets   Facets   `json:"facets"`
}

// An Origin is a place in a source file; see schema.Origin.
type Origin struct {
	File   string `json:"file"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
	Symbol string `json:"symbol,omitempty"`
}

// A Finding is one disagreement and what it means.
type Finding struct {
	Rule        string        `json:"rule"`
	Severity    rule.Severity `json:"severity"`
	Fingerprint string        `json:"fingerprint"`
	// Layer is empty for a target with a single one.
	Layer string `json:"layer,omitempty"`
	// Kind and Object name the object: column, public.users.email.
	Kind   string `json:"kind"`
	Object string `json:"object"`
	// Table is the relation that the object is or belongs to.
	Table    Value  `json:"table"`
	Property string `json:"property"`
	Message  string `json:"message"`
	// Declared and Live are what each side says.
	Declared Value    `json:"declared"`
	Live     Value    `json:"live"`
	Origin   *Origin  `json:"origin"`
	Also     []Origin `json:"also"`
	// Consequence says what happens at run time.
	Consequence string `json:"consequence"`
	// Confidence, between 0 and 1, is set for proposed renames.
	Confidence *float64 `json:"confidence,omitempty"`
	Remedies   []Remedy `json:"remedies"`
}

// A Remedy settles a finding on one side: "declared" or "live".
type Remedy struct {
	Side    string `json:"side"`
	Text    string `json:"text"`
	Command Value  `json:"command"`
	// SQL are the statements that do it on the live side, one after the other and
	// outside of a transaction; none where it is done by hand.
	SQL []Value `json:"sql"`
}

// A Coverage says how much of what was found could be compared, and lists what
// could not.
type Coverage struct {
	Share
	Gaps    []Gap   `json:"gaps"`
	Counted []Count `json:"counted"`
}

// A Share is the part of the facts that both sides speak of. Percent is
// weighted, and nil without any fact that has weight; the numbers are not.
type Share struct {
	Percent  *float64 `json:"percent"`
	Compared int      `json:"compared"`
	Facts    int      `json:"facts"`
}

// A Gap is something that could not be read, understood or compared.
type Gap struct {
	Subject string `json:"subject"`
	Reason  string `json:"reason"`
	Hint    Value  `json:"hint"`
	// Undetermined gaps leave a fact of a compared object open.
	Undetermined bool    `json:"undetermined"`
	Origin       *Origin `json:"origin"`
}

// A Count is the number of objects of a kind that were found and not compared:
// the greater one, where several sources found some.
type Count struct {
	Kind  string `json:"kind"`
	Count int    `json:"count"`
}

// A Value is text that may be missing: the empty Value is null in JSON.
type Value string
