package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "tablespace",
		Title:    "A table or index is kept in another tablespace",
		Severity: Info,
		Explains: append(topics(diff.Tablespace, relations()...), topics(diff.Tablespace, schema.KindPrimaryKey, schema.KindUnique, schema.KindExclusion, schema.KindIndex)...),
		Check:    each(tablespace),
		Doc: doc(`
The table or index, or the index of the constraint, is kept in another
tablespace: another disk, mostly.`, `
Nothing: statements mean the same. What is read from a slower disk is slower,
and room is used up elsewhere.`, `
Declare the tablespace that the database has.`, `
Move it, which locks the table while it is copied:

    alter table events set tablespace fast;
`),
	})
}

func tablespace(p *Pass, d *diff.Difference) Finding {
	name := func(s string) string { return or(s, "pg_default") }
	moved := "alter " + sqlObject(d)
	switch d.Object.Kind {
	case schema.KindPrimaryKey, schema.KindUnique, schema.KindExclusion:
		moved = "alter index " + sqlName(schema.Ref{Schema: d.Object.Schema, Name: d.Object.Name})
	}
	return Finding{
		Message:     contrast(p, d, "in tablespace "+name(d.Declared), name(d.Live)),
		Consequence: fmt.Sprintf("nothing breaks: %s lies on another disk, and may be faster or slower", d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("declare %s in tablespace %s", d.Object.Path(), name(d.Live)),
			moved+" set tablespace "+sqlIdent(name(d.Declared)),
		),
	}
}
