// Package requirement holds a list of required columns against a database and
// the models of it, and gives a verdict on each with what speaks for it. It is
// pure: no I/O, no clock, and nothing that is passed in is changed.
package requirement

import (
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/equal"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// A Requirement is a column that somebody says there is, or asks for.
type Requirement struct {
	// Schema is empty for the one that the search path finds.
	Schema, Table, Column string
	// Type is zero, and Default empty, where nothing is said. A type without
	// modifiers is content with any.
	Type    schema.Type
	Default string
	NotNull schema.Claim[bool]
	// Model is what is said of the models: declared, missing, or nothing.
	Model ModelVerdict
}

// A Verdict says what a database makes of a requirement.
type Verdict string

// The verdicts on the database.
const (
	Holds     Verdict = "holds"
	Otherwise Verdict = "otherwise" // with another type, default or nullability
	Renamed   Verdict = "renamed"   // under another name
	Moved     Verdict = "moved"     // in another table
	Absent    Verdict = "absent"
)

// A ModelVerdict says what the models make of a requirement.
type ModelVerdict string

// The verdicts on the models. There is none where no models were read.
const (
	Declared ModelVerdict = "declared"
	Missing  ModelVerdict = "missing"
	Reversed ModelVerdict = "reversed" // the models have it, and the database has not
)

// An Outcome is what became of a requirement.
type Outcome struct {
	Requirement
	Database DatabaseSide
	Models   ModelSide
}

// A DatabaseSide is what the database makes of a requirement.
type DatabaseSide struct {
	Verdict Verdict
	// Object is the column that meets the requirement, and Column what it is; zero
	// and nil for Absent.
	Object schema.Ref
	Column *schema.Column
	// Confidence is between 0 and 1, and below 1 for Renamed and Moved.
	Confidence float64
	// Reasons are clauses: what is otherwise, or what speaks for the column.
	Reasons []string

	table *schema.Table
}

// A ModelSide is what the models make of a requirement.
type ModelSide struct {
	Verdict ModelVerdict
	// Origin is the field, or the struct that lacks it.
	Origin schema.Origin
	// Field is how the code spells the type.
	Field string
	// Reasons are clauses, such as in what the field differs from the column.
	Reasons []string
}

// Judge holds the requirements against a database and what comparing models
// with it gave, in the order given.
func Judge(all []Requirement, live *schema.Database, compared []*diff.Diff) []Outcome {
	j := judge{live: live, compared: compared, taken: make(map[schema.Ref]bool)}
	outcomes := make([]Outcome, len(all))
	tables := make([]*schema.Table, len(all))
	for i, q := range all {
		outcomes[i].Requirement = q
		outcomes[i].Database.Verdict = Absent
		tables[i] = j.table(q)
		if tables[i] == nil {
			continue
		}
		if col := column(tables[i], q.Column); col != nil {
			j.meet(&outcomes[i], tables[i], col, 1)
		}
	}
	j.search(outcomes, tables)
	for i := range outcomes {
		outcomes[i].Models = j.models(&outcomes[i], tables[i])
	}
	return outcomes
}

type judge struct {
	live     *schema.Database
	compared []*diff.Diff
	taken    map[schema.Ref]bool // columns that meet a requirement
}

// table is the relation that a requirement names, or nil.
func (j *judge) table(q Requirement) *schema.Table {
	var found []*schema.Table
	for _, t := range j.live.Tables {
		if strings.EqualFold(t.Name, q.Table) && (q.Schema == "" || t.Schema == q.Schema) {
			if t.Name == q.Table && q.Schema != "" {
				return t
			}
			found = append(found, t)
		}
	}
	path := j.live.SearchPath
	if len(path) == 0 {
		path = []string{"public"}
	}
	for _, s := range path {
		for _, t := range found {
			if t.Schema == s {
				return t
			}
		}
	}
	if len(found) == 1 {
		return found[0]
	}
	return nil
}

// column is the one of that name, or else the one that differs in case alone.
func column(t *schema.Table, name string) *schema.Column {
	if c := t.Column(name); c != nil {
		return c
	}
	for _, c := range t.Columns {
		if strings.EqualFold(c.Name, name) {
			return c
		}
	}
	return nil
}

// meet notes that a column meets a requirement, and in what it is otherwise.
func (j *judge) meet(o *Outcome, t *schema.Table, c *schema.Column, confidence float64) {
	d := &o.Database
	d.table, d.Column, d.Object, d.Confidence = t, c, t.Child(schema.KindColumn, c.Name), confidence
	j.taken[d.Object] = true
	d.Verdict = Holds
	if other := o.otherwise(c); len(other) > 0 {
		d.Verdict = Otherwise
		d.Reasons = append(d.Reasons, other...)
	}
}

// otherwise says in what a column is not as it is required.
func (q Requirement) otherwise(c *schema.Column) []string {
	var other []string
	have := c.Type.Or(schema.Type{})
	if !q.Type.IsZero() && !sameType(q.Type, have) {
		other = append(other, "type "+have.String()+" where "+q.Type.String()+" is required")
	}
	if q.Default != "" && q.defaults(c) != equal.Agree {
		live := "none"
		if d := c.Default.Or(""); d != "" {
			live = diff.SpellDefault(d)
		}
		other = append(other, "default "+live+" where "+q.Default+" is required")
	}
	if want, said := q.NotNull.Get(); said && want != c.NotNull.Or(false) {
		if want {
			other = append(other, "nullable where not null is required")
		} else {
			other = append(other, "not null where nullable is required")
		}
	}
	return other
}

func (q Requirement) defaults(c *schema.Column) diff.Verdict {
	return equal.Default(q.Default, c.Default.Or(""), c.Type.Or(schema.Type{}))
}

func sameType(want, have schema.Type) bool {
	if want.Args == "" {
		have = have.Bare()
	}
	return equal.Types(want, have)
}
