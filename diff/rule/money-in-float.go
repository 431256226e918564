package rule

import (
	"fmt"
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	advise(&Rule{
		ID:       "money-in-float",
		Layer:    LayerAdvice,
		Title:    "An amount of money is kept as a binary fraction",
		Severity: Warning,
		Advise:   moneyInFloat,
		Doc: doc(`
The column is real or double precision, and its name speaks of money. Rates,
ratios and percentages are not meant.`, `
Neither 0.10 nor 0.20 is a binary fraction: sums are off by a cent sooner or
later, two ways to the same total are not equal, and real keeps no more than six
digits.`, `
Once the column is numeric, use a type for decimals, or whole cents.`, `
    alter table orders alter column total type numeric(12,2)
      using round(total::numeric, 2);

This writes the table anew and locks it meanwhile.`),
	})
}

var (
	moneyWords = wordSet(`price prices amount amounts cost costs fee fees balance balances salary salaries revenue
		subtotal payout refund budget wage wages payment tax vat premium turnover debit credit`)
	// ratioWords make a number one that counts no money.
	ratioWords = wordSet(`rate rates ratio percent percentage pct factor score weight index multiplier share
		days hours count km seconds distance probability estimate similarity plan`)
)

func moneyInFloat(a *Advice) {
	for _, t := range a.facts.tables {
		for _, c := range t.Columns {
			if !builtin(c.Type.Or(schema.Type{}), "float4", "float8") || !own(c) {
				continue
			}
			ws := nameParts(c.Name)
			is := func(set map[string]bool) bool {
				return slices.ContainsFunc(ws, func(w string) bool { return set[w] })
			}
			if !is(moneyWords) || is(ratioWords) {
				continue
			}
			typ := c.Type.Or(schema.Type{}).String()
			a.Report(columnRef(t, c), Finding{
				Message:     fmt.Sprintf("is named for money and of the type %s", typ),
				Live:        typ,
				Consequence: "0.10 is no binary fraction: sums are off by a cent sooner or later, and equal totals are not equal",
				Remedies: liveRemedy(fmt.Sprintf("%s alter column %s type numeric(12,2) using round(%[2]s::numeric, 2)",
					alter(t), sqlIdent(c.Name))),
			})
		}
	}
}
