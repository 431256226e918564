package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "type-definition",
		Title:    "A type or collation is made in another way",
		Severity: Error,
		Explains: append(namedOf(schema.KindComposite, diff.AttributeOrder), rest(schema.KindComposite, schema.KindRange, schema.KindBaseType, schema.KindCollation)...),
		Check:    each(typeDefinition),
		Doc: doc(`
Both sides have the composite, range or base type, or the collation, and it
differs: an attribute is missing, has another type or place, a range has another
subtype, a collation another locale.`, `
Values of a composite are read and written field by field: a program that
expects other attributes fails, or takes one for another. Another subtype or
locale compares and sorts values otherwise.`, `
Declare it as the database has it.`, `
Attributes can be altered, the rest must be made anew:

    alter type address add attribute zip text;
`),
	})
}

func typeDefinition(p *Pass, d *diff.Difference) Finding {
	want, have := shortWords(d)
	return Finding{
		Message:     contrast(p, d, want, have),
		Consequence: fmt.Sprintf("values of %s are read, compared or sorted in another way than declared", d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("declare %s: %s", describe(d), have),
			fmt.Sprintf("alter %s, or make it anew: %s", sqlObject(d), want),
		),
	}
}
