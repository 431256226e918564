package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "function-security",
		Title:    "A function runs with other rights",
		Severity: Error,
		Explains: append(namedOf(schema.KindFunction, "security definer", "set", "leakproof"), namedOf(schema.KindProcedure, "security definer", "set")...),
		Check:    each(functionSecurity),
		Doc: doc(`
SECURITY DEFINER lets a function run with the rights of its owner, SECURITY
INVOKER with those of the caller. SET search_path, and other settings that a
function carries with it, keep it from being led to other objects than it means.
One of them differs.`, `
With the caller's rights, callers are refused what only the owner may do
(SQLSTATE 42501). With the owner's, they may do more than was meant. A SECURITY
DEFINER function without a search_path of its own can be made to run somebody
else's code with its owner's rights.`, `
Declare what the database has.`, `
Alter it:

    alter function archive(bigint) security invoker;
    alter function archive(bigint) set search_path = app, pg_temp;
`),
	})
}

func functionSecurity(p *Pass, d *diff.Difference) Finding {
	want, have := shortWords(d)
	f := Finding{
		Message:     contrast(p, d, want, have),
		Consequence: fmt.Sprintf("%s runs with other rights or settings than declared: callers are refused (42501), or may do more than was meant", d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("declare %s: %s", d.Object.Path(), have),
			fmt.Sprintf("alter %s: %s", sqlObject(d), want),
		),
	}
	if d.Property != "security definer" {
		f.Severity = Warning
	}
	return f
}
