package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "function-body",
		Title:    "A function does something else",
		Severity: Warning,
		Explains: append(append(namedOf(schema.KindFunction, "body", "sql body", "language"), namedOf(schema.KindProcedure, "body", "sql body", "language")...), namedOf(schema.KindAggregate, "sfunc", "finalfunc")...),
		Check:    each(functionBody),
		Doc: doc(`
Both sides have the function with the same arguments, and its body differs, or
the language that it is written in. The finding shows the first line that
differs.`, `
Calls give other results, or change other rows, than the program was written
for. No statement fails by itself.`, `
Declare the body that the database has.`, `
Replace it:

    create or replace function total(o orders) returns numeric …;
`),
	})
}

func functionBody(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Message:     propertyContrast(p, d),
		Consequence: fmt.Sprintf("calls of %s give other results or have other effects than declared, and no statement fails", d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("declare %s with the %s that the database has", d.Object.Path(), d.Property),
			fmt.Sprintf("create or replace %s as declared", sqlObject(d)),
		),
	}
}
