package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "owner",
		Title:    "An object belongs to another role",
		Severity: Info,
		Explains: topics(diff.Role, ""),
		Check:    each(owner),
		Doc: doc(`
The owner of an object is another role than declared. Databases of several
environments have roles of their own, so this is for your information unless you
say otherwise.`, `
The owner may change and drop the object, and policies do not bind it. A
migration that runs as the declared owner fails with SQLSTATE 42501: must be
owner. Functions with SECURITY DEFINER run with the rights of their owner.`, `
Declare the owner that the database has, or leave owners out of the schema file.`, `
Give it to the declared role:

    alter table users owner to app;
`),
	})
}

func owner(p *Pass, d *diff.Difference) Finding {
	f := Finding{
		Message:     contrast(p, d, "owned by "+schema.QuoteIdent(d.Declared), schema.QuoteIdent(d.Live)),
		Consequence: fmt.Sprintf("%s may change and drop it, and a migration that runs as %s fails: must be owner (42501)", schema.QuoteIdent(d.Live), schema.QuoteIdent(d.Declared)),
		Remedies: remedies(
			fmt.Sprintf("declare %s as the owner of %s", schema.QuoteIdent(d.Live), describe(d)),
			fmt.Sprintf("alter %s owner to %s", sqlObject(d), sqlIdent(d.Declared)),
		),
	}
	return f
}
