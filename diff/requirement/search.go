package requirement

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/equal"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// A candidate is a column that may be the required one.
type candidate struct {
	outcome    int
	table      *schema.Table
	column     *schema.Column
	verdict    Verdict
	confidence float64
	reasons    []string
}

// least is the confidence from which a column is named: a name in common, or
// the same name elsewhere, and a type that fits.
const least = 0.55

// search looks for what has no column of its name: under another name in the
// same table, or in another table. The most certain goes first, and a column
// meets one requirement at most.
func (j *judge) search(outcomes []Outcome, tables []*schema.Table) {
	renamed := j.renamedTables(outcomes, tables)
	var all []candidate
	for i := range outcomes {
		if outcomes[i].Database.Verdict != Absent {
			continue
		}
		home := tables[i]
		if home == nil {
			home = renamed[key(outcomes[i].Requirement)]
		}
		for _, t := range j.live.Tables {
			for _, c := range t.Columns {
				if j.taken[t.Child(schema.KindColumn, c.Name)] {
					continue
				}
				x := weigh(outcomes[i].Requirement, t, c, t == home)
				if t != home && x.confidence > 0 && j.single(c.Name) {
					x.confidence = min(x.confidence+0.1, 0.99)
					x.reasons = append(x.reasons, "no other table has one of that name")
				}
				if x.confidence >= least {
					x.outcome = i
					if t != tables[i] {
						x.verdict = Moved
					}
					if home != nil && tables[i] == nil && t == home {
						x.reasons = append(x.reasons, "the table seems to be called "+t.Name)
					}
					all = append(all, x)
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int {
		return cmp.Or(
			cmp.Compare(b.confidence, a.confidence), cmp.Compare(a.outcome, b.outcome),
			a.ref().Compare(b.ref()),
		)
	})
	for _, x := range all {
		o := &outcomes[x.outcome]
		switch {
		case o.Database.Column != nil && x.confidence > o.Database.Confidence-0.1 && !j.taken[x.ref()]:
			o.Database.Reasons = append(o.Database.Reasons, "it may be "+x.ref().Path()+" as well")
		case o.Database.Column == nil && !j.taken[x.ref()]:
			o.Database.Reasons = x.reasons
			j.meet(o, x.table, x.column, x.confidence)
			o.Database.Verdict = x.verdict
		}
	}
}

// single reports that one column of that name, at most, meets no requirement.
func (j *judge) single(name string) bool {
	n := 0
	for _, t := range j.live.Tables {
		if c := t.Column(name); c != nil && !j.taken[t.Child(schema.KindColumn, name)] {
			n++
		}
	}
	return n == 1
}

func (x candidate) ref() schema.Ref { return x.table.Child(schema.KindColumn, x.column.Name) }

func key(q Requirement) string { return q.Schema + "." + strings.ToLower(q.Table) }

// weigh says how likely a column is the required one. In the required table the
// names must have something in common; elsewhere they must be the same.
func weigh(q Requirement, t *schema.Table, c *schema.Column, home bool) candidate {
	x := candidate{table: t, column: c, verdict: Renamed}
	names := diff.Similarity(q.Column, c.Name)
	switch {
	case home && names >= 0.3:
		x.confidence = 0.6 * names
		x.reasons = append(x.reasons, fmt.Sprintf("the names are alike (%.0f %%)", 100*names))
	case !home && names == 1:
		x.confidence = 0.45
		x.reasons = append(x.reasons, "the name is the same")
		if related(q.Table, t) {
			x.confidence += 0.1
			x.reasons = append(x.reasons, "the tables belong together")
		}
	case home && strings.HasPrefix(q.Default, "'") && strings.Trim(q.Default, "'{}[] ") != "":
		// A word that the column begins with says more than an unlike name; it takes
		// the same type besides.
		x.confidence = 0.2
	default:
		return x
	}
	switch {
	case q.Type.IsZero():
		x.confidence += 0.15
	case sameType(q.Type, c.Type.Or(schema.Type{})):
		x.confidence += 0.3
		x.reasons = append(x.reasons, "the type is the same")
	case home:
		x.confidence -= 0.2
	}
	if q.Default != "" && q.defaults(c) == equal.Agree {
		x.confidence += 0.1
		x.reasons = append(x.reasons, "the default is the same")
	}
	x.confidence = min(max(x.confidence, 0), 0.99)
	return x
}

// related reports that a table's name has a word of the other's in it, or that
// it refers to it.
func related(name string, t *schema.Table) bool {
	for _, k := range t.ForeignKeys {
		if strings.EqualFold(k.RefTable, name) {
			return true
		}
	}
	for _, w := range strings.Split(strings.ToLower(t.Name), "_") {
		if w != "" && (w == strings.ToLower(name) || w+"s" == strings.ToLower(name)) {
			return true
		}
	}
	return false
}

// renamedTables are the tables that those which are required and not there may
// be called by now: the one with most of the required columns, if it is no
// required table itself.
func (j *judge) renamedTables(outcomes []Outcome, tables []*schema.Table) map[string]*schema.Table {
	wanted := make(map[string][]string)
	for i, o := range outcomes {
		if tables[i] == nil {
			wanted[key(o.Requirement)] = append(wanted[key(o.Requirement)], o.Column)
		}
	}
	found := make(map[string]*schema.Table)
	for k, columns := range wanted {
		best := 0
		for _, t := range j.live.Tables {
			if slices.Contains(tables, t) {
				continue
			}
			n := 0
			for _, name := range columns {
				if column(t, name) != nil {
					n++
				}
			}
			if n > best && 2*n >= len(columns) {
				best, found[k] = n, t
			}
		}
	}
	return found
}
