package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "table-kind",
		Title:    "A relation is a table on one side and a view, partition or foreign table on the other",
		Severity: Error,
		Explains: topics(diff.Definition, relations()...),
		Check:    each(tableKind),
		Doc: doc(`
Both sides have a relation of the name, and it is not the same kind of thing: a
table here and a view there, for example.`, `
A view that joins or groups cannot be written to (SQLSTATE 55000); a
materialized view shows old rows until it is refreshed; a foreign table depends
on another server; a partition takes only rows within its bounds.`, `
Declare the relation as what it is.`, `
Replace the relation by one of the declared kind. Rows of a table must be moved
first: dropping it destroys them.`),
	})
}

func tableKind(p *Pass, d *diff.Difference) Finding {
	breaks := fmt.Sprintf("statements made for a %s meet a %s", d.Declared, d.Live)
	switch schema.Kind(d.Live) {
	case schema.KindView:
		breaks = fmt.Sprintf("INSERT, UPDATE and DELETE on %s fail unless its query is simple: cannot insert into view \"%s\" (55000)",
			d.Object.Path(), d.Object.Name)
	case schema.KindMaterializedView:
		breaks = fmt.Sprintf("%s shows the rows of its last refresh, and writing to it fails: cannot change materialized view \"%s\" (42809)",
			d.Object.Path(), d.Object.Name)
	case schema.KindTable:
		breaks = fmt.Sprintf("%s keeps rows of its own, which nothing keeps up to date", d.Object.Path())
	case schema.KindPartition:
		breaks = fmt.Sprintf("%s takes only rows within its bounds: others are refused (23514)", d.Object.Path())
	}
	replace := fmt.Sprintf("replace %s by a %s", d.Object.Path(), d.Declared)
	if !onView(d) {
		replace += ", once its rows are safe"
	}
	return Finding{
		Message:     contrast(p, d, "a "+d.Declared, "a "+d.Live),
		Consequence: breaks,
		Remedies: remedies(
			fmt.Sprintf("declare %s as a %s", d.Object.Path(), d.Live),
			replace,
		),
	}
}
