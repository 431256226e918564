package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "index-unique",
		Title:    "An index is unique on one side only",
		Severity: Error,
		Explains: topics(diff.Uniqueness, schema.KindIndex),
		Check:    each(indexUnique),
		Doc: doc(`
Both sides have the index, and only one says that it is unique. It is an error
where a complete source says so and the database does not, and a warning
otherwise.`, `
Where the database's index is not unique, duplicates are stored, and INSERT … ON
CONFLICT on its columns fails with SQLSTATE 42P10. Where it is, rows that the
declared side permits are refused with SQLSTATE 23505.`, `
Declare the index as the database has it.`, `
Create the declared index concurrently, once there are no duplicates, and drop
this one.`),
	})
}

func indexUnique(p *Pass, d *diff.Difference) Finding {
	f := Finding{
		Severity: bySource(p, d, Error, Warning),
		Message:  contrast(p, d, d.Declared, d.Live),
		Consequence: fmt.Sprintf("duplicates can be stored in the columns of %s, and ON CONFLICT on them fails (42P10)",
			d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("declare %s as %s", d.Object.Path(), d.Live),
			replaceIndex(d, "as "+d.Declared),
		),
	}
	if d.Live == "unique" {
		f.Severity = Warning
		f.Consequence = fmt.Sprintf("duplicates in the columns of %s are refused (23505), which %s permits", d.Object.Path(), source(p, d))
	}
	return f
}
