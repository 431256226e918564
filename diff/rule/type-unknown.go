package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "type-unknown",
		Title:    "A declared type does not exist in the database",
		Severity: Error,
		Explains: topics(diff.UnknownType, schema.KindColumn),
		Check:    each(typeUnknown),
		Doc: doc(`
The declared side names a type that is neither PostgreSQL's own nor defined in
the database: it is misspelt, it belongs to an extension that is not installed,
or the enum, domain or composite was never created.`, `
CREATE TABLE and ALTER TABLE with the type fail with SQLSTATE 42704: type does
not exist. A library that creates tables from the models stops there, and casts
to the type fail.`, `
Correct the type's name in the tag or the schema file.`, `
Create the type, or install the extension that brings it:

    create extension citext;
`),
	})
}

func typeUnknown(p *Pass, d *diff.Difference) Finding {
	f := Finding{
		Message: contrast(p, d, d.Declared, d.Live) + ": the database has no type of that name",
		Consequence: fmt.Sprintf("creating the column from %s, or casting to the type, fails: type %q does not exist (42704)",
			source(p, d), d.Declared),
		Remedies: remedies(
			fmt.Sprintf("name a type that exists: the column is %s", d.Live),
			fmt.Sprintf("create the type %s, or install the extension that brings it", d.Declared),
		),
	}
	if d.Reason != "" {
		f.Message += ", " + d.Reason
	}
	return f
}
