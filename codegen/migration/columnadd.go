package migration

import (
	"strings"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// add adds the column.
func (c *columnUnit) add() {
	settles := c.take()
	if inheritedHere(c.dt, c.d) && c.sameAbove(diff.Absent) {
		return // comes with the parents'
	}
	def := c.w.declared.w.Column(c.dt, c.d)
	s := Step{
		Ref: c.ref, What: act("add", c.ref), SQL: []string{alterTable(c.lt) + " ADD COLUMN " + def + ";"}, Locks: c.w.tree(AccessExclusive, c.lt), Settles: settles,
	}
	if ddl.Foreign(c.lt) {
		s.SQL[0] = "ALTER FOREIGN TABLE " + tableName(c.lt) + " ADD COLUMN " + def + ";"
	}
	if c.lt.Kind == schema.KindView || c.lt.Kind == schema.KindMaterializedView {
		c.w.rebuild(c.lt.Ref(), c.w.units[c.lt.Ref()], nil)
		return
	}
	if why := c.filled(); why != "" {
		s.Cost, s.own = Rewrites, true
		s.Hazards = append(s.Hazards, RewritesTable, c.w.long(c.lt, BlocksAllLong, BlocksAllBrief))
	} else {
		s.Hazards = append(s.Hazards, BlocksAllBrief)
	}
	if dom := c.w.declared.domain(c.d.Type.Or(schema.Type{})); (c.d.NotNull.Or(false) || dom != nil && dom.NotNull.Or(false)) && !c.hasValue() {
		s.Hazards = append(s.Hazards, MayFailOnData)
		s.Checks = append(s.Checks, Check{What: "rows of " + c.lt.Ref().Path() + ", which would have no value for " + c.ref.Name, Query: "SELECT count(*) FROM " + tableName(c.lt)})
	}
	s.SQL = append(s.SQL, c.w.declared.w.ColumnRest(c.dt, c.d)...)
	if c.d.Rare != nil && len(c.d.Rare.Grants) > 0 {
		s.SQL = append(s.SQL, ddl.Grants(" ("+c.name+")", "TABLE "+tableName(c.lt), c.dt.Owner.Or(""), c.d.Rare.Grants, false)...)
	}
	if c.w.forbids(c.unit, &s, false) {
		return
	}
	a := &action{verb: creates, ref: c.ref, steps: []Step{s}, provides: []schema.Ref{c.ref}}
	for _, h := range c.w.live.heirs(c.lt) {
		a.provides = append(a.provides, h.Child(schema.KindColumn, c.ref.Name))
	}
	a.uses = append(a.uses, node(c.lt.Ref()))
	a.used = append(a.used, node(c.lt.Ref()))
	c.needs(a)
	c.w.add(a)
}

// needs has the action wait for the functions, types and sequences that the
// declared column mentions, and the columns that it is computed of.
func (c *columnUnit) needs(a *action) {
	for _, n := range named(c.dt, c.d.Generated.Or(schema.Generated{}).Expr) {
		a.uses = append(a.uses, c.dt.Child(schema.KindColumn, n))
	}
	for _, n := range c.w.declared.needs[node(c.dt.Ref())] {
		if !n.Kind.Relation() || n.Kind == schema.KindTable {
			a.uses = append(a.uses, n)
		}
	}
	t := c.d.Type.Or(schema.Type{})
	a.uses = append(a.uses, schema.Ref{Kind: schema.KindBaseType, Schema: t.Schema, Name: t.Name})
	for _, s := range c.w.declared.db.Sequences {
		if mentions(c.d.Default.Or(""), ident(s.Name)) {
			a.uses = append(a.uses, s.Ref())
			for i := range a.steps { // it is looked up in the default
				a.steps[i].Locks = locked(a.steps[i].Locks, Lock{Relation: bare(s.Ref()), Mode: RowExclusive})
			}
		}
	}
}

// hasValue reports that rows which are there get a value.
func (c *columnUnit) hasValue() bool {
	if dom := c.w.declared.domain(c.d.Type.Or(schema.Type{})); dom != nil && dom.Default.Or("") != "" {
		return true
	}
	return c.d.Default.Or("") != "" || c.d.Identity.Or("") != "" || c.d.Generated.Or(schema.Generated{}).Expr != ""
}

// filled says why adding the column writes every row; empty if it does not.
func (c *columnUnit) filled() string {
	g := c.d.Generated.Or(schema.Generated{})
	dom := c.w.declared.domain(c.d.Type.Or(schema.Type{}))
	switch {
	case g.Expr != "" && !g.Virtual:
		return "its values are computed"
	case g.Expr != "":
		return ""
	case c.d.Identity.Or("") != "":
		return "its values are counted"
	case dom != nil && (len(dom.Checks) > 0 || dom.NotNull.Or(false)):
		return "its domain has constraints"
	case volatile(c.d.Default.Or("")):
		return "its default is another for each row"
	}
	return ""
}

// volatile reports that an expression may have another value for each row: it
// calls a function of which nobody knows that it does not.
func volatile(expr string) bool {
	text := withoutLiterals(expr)
	for i := 0; i < len(text); i++ {
		if text[i] != '(' || i == 0 || !wordByte(text[i-1]) && text[i-1] != '"' {
			continue
		}
		j := i
		for j > 0 && (wordByte(text[j-1]) || text[j-1] == '.' || text[j-1] == '"') {
			j--
		}
		if !steady[strings.TrimPrefix(strings.ToLower(text[j:i]), "pg_catalog.")] {
			return true
		}
	}
	return false
}

// steady are functions and types with arguments whose value is the same in one
// statement.
var steady = map[string]bool{
	"now": true, "transaction_timestamp": true, "statement_timestamp": true, "current_setting": true, "timezone": true,
	"lower": true, "upper": true, "length": true, "date_trunc": true, "to_char": true, "varchar": true, "character": true,
	"varying": true, "numeric": true, "timestamp": true, "time": true, "bit": true, "interval": true, "char": true, "decimal": true,
	"make_interval": true, "jsonb_build_object": true, "jsonb_build_array": true, "json_build_object": true, "to_jsonb": true,
	"current_user": true, "current_schema": true, "make_date": true, "abs": true, "round": true, "coalesce": true, "concat": true,
	"array": true, "row": true, "date_part": true, "extract": true, "to_timestamp": true, "md5": true, "bpchar": true,
}

// withoutLiterals leaves out what stands in quotes.
func withoutLiterals(expr string) string {
	var b strings.Builder
	for i := 0; i < len(expr); i++ {
		if expr[i] == '\'' {
			for i++; i < len(expr); i++ {
				if expr[i] == '\'' {
					if i+1 < len(expr) && expr[i+1] == '\'' {
						i++
						continue
					}
					break
				}
			}
			continue
		}
		b.WriteByte(expr[i])
	}
	return b.String()
}
