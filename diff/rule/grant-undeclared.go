package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
)

func init() {
	register(&Rule{
		ID:       "grant-undeclared",
		Title:    "A right was granted that is not declared",
		Severity: Info,
		Explains: topics(diff.MoreGrants, ""),
		Check:    each(grantUndeclared),
		Doc: doc(`
The database lets a role do something that the declared side does not grant.
Roles differ between environments, so this is for your information; a right of
everybody (PUBLIC) is a warning.`, `
No statement fails. The role can read or change what it was not meant to. A
database built from the declared side refuses it with SQLSTATE 42501.`, `
Declare the grant.`, `
Take it back:

    revoke delete on users from app;
`),
	})
}

func grantUndeclared(p *Pass, d *diff.Difference) Finding {
	f := Finding{
		Message:     fmt.Sprintf("the database grants %s, which is not declared", d.Live),
		Consequence: fmt.Sprintf("the role may do more with %s than declared, and is refused (42501) where only the declared rights hold", describe(d)),
		Remedies: remedies(
			fmt.Sprintf("declare %s on %s", d.Live, describe(d)),
			rightsStatements(d, d.Live, false),
		),
	}
	if everybody(d.Live) {
		f.Severity = Warning
		f.Consequence = fmt.Sprintf("every role may do so with %s", describe(d))
	}
	return f
}
