package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "type-missing",
		Title:    "A declared type or collation does not exist in the database",
		Severity: Error,
		Explains: topics(diff.Absent, schema.KindComposite, schema.KindRange, schema.KindBaseType, schema.KindCollation),
		Check:    each(typeMissing),
		Doc: doc(`
The declared side has a composite, range or base type, or a collation, that the
database lacks.`, `
Statements that name it fail with SQLSTATE 42704: type does not exist.`, `
Remove it from the declared side.`, `
Create it.
`),
	})
}

func typeMissing(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Message:     fmt.Sprintf("declared, and the database has no such %s%s", d.Object.Kind, perhaps(d, "renamed to")),
		Consequence: "statements that name it fail: " + noType(d.Object.Name),
		Remedies: remedies(
			fmt.Sprintf("remove the %s from %s", describe(d), source(p, d)),
			fmt.Sprintf("create %s as declared", sqlObject(d)),
		),
	}
}
