package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "function-definition",
		Title:    "A function is declared in another way",
		Severity: Warning,
		Explains: rest(schema.KindFunction, schema.KindProcedure, schema.KindAggregate),
		Check:    each(functionDefinition),
		Doc: doc(`
Both sides have the function, and something beside its body differs: what it
returns, whether it is VOLATILE, STABLE or IMMUTABLE, STRICT, PARALLEL SAFE, its
cost, an argument's name or default.`, `
A call reads another type, is computed less or more often than it should be, or
is not called at all for NULL. Indexes over a function that is not IMMUTABLE are
refused (SQLSTATE 42P17). A cost that differs only changes plans: information.`, `
Declare what the database has.`, `
Alter it; what it returns can only be changed by dropping it first:

    alter function total(orders) stable;
`),
	})
}

func functionDefinition(p *Pass, d *diff.Difference) Finding {
	f := Finding{
		Message:     propertyContrast(p, d),
		Consequence: fmt.Sprintf("calls of %s are typed, planned or skipped for NULL in another way than declared", d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("declare %s: %s", d.Object.Path(), propertyWords(d.Property, d.Live)),
			fmt.Sprintf("alter %s, or make it anew: %s", sqlObject(d), propertyWords(d.Property, d.Declared)),
		),
	}
	switch d.Property {
	case "cost", "rows", "support", "parallel":
		f.Severity = Info
		f.Consequence = fmt.Sprintf("nothing breaks: queries that call %s may be planned in another way", d.Object.Path())
	}
	return f
}
