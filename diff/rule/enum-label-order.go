package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "enum-label-order",
		Title:    "The labels of an enum stand in another order",
		Severity: Info,
		Explains: topics(diff.LabelOrder, schema.KindEnum),
		Check:    each(enumLabelOrder),
		Doc: doc(`
Both sides have the same labels and list them in another order. The order is
part of an enum: it is how its values compare and sort. The order of a type's
constants in code means nothing and is not compared.`, `
ORDER BY, <, >, min and max of columns of the type give other results than the
declared side says.`, `
List the labels as the database has them.`, `
The order of labels cannot be changed. Make a new type and alter the columns to
it.`),
	})
}

func enumLabelOrder(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Message:     contrast(p, d, "in the order "+oneLine(d.Declared), oneLine(d.Live)),
		Consequence: fmt.Sprintf("ORDER BY and comparisons of columns of the type %s give other results than declared", d.Object.Path()),
		Remedies: remedies(
			"list the labels as the database has them",
			"make a type in the declared order and alter the columns to it: labels cannot be moved",
		),
	}
}
