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
	if index := uniqueIndex(d); index != nil {
		return Finding{
			Severity:    Warning,
			Message:     fmt.Sprintf("declared %s as a constraint, and a unique index keeps it: %s", d.Declared, schema.QuoteIdent(index.Name)),
			Consequence: "ON CONFLICT ON CONSTRAINT finds no constraint, and the index can be neither deferred nor referred to by name",
			Remedies: remedies(
				fmt.Sprintf("declare a unique index in %s", source(p, d)),
				addConstraint(d, "unique using index "+sqlIdent(index.Name)),
			),
		}
	}
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

// uniqueIndex is the live index that lets no two rows have the same values in
// the columns of the declared constraint; nil if there is none.
func uniqueIndex(d *diff.Difference) *schema.Index {
	declared, ok := d.DeclaredObject.(*schema.Unique)
	if !ok || d.Table == nil || d.Table.Live == nil {
		return nil
	}
	for _, x := range d.Table.Live.Indexes {
		if !x.Unique.Or(false) || x.Where.Or("") != "" || !x.Valid.Or(true) || len(x.Keys) != len(declared.Columns) ||
			x.NullsNotDistinct.Or(false) != declared.NullsNotDistinct.Or(false) {
			continue
		}
		same := true
		for i, k := range x.Keys {
			same = same && k.Column == declared.Columns[i]
		}
		if same {
			return x
		}
	}
	return nil
}
