package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	advise(&Rule{
		ID:       "function-broken",
		Layer:    LayerAdvice,
		Title:    "A function names a relation or column that does not exist",
		Severity: Error,
		Dear:     true,
		Advise:   functionBroken,
		Doc: doc(`
The body of a function in SQL or PL/pgSQL names a table, view or column that the
database does not have. PostgreSQL keeps bodies as text, and lets go what they
need. Statements that are put together at run time are not looked into, nor are
functions that handle the error themselves. The extension plpgsql_check is not
asked: to plan a body can run functions of the database.`, `
Calling the function fails when it comes to the statement: 42P01 for a relation,
42703 for a column. So does every statement that fires a trigger which calls it.`, `
Nothing needs to change, unless the model calls the function.`, `
Write the function anew for the tables as they are, or drop it:

    create or replace function touch_order() returns trigger …
    drop function touch_order();
`),
	})
}

func functionBroken(a *Advice) {
	told := make(map[schema.Ref]bool)
	for _, f := range a.facts.bodies().Faults {
		if f.Object != f.Function {
			continue
		}
		told[f.Object] = true
		first := f.Missing[0]
		what := fmt.Sprintf("line %d: %s", first.Line, oneLine(first.What))
		if n := len(f.Missing) - 1; n > 0 {
			what += fmt.Sprintf(", and %d more", n)
		}
		a.reportBroken(f.Object, what)
	}
	for _, f := range a.Usage.Faults {
		if told[f.Function] {
			continue
		}
		told[f.Function] = true
		what := oneLine(f.Message)
		if f.Line > 0 {
			what = fmt.Sprintf("line %d: %s", f.Line, what)
		}
		a.reportBroken(f.Function, what+" (plpgsql_check)")
	}
}

func (a *Advice) reportBroken(ref schema.Ref, what string) {
	a.Report(ref, Finding{
		Property:    "body",
		Message:     what,
		Consequence: "calling it fails when it comes to that statement (42P01, 42703), and so does whatever fires a trigger that calls it",
		Remedies:    liveRemedy(fmt.Sprintf("create or replace the %s for the tables as they are, or drop %[1]s %s", ref.Kind, sqlFunctionRef(ref))),
	})
}

// sqlFunctionRef names a function by a reference, whose name has the arguments
// and is quoted already.
func sqlFunctionRef(r schema.Ref) string { return sqlIdent(r.Schema) + "." + r.Name }
