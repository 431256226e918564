package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "column-statistics",
		Title:    "ANALYZE looks at a column, or at an index, in other detail",
		Severity: Info,
		Explains: append(topics(diff.Statistics, schema.KindColumn, schema.KindIndex), Topic{schema.KindColumn, diff.ColumnOptions}),
		Check:    each(columnStatistics),
		Doc: doc(`
SET STATISTICS, or the n_distinct of a column, differs: how much ANALYZE keeps
of the column's values.`, `
Nothing fails. Queries may be planned in another way, and take longer than on
the database that was tuned.`, `
Declare what the database has.`, `
Set it, and let ANALYZE run:

    alter table orders alter column status set statistics 1000;
    alter table orders alter column status set (n_distinct = 5);
`),
	})
}

func columnStatistics(p *Pass, d *diff.Difference) Finding {
	word, set := "statistics ", fmt.Sprintf("%s set statistics %s", alterColumn(d), or(d.Declared, "-1"))
	switch {
	case d.Property == diff.ColumnOptions:
		word, set = "options ", fmt.Sprintf("%s set (%s)", alterColumn(d), oneLine(d.Declared))
		if d.Declared == "" {
			set = fmt.Sprintf("%s reset (%s)", alterColumn(d), parameterNames(d.Live))
		}
	case d.Object.Kind == schema.KindIndex:
		set = fmt.Sprintf("alter %s alter column … set statistics as declared: %s", sqlObject(d), or(d.Declared, "none"))
	}
	return Finding{
		Message:     contrast(p, d, word+or(d.Declared, "default"), or(d.Live, "default")),
		Consequence: fmt.Sprintf("nothing fails; queries that filter by %s may be planned in another way", d.Object.Path()),
		Remedies:    remedies(fmt.Sprintf("declare %s with %s%s", d.Object.Path(), word, or(d.Live, "default")), set),
	}
}
