package rule

import (
	"fmt"
	"strings"

	"github.com/synapscale/synapcheck/diff"
)

func init() {
	register(&Rule{
		ID:       "table-inherits",
		Title:    "A table inherits from other tables",
		Severity: Error,
		Explains: topics(diff.Inherits, relations()...),
		Check:    each(tableInherits),
		Doc: doc(`
INHERITS names other tables, or the same in another order, on one side than on
the other.`, `
Rows of the table are not seen by a SELECT from a parent that it no longer
inherits from, and those of UPDATE and DELETE do not reach them. Where only the
order differs nothing breaks.`, `
Declare the parents that the database has.`, `
Change them:

    alter table capitals inherit cities;
    alter table capitals no inherit cities;
`),
	})
}

func tableInherits(p *Pass, d *diff.Difference) Finding {
	f := Finding{
		Message:     contrast(p, d, "inherits from "+or(d.Declared, "nothing"), or(d.Live, "nothing")),
		Consequence: fmt.Sprintf("a SELECT, UPDATE or DELETE of a parent reaches other rows of %s than declared", d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("declare that %s inherits from %s", d.Object.Path(), or(d.Live, "nothing")),
			fmt.Sprintf("%s no inherit what it should not, and inherit %s", alterTable(d), or(d.Declared, "nothing")),
		),
	}
	if sameSet(strings.Split(d.Declared, ", "), strings.Split(d.Live, ", ")) {
		f.Severity = Info
		f.Consequence = fmt.Sprintf("nothing breaks: %s inherits from the same tables in another order", d.Object.Path())
	}
	return f
}
