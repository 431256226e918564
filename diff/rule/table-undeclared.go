package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "table-undeclared",
		Title:    "The database has a table that the declared schema does not list",
		Severity: Warning,
		Explains: topics(diff.Undeclared, relations()...),
		Check:    where(complete, tableUndeclared),
		Doc: doc(`
The declared side lists every table, as a schema file or a saved description
does, and the database has one more: a table that somebody created by hand, a
copy left by a repair, or one that a migration should have dropped. A partition
is for your information only, because programs create them as time goes on.`, `
Nothing at once. A database built from the declared schema lacks the table, so
whatever uses it works here and fails there.`, `
Add the table to the declared schema, or exclude it in synapcheck.yaml if it
belongs to another program.`, `
Drop the table when you know that no program uses it.`),
	})
}

func tableUndeclared(_ *Pass, d *diff.Difference) Finding {
	f := Finding{
		Message: fmt.Sprintf("the declared schema has no such %s%s%s", d.Object.Kind, size(d), perhaps(d, "renamed from")),
		Consequence: fmt.Sprintf("a database built from the declared schema lacks %s: what uses it works here and fails there",
			d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("add the %s to the declared schema, or exclude it in synapcheck.yaml", d.Object),
			fmt.Sprintf("drop %s once no program uses it", d.Object.Path()),
		),
	}
	if d.Object.Kind == schema.KindPartition {
		f.Severity = Info
		f.Consequence = fmt.Sprintf("nothing breaks: partitions come and go; rows of %s are reached through its table", d.Object.Path())
	}
	return f
}
