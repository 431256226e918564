package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "column-renamed",
		Title:    "A declared column is probably a live one under another name",
		Severity: Error,
		Explains: topics(diff.Name, schema.KindColumn),
		Check:    each(columnRenamed),
		Doc: doc(`
The declared side has a column that the table lacks, and the table has one that
the declared side lacks, with a like name and a fitting type. One of the two was
renamed. This is a proposal and never assumed: nothing is renamed, and no value
is copied, before you say so.`, `
Statements that use the declared name fail with SQLSTATE 42703: column does not
exist. The live column is neither read nor written.`, `
If the database is right, write its name in the field's tag, or in the schema
file.`, `
If the declared name is right, rename the column, which keeps its values:

    alter table users rename column locked_until to account_locked_until;

Programs that still use the other name break at that moment.`),
	})
}

func columnRenamed(p *Pass, d *diff.Difference) Finding {
	want, have := d.Declared, d.Live
	if d.DeclaredColumn != nil {
		want = d.DeclaredColumn.Name
	}
	why := ""
	if d.Reason != "" {
		why = ": " + d.Reason
	}
	f := Finding{
		Message: "probably renamed: " + contrast(p, d, schema.QuoteIdent(want), schema.QuoteIdent(have)) + why,
		Consequence: fmt.Sprintf("statements that name %s.%s fail: %s",
			tableName(d), schema.QuoteIdent(want), noColumn(d, want)),
		Remedies: remedies(
			fmt.Sprintf("if it was renamed, declare the column as %s", schema.QuoteIdent(have)),
			"or rename it back: "+alterTable(d)+" rename column "+sqlIdent(have)+" to "+sqlIdent(want),
		),
	}
	if d.Reason == diff.ReasonConfirmed {
		f.Message = "renamed: " + contrast(p, d, schema.QuoteIdent(want), schema.QuoteIdent(have))
	}
	if !complete(p, d) {
		f.Remedies[0].Text = fmt.Sprintf("if it was renamed, name the column %s in the tag of %s", schema.QuoteIdent(have), fieldName(d))
	}
	return f
}
