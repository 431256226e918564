package rule

import (
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "column-claims",
		Title:    "Two structs claim one column differently",
		Severity: Warning,
		Explains: topics(diff.Claimed, schema.KindColumn),
		Check:    each(columnClaims),
		Doc: doc(`
Two structs certainly stand for one table, and what they say of a column cannot
both be true: one tag says varchar(20) and the other text, one not null and the
other null, or one field is a number and the other a moment or a truth value.`, `
At least one of the two is wrong whatever the database has. Where the library
makes or migrates the table, the struct that comes last wins.`, `
Say the same in both, embed one in the other, or mark with //synapcheck:ignore
the one that is no model.`, `
Nothing: the database has no part in it.`),
	})
}

func columnClaims(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Message:     "two structs claim it differently: " + d.Reason,
		Consequence: "one of the two is wrong whatever the database has; where the library makes the table, the last one wins",
		Remedies:    repair(p, d, remedies("say the same in both structs", "")),
	}
}
