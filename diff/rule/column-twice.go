package rule

import (
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "column-twice",
		Title:    "Two fields of one struct stand for one column",
		Severity: Warning,
		Explains: topics(diff.Twice, schema.KindColumn),
		Check:    each(columnTwice),
		Doc: doc(`
Two fields of a struct have the tag of the same column, most often copied with
the line above.`, `
One of the two is filled and the other keeps its zero value; which one, the
library decides by order. An INSERT that is made from the struct names the
column twice and fails: column specified more than once (42701).`, `
Give one of the fields the name of its own column, or tag it as none ("-").`, `
Nothing: the database has no part in it.`),
	})
}

func columnTwice(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Message:     d.Declared + ": " + d.Reason,
		Consequence: "one of the two fields is never filled, and an INSERT that is made from the struct may name the column twice and fail (42701)",
		Remedies:    repair(p, d, remedies("give one of the fields the column that it stands for", "")),
	}
}
