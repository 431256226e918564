package rule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	advise(&Rule{
		ID:       "granted-to-everybody",
		Layer:    LayerSecurity,
		Title:    "Everybody who may connect has rights on it",
		Severity: Warning,
		Advise:   grantedToEverybody,
		Doc: doc(`
Rights were granted to PUBLIC, which is every role there is and every role to
come, on a table, view, sequence or schema. What PostgreSQL grants PUBLIC of
itself is not meant, but for CREATE in the schema public, which it granted
before PostgreSQL 15.`, `
Any role reads or changes the data, also the one that was made for a report or
for monitoring. CREATE in a schema of the search path lets any role put
functions in the way of other people's statements.`, `
Nothing needs to change.`, `
Grant to the roles that need it instead:

    revoke all on orders from public;
    grant select on orders to reporting;
`),
	})
}

func grantedToEverybody(a *Advice) {
	report := func(ref schema.Ref, about schema.About, word string) {
		var rights []string
		for _, g := range about.Grants.Or(nil) {
			if g.Grantee != "public" {
				continue
			}
			for _, p := range g.Privileges {
				if ref.Kind == schema.KindSchema && p == "usage" { // harmless by itself
					continue
				}
				rights = append(rights, p)
			}
		}
		reportEverybody(a, ref, rights, word+" "+sqlName(ref))
	}
	for _, t := range a.Live.Tables {
		if !a.facts.scope.Covers(t) {
			continue
		}
		report(t.Ref(), t.About, "table")
		for _, c := range t.Columns {
			if c.Rare == nil {
				continue
			}
			for _, g := range c.Rare.Grants {
				if g.Grantee == "public" {
					a.Report(columnRef(t, c), Finding{
						Property:    diff.Grants,
						Message:     fmt.Sprintf("granted to everybody: %s", strings.Join(g.Privileges, ", ")),
						Live:        strings.Join(g.Privileges, ", "),
						Consequence: "every role there is and every role to come has the right",
						Remedies: liveRemedy(fmt.Sprintf("revoke %s (%s) on table %s from public",
							strings.Join(g.Privileges, ", "), sqlIdent(c.Name), sqlName(t.Ref().Table()))),
					})
				}
			}
		}
	}
	for _, s := range a.Live.Sequences {
		report(s.Ref(), s.About, "sequence")
	}
	for _, s := range a.Live.Schemas {
		ref := schema.Ref{Kind: schema.KindSchema, Name: s.Name}
		if s.Name == "public" && a.Live.Server > 0 && a.Live.Server < 150000 && s.Grants.Accepts(func(gs []schema.Grant) bool {
			return !slices.ContainsFunc(gs, func(g schema.Grant) bool { return g.Grantee == "public" })
		}) {
			reportEverybody(a, ref, []string{"create"}, "schema public")
			continue
		}
		report(ref, s.About, "schema")
	}
}

// reportEverybody reports rights of PUBLIC, if there are any.
func reportEverybody(a *Advice, ref schema.Ref, rights []string, on string) {
	if len(rights) == 0 {
		return
	}
	slices.Sort(rights)
	words := strings.Join(slices.Compact(rights), ", ")
	what := "every role there is and every role to come has the right"
	if ref.Kind == schema.KindSchema {
		what = "any role can put functions and operators in the way of other people's statements"
	}
	a.Report(ref, Finding{
		Property:    diff.Grants,
		Message:     "granted to everybody: " + words,
		Live:        words,
		Consequence: what,
		Remedies:    liveRemedy(fmt.Sprintf("revoke %s on %s from public, and grant it to the roles that need it", words, on)),
	})
}
