package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "clustered",
		Title:    "CLUSTER goes by another index",
		Severity: Info,
		Explains: topics(diff.Clustered, schema.KindPrimaryKey, schema.KindUnique, schema.KindExclusion, schema.KindIndex),
		Check:    each(clustered),
		Doc: doc(`
ALTER TABLE … CLUSTER ON names the index by which CLUSTER sorts the table's
rows, and differs.`, `
Nothing: it says only what a CLUSTER without an index does.`, `
Declare what the database has.`, `
Set it:

    alter table orders cluster on orders_user_id_idx;
    alter table orders set without cluster;
`),
	})
}

func clustered(p *Pass, d *diff.Difference) Finding {
	set := alterTable(d) + " cluster on " + sqlIdent(d.Object.Name)
	if d.Live == "clustered" {
		set = alterTable(d) + " set without cluster"
	}
	return Finding{
		Message:     contrast(p, d, d.Declared, d.Live),
		Consequence: fmt.Sprintf("nothing breaks: CLUSTER %s sorts by another index, or refuses", tableName(d)),
		Remedies:    remedies(fmt.Sprintf("declare %s as %s", describe(d), d.Live), set),
	}
}
