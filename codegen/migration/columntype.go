package migration

import (
	"slices"
	"strconv"
	"strings"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// retype gives the column another type or collation. The plain form is used
// wherever PostgreSQL assigns the one type to the other by itself: it fails on a
// value that does not fit, where a cast would cut it.
func (c *columnUnit) retype() {
	settles := c.take(diff.Type, diff.UnknownType, diff.Collation)
	was, will := c.l.Type.Or(schema.Type{}), c.d.Type.Or(schema.Type{})
	change := c.w.change(was, will)
	if c.l.Collation.Or("") != c.d.Collation.Or("") {
		change.cost = max(change.cost, Builds)
	}
	clause := "ALTER COLUMN " + c.name + " TYPE " + c.w.declared.w.Type(c.dt, c.d)
	if change.using {
		through := ""
		if change.text {
			through = "::text"
		}
		clause += " USING " + c.name + through + "::" + ddl.TypeName(will)
	}
	hadDefault := c.l.Default.Or("") != "" && c.l.Generated.Or(schema.Generated{}).Expr == ""
	var parts []string
	if hadDefault {
		parts = append(parts, "ALTER COLUMN "+c.name+" DROP DEFAULT")
	}
	parts = append(parts, clause)
	if def := c.d.Default.Or(""); def != "" {
		parts = append(parts, "ALTER COLUMN "+c.name+" SET DEFAULT "+ddl.Expr(def))
		settles = append(settles, c.take(diff.Default)...)
	} else if hadDefault {
		settles = append(settles, c.take(diff.Default)...)
	}
	var sql []string
	if change.zone {
		sql = append(sql, "SET LOCAL TimeZone = 'UTC';")
	}
	alter := alterTable(c.lt)
	if ddl.Foreign(c.lt) {
		alter = "ALTER FOREIGN TABLE " + tableName(c.lt)
	}
	sql = append(sql, alter+" "+strings.Join(parts, ", ")+";")
	s := Step{
		Ref: c.ref, What: "change " + c.ref.String() + " from " + was.String() + " to " + will.String(),
		SQL: sql, Locks: c.w.tree(AccessExclusive, c.lt), Cost: change.cost, Settles: settles, own: true,
	}
	s.Locks = append(s.Locks, c.w.tied(c.lt, c.ref.Name)...)
	if c.l.Identity.Or("") != "" {
		s.Locks = append(s.Locks, c.sequenceLocks()...)
	}
	switch change.cost {
	case Instant:
		s.Hazards = append(s.Hazards, BlocksAllBrief)
	case Rewrites:
		s.Hazards = append(s.Hazards, RewritesTable, c.w.long(c.lt, BlocksAllLong, BlocksAllBrief))
	default:
		s.Hazards = append(s.Hazards, c.w.long(c.lt, BlocksAllLong, BlocksAllBrief))
	}
	if change.fails {
		s.Hazards = append(s.Hazards, MayFailOnData)
		s.Checks = append(s.Checks, c.failing(was, will)...)
	}
	if change.lossy {
		s.Hazards = append(s.Hazards, ChangesValues)
		s.Loses = "what " + will.String() + " cannot hold of " + c.ref.Path()
		s.Checks = append(s.Checks, Check{
			What:    "values of " + c.ref.Path() + " that change",
			Query:   "SELECT count(*) FROM " + tableName(c.lt) + " WHERE ((" + c.name + "::" + ddl.TypeName(will) + ")::" + ddl.TypeName(was) + ")::text IS DISTINCT FROM " + c.name + "::text",
			Changes: true,
		})
	}
	if ddl.Foreign(c.lt) {
		s.Cost, s.Hazards = Instant, []Hazard{BlocksAllBrief}
	}
	if c.w.forbids(c.unit, &s, false) {
		return
	}
	analyze := Step{
		Ref: c.ref, What: act("statistics of", c.ref), Settles: settles, own: true, Locks: lock(ShareUpdateExclusive, c.lt.Ref()), Cost: Scans,
		SQL: []string{"ANALYZE " + tableName(c.lt) + " (" + c.name + ");"}, Hazards: []Hazard{OnlineScan},
	}
	a := c.w.alter(c.unit, settles, s)
	a.removes, a.provides = []schema.Ref{c.ref}, []schema.Ref{c.ref}
	for _, h := range c.w.live.heirs(c.lt) {
		a.removes = append(a.removes, h.Child(schema.KindColumn, c.ref.Name))
		a.provides = append(a.provides, h.Child(schema.KindColumn, c.ref.Name))
	}
	c.needs(a)
	c.left(a)
	c.w.disturb(c.lt, c.ref.Name, a)
	for _, h := range c.w.live.heirs(c.lt) {
		c.w.disturb(h, c.ref.Name, a)
	}
	if !ddl.Foreign(c.lt) {
		after := c.w.add(&action{verb: alters, ref: c.ref, steps: []Step{analyze}, after: []*action{a}})
		after.uses = append(after.uses, c.ref)
	}
	// Its values are computed from the column's.
	for _, g := range c.lt.Columns {
		if e := g.Generated.Or(schema.Generated{}).Expr; e != "" && g != c.l && mentions(e, ident(c.ref.Name)) {
			c.w.regenerate(c.lt, c.dt, g, a)
		}
	}
}

// regenerate drops a generated column before the cause and adds it after it.
func (w *work) regenerate(lt, dt *schema.Table, g *schema.Column, cause *action) {
	ref := lt.Child(schema.KindColumn, g.Name)
	d := g
	if dt.Column(g.Name) != nil {
		d = dt.Column(g.Name)
	}
	if u := w.units[ref]; u != nil {
		u.take(diff.Generated)
	}
	drop := w.add(&action{verb: drops, again: true, ref: ref, removes: []schema.Ref{ref}, steps: []Step{{
		Ref: ref, What: act("rebuild", ref), SQL: []string{alterTable(lt) + " DROP COLUMN " + ident(g.Name) + ";"}, Locks: w.tree(AccessExclusive, lt),
	}}})
	sql := append([]string{alterTable(lt) + " ADD COLUMN " + w.declared.w.Column(dt, d) + ";"}, w.declared.w.ColumnRest(dt, d)...)
	add := w.add(&action{verb: creates, ref: ref, provides: []schema.Ref{ref}, after: []*action{drop, cause}, steps: []Step{{
		Ref: ref, SQL: sql, Locks: w.tree(AccessExclusive, lt), Cost: Rewrites,
	}}})
	cause.after = append(cause.after, drop)
	join(cause, drop)
	join(cause, add)
	w.onColumn(lt, g.Name, drop)
	w.disturb(lt, g.Name, drop)
}

// onColumn rebuilds the constraints and indexes that go with a column when it is
// dropped and made again.
func (w *work) onColumn(t *schema.Table, column string, cause *action) {
	name := ident(column)
	hit := func(kind schema.Kind, object string) {
		w.dependant(t.Child(kind, object), cause, nil)
	}
	if k := t.PrimaryKey; k != nil && slices.Contains(k.Columns, column) {
		hit(schema.KindPrimaryKey, k.Name)
	}
	for _, k := range t.Uniques {
		if slices.Contains(k.Columns, column) || slices.Contains(k.Include, column) {
			hit(schema.KindUnique, k.Name)
		}
	}
	for _, k := range t.ForeignKeys {
		if slices.Contains(k.Columns, column) {
			hit(schema.KindForeignKey, k.Name)
		}
	}
	for _, k := range t.Checks {
		if mentions(k.Expr, name) {
			hit(schema.KindCheck, k.Name)
		}
	}
	for _, k := range t.Exclusions {
		if mentions(k.Definition, name) {
			hit(schema.KindExclusion, k.Name)
		}
	}
	for _, x := range t.Indexes {
		text := x.Where.Or("")
		for _, k := range x.Keys {
			text += " " + ident(k.Column) + " " + k.Expr
		}
		if mentions(text, name) || slices.Contains(x.Include, column) {
			hit(schema.KindIndex, x.Name)
		}
	}
	for _, o := range w.live.db.Objects {
		if o.Kind == schema.KindStatistics && mentions(o.Property("from"), ident(t.Name)) && mentions(o.Property("on"), name) {
			w.dependant(o.Ref(), cause, nil)
		}
	}
}

// A change is what becomes of a column's values when its type changes.
type change struct {
	cost  Cost
	using bool // PostgreSQL does not assign the one to the other by itself
	text  bool // only by way of text
	fails bool // some values may not fit
	lossy bool // some values may become others
	zone  bool // what they become depends on the time zone
}

// change says what the change of type does.
func (w *work) change(was, will schema.Type) change {
	if was.Array || will.Array {
		if !was.Array || !will.Array {
			return change{cost: Rewrites, using: true, text: true, fails: true}
		}
		c := w.change(was.Elem(), will.Elem())
		c.cost = Rewrites
		return c
	}
	if d := w.live.domain(was); d != nil && w.declared.domain(was) != nil {
		c := w.change(d.Base, will)
		if c.cost == Instant && d.Base != will && will.Name != "text" {
			c.cost = Rewrites
		}
		return c
	}
	if d := w.declared.domain(will); d != nil {
		c := w.change(was, d.Base)
		if len(d.Checks) > 0 || d.NotNull.Or(false) {
			c.cost, c.fails = Rewrites, true
		}
		return c
	}
	if was.Bare() == will.Bare() {
		return sameBase(was, will)
	}
	f, t := family[was.Name], family[will.Name]
	if was.Schema != "" && was.Schema != "pg_catalog" {
		f = ""
	}
	if will.Schema != "" && will.Schema != "pg_catalog" {
		t = ""
	}
	pair := was.Name + " " + will.Name
	switch {
	case was.Name == "citext" && will.Name == "text" || was.Name == "text" && will.Name == "citext":
		return change{cost: Builds}
	case f == "string" && t == "string":
		c := change{cost: Rewrites}
		if will.Args != "" && (was.Args == "" || number(will.Args) < number(was.Args)) || was.Name == "bpchar" {
			c.fails = true
		}
		if (will.Name == "text" || will.Name == "varchar") && (was.Name == "text" || was.Name == "varchar") {
			if will.Args == "" || was.Args != "" && number(will.Args) >= number(was.Args) {
				return change{cost: Instant}
			}
		}
		return c
	case t == "string" && will.Args == "" && will.Name != "bpchar" && will.Name != "name" && will.Name != "char":
		return change{cost: Rewrites}
	case t == "string":
		return change{cost: Rewrites, fails: true}
	case f == "number" && t == "number":
		up := map[string]int{"int2": 1, "int4": 2, "int8": 3, "numeric": 4, "float4": 5, "float8": 6}
		c := change{cost: Rewrites, fails: up[will.Name] < up[was.Name] || will.Args != ""}
		c.lossy = up[was.Name] >= 4 && up[will.Name] < 4 || pair == "float8 float4" || pair == "int4 float4" || pair == "int8 float4" ||
			pair == "int8 float8" || was.Name == "numeric" && t == "number" && will.Name != "numeric" || strings.HasPrefix(was.Name, "float") && will.Args != ""
		return c
	case pair == "oid int4":
		return change{cost: Instant}
	case pair == "int4 oid":
		return change{cost: Builds}
	case f == "time" && t == "time":
		zone := (was.Name == "timestamptz") != (will.Name == "timestamptz") && was.Name != "time" && will.Name != "time"
		c := change{cost: Rewrites, zone: zone, lossy: will.Name == "date" || was.Name == "timestamptz" || will.Args != ""}
		if (pair == "timestamp timestamptz" || pair == "timestamptz timestamp") && was.Args == will.Args {
			c.cost, c.lossy = Builds, false
		}
		if was.Name == "date" {
			c.lossy = false
		}
		c.using = pair == "date timetz" || pair == "interval timetz" || was.Name == "date" && strings.HasPrefix(will.Name, "time") && !strings.HasPrefix(will.Name, "timestamp")
		c.text = false
		c.fails = will.Name == "interval" || was.Name == "interval"
		return c
	case pair == "json jsonb":
		return change{cost: Rewrites, lossy: true, fails: true}
	case pair == "jsonb json":
		return change{cost: Rewrites}
	case pair == "cidr inet":
		return change{cost: Instant}
	case pair == "inet cidr":
		return change{cost: Rewrites, lossy: true}
	case pair == "bit varbit" || pair == "varbit bit":
		return change{cost: Rewrites, fails: true}
	case pair == "bool int4" || pair == "int4 bool":
		return change{cost: Rewrites, using: true, lossy: will.Name == "bool"}
	case f == "string":
		return change{cost: Rewrites, using: true, fails: true, lossy: t == "number" && will.Args != ""}
	}
	return change{cost: Rewrites, using: true, text: true, fails: true}
}

// sameBase is a change of modifiers only.
func sameBase(was, will schema.Type) change {
	switch was.Name {
	case "varchar", "varbit":
		if will.Args == "" || was.Args != "" && number(will.Args) >= number(was.Args) {
			return change{cost: Instant}
		}
		return change{cost: Rewrites, fails: true}
	case "bpchar", "bit":
		return change{cost: Rewrites, fails: true}
	case "numeric":
		if will.Args == "" {
			return change{cost: Instant}
		}
		p, s := precision(will.Args)
		if was.Args == "" {
			return change{cost: Rewrites, fails: true, lossy: true}
		}
		op, os := precision(was.Args)
		c := change{cost: Rewrites, lossy: s < os, fails: p-s < op-os}
		if s == os && p >= op {
			c.cost = Instant
		}
		return c
	case "timestamp", "timestamptz", "time", "timetz", "interval":
		if will.Args == "" || was.Args != "" && isNumber(was.Args) && isNumber(will.Args) && number(will.Args) >= number(was.Args) {
			if was.Name == "timetz" {
				return change{cost: Rewrites}
			}
			return change{cost: Instant}
		}
		return change{cost: Rewrites, lossy: true}
	}
	return change{cost: Rewrites}
}

func precision(args string) (p, s int) {
	a, b, _ := strings.Cut(args, ",")
	return number(a), number(b)
}

func number(s string) int {
	n, _ := strconv.Atoi(strings.TrimSpace(s))
	return n
}

func isNumber(s string) bool {
	_, err := strconv.Atoi(s)
	return err == nil
}

// family groups the types that PostgreSQL assigns to each other.
var family = map[string]string{
	"text": "string", "varchar": "string", "bpchar": "string", "name": "string", "char": "string", "citext": "string",
	"int2": "number", "int4": "number", "int8": "number", "numeric": "number", "float4": "number", "float8": "number",
	"date": "time", "timestamp": "time", "timestamptz": "time", "time": "time", "timetz": "time", "interval": "time",
}

// failing counts the values that the new type has no place for.
func (c *columnUnit) failing(was, will schema.Type) []Check {
	of := "values of " + c.ref.Path() + " that are no " + will.String()
	from := "SELECT count(*) FROM " + tableName(c.lt) + " WHERE "
	limit := map[string]string{
		"int2": "-32768 AND 32767", "int4": "-2147483648 AND 2147483647", "int8": "-9223372036854775808 AND 9223372036854775807",
	}[will.Name]
	switch {
	case will.Array || was.Array:
	case family[will.Name] == "string" && family[was.Name] == "string" && will.Args != "":
		return []Check{{What: of, Query: from + "char_length(rtrim(" + c.name + ", ' ')) > " + will.Args}}
	case family[was.Name] == "number" && limit != "":
		return []Check{{What: of, Query: from + "round(" + c.name + "::numeric) NOT BETWEEN " + limit}}
	case family[was.Name] == "number" && will.Name == "numeric" && will.Args != "":
		p, s := precision(will.Args)
		return []Check{{What: of, Query: from + "abs(round(" + c.name + "::numeric, " + strconv.Itoa(s) + ")) >= 10::numeric ^ " + strconv.Itoa(p-s)}}
	}
	if e := c.w.declared.enum(will); e != nil {
		list := make([]string, len(e.Labels))
		for i, l := range e.Labels {
			list[i] = ddl.Literal(l)
		}
		return []Check{{What: of, Query: from + c.name + "::text NOT IN (" + strings.Join(list, ", ") + ")"}}
	}
	if c.w.server >= 16 && family[was.Name] == "string" {
		return []Check{{What: of, Query: from + c.name + " IS NOT NULL AND NOT pg_catalog.pg_input_is_valid(" + c.name + "::text, " + ddl.Literal(will.String()) + ")"}}
	}
	return nil
}

// tied are locks on the tables at the other ends of the foreign keys that are on
// the column: they are checked anew.
func (w *work) tied(t *schema.Table, column string) []Lock {
	var list []Lock
	for _, o := range w.live.db.Tables {
		for _, k := range o.ForeignKeys {
			to := schema.Ref{Schema: k.RefSchema, Name: k.RefTable}
			if o == t && slices.Contains(k.Columns, column) && w.live.tables[to] != nil {
				list = append(list, w.tree(AccessExclusive, w.live.tables[to])...)
			}
			if to == bare(t.Ref()) && slices.Contains(k.RefColumns, column) {
				list = append(list, w.tree(AccessExclusive, o)...)
			}
		}
	}
	return list
}
