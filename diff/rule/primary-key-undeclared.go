package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "primary-key-undeclared",
		Title:    "A table has a primary key that is not declared",
		Severity: Warning,
		Explains: topics(diff.Undeclared, schema.KindPrimaryKey),
		Check:    each(primaryKeyUndeclared),
		Doc: doc(`
The live table has a primary key, and the declared side, which lists keys, has
none for it.`, `
Writes that the declared side permits are refused: a second row with the same
key with SQLSTATE 23505, NULL in the key with SQLSTATE 23502.`, `
Declare the primary key.`, `
Drop the key, if rows need no identity. Foreign keys that refer to it go with
it, or stand in the way.`),
	})
}

func primaryKeyUndeclared(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Severity:    bySource(p, d, Warning, Info),
		Message:     fmt.Sprintf("%s in the database, not declared", d.Live),
		Consequence: fmt.Sprintf("a second row of %s with the same %s is refused (23505), which %s permits", tableName(d), d.Live, source(p, d)),
		Remedies:    remedies("declare the primary key "+d.Live, dropConstraint(d)),
	}
}
