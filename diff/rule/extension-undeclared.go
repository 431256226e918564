package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "extension-undeclared",
		Title:    "An extension is installed that is not declared",
		Severity: Info,
		Explains: topics(diff.Undeclared, schema.KindExtension),
		Check:    each(extensionUndeclared),
		Doc: doc(`
The declared side lists every extension, and the database has one more.`, `
Nothing at once. What uses it works here and fails in a database built from the
declared side.`, `
Add it to the declared side.`, `
Drop it when nothing uses it.
`),
	})
}

func extensionUndeclared(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Message:     source(p, d) + " has no such extension",
		Consequence: fmt.Sprintf("what uses %s works here, and fails in a database built from %s", d.Object.Path(), source(p, d)),
		Remedies: remedies(
			fmt.Sprintf("add the extension %s to %s", d.Object.Path(), source(p, d)),
			"drop extension "+sqlIdent(d.Object.Name)+" once nothing uses it",
		),
	}
}
