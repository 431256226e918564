package rule

import (
	"fmt"
	"strings"

	"github.com/synapscale/synapcheck/diff"
)

func init() {
	register(&Rule{
		ID:       "replica-identity",
		Title:    "Replicas identify changed rows by something else",
		Severity: Warning,
		Explains: topics(diff.ReplicaIdentity, relations()...),
		Check:    each(replicaIdentity),
		Doc: doc(`
ALTER TABLE … REPLICA IDENTITY differs: what is written to the log of a row that
changes or goes, so that a subscriber finds its own row.`, `
If the table is published, an UPDATE or DELETE without an identity fails with
SQLSTATE 55000, and one that is identified by other columns arrives with other
columns: programs that follow the log, such as Debezium, miss the old values
that they expect.`, `
Declare the replica identity that the database has.`, `
Set it:

    alter table orders replica identity full;
`),
	})
}

func replicaIdentity(p *Pass, d *diff.Difference) Finding {
	set := d.Declared
	if index, ok := strings.CutPrefix(d.Declared, "index "); ok {
		set = "using index " + sqlIdent(index)
	}
	f := Finding{
		Message:     contrast(p, d, "replica identity "+d.Declared, d.Live),
		Consequence: fmt.Sprintf("subscribers get other old values of rows of %s than declared", tableName(d)),
		Remedies: remedies(
			fmt.Sprintf("declare %s with replica identity %s", tableName(d), d.Live),
			alterTable(d)+" replica identity "+set,
		),
	}
	if d.Live == "nothing" {
		f.Consequence = fmt.Sprintf("an UPDATE or DELETE of %s fails once it is published: it does not have a replica identity (55000)", tableName(d))
	}
	return f
}
