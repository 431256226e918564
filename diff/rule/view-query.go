package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
)

func init() {
	register(&Rule{
		ID:       "view-query",
		Title:    "A view selects something else",
		Severity: Warning,
		Explains: topics(diff.Query, relations()...),
		Check:    each(viewQuery),
		Doc: doc(`
Both sides have the view or materialized view, and its query differs: other
tables, other conditions, other expressions. PostgreSQL's own print of the query
is compared, so that spelling does not count. Where two major versions of
PostgreSQL have printed it, a difference in spelling cannot be told from one in
meaning, and the finding says "may differ".`, `
Programs read other rows or other values than they were written for, and no
statement fails. A view that guards rows, of a tenant say, may show those of
others.`, `
Declare the query that the database has.`, `
Replace the view; one whose columns change must be dropped first:

    create or replace view active_users as select id from users where active;
`),
	})
}

func viewQuery(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Message:     textContrast(p, d),
		Consequence: fmt.Sprintf("programs that read %s get other rows or values than declared, and no statement fails", d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("declare %s with the query that the database has", d.Object.Path()),
			fmt.Sprintf("make %s anew with the declared query", sqlObject(d)),
		),
	}
}
