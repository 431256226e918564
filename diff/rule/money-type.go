package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	advise(&Rule{
		ID:       "money-type",
		Layer:    LayerAdvice,
		Title:    "A column is of the type money",
		Severity: Warning,
		Advise:   moneyType,
		Doc: doc(`
The type money has a fixed number of decimals and keeps no currency: both come
from lc_monetary, the setting of whoever reads.`, `
A dump that is loaded under another lc_monetary holds other amounts. Most
drivers hand the value over as text, "$1,234.50", which no number parses.`, `
Once the column is numeric, use a type for decimals.`, `
Keep amounts as numeric, and the currency beside them:

    alter table orders alter column total type numeric(12,2)
      using total::numeric(12,2);
`),
	})
}

func moneyType(a *Advice) {
	for _, t := range a.facts.tables {
		for _, c := range t.Columns {
			if !own(c) || !builtin(c.Type.Or(schema.Type{}), "money") {
				continue
			}
			a.Report(columnRef(t, c), Finding{
				Message:     "is of the type money",
				Live:        "money",
				Consequence: "its decimals and its currency are those of the reader's lc_monetary, and drivers hand it over as text",
				Remedies: liveRemedy(fmt.Sprintf("%s alter column %s type numeric(12,2) using %[2]s::numeric(12,2)",
					alter(t), sqlIdent(c.Name))),
			})
		}
	}
}
