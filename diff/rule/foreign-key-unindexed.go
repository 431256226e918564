package rule

import (
	"fmt"
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	advise(&Rule{
		ID:       "foreign-key-unindexed",
		Layer:    LayerAdvice,
		Title:    "No index finds the rows that refer to another table",
		Severity: Warning,
		Advise:   foreignKeyUnindexed,
		Doc: doc(`
The columns of a foreign key are not the first columns of any index. PostgreSQL
makes an index for the key that is referred to, and none for the rows that refer
to it.`, `
Each row that is deleted from the table referred to, or whose key changes, makes
PostgreSQL read the whole table that refers to it, holding the lock meanwhile.
So does every join from the one to the other's rows.`, `
Nothing needs to change: most models say nothing of indexes. Where the model
makes the migrations, declare the index there.`, `
Make the index without stopping writes:

    create index concurrently on orders (user_id);
`),
	})
}

func foreignKeyUnindexed(a *Advice) {
	for _, t := range a.facts.tables {
		for _, k := range t.ForeignKeys {
			if k.PartOf != nil || !k.Enforced.Or(true) || indexed(t, k.Columns) {
				continue
			}
			to := schema.Ref{Schema: k.RefSchema, Name: k.RefTable}.Path()
			remedy := fmt.Sprintf("create index concurrently on %s %s", sqlName(t.Ref().Table()), sqlList(k.Columns))
			if t.PartitionBy.Or("") != "" {
				remedy = fmt.Sprintf("create index on %s %s, or first concurrently on each partition", sqlName(t.Ref().Table()), sqlList(k.Columns))
			}
			a.Report(t.Child(schema.KindForeignKey, k.Name), Finding{
				Message:     fmt.Sprintf("no index begins with %s, which refers to %s", list(k.Columns), to),
				Live:        list(k.Columns),
				Consequence: fmt.Sprintf("each row deleted from %s, and each key changed there, reads all of %s", to, t.Ref().Path()),
				Remedies:    liveRemedy(remedy),
			})
		}
	}
}

// indexed reports that an index finds rows by the columns, in whatever order it
// has them.
func indexed(t *schema.Table, columns []string) bool {
	if t.PrimaryKey != nil && leads(t.PrimaryKey.Columns, columns) {
		return true
	}
	if slices.ContainsFunc(t.Uniques, func(u *schema.Unique) bool { return leads(u.Columns, columns) }) {
		return true
	}
	return slices.ContainsFunc(t.Indexes, func(x *schema.Index) bool {
		if !x.Valid.Or(true) || x.Where.Or("") != "" && !onlyNotNull(x.Where.Or(""), columns) {
			return false
		}
		switch x.Method.Or("btree") {
		case "btree", "gist", "spgist":
			return leads(indexColumns(x), columns)
		case "hash":
			return len(columns) == 1 && leads(indexColumns(x), columns)
		}
		return false
	})
}

// leads reports that the columns, in any order, come first in the key.
func leads(key, columns []string) bool {
	return len(key) >= len(columns) && len(columns) > 0 && sameSet(key[:len(columns)], columns)
}

// indexColumns are the columns of an index; an expression is an empty name.
func indexColumns(x *schema.Index) []string {
	names := make([]string, len(x.Keys))
	for i, k := range x.Keys {
		names[i] = k.Column
	}
	return names
}

// onlyNotNull reports that a partial index leaves out nothing but rows whose
// columns refer to nothing.
func onlyNotNull(where string, columns []string) bool {
	return slices.ContainsFunc(columns, func(c string) bool {
		return where == "("+schema.QuoteIdent(c)+" IS NOT NULL)" || where == schema.QuoteIdent(c)+" IS NOT NULL"
	})
}
