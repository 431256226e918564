package rule

import (
	"fmt"
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	advise(&Rule{
		ID:       "index-duplicate",
		Layer:    LayerAdvice,
		Title:    "Two indexes of a table are the same",
		Severity: Warning,
		Advise:   indexDuplicate,
		Doc: doc(`
An index has the columns, order, operator classes and condition of another, or
of the index behind a primary key or a unique constraint.`, `
Nothing fails. Every write maintains both, both take up disk and memory, and no
query is faster for the second one.`, `
Nothing needs to change, unless the model declares both: then remove one there.`, `
Drop the one that no constraint needs:

    drop index concurrently orders_user_id_idx;
`),
	})
}

// A shape is what an index does, apart from what it is called.
type shape struct {
	kind       schema.Kind
	name       string
	keys       []string // column or expression with its order
	rest       string   // method, condition, further columns
	unique     bool
	deferrable bool
	bound      bool // CLUSTER or the replica identity goes by it
	constraint bool
	index      *schema.Index
}

// shapes are the indexes of a table that queries can use, those behind
// constraints first.
func shapes(t *schema.Table) []shape {
	var all []shape
	plain := func(columns []string) []string {
		keys := make([]string, len(columns))
		for i, c := range columns {
			keys[i] = schema.QuoteIdent(c)
		}
		return keys
	}
	if k := t.PrimaryKey; k != nil && !k.WithoutOverlaps {
		all = append(all, shape{
			kind: schema.KindPrimaryKey, name: k.Name, keys: plain(k.Columns), rest: further("btree", "", k.Include),
			unique: true, deferrable: k.Deferrable.Or("") != "", constraint: true,
		})
	}
	for _, k := range t.Uniques {
		if k.WithoutOverlaps {
			continue
		}
		all = append(all, shape{
			kind: schema.KindUnique, name: k.Name, keys: plain(k.Columns), rest: further("btree", "", k.Include),
			unique: true, deferrable: k.Deferrable.Or("") != "", constraint: true,
		})
		if k.NullsNotDistinct.Or(false) {
			all[len(all)-1].rest += " nulls not distinct"
		}
	}
	for _, x := range t.Indexes {
		if !x.Valid.Or(true) || x.PartOf != nil {
			continue
		}
		s := shape{
			kind: schema.KindIndex, name: x.Name, rest: further(x.Method.Or("btree"), x.Where.Or(""), x.Include),
			unique: x.Unique.Or(false), index: x,
			bound: x.Clustered.Or(false) || t.ReplicaIdentity.Or("") == "index "+x.Name,
		}
		for _, k := range x.Keys {
			s.keys = append(s.keys, keyText(k))
		}
		if x.NullsNotDistinct.Or(false) {
			s.rest += " nulls not distinct"
		}
		all = append(all, s)
	}
	return all
}

func further(method, where string, include []string) string {
	return fmt.Sprintf("%s %q %q", method, where, slices.Sorted(slices.Values(include)))
}

func keyText(k schema.IndexKey) string {
	text := schema.QuoteIdent(k.Column)
	if k.Column == "" {
		text = k.Expr
	}
	if o := k.Opclass.Or(""); o != "" {
		text += " " + o
	}
	if c := k.Collation.Or(""); c != "" {
		text += " collate " + c
	}
	if k.Desc.Or(false) {
		text += " desc"
	}
	if k.NullsFirst.Or(k.Desc.Or(false)) != k.Desc.Or(false) {
		text += " nulls moved"
	}
	return text
}

func indexDuplicate(a *Advice) {
	for _, t := range a.facts.tables {
		if len(t.Indexes)+len(t.Uniques) == 0 {
			continue
		}
		all := shapes(t)
		gone := make(map[string]bool)
		for i, x := range all {
			for j, y := range all {
				if i == j || gone[x.name] || gone[y.name] || !x.duplicates(y, i > j) {
					continue
				}
				gone[x.name] = true
				a.Report(t.Child(x.kind, x.name), Finding{
					Message:     fmt.Sprintf("does what %s does", describeShape(y)),
					Live:        oneLine(fmt.Sprint(x.keys)),
					Consequence: fmt.Sprintf("every write of %s maintains both, and no query is faster for it", t.Ref().Path()),
					Remedies:    liveRemedy(dropShape(t, x)),
				})
			}
		}
	}
}

// duplicates reports that x can go, because y does all that x does. Of two that
// are the same, the later one can.
func (x shape) duplicates(y shape, later bool) bool {
	if !slices.Equal(x.keys, y.keys) || x.rest != y.rest || x.bound {
		return false
	}
	switch {
	case x.unique && (!y.unique || y.deferrable && !x.deferrable):
		return false
	case x.constraint && !y.constraint:
		return false
	case x.kind == schema.KindPrimaryKey:
		return false
	case x.unique == y.unique && x.constraint == y.constraint && x.deferrable == y.deferrable && !y.bound:
		return later || y.kind == schema.KindPrimaryKey
	}
	return true
}

func describeShape(s shape) string {
	return string(s.kind) + " " + schema.QuoteIdent(s.name)
}

func dropShape(t *schema.Table, s shape) string {
	if s.constraint {
		return alter(t) + " drop constraint " + sqlIdent(s.name)
	}
	index := sqlName(schema.Ref{Schema: t.Schema, Name: s.name})
	if t.PartitionBy.Or("") != "" {
		return "drop index " + index
	}
	return "drop index concurrently " + index
}
