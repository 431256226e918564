package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
)

func init() {
	register(&Rule{
		ID:       "table-of-type",
		Title:    "A table is made of a type on one side only",
		Severity: Info,
		Explains: topics(diff.OfType, relations()...),
		Check:    each(tableOfType),
		Doc: doc(`
CREATE TABLE … OF names another composite type, or is a table of its own on one
side. The columns are compared by themselves.`, `
Nothing as long as the columns agree. Columns of a typed table follow ALTER
TYPE, and cannot be added or dropped on the table (SQLSTATE 42809).`, `
Declare the table as the database has it.`, `
Tie it to the type, or let it go:

    alter table people of person;
    alter table people not of;
`),
	})
}

func tableOfType(p *Pass, d *diff.Difference) Finding {
	of := func(s string) string { return or(s, "no type") }
	set := alterTable(d) + " not of"
	if d.Declared != "" {
		set = alterTable(d) + " of " + d.Declared
	}
	return Finding{
		Message:     contrast(p, d, "of "+of(d.Declared), of(d.Live)),
		Consequence: fmt.Sprintf("ALTER TABLE %s, or ALTER TYPE, is refused on one side only (42809)", tableName(d)),
		Remedies:    remedies(fmt.Sprintf("declare %s of %s", tableName(d), of(d.Live)), set),
	}
}
