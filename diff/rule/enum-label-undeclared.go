package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "enum-label-undeclared",
		Title:    "The database has labels that the declared side does not know",
		Severity: Warning,
		Explains: topics(diff.MoreLabels, schema.KindEnum, schema.KindColumn),
		Check:    each(enumLabelUndeclared),
		Doc: doc(`
The enum in the database, or the list in a column's CHECK, has labels that the
declared enum or the constants of the field's type lack.`, `
Rows with such a label are read, and the code does not expect them: a switch
falls through to its default, a validation refuses what the database holds.`, `
Add the constants, or the labels to the declared enum.`, `
An enum's label cannot be removed. Change the rows that have it, make a new
type without it, and alter the columns to the new type.`),
	})
}

func enumLabelUndeclared(p *Pass, d *diff.Difference) Finding {
	labels := oneLine(or(d.Reason, d.Live))
	f := Finding{
		Message:     fmt.Sprintf("the database also has %s", labels),
		Consequence: fmt.Sprintf("rows with %s can be stored, and what is built for %s does not know them", labels, source(p, d)),
		Remedies: remedies(
			fmt.Sprintf("add %s to the declared enum %s", labels, d.Object.Path()),
			fmt.Sprintf("make a type without %s and alter the columns to it: a label cannot be removed", labels),
		),
	}
	if d.Object.Kind == schema.KindColumn {
		f.Message = fmt.Sprintf("the database also has %s, for which %s has no constant", labels, or(host(d).Spelled, "the field's type"))
		f.Consequence = fmt.Sprintf("rows of %s with %s in %s are read into %s, and code that looks at its constants does not expect them",
			tableName(d), labels, schema.QuoteIdent(columnName(d)), fieldName(d))
		if d.LiveColumn != nil && isText(d.LiveColumn.Type.Or(schema.Type{})) {
			f.Remedies[1].Text = fmt.Sprintf("replace the check of %s by one without %s", schema.QuoteIdent(columnName(d)), labels)
		}
		f.Remedies[0].Text = fmt.Sprintf("add constants for %s to %s", labels, or(host(d).Spelled, "the field's type"))
	}
	return f
}
