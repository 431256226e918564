package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "extension-version",
		Title:    "An extension has another version",
		Severity: Warning,
		Explains: namedOf(schema.KindExtension, "version"),
		Check:    each(extensionVersion),
		Doc: doc(`
Both sides have the extension, in two versions.`, `
Functions, operators and types that only the newer one has are missing from the
other (SQLSTATE 42883), and some behave otherwise.`, `
Declare the version that the database has.`, `
Update it:

    alter extension pg_trgm update to '1.6';
`),
	})
}

func extensionVersion(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Message:     contrast(p, d, "version "+or(d.Declared, "unknown"), or(d.Live, "unknown")),
		Consequence: fmt.Sprintf("what only one version of %s has fails with the other (42883)", d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("declare version %s of %s", or(d.Live, "unknown"), d.Object.Path()),
			fmt.Sprintf("alter extension %s update to %s", sqlIdent(d.Object.Name), sqlString(d.Declared)),
		),
	}
}
