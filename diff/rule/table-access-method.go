package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
)

func init() {
	register(&Rule{
		ID:       "table-access-method",
		Title:    "A table is stored by another access method",
		Severity: Info,
		Explains: topics(diff.AccessMethod, relations()...),
		Check:    each(tableAccessMethod),
		Doc: doc(`
CREATE TABLE … USING says another table access method on one side than on the
other. Every table is a heap unless an extension has brought something else.`, `
Statements mean the same. What some of them cost differs, and methods of
extensions may refuse some: columnar stores have no UPDATE, say.`, `
Declare the access method that the database has.`, `
Store the table anew (since PostgreSQL 15):

    alter table events set access method heap;
`),
	})
}

func tableAccessMethod(p *Pass, d *diff.Difference) Finding {
	change := fmt.Sprintf("alter %s set access method %s", sqlObject(d), sqlIdent(or(d.Declared, "heap")))
	if p.Diff.Live.Server < 150000 {
		change = fmt.Sprintf("%smake a table using %s, and move the rows of %s: only PostgreSQL 15 can alter it", byHand, sqlIdent(or(d.Declared, "heap")), d.Object.Path())
	}
	return Finding{
		Message:     contrast(p, d, "stored as "+or(d.Declared, "the default"), or(d.Live, "the default")),
		Consequence: fmt.Sprintf("nothing fails where both methods can do the same; reading and writing %s costs something else", d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("declare %s using %s", d.Object.Path(), or(d.Live, "the default access method")),
			change,
		),
	}
}
