package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "object-name",
		Title:    "A constraint or index does the same under another name",
		Severity: Info,
		Explains: topics(diff.Name, schema.KindPrimaryKey, schema.KindUnique, schema.KindForeignKey,
			schema.KindCheck, schema.KindExclusion, schema.KindIndex),
		Check: each(objectName),
		Doc: doc(`
Both sides have the constraint or index, by its definition, and call it
differently. Names that a model's library would derive are not compared.`, `
Statements that use the name fail with SQLSTATE 42704: a migration that drops or
alters it, INSERT … ON CONFLICT ON CONSTRAINT. Code that tells errors apart by
the constraint's name takes one for another.`, `
Declare the name that the database has.`, `
Rename it, which costs nothing:

    alter table users rename constraint users_email_key to users_email_unique;
    alter index users_email_idx rename to users_by_email;
`),
	})
}

func objectName(p *Pass, d *diff.Difference) Finding {
	rename := fmt.Sprintf("%s rename constraint %s to %s", alterTable(d), sqlIdent(d.Live), sqlIdent(d.Declared))
	if d.Table == nil && d.Object.Kind == schema.KindCheck {
		rename = fmt.Sprintf("alter domain %s rename constraint %s to %s", sqlName(d.Object.Table()), sqlIdent(d.Live), sqlIdent(d.Declared))
	}
	if d.Object.Kind == schema.KindIndex {
		rename = fmt.Sprintf("alter index %s rename to %s", sqlName(schema.Ref{Schema: d.Object.Schema, Name: d.Live}), sqlIdent(d.Declared))
	}
	return Finding{
		Message:     contrast(p, d, "as "+schema.QuoteIdent(d.Declared), schema.QuoteIdent(d.Live)),
		Consequence: fmt.Sprintf("a migration that names %s fails (42704), and code that looks for the name in errors does not find it", schema.QuoteIdent(d.Declared)),
		Remedies:    remedies(fmt.Sprintf("call it %s in %s", schema.QuoteIdent(d.Live), source(p, d)), rename),
	}
}
