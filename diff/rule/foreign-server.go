package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
)

func init() {
	register(&Rule{
		ID:       "foreign-server",
		Title:    "A foreign table reads from another server",
		Severity: Error,
		Explains: topics(diff.Server, relations()...),
		Check:    each(foreignServer),
		Doc: doc(`
The foreign table belongs to another server.`, `
Statements read and write another database than declared, and do not fail.`, `
Declare the server that the database has.`, `
A foreign table cannot be moved: drop it, and create it on the declared server.
`),
	})
}

func foreignServer(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Message:     contrast(p, d, "on server "+or(d.Declared, "none"), or(d.Live, "none")),
		Consequence: fmt.Sprintf("statements about %s read and write another server's rows", d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("declare %s on server %s", d.Object.Path(), or(d.Live, "none")),
			fmt.Sprintf("drop %s, and create it on server %s", sqlObject(d), or(d.Declared, "none")),
		),
	}
}
