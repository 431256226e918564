package rule

import (
	"fmt"
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "column-collation",
		Title:    "The collation of a column differs",
		Severity: Warning,
		Explains: topics(diff.Collation, schema.KindColumn),
		Check:    each(columnCollation),
		Doc: doc(`
The column sorts its text by another collation than the declared side says.`, `
ORDER BY, comparisons with < and >, and LIKE through an index give other
results. With a collation that is not deterministic, = and UNIQUE do too. Joins
of two columns of different collations fail with SQLSTATE 42P22 where the
order matters.`, `
Change the schema file or the tag to the column's collation.`, `
Change the collation; indexes on the column are built anew:

    alter table users alter column name type text collate "C";
`),
	})
}

func columnCollation(p *Pass, d *diff.Difference) Finding {
	column := tableName(d) + "." + schema.QuoteIdent(columnName(d))
	return Finding{
		Message:     contrast(p, d, collationWords(d.Declared), collationWords(d.Live)),
		Consequence: fmt.Sprintf("ORDER BY and comparisons of %s give other results than with %s", column, collationWords(d.Declared)),
		Remedies: remedies(
			fmt.Sprintf("declare %s with %s", column, collationWords(d.Live)),
			alterColumn(d)+typeOf(d.LiveColumn)+" collate "+or(collationSQL(d.Declared), `"default"`)+", which builds its indexes anew",
		),
	}
}

func collationWords(name string) string {
	if name == "" {
		return "the default collation"
	}
	return "collation " + name
}

// collationSQL quotes a name that people write without quotes.
func collationSQL(name string) string {
	if name == "" || strings.ContainsAny(name, `".`) {
		return name
	}
	return sqlIdent(name)
}

func typeOf(c *schema.Column) string {
	if c == nil {
		return ""
	}
	return " type " + c.Type.Or(schema.Type{Name: "text"}).String()
}
