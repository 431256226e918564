package rule

import "fmt"

func init() {
	advise(&Rule{
		ID:       "policy-without-row-security",
		Layer:    LayerSecurity,
		Title:    "A table has policies that nobody applies",
		Severity: Error,
		Advise:   policyWithoutRowSecurity,
		Doc: doc(`
Policies were made for the table, and row security is not enabled on it. A
policy does nothing by itself.`, `
Whoever may read the table reads every row of it, and whoever may write it
changes every row. Nothing says so: the policies are there to be seen.`, `
Nothing needs to change.`, `
    alter table orders enable row level security;

Try it as the role that the program logs in with first. The owner of the table
is bound by policies only after FORCE ROW LEVEL SECURITY.`),
	})
}

func policyWithoutRowSecurity(a *Advice) {
	for _, t := range a.facts.tables {
		n := len(a.facts.policies[t.Ref().Table()])
		if n == 0 || t.RowSecurity.Or(true) {
			continue
		}
		what := fmt.Sprintf("has %d policies, and row security is not enabled", n)
		if n == 1 {
			what = "has 1 policy, and row security is not enabled"
		}
		a.Report(t.Ref(), Finding{
			Message:     what,
			Live:        "policies without row security",
			Consequence: "no policy is applied: whoever may read the table reads every row",
			Remedies:    liveRemedy(alter(t) + " enable row level security"),
		})
	}
}
