package rule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	advise(&Rule{
		ID:       "tenant-unguarded",
		Layer:    LayerSecurity,
		Title:    "One table of many tenants is without the row security of the others",
		Severity: Warning,
		Advise:   tenantUnguarded,
		Doc: doc(`
Tables that say of each row whose it is, in a column such as tenant_id or
workspace_id, mostly have row security here: three or more of them, and two
thirds or more of all. This one has the column and no row security.`, `
A query that forgets the condition on the tenant shows the rows of every tenant
from this table, while everybody relies on the database to prevent that.`, `
Nothing needs to change.`, `
Guard it as the others are:

    alter table invoices enable row level security;
    create policy tenant on invoices
      using (tenant_id = current_setting('app.tenant_id')::bigint);
`),
	})
}

// tenantOwners are what rows belong to where several customers share tables, as
// the name of a column has it before _id.
var tenantOwners = []string{
	"tenant", "org", "organization", "organisation", "workspace", "account", "company", "customer", "client", "team", "shop", "store", "site", "project", "user", "owner",
}

func tenantColumn(name string) bool {
	owner, found := strings.CutSuffix(strings.ReplaceAll(strings.ToLower(name), "_", ""), "id")
	return found && slices.Contains(tenantOwners, owner)
}

func tenantUnguarded(a *Advice) {
	with := make(map[string][]*schema.Table)
	var names []string
	for _, t := range a.facts.tables {
		for _, c := range t.Columns {
			if !tenantColumn(c.Name) {
				continue
			}
			if with[c.Name] == nil {
				names = append(names, c.Name)
			}
			with[c.Name] = append(with[c.Name], t)
		}
	}
	slices.Sort(names)
	told := make(map[*schema.Table]bool)
	for _, name := range names {
		guarded := 0
		for _, t := range with[name] {
			if t.RowSecurity.Or(false) {
				guarded++
			}
		}
		if guarded < 3 || guarded*3 < len(with[name])*2 {
			continue
		}
		for _, t := range with[name] {
			// Policies without row security have a rule of their own.
			if t.RowSecurity.Or(true) || told[t] || len(a.facts.policies[t.Ref().Table()]) > 0 {
				continue
			}
			told[t] = true
			a.Report(t.Ref(), Finding{
				Message:     fmt.Sprintf("has %s and no row security, which %d of the %d tables with that column have", schema.QuoteIdent(name), guarded, len(with[name])),
				Live:        "row security disabled",
				Consequence: fmt.Sprintf("a query that forgets the condition on %s shows everybody's rows", schema.QuoteIdent(name)),
				Remedies:    liveRemedy(fmt.Sprintf("%s enable row level security, with a policy on %s", alter(t), sqlIdent(name))),
			})
		}
	}
}
