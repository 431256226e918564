package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
)

func init() {
	register(&Rule{
		ID:       "partition-key",
		Title:    "A table is partitioned in another way",
		Severity: Warning,
		Explains: topics(diff.PartitionBy, relations()...),
		Check:    each(partitionKey),
		Doc: doc(`
PARTITION BY differs: by which columns or expressions rows are divided, or
whether they are at all.`, `
Statements mean the same. A table that is not partitioned takes no partitions
(SQLSTATE 42P17), so the job that makes next month's fails, and old rows cannot
be dropped by the partition. A primary key or unique constraint must contain the
partition key.`, `
Declare the table as the database has it.`, `
A table cannot be partitioned otherwise than it was made: make a new one, and
move the rows.
`),
	})
}

func partitionKey(p *Pass, d *diff.Difference) Finding {
	words := func(s string) string {
		if s == "" {
			return "not partitioned"
		}
		return "partitioned by " + oneLine(s)
	}
	return Finding{
		Message:     contrast(p, d, words(d.Declared), words(d.Live)),
		Consequence: fmt.Sprintf("what makes or drops partitions of %s as declared fails (42P17)", d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("declare %s as %s", d.Object.Path(), words(d.Live)),
			fmt.Sprintf("make %s anew, %s, and move the rows", d.Object.Path(), words(d.Declared)),
		),
	}
}
