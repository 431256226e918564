package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "unique-missing",
		Title:    "A table lacks a declared unique constraint",
		Severity: Error,
		Explains: topics(diff.Absent, schema.KindUnique),
		Check:    each(uniqueMissing),
		Doc: doc(`
The declared side says that no two rows may have the same values in some
columns, and neither a unique constraint nor a unique index of the table says
so. What models' tags say is a warning.`, `
Duplicates are stored. INSERT … ON CONFLICT on the columns fails with SQLSTATE
42P10, and a foreign key cannot refer to them.`, `
Remove the constraint from the tag or the schema file.`, `
Add it, once there are no duplicates:

    alter table users add unique (email);

To spare the long lock, build a unique index concurrently first and add the
constraint USING INDEX.`),
	})
}

func uniqueMissing(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Severity: bySource(p, d, Error, Warning),
		Message:  fmt.Sprintf("declared %s, and nothing in the database keeps it", d.Declared),
		Consequence: fmt.Sprintf("two rows of %s with the same %s can be stored, and ON CONFLICT %s fails (42P10)",
			tableName(d), d.Declared, d.Declared),
		Remedies: remedies(
			fmt.Sprintf("remove the unique constraint from %s", source(p, d)),
			addConstraint(d, "unique "+keyColumns(d)),
		),
	}
}
