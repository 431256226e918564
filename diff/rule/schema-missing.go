package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "schema-missing",
		Title:    "A declared schema does not exist in the database",
		Severity: Error,
		Explains: topics(diff.Absent, schema.KindSchema),
		Check:    each(schemaMissing),
		Doc: doc(`
The declared side has a schema, a namespace of tables and types, that the
database lacks.`, `
Statements that name the schema fail with SQLSTATE 3F000: schema does not
exist. So does every migration that creates something in it.`, `
Remove the schema from the declared side.`, `
Create it:

    create schema billing;
`),
	})
}

func schemaMissing(_ *Pass, d *diff.Difference) Finding {
	return Finding{
		Message:     "declared, and the database has no such schema",
		Consequence: fmt.Sprintf("statements that name the schema %s fail: schema \"%s\" does not exist (3F000)", d.Object.Path(), d.Object.Name),
		Remedies: remedies(
			fmt.Sprintf("remove the schema %s from the declared side", d.Object.Path()),
			"create schema "+sqlIdent(d.Object.Name),
		),
	}
}
