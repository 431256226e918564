package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/equal"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "enum-label-missing",
		Title:    "The declared side has labels that the database refuses",
		Severity: Error,
		Explains: topics(diff.Labels, schema.KindEnum, schema.KindColumn),
		Check:    each(enumLabelMissing),
		Doc: doc(`
An enum of the declared side, or the constants of a field's named type, have
labels that the enum in the database lacks. The same is found where a column
keeps its labels in a CHECK (column IN (…)) instead of an enum.`, `
Every INSERT, UPDATE and comparison with such a label fails with SQLSTATE 22P02
for an enum, 23514 for a check:

    ERROR: invalid input value for enum mood: "ecstatic"
`, `
Remove the constant, if the value is not meant to be stored.`, `
Add the label:

    alter type mood add value 'ecstatic' after 'happy';

A new label cannot be used in the transaction that adds it. A check must be
replaced by one with the longer list.`),
	})
}

func enumLabelMissing(_ *Pass, d *diff.Difference) Finding {
	labels := or(d.Reason, d.Declared)
	f := Finding{
		Message:     fmt.Sprintf("the database lacks %s (it has %s)", oneLine(labels), or(oneLine(d.Live), "none")),
		Consequence: fmt.Sprintf("every INSERT, UPDATE and comparison with %s fails: invalid input value for enum (22P02)", oneLine(labels)),
		Remedies: remedies(
			fmt.Sprintf("remove %s from the declared labels", oneLine(labels)),
			fmt.Sprintf("alter type %s add value for each of %s", sqlName(d.Object), oneLine(labels)),
		),
	}
	if d.Object.Kind != schema.KindColumn {
		return f
	}
	column := tableName(d) + "." + schema.QuoteIdent(columnName(d))
	f.Message = fmt.Sprintf("%s has the constants %s, which the database refuses (it has %s)", fieldName(d), oneLine(labels), oneLine(d.Live))
	f.Consequence = fmt.Sprintf("every INSERT and UPDATE of %s with %s fails: %s", column, oneLine(labels), refusal(d))
	f.Remedies = remedies(
		fmt.Sprintf("remove the constants of %s that are not stored", host(d).Spelled),
		fmt.Sprintf("add %s to what %s accepts", oneLine(labels), column),
	)
	return f
}

// refusal is what PostgreSQL says to a label that a column does not take: an
// enum does not know it, a check forbids it.
func refusal(d *diff.Difference) string {
	if d.LiveColumn != nil {
		t := d.LiveColumn.Type.Or(schema.Type{})
		if isText(t) {
			return "it violates a check constraint (23514)"
		}
	}
	return "invalid input value for enum (22P02)"
}

func isText(t schema.Type) bool {
	return equal.Types(t.Bare(), schema.Type{Name: "text"}) || equal.Types(t.Bare(), schema.Type{Name: "varchar"}) ||
		equal.Types(t.Bare(), schema.Type{Name: "bpchar"})
}
