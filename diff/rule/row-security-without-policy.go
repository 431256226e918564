package rule

import "fmt"

func init() {
	advise(&Rule{
		ID:       "row-security-without-policy",
		Layer:    LayerSecurity,
		Title:    "Row security is on, and no policy lets anybody see a row",
		Severity: Warning,
		Advise:   rowSecurityWithoutPolicy,
		Doc: doc(`
The table has row security enabled and not one policy. Then only its owner,
superusers and roles with BYPASSRLS see rows; with FORCE, not even the owner.`, `
Nothing is given away. Every query of another role finds an empty table, without
any error, and every INSERT of one fails (42501): the program works for the
developer, who owns the table, and for nobody else.`, `
Nothing needs to change.`, `
Make the policy that was meant, or turn row security off:

    create policy own_rows on orders
      using (user_id = current_setting('app.user_id')::bigint);
    alter table orders disable row level security;
`),
	})
}

func rowSecurityWithoutPolicy(a *Advice) {
	for _, t := range a.facts.tables {
		if !t.RowSecurity.Or(false) || len(a.facts.policies[t.Ref().Table()]) > 0 {
			continue
		}
		a.Report(t.Ref(), Finding{
			Message:     "has row security enabled and no policy",
			Live:        "row security without policy",
			Consequence: "every query of a role that does not own it finds it empty, and every INSERT of one fails (42501)",
			Remedies:    liveRemedy(fmt.Sprintf("create policy … on %s using (…), or %s disable row level security", sqlName(t.Ref().Table()), alter(t))),
		})
	}
}
