package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
)

func init() {
	register(&Rule{
		ID:       "grant-missing",
		Title:    "A declared right was not granted",
		Severity: Info,
		Explains: topics(diff.Grants, ""),
		Check:    each(grantMissing),
		Doc: doc(`
GRANT gives a role a right on one side that it has not on the other. Roles
differ between environments, so a right of a role that the database does not
know at all is for your information. One of everybody, or of a role that the
database knows, is a warning.`, `
Statements of the role fail with SQLSTATE 42501:

    ERROR: permission denied for table users`, `
Remove the grant from the declared side.`, `
Grant it:

    grant select, insert on users to app;
`),
	})
}

func grantMissing(p *Pass, d *diff.Difference) Finding {
	f := Finding{
		Message:     fmt.Sprintf("declared %s, and the database has not granted it", d.Declared),
		Consequence: fmt.Sprintf("if the role is used here, its statements fail: permission denied for %s (42501)", describe(d)),
		Remedies: remedies(
			fmt.Sprintf("remove from %s: %s on %s", source(p, d), d.Declared, describe(d)),
			rightsStatements(d, d.Declared, true),
		),
	}
	if everybody(d.Declared) || knownRole(p, d.Declared) {
		f.Severity = Warning
		f.Consequence = fmt.Sprintf("statements of the role fail: permission denied for %s (42501)", describe(d))
	}
	return f
}
