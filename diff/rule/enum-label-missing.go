package rule

import (
	"fmt"
	"slices"
	"strings"

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
			addLabels(d),
		),
	}
	if d.Object.Kind != schema.KindColumn {
		return f
	}
	column := tableName(d) + "." + schema.QuoteIdent(columnName(d))
	f.Message = fmt.Sprintf("%s has constants for %s, which the database refuses (it has %s)", or(host(d).Spelled, "the field's type"), oneLine(labels), oneLine(d.Live))
	f.Consequence = fmt.Sprintf("every INSERT and UPDATE of %s with %s fails: %s", column, oneLine(labels), refusal(d))
	f.Remedies = remedies(
		fmt.Sprintf("remove the constants of %s that are not stored", or(host(d).Spelled, "the field's type")),
		fmt.Sprintf("add %s to what %s accepts", oneLine(labels), column),
	)
	return f
}

// addLabels are the statements that add what the enum lacks.
func addLabels(d *diff.Difference) string {
	want, ok := d.DeclaredObject.(*schema.Enum)
	have, also := d.LiveObject.(*schema.Enum)
	if !ok || !also {
		return fmt.Sprintf("add %s to the type %s", oneLine(or(d.Reason, d.Declared)), sqlName(d.Object))
	}
	var statements []string
	for i, label := range want.Labels {
		if slices.Contains(have.Labels, label) {
			continue
		}
		s := fmt.Sprintf("alter type %s add value %s", sqlName(d.Object), sqlString(label))
		if i > 0 {
			s += " after " + sqlString(want.Labels[i-1])
		} else if len(have.Labels) > 0 {
			s += " before " + sqlString(have.Labels[0])
		}
		statements = append(statements, s)
	}
	return strings.Join(statements, "; ")
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
