package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "enum-missing",
		Title:    "A declared enum does not exist in the database",
		Severity: Error,
		Explains: topics(diff.Absent, schema.KindEnum),
		Check:    each(enumMissing),
		Doc: doc(`
The declared side defines an enum type that the database lacks.`, `
Casts to the type, and tables that use it, fail with SQLSTATE 42704: type does
not exist.`, `
Remove the type from the declared side.`, `
Create it:

    create type mood as enum ('sad', 'ok', 'happy');
`),
	})
}

func enumMissing(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Message:     fmt.Sprintf("declared (%s), and the database has no such type", oneLine(d.Declared)),
		Consequence: fmt.Sprintf("casts to %s, and tables that use it, fail: %s", d.Object.Path(), noType(d.Object.Name)),
		Remedies: remedies(
			fmt.Sprintf("remove the enum %s from %s", d.Object.Path(), source(p, d)),
			fmt.Sprintf("create type %s as enum (%s)", sqlName(d.Object), d.Declared),
		),
	}
}
