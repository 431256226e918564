package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "schema-undeclared",
		Title:    "The database has a schema that nobody declares",
		Severity: Info,
		Explains: topics(diff.Undeclared, schema.KindSchema),
		Check:    each(schemaUndeclared),
		Doc: doc(`
The database has a schema, a namespace of tables and types, that the declared
side does not list. What stands in it is reported object by object.`, `
Nothing by itself.`, `
Declare the schema, or compare only your own schemas (--schema, or schemas in
synapcheck.yaml).`, `
Drop the schema once it is empty and no program uses it.`),
	})
}

func schemaUndeclared(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Message:     "the declared side has no such schema",
		Consequence: fmt.Sprintf("nothing breaks; a database built from %s lacks the schema %s", source(p, d), d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("declare the schema %s, or leave it out of the comparison with schemas in synapcheck.yaml", d.Object.Path()),
			"drop it once it is empty",
		),
	}
}
