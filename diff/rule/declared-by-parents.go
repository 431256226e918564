package rule

import (
	"fmt"
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "declared-by-parents",
		Title:    "A column or check is a table's own on one side only",
		Severity: Info,
		Explains: topics(diff.Inherited, schema.KindColumn, schema.KindCheck),
		Check:    each(declaredByParents),
		Doc: doc(`
The table inherits, and the column or check is declared by the table itself on
one side, and by its parents alone on the other.`, `
Nothing as long as the parent has it. When it is dropped there, a table's own
stays, and one that is merely inherited goes too.`, `
Declare it on the table, or on the parent alone, as the database has it.`, `
PostgreSQL makes it the table's own when the table no longer inherits: alter the
table to no inherit its parent, and to inherit it again.
`),
	})
}

func declaredByParents(p *Pass, d *diff.Difference) Finding {
	words := func(s string) string {
		if strings.Contains(s, "parents") || s == "inherited" {
			return "merely inherited"
		}
		return "the own of its table"
	}
	return Finding{
		Message:     contrast(p, d, words(d.Declared), words(d.Live)),
		Consequence: fmt.Sprintf("nothing breaks until %s is dropped from a parent: it stays on one side and goes on the other", describe(d)),
		Remedies: remedies(
			fmt.Sprintf("let the %s be %s", describe(d), words(d.Live)),
			fmt.Sprintf("%s no inherit its parent, and inherit it again", alterTable(d)),
		),
	}
}
