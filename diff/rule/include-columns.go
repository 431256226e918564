package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "include-columns",
		Title:    "A key or index carries other columns along",
		Severity: Info,
		Explains: topics(diff.Include, schema.KindPrimaryKey, schema.KindUnique, schema.KindIndex),
		Check:    each(includeColumns),
		Doc: doc(`
The INCLUDE list of a primary key, unique constraint or index differs: the
columns that its index carries along without ordering by them.`, `
Nothing fails. Queries that could be answered from the index alone read the
table as well, or an index is larger than it need be.`, `
Declare the list as the database has it.`, `
Make the constraint or index anew with the declared list.`),
	})
}

func includeColumns(p *Pass, d *diff.Difference) Finding {
	words := func(list string) string {
		if list == "" || list == "()" {
			return "no included columns"
		}
		return "include " + list
	}
	return Finding{
		Message:     contrast(p, d, words(d.Declared), words(d.Live)),
		Consequence: fmt.Sprintf("nothing fails; queries that %s would answer alone may read the table %s as well", d.Object.Path(), tableName(d)),
		Remedies: remedies(
			fmt.Sprintf("declare %s with %s", d.Object.Path(), words(d.Live)),
			fmt.Sprintf("make %s anew with %s", d.Object.Path(), words(d.Declared)),
		),
	}
}
