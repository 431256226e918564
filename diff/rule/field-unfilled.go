package rule

import (
	"github.com/synapscale/synapcheck/diff"
)

func init() {
	register(&Rule{
		ID:       "field-unfilled",
		Title:    "A field has the tag of a column and is never filled",
		Severity: Warning,
		Explains: topics(diff.Unfilled, relations()...),
		Check:    each(fieldUnfilled),
		Doc: doc(`
A field says that it stands for a column, and no library can set it: it is not
exported, or it lies within an embedded struct that is not exported.`, `
The field keeps its zero value whatever the row holds, and the column is never
written. Libraries that demand a place for every column fail to read the row.`, `
Export the field, or drop the tag.`, `
Nothing: the database has no part in it.`),
	})
}

func fieldUnfilled(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Message:     d.Declared + ": " + d.Reason,
		Consequence: "the field keeps its zero value whatever the row holds, or the read fails where every column needs a place",
		Remedies:    repair(p, d, remedies("export the field, or drop the tag", "")),
	}
}
