package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "index-method",
		Title:    "An index is of another method",
		Severity: Warning,
		Explains: topics(diff.Method, schema.KindIndex),
		Check:    each(indexMethod),
		Doc: doc(`
Both sides have the index, and one says btree where the other says gin, gist,
hash, brin or another access method.`, `
Each method serves its own operators: a btree index does not help @>, a hash
index neither sorts nor answers <. Queries that relied on the declared one read
the whole table.`, `
Declare the index as the database has it.`, `
Create the declared index concurrently, and drop this one.`),
	})
}

func indexMethod(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Message:     contrast(p, d, "using "+d.Declared, "using "+d.Live),
		Consequence: fmt.Sprintf("queries of %s by operators that only %s serves read the whole table", tableName(d), d.Declared),
		Remedies: remedies(
			fmt.Sprintf("declare %s using %s", d.Object.Path(), d.Live),
			replaceIndex(d, "using "+d.Declared),
		),
	}
}
