package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "table-missing",
		Title:    "A declared table does not exist in the database",
		Severity: Error,
		Explains: topics(diff.Absent, relations()...),
		Check:    each(tableMissing),
		Doc: doc(`
A model or a schema file declares a table, view or materialized view, and the
database has no relation of that name in the schemas that were compared.
Where the database has a relation of nearly the same columns, it is named as
the one that this may have been renamed to.`, `
Every statement that names the relation fails with SQLSTATE 42P01:

    ERROR: relation "users" does not exist
`, `
Remove the struct if the table is gone, or say which table it stands for: a
TableName method, the tag that the dialect has for it, or a comment
//synapcheck:table NAME above the struct.`, `
Create the table, or run the migration that was forgotten.`),
	})
}

func tableMissing(p *Pass, d *diff.Difference) Finding {
	name := d.Object.Path()
	f := Finding{
		Message: fmt.Sprintf("declared, and the database has no such %s%s", d.Object.Kind, perhaps(d, "renamed to")),
		Consequence: fmt.Sprintf("every statement that names %s fails: %s",
			name, noRelation(d.Object.Name)),
		Remedies: remedies(
			fmt.Sprintf("remove the %s from the declared schema", d.Object),
			fmt.Sprintf("create the %s %s", d.Object.Kind, name),
		),
	}
	if !complete(p, d) {
		f.Message = fmt.Sprintf("%s stands for a table that the database does not have%s", structName(d), perhaps(d, "renamed to"))
		f.Remedies[0].Text = fmt.Sprintf("remove %s, or name the table that it stands for", structName(d))
	}
	if d.Table != nil && !d.Table.Certain {
		f.Consequence = fmt.Sprintf("if the rows of %s are kept in %s, %s", structName(d), name, f.Consequence)
	}
	if d.Object.Kind == schema.KindPartition {
		f.Consequence = fmt.Sprintf("rows that belong in %s fail to be inserted: no partition of relation found for row (23514)", name)
	}
	return f
}
