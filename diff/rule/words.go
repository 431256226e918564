package rule

import (
	"fmt"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// complete reports that the declared side states the whole definition of the
// object, as SQL or a saved description does. A model states only what its
// types and tags say.
func complete(p *Pass, d *diff.Difference) bool {
	if d.Model != nil {
		return d.Model.Binding.IsZero()
	}
	return !slices.ContainsFunc(p.Diff.Declared.Tables, func(t *schema.Table) bool { return !t.Binding.IsZero() })
}

// bySource picks the severity for a complete declared side or for a model.
func bySource(p *Pass, d *diff.Difference, whole, model Severity) Severity {
	if complete(p, d) {
		return whole
	}
	return model
}

// contrast says what each side wants and has.
func contrast(p *Pass, d *diff.Difference, declared, live string) string {
	if complete(p, d) {
		return fmt.Sprintf("declared %s, %s in the database", declared, live)
	}
	return fmt.Sprintf("%s in the model, %s in the database", declared, live)
}

// values is contrast over the values that the difference spells.
func values(p *Pass, d *diff.Difference) string {
	return contrast(p, d, oneLine(or(d.Declared, "nothing")), oneLine(or(d.Live, "nothing")))
}

// source is the declared side as a sentence names it.
func source(p *Pass, d *diff.Difference) string {
	if complete(p, d) {
		return "the declared schema"
	}
	return "the model"
}

// structName is the model's declaration: "the struct User", "the model" where
// the source is no code.
func structName(d *diff.Difference) string {
	if d.Model != nil && d.Model.Origin.Symbol() != "" && !d.Model.Binding.IsZero() {
		return "the struct " + d.Model.Origin.Symbol()
	}
	return "the model"
}

// fieldName is the field of the difference: "User.Email", or the column's name.
func fieldName(d *diff.Difference) string {
	if d.DeclaredColumn != nil && d.DeclaredColumn.Origin.Symbol() != "" {
		return d.DeclaredColumn.Origin.Symbol()
	}
	return columnName(d)
}

// columnName is the column of the difference as the database names it.
func columnName(d *diff.Difference) string {
	if d.LiveColumn != nil {
		return d.LiveColumn.Name
	}
	return d.Object.Name
}

// tableName is the relation of the difference with its schema.
func tableName(d *diff.Difference) string {
	if d.Table != nil {
		return d.Table.Ref.Table().Path()
	}
	return d.Object.Table().Path()
}

// relationKind is what the relation of the difference is called.
func relationKind(d *diff.Difference) schema.Kind {
	if d.Table != nil {
		return d.Table.Ref.Kind
	}
	return schema.KindTable
}

// onView reports that the columns of the relation are those of a query.
func onView(d *diff.Difference) bool {
	k := relationKind(d)
	return k == schema.KindView || k == schema.KindMaterializedView
}

// host is the type of code that holds the column's values; the zero Host if
// there is none.
func host(d *diff.Difference) schema.Host {
	if d.DeclaredColumn == nil || d.DeclaredColumn.Host == nil {
		return schema.Host{}
	}
	return *d.DeclaredColumn.Host
}

// reader is the library that moves the rows: gorm, pgx, database/sql.
func reader(d *diff.Difference) string {
	if r := host(d).Reader; r != "" {
		return r
	}
	if d.Model != nil && d.Model.Binding.Dialect != "" && d.Model.Binding.Dialect != "db" {
		return d.Model.Binding.Dialect
	}
	return "the code"
}

// perhaps names the best candidate: ", perhaps renamed to full_name".
func perhaps(d *diff.Difference, word string) string {
	if len(d.Candidates) == 0 {
		return ""
	}
	return fmt.Sprintf(", perhaps %s %s", word, named(d.Candidates[0].Object))
}

// named is how a candidate is called beside the object: a column by its name, a
// table with its schema.
func named(r schema.Ref) string {
	if r.Parent != "" {
		return schema.QuoteIdent(r.Name)
	}
	return r.Path()
}

// condition is an expression on one line in one pair of parentheses, which
// PostgreSQL mostly puts around it already.
func condition(expr string) string {
	expr = oneLine(expr)
	if !strings.HasPrefix(expr, "(") {
		return "(" + expr + ")"
	}
	depth, quote := 0, byte(0)
	for i := range len(expr) {
		switch c := expr[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case c == '(':
			depth++
		case c == ')':
			if depth--; depth == 0 && i < len(expr)-1 {
				return "(" + expr + ")"
			}
		}
	}
	return expr
}

// oneLine brings an expression onto one line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// list joins names with commas, each quoted where PostgreSQL needs it.
func list(names []string) string {
	quoted := make([]string, len(names))
	for i, n := range names {
		quoted[i] = schema.QuoteIdent(n)
	}
	return strings.Join(quoted, ", ")
}

// sameSet reports that both lists have the same names in any order.
func sameSet(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}
