package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "extension-missing",
		Title:    "A declared extension is not installed",
		Severity: Error,
		Explains: topics(diff.Absent, schema.KindExtension),
		Check:    each(extensionMissing),
		Doc: doc(`
The declared side has an extension that the database lacks.`, `
Whatever uses its types, functions or operators fails with SQLSTATE 42704 or
42883, and migrations that create columns of its types do.`, `
Remove it from the declared side.`, `
Install it, as a role that may:

    create extension pg_trgm;
`),
	})
}

func extensionMissing(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Message:     "declared, and the database has no such extension",
		Consequence: fmt.Sprintf("whatever uses the types or functions of %s fails (42704, 42883)", d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("remove the extension %s from %s", d.Object.Path(), source(p, d)),
			"create extension "+sqlIdent(d.Object.Name),
		),
	}
}
