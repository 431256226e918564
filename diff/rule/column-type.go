package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/equal"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "column-type",
		Title:    "The type of a column differs",
		Severity: Error,
		Explains: topics(diff.Type, schema.KindColumn),
		Check:    each(columnTypeDiffers),
		Doc: doc(`
The declared side names another PostgreSQL type for the column than it has.
Spellings of one type count as equal: varchar(20) and character varying(20),
int and integer, serial and integer with its default.

It is an error where the type is another one altogether; a warning where only
its size differs, where one side has a domain over what the other has itself,
and for the types that tags of a model name; for your information where the
database merely has text without a limit.`, `
Where the live type is smaller, values that the declared one allows are refused
on writing: SQLSTATE 22001 for text, 22003 for numbers. Where it is larger,
values come back that the declared side does not expect. Where it is another
type, operators and functions resolve differently, and statements fail with
SQLSTATE 42804 or 42883.`, `
Change the type in the tag or the schema file to what the column has.`, `
Change the column's type:

    alter table users alter column bio type varchar(1000);

A larger varchar or numeric, and text for varchar, cost nothing. Most other
changes rewrite the table while nobody can read it.`),
	})
}

func columnTypeDiffers(p *Pass, d *diff.Difference) Finding {
	column := tableName(d) + "." + schema.QuoteIdent(columnName(d))
	f := Finding{
		Message: contrast(p, d, d.Declared, d.Live),
		Consequence: fmt.Sprintf("statements made for %s meet %s in %s: comparisons and assignments fail or convert (42883, 42804)",
			d.Declared, d.Live, column),
		Remedies: remedies(
			fmt.Sprintf("declare %s as %s", column, d.Live),
			alterType(d),
		),
	}
	if d.DeclaredColumn != nil && d.LiveColumn != nil {
		have := d.LiveColumn.Type.Or(schema.Type{})
		f.Severity, f.Consequence = typeChange(d, column, have, f.Consequence)
		if f.Severity == Error && overDomain(p, d) {
			f.Severity = Warning
			f.Consequence = fmt.Sprintf("values of %s are held to the domain on one side only: its checks, its default, its NOT NULL (23514, 23502)", column)
		}
	}
	if !complete(p, d) && f.Severity == Error {
		f.Severity = Warning
	}
	return f
}

// overDomain reports that one side has a domain over what the other has itself.
func overDomain(p *Pass, d *diff.Difference) bool {
	want, have := d.DeclaredColumn.Type.Or(schema.Type{}), d.LiveColumn.Type.Or(schema.Type{})
	return equal.Types(want, equal.NewEnv(p.Diff.Live).Resolve(have)) ||
		equal.Types(equal.NewEnv(p.Diff.Declared).Resolve(want), have)
}

// typeChange judges a change of type by what it does to values.
func typeChange(d *diff.Difference, column string, have schema.Type, otherwise string) (Severity, string) {
	want := d.DeclaredColumn.Type.Or(schema.Type{})
	switch equal.Compare(want, have) {
	case equal.Widening:
		if have.Name == "bpchar" {
			return Warning, fmt.Sprintf("values of %s come back padded with blanks to the length of %s", column, have)
		}
		return Warning, fmt.Sprintf("a value that %s holds and %s does not %s when it is written to %s", want, have, tooLarge(have), column)
	case equal.Narrowing:
		if have.Args == "" && (have.Name == "text" || have.Name == "varchar") {
			return Info, fmt.Sprintf("nothing refuses a value of %s that is longer than %s allows", column, want)
		}
		return Warning, fmt.Sprintf("%s may hold values that %s has no room for, which the declared side does not expect", column, want)
	case equal.Modifier:
		return Warning, fmt.Sprintf("a value that %s holds and %s does not %s when it is written to %s", want, have, tooLarge(have), column)
	}
	return Error, otherwise
}

// tooLarge is what becomes of a value for which the type has no room.
func tooLarge(t schema.Type) string {
	switch t.Name {
	case "int2", "int4", "int8":
		return "is refused (22003)"
	case "numeric":
		return "is rounded, or refused (22003)"
	case "float4", "float8", "time", "timetz", "timestamp", "timestamptz", "interval":
		return "is rounded or cut"
	case "bit", "varbit":
		return "is refused (22026, 22001)"
	}
	return "is refused (22001)"
}

// alterType says how the column gets the declared type.
func alterType(d *diff.Difference) string {
	if onView(d) {
		return fmt.Sprintf("make the %s %s anew with a query that gives %s as %s", relationKind(d), tableName(d), sqlIdent(columnName(d)), d.Declared)
	}
	s := alterColumn(d) + " type " + d.Declared
	if d.DeclaredColumn != nil && d.LiveColumn != nil &&
		equal.Compare(d.DeclaredColumn.Type.Or(schema.Type{}), d.LiveColumn.Type.Or(schema.Type{})) == equal.Other {
		s += ", with a USING clause where PostgreSQL does not convert by itself"
	}
	return s
}
