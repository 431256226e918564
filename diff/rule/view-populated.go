package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
)

func init() {
	register(&Rule{
		ID:       "view-populated",
		Title:    "A materialized view holds no rows yet",
		Severity: Error,
		Explains: topics(diff.Populated, relations()...),
		Check:    each(viewPopulated),
		Doc: doc(`
A materialized view was made WITH NO DATA on one side, or refreshed so, and has
rows on the other.`, `
Every SELECT from a view that has not been populated fails with SQLSTATE 55000.
Where the database's view has rows and the declared one has none, nothing
breaks: that is information.`, `
Declare the view WITH DATA, or without, as the database has it.`, `
Fill it:

    refresh materialized view totals;
`),
	})
}

func viewPopulated(p *Pass, d *diff.Difference) Finding {
	f := Finding{
		Message:     contrast(p, d, d.Declared, d.Live),
		Consequence: fmt.Sprintf("every SELECT from %s fails: materialized view has not been populated (55000)", d.Object.Path()),
		Remedies:    remedies(fmt.Sprintf("declare %s with no data", d.Object.Path()), "refresh materialized view "+sqlName(d.Object)),
	}
	if d.Live == "populated" {
		f.Severity = Info
		f.Consequence = fmt.Sprintf("nothing breaks: %s has rows, and was declared to have none yet", d.Object.Path())
		f.Remedies = remedies(fmt.Sprintf("declare %s with data", d.Object.Path()), "refresh materialized view "+sqlName(d.Object)+" with no data")
	}
	return f
}
