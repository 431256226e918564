package rule

import (
	"fmt"
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "constraint-temporal",
		Title:    "A key is about moments on one side, and about periods on the other",
		Severity: Error,
		Explains: topics(diff.Temporal, schema.KindPrimaryKey, schema.KindUnique, schema.KindForeignKey),
		Check:    each(constraintTemporal),
		Doc: doc(`
Since PostgreSQL 18 the last column of a key can be WITHOUT OVERLAPS, and that
of a foreign key a PERIOD: two rows may then be equal in the other columns as
long as their ranges do not meet.`, `
Without it ranges may overlap: a room is booked twice. With it rows that were
permitted are refused with SQLSTATE 23P01.`, `
Declare the key as the database has it.`, `
Make the constraint anew:

    alter table bookings add primary key (room, during without overlaps);
`),
	})
}

func constraintTemporal(p *Pass, d *diff.Difference) Finding {
	f := Finding{
		Message:     contrast(p, d, d.Declared, d.Live),
		Consequence: fmt.Sprintf("rows of %s whose ranges overlap are stored, which %s forbids", tableName(d), describe(d)),
		Remedies: remedies(
			fmt.Sprintf("declare the %s %s", describe(d), d.Live),
			fmt.Sprintf("make the %s anew, %s", describe(d), d.Declared),
		),
	}
	if !strings.HasPrefix(d.Live, "not ") {
		f.Consequence = fmt.Sprintf("rows of %s whose ranges overlap are refused (23P01, 23503)", tableName(d))
	}
	return f
}
