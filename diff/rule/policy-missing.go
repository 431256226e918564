package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "policy-missing",
		Title:    "A declared policy does not exist in the database",
		Severity: Error,
		Explains: topics(diff.Absent, schema.KindPolicy),
		Check:    each(policyMissing),
		Doc: doc(`
The declared side has a row security policy on the table that the database
lacks.`, `
Without a permissive policy, the rows that it grants are not seen, and an INSERT
is refused with SQLSTATE 42501. Without a restrictive one, rows are seen that it
would hide: those of other tenants, say.`, `
Remove it from the declared side.`, `
Create it:

    create policy own_rows on accounts using (tenant_id = current_tenant());
`),
	})
}

func policyMissing(p *Pass, d *diff.Difference) Finding {
	f := Finding{
		Message:     "declared, and the table has no such policy" + perhaps(d, "renamed to"),
		Consequence: fmt.Sprintf("rows of %s that it grants are not seen, and new ones are refused (42501)", tableName(d)),
		Remedies: remedies(
			fmt.Sprintf("remove the %s from %s", describe(d), source(p, d)),
			fmt.Sprintf("create the %s as declared", sqlObject(d)),
		),
	}
	if restrictive(objectOf(d)) {
		f.Consequence = fmt.Sprintf("rows of %s that it hides are seen and can be written", tableName(d))
	}
	return f
}

// restrictive reports that a policy takes away what others grant.
func restrictive(o *schema.Object) bool {
	return o.Property("as") == "restrictive"
}
