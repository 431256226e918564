package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "foreign-key-columns",
		Title:    "A foreign key ties other columns",
		Severity: Error,
		Explains: topics(diff.Columns, schema.KindForeignKey),
		Check:    each(foreignKeyColumns),
		Doc: doc(`
Both sides have a foreign key of the name or to the same table, and it starts
from other columns.`, `
The declared columns may refer to nothing, and values of the live ones are
refused with SQLSTATE 23503 where the declared side permits them.`, `
Declare the foreign key as the database has it.`, `
Drop the constraint and add it again over the declared columns.`),
	})
}

func foreignKeyColumns(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Severity:    bySource(p, d, Error, Warning),
		Message:     contrast(p, d, "from "+d.Declared, "from "+d.Live),
		Consequence: fmt.Sprintf("%s of %s may refer to nothing, and %s is held to it instead (23503)", d.Declared, tableName(d), d.Live),
		Remedies: remedies(
			fmt.Sprintf("declare the foreign key from %s", d.Live),
			replaceConstraint(d, "foreign key "+foreignKey(d)),
		),
	}
}

// foreignKey spells the declared key as a definition would.
func foreignKey(d *diff.Difference) string {
	key, ok := d.DeclaredObject.(*schema.ForeignKey)
	if !ok {
		return d.Declared
	}
	s := sqlList(key.Columns) + " references " + sqlName(schema.Ref{Schema: key.RefSchema, Name: key.RefTable})
	if len(key.RefColumns) > 0 {
		s += " " + sqlList(key.RefColumns)
	}
	if key.Match.Or("") == "full" {
		s += " match full"
	}
	if a := key.OnUpdate.Or(schema.NoAction); a != schema.NoAction {
		s += " on update " + string(a)
	}
	if a := key.OnDelete.Or(schema.NoAction); a != schema.NoAction {
		s += " on delete " + string(a)
		if len(key.SetColumns) > 0 {
			s += " " + sqlList(key.SetColumns)
		}
	}
	if when := key.Deferrable.Or(schema.NotDeferrable); when != schema.NotDeferrable {
		s += " deferrable " + string(when)
	}
	return s
}
