package rule

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	advise(&Rule{
		ID:       "enum-as-check",
		Layer:    LayerAdvice,
		Title:    "A check lists the values that a text may have",
		Severity: Info,
		Advise:   enumAsCheck,
		Doc: doc(`
A column of text may only hold the values that a CHECK lists. An enum says the
same once, for every table and for the code that is generated from it.`, `
Nothing fails. A further value means to drop the constraint and make it again,
which reads the whole table under a lock; two tables with the same list drift
apart; and code generators see a mere string.`, `
Where the column becomes an enum, give the field a type of its own.`, `
Make the type, and the column one of it, which writes the table anew:

    create type order_status as enum ('open', 'paid', 'sent');
    alter table orders drop constraint orders_status_check;
    alter table orders alter column status type order_status
      using status::order_status;

Or leave it: a list that often loses values is easier to change as a check.`),
	})
}

var (
	listedColumn = regexp.MustCompile(`^\(*("(?:[^"]|"")+"|[a-z_][a-z0-9_$]*)\)?(?:::text)? = ANY \(\(?(ARRAY\[.*)$`)
	listedValue  = regexp.MustCompile(`'(?:[^']|'')*'`)
	listRest     = regexp.MustCompile(`^ARRAY\[[, \[\]()]*$`)
	listedCast   = regexp.MustCompile(`::(?:text|character varying|bpchar|citext)(?:\(\d+\))?(?:\[\])?`)
)

// listedIn are the values that a condition lets a column have; nil for any other
// condition.
func listedIn(expr string) (column string, values []string) {
	m := listedColumn.FindStringSubmatch(oneLine(expr))
	if m == nil {
		return "", nil
	}
	values = listedValue.FindAllString(m[2], -1)
	rest := listedCast.ReplaceAllString(listedValue.ReplaceAllString(m[2], ""), "")
	if !listRest.MatchString(rest) {
		return "", nil
	}
	column = m[1]
	if strings.HasPrefix(column, `"`) {
		column = strings.ReplaceAll(column[1:len(column)-1], `""`, `"`)
	}
	return column, values
}

func enumAsCheck(a *Advice) {
	for _, t := range a.facts.tables {
		for _, k := range t.Checks {
			if k.Inherited || !strings.Contains(k.Expr, "ANY") {
				continue
			}
			name, values := listedIn(k.Expr)
			c := t.Column(name)
			if c == nil || len(values) < 2 || !builtin(c.Type.Or(schema.Type{}), "text", "varchar", "bpchar") {
				continue
			}
			typ := sqlName(schema.Ref{Schema: t.Schema, Name: t.Name + "_" + c.Name})
			a.Report(columnRef(t, c), Finding{
				Property: "check",
				Message:  fmt.Sprintf("check %s lists the %d values that it may have", schema.QuoteIdent(k.Name), len(values)),
				Live:     strings.Join(values, ", "),
				Consequence: fmt.Sprintf("a further value means to make the check again, which reads all of %s under a lock; generated code sees a mere string",
					t.Ref().Path()),
				Remedies: liveRemedy(fmt.Sprintf("create type %s as enum (%s), drop constraint %s, and %s alter column %s type %s using %[5]s::text::%[6]s",
					typ, strings.Join(values, ", "), sqlIdent(k.Name), alter(t), sqlIdent(c.Name), typ)),
			})
		}
	}
}
