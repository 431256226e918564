package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "primary-key-missing",
		Title:    "A table lacks the declared primary key",
		Severity: Error,
		Explains: topics(diff.Absent, schema.KindPrimaryKey),
		Check:    each(primaryKeyMissing),
		Doc: doc(`
The declared side has a primary key, and the live table has none.`, `
Two rows with the same key can be stored, and an UPDATE or DELETE by key then
hits both. INSERT … ON CONFLICT on the key fails with SQLSTATE 42P10, foreign
keys cannot refer to the table, and logical replication refuses UPDATE and
DELETE.`, `
Remove the key from the tag or the schema file, if rows need no identity.`, `
Add it, once no two rows share the key and none has NULL in it:

    alter table users add primary key (id);

To spare the long lock, build a unique index concurrently first and add the key
USING INDEX.`),
	})
}

func primaryKeyMissing(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Message: fmt.Sprintf("declared %s, and the table has no primary key", d.Declared),
		Consequence: fmt.Sprintf("two rows of %s with the same %s can be stored, and ON CONFLICT %s fails (42P10)",
			tableName(d), d.Declared, d.Declared),
		Remedies: remedies(
			fmt.Sprintf("remove the primary key from %s", source(p, d)),
			addConstraint(d, "primary key "+keyColumns(d)),
		),
	}
}
