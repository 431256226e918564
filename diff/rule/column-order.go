package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
)

func init() {
	register(&Rule{
		ID:       "column-order",
		Title:    "The columns of a table stand in another order",
		Severity: Info,
		Explains: topics(diff.ColumnOrder, relations()...),
		Check:    each(columnOrder),
		Doc: doc(`
Both sides have the same columns and list them in another order. A column that
is added to a table always comes last, so a database that has been migrated
often differs in this from one that was created at once. Models are never
compared in this respect: the order of a struct's fields means nothing to a
database.`, `
Statements that rely on the order: INSERT without a list of columns, COPY of a
dump without one, SELECT * read by position. They store or read a value in the
wrong column, or fail on its type.`, `
List the columns as the database has them.`, `
PostgreSQL cannot move a column. A new table with the wanted order, filled from
the old one, is the only way, and seldom worth it.`),
	})
}

func columnOrder(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Message:     contrast(p, d, "in the order "+d.Declared, d.Live),
		Consequence: fmt.Sprintf("INSERT INTO %s without a list of columns, and COPY, put values into other columns", d.Object.Path()),
		Remedies: remedies(
			"list the columns as the database has them",
			"make the table anew: PostgreSQL cannot move a column",
		),
	}
}
