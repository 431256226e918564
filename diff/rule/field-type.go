package rule

import (
	"fmt"
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/equal"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "field-type",
		Title:    "A field cannot hold every value of its column",
		Severity: Error,
		Explains: topics(diff.HostType, schema.KindColumn),
		Check:    each(fieldType),
		Doc: doc(`
The type of a field does not hold the values of its column's type, as the
library that reads the rows treats it.

It is an error where no value, or hardly any, can be read (text in an int, an
array in a string) and where an integer may be out of the field's range; a
warning where a value loses something on the way, digits of a numeric in a
float64, the zone of a timestamp, and where only negative numbers do not fit.
An unsigned key that a sequence makes is no finding.`, `
Reading fails on the first value that does not fit, which may be the very first
row or the one after two thousand million. Some libraries do not fail: Bun,
go-pg and xorm wrap a bigint that an int32 cannot hold. What is lost on reading
is lost for good once the row is saved.`, `
Give the field a type that holds the column.`, `
Change the column to the type that the code expects, if its values allow it:

    alter table orders alter column amount type integer;
`),
	})
}

func fieldType(p *Pass, d *diff.Difference) Finding {
	h := host(d)
	spelled := or(h.Spelled, d.Declared)
	column := tableName(d) + "." + schema.QuoteIdent(columnName(d))
	f := Finding{
		Message:     fmt.Sprintf("%s in the database, which %s of type %s cannot hold", d.Live, fieldName(d), spelled),
		Consequence: fmt.Sprintf("when %s reads %s into %s, %s", reader(d), column, fieldName(d), or(d.Reason, "it fails")),
		Remedies: repair(p, d, remedies(
			fmt.Sprintf("give %s a type that holds %s", fieldName(d), d.Live),
			fmt.Sprintf("change %s to a type that %s holds, if its values allow it", column, spelled),
		)),
	}
	if d.Grade != equal.Impossible {
		f.Message = fmt.Sprintf("%s in the database, not every value of which fits %s of type %s", d.Live, fieldName(d), spelled)
		f.Severity = Warning
		if integers(d) && !d.Sign {
			f.Severity = Error
		}
	}
	return f
}

// integers reports that the field holds whole numbers and the column numbers: one
// that is out of range, or has a fraction, is an error or, worse, another number.
func integers(d *diff.Difference) bool {
	if d.LiveColumn == nil {
		return false
	}
	field := strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(host(d).Type, "[]"), "u"), "int")
	if field != "" && strings.Trim(field, "0123456789") != "" {
		return false
	}
	switch d.LiveColumn.Type.Or(schema.Type{}).Name {
	case "int2", "int4", "int8", "numeric", "oid", "xid8":
		return host(d).Type != ""
	}
	return false
}
