package rule

import (
	"fmt"
)

func init() {
	advise(&Rule{
		ID:       "trigger-broken",
		Layer:    LayerAdvice,
		Title:    "A trigger's function names columns that its table does not have",
		Severity: Error,
		Dear:     true,
		Advise:   triggerBroken,
		Doc: doc(`
The function that a row trigger calls takes a field out of NEW or OLD, and the
table has no such column. The function may well be right for another table.
Functions that ask which table they were called for are not looked at.`, `
Every statement that fires the trigger fails when the function comes to it:
record "new" has no field (42703). For a trigger on INSERT nothing can be
inserted any more.`, `
Nothing needs to change.`, `
Add the column, write the function anew, or take the trigger off:

    drop trigger touch on orders;
`),
	})
}

func triggerBroken(a *Advice) {
	for _, f := range a.facts.bodies().Faults {
		if f.Object == f.Function {
			continue
		}
		first := f.Missing[0]
		what := fmt.Sprintf("%s line %d: %s", f.Function.Path(), first.Line, first.What)
		if n := len(f.Missing) - 1; n > 0 {
			what += fmt.Sprintf(", and %d more", n)
		}
		a.Report(f.Object, Finding{
			Property:    "execute function",
			Message:     what,
			Consequence: fmt.Sprintf("statements that fire it on %s fail when the function comes to it (42703)", f.Object.Table().Path()),
			Remedies: liveRemedy(fmt.Sprintf("add the column, write %s anew, or drop trigger %s on %s",
				f.Function.Path(), sqlIdent(f.Object.Name), sqlName(f.Object.Table()))),
		})
	}
}
