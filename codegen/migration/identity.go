package migration

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// identity makes a column count, or not, or otherwise. What counted before it,
// such as the sequence of a serial column, goes and comes in the same step, and
// counting goes on where it was.
func (c *columnUnit) identity() *action {
	settles := c.take(diff.Identity, diff.Sequencing)
	was, will := c.l.Identity.Or(""), c.d.Identity.Or("")
	locks := c.lock()
	var sql []string
	s := Step{What: "numbering of " + c.ref.String(), Locks: locks, Hazards: []Hazard{BreaksClients, BlocksAllBrief}}
	var dropped, made []schema.Ref
	switch {
	case was != "" && will != "":
		return c.w.alter(c.unit, settles, Step{
			What: s.What, SQL: []string{c.alter + " SET GENERATED " + strings.ToUpper(string(will)) + ";"}, Hazards: s.Hazards,
			Locks: append(locks, c.sequenceLocks()...),
		})
	case will != "":
		settles = append(settles, c.take(diff.Default)...)
		if c.l.Default.Or("") != "" {
			sql = append(sql, c.alter+" DROP DEFAULT;")
		}
		for _, q := range c.w.live.db.Sequences {
			u := c.w.units[q.Ref()]
			if u != nil && u.of(diff.Undeclared) != nil && (mentions(c.l.Default.Or(""), ident(q.Name)) || q.OwnedBy == c.ref) {
				settles = append(settles, u.take()...)
				sql = append(sql, "DROP SEQUENCE "+ddl.Dotted(q.Schema, q.Name)+";")
				s.Locks = append(s.Locks, lock(AccessExclusive, q.Ref())...)
				dropped = append(dropped, q.Ref())
			}
		}
		sql = append(sql, words(c.alter+" ADD GENERATED", strings.ToUpper(string(will)), "AS IDENTITY", ddl.Identity(c.d))+";")
		if c.l.Generated.Or(schema.Generated{}).Expr == "" && !ddl.Foreign(c.lt) {
			sql = append(sql, c.goOn("pg_catalog.pg_get_serial_sequence("+ddl.Literal(tableName(c.lt))+", "+ddl.Literal(c.ref.Name)+")", c.d.Rare))
			s.Cost = Scans
		}
		sql = append(sql, c.identityRest()...)
	default:
		settles = append(settles, c.take(diff.Default)...)
		sql = append(sql, c.alter+" DROP IDENTITY;")
		s.Locks = append(s.Locks, c.sequenceLocks()...)
		for _, q := range c.w.declared.db.Sequences {
			u := c.w.units[q.Ref()]
			if u == nil || u.of(diff.Absent) == nil || !mentions(c.d.Default.Or(""), ident(q.Name)) && q.OwnedBy != c.ref {
				continue
			}
			settles = append(settles, u.take()...)
			made = append(made, q.Ref())
			var owned []string
			for _, p := range c.w.declared.parts {
				if p.Ref == q.Ref() && strings.HasPrefix(p.Statements[0], "ALTER SEQUENCE") {
					owned = p.Statements
				} else if p.Ref == q.Ref() {
					sql = append(sql, p.Statements...)
				}
			}
			sql = append(sql, owned...)
			sql = append(sql, c.goOn(ddl.Literal(ddl.Dotted(q.Schema, q.Name)), &schema.Rare{Sequence: q}))
			s.Cost = Scans
		}
		if def := c.d.Default.Or(""); def != "" {
			sql = append(sql, setDefault(c.alter, def))
		}
	}
	s.SQL = sql
	a := c.w.alter(c.unit, settles, s)
	c.needs(a)
	c.left(a)
	a.removes, a.provides = append(a.removes, dropped...), append(a.provides, made...)
	a.used = slices.DeleteFunc(a.used, func(r schema.Ref) bool { return slices.Contains(dropped, r) })
	a.uses = slices.DeleteFunc(a.uses, func(r schema.Ref) bool { return slices.Contains(made, r) })
	return a
}

// goOn has a sequence count on behind the greatest number that is there, unless
// it counts downwards or in leaps.
func (c *columnUnit) goOn(sequence string, r *schema.Rare) string {
	most, start := "max", int64(1)
	step := int64(1)
	if r != nil && r.Sequence != nil {
		step = r.Sequence.Increment.Or(1)
		start = r.Sequence.Start.Or(1)
	}
	next := "+ " + strconv.FormatInt(step, 10)
	if step < 0 {
		most, next = "min", "- "+strconv.FormatInt(-step, 10)
	}
	better := "greatest"
	if step < 0 {
		better = "least"
	}
	from := strconv.FormatInt(start, 10)
	return "SELECT pg_catalog.setval(" + sequence + ", " + better + "(coalesce(" + most + "(" + c.name + ") " + next + ", " + from + "), " + from + "), false) FROM " + tableName(c.lt) + ";"
}

func (c *columnUnit) sequenceLocks() []Lock {
	if c.l.Rare != nil && c.l.Rare.Sequence != nil && c.l.Rare.Sequence.Name != "" {
		return lock(AccessExclusive, c.l.Rare.Sequence.Ref())
	}
	return lock(AccessExclusive, schema.Ref{Schema: c.lt.Schema, Name: c.lt.Name + "_" + c.ref.Name + "_seq"})
}

// identityRest are the comment and the rights of an identity column's sequence.
func (c *columnUnit) identityRest() []string {
	if c.d.Rare == nil || c.d.Rare.Sequence == nil || c.d.Rare.Sequence.Name == "" {
		return nil
	}
	var out []string
	q := c.d.Rare.Sequence
	name := ddl.Dotted(q.Schema, q.Name)
	if text := q.Comment.Or(""); text != "" {
		out = append(out, ddl.CommentOn("SEQUENCE", name, text))
	}
	if !q.Unlogged.Silent() && q.Unlogged.Or(false) != c.dt.Unlogged.Or(false) {
		out = append(out, "ALTER SEQUENCE "+name+" SET "+pick(q.Unlogged.Or(false), "UNLOGGED", "LOGGED")+";")
	}
	return append(out, ddl.Grants("", "SEQUENCE "+name, c.dt.Owner.Or(""), q.Grants.Or(nil), false)...)
}

// sequencing settles how an identity column counts.
func (c *columnUnit) sequencing() {
	x := c.take(diff.Sequencing)
	if x == nil {
		return
	}
	was, will := usualSequence(c.lt, c.l), usualSequence(c.dt, c.d)
	var sql []string
	name := ddl.Dotted(was.Schema, was.Name)
	if was.Schema != will.Schema {
		sql = append(sql, "ALTER SEQUENCE "+name+" SET SCHEMA "+ident(will.Schema)+";")
		name = ddl.Dotted(will.Schema, was.Name)
	}
	if was.Name != will.Name {
		sql = append(sql, "ALTER SEQUENCE "+name+" RENAME TO "+ident(will.Name)+";")
		name = ddl.Dotted(will.Schema, will.Name)
	}
	if list := sequenceChanges(&was, &will); list != "" {
		sql = append(sql, "ALTER SEQUENCE "+name+" "+list+";")
	}
	if was.Unlogged.Or(c.lt.Unlogged.Or(false)) != will.Unlogged.Or(c.dt.Unlogged.Or(false)) {
		sql = append(sql, "ALTER SEQUENCE "+name+" SET "+pick(will.Unlogged.Or(c.dt.Unlogged.Or(false)), "UNLOGGED", "LOGGED")+";")
	}
	if was.Comment.Or("") != will.Comment.Or("") {
		sql = append(sql, ddl.CommentOn("SEQUENCE", name, will.Comment.Or("")))
	}
	owner := c.dt.Owner
	s := spoken{on: "SEQUENCE " + name, live: was.About, declared: will.About}
	s.declared.Owner = owner
	sql = append(sql, rights(s, was.Grants.Or(nil), will.Grants.Or(nil))...)
	c.w.alter(c.unit, x, Step{What: "numbering of " + c.ref.String(), SQL: sql, Locks: lock(AccessExclusive, was.Ref()), own: true})
}

// usualSequence is the sequence of an identity column, with all that PostgreSQL
// would say of it.
func usualSequence(t *schema.Table, c *schema.Column) schema.Sequence {
	q := schema.Sequence{}
	if c.Rare != nil && c.Rare.Sequence != nil {
		q = *c.Rare.Sequence
	}
	if q.Name == "" {
		q.Schema, q.Name = t.Schema, t.Name+"_"+c.Name+"_seq"
	}
	if q.Type.Silent() {
		q.Type = c.Type
	}
	return q
}

// bounds are the least and the greatest number of a sequence that says none.
func bounds(q *schema.Sequence) (least, most, start int64) {
	least, most = math.MinInt64, math.MaxInt64
	switch q.Type.Or(schema.Type{}).Name {
	case "int2":
		least, most = math.MinInt16, math.MaxInt16
	case "int4":
		least, most = math.MinInt32, math.MaxInt32
	}
	if q.Increment.Or(1) < 0 {
		most = -1
	} else {
		least = 1
	}
	least, most = q.Min.Or(least), q.Max.Or(most)
	start = least
	if q.Increment.Or(1) < 0 {
		start = most
	}
	return least, most, q.Start.Or(start)
}

// sequenceChanges are the options of ALTER SEQUENCE that make one of the other.
func sequenceChanges(was, will *schema.Sequence) string {
	var list []string
	change := func(word string, have, want int64) {
		if have != want {
			list = append(list, word+" "+strconv.FormatInt(want, 10))
		}
	}
	retyped := was.Type.Or(schema.Type{}).Name != will.Type.Or(schema.Type{}).Name && !will.Type.Silent() && !was.Type.Silent()
	if retyped {
		list = append(list, "AS "+ddl.TypeName(will.Type.Or(schema.Type{})))
	}
	change("INCREMENT BY", was.Increment.Or(1), will.Increment.Or(1))
	l1, m1, s1 := bounds(was)
	l2, m2, s2 := bounds(will)
	if retyped { // it changes what was not said too
		l1, m1 = l2-1, m2-1
	}
	change("MINVALUE", l1, l2)
	change("MAXVALUE", m1, m2)
	change("START WITH", s1, s2)
	change("CACHE", was.Cache.Or(1), will.Cache.Or(1))
	if was.Cycle.Or(false) != will.Cycle.Or(false) {
		list = append(list, pick(will.Cycle.Or(false), "CYCLE", "NO CYCLE"))
	}
	return strings.Join(list, " ")
}

// generated settles how a column is computed, and reports whether that settles
// everything else of it as well.
func (c *columnUnit) generated() bool {
	was, will := c.l.Generated.Or(schema.Generated{}), c.d.Generated.Or(schema.Generated{})
	x := c.take(diff.Generated)
	s := Step{Ref: c.ref, What: "expression of " + c.ref.String(), Locks: c.w.tree(AccessExclusive, c.lt), Settles: x}
	switch {
	case was.Expr != "" && will.Expr == "" && !was.Virtual && c.of(diff.Type) == nil:
		s.SQL = []string{alterTable(c.lt) + " ALTER COLUMN " + c.name + " DROP EXPRESSION;"}
		s.Hazards = []Hazard{BreaksClients, BlocksAllBrief}
		if def := c.d.Default.Or(""); def != "" {
			s.SQL = append(s.SQL, setDefault(c.alter, def))
			c.take(diff.Default)
		}
		a := c.w.alter(c.unit, x, s)
		c.needs(a)
		c.left(a)
		return false
	case was.Expr != "" && will.Expr != "" && was.Virtual == will.Virtual && c.w.server >= 17 && c.of(diff.Type) == nil:
		s.SQL = []string{alterTable(c.lt) + " ALTER COLUMN " + c.name + " SET EXPRESSION AS (" + ddl.Expr(will.Expr) + ");"}
		if !will.Virtual {
			s.Cost, s.own = Rewrites, true
			s.Hazards = []Hazard{RewritesTable, c.w.long(c.lt, BlocksAllLong, BlocksAllBrief)}
		}
		if c.w.forbids(c.unit, &s, false) {
			return false
		}
		a := c.w.alter(c.unit, x, s)
		c.needs(a)
		c.left(a)
		return false
	}
	// Nothing but dropping and adding it: it goes to the end of the table.
	x = append(x, c.take()...)
	s.Settles = x
	s.SQL = []string{alterTable(c.lt) + " DROP COLUMN " + c.name + ";"}
	s.Hazards = []Hazard{RewritesTable, c.w.long(c.lt, BlocksAllLong, BlocksAllBrief)}
	if was.Expr == "" {
		s.Hazards = append(s.Hazards, LosesData)
		s.Loses = "the values of " + c.ref.Path() + ", in place of which computed ones come"
	} else if will.Expr == "" {
		s.Hazards = append(s.Hazards, ChangesValues)
		s.Loses = "the values that " + c.ref.Path() + " was computed to"
	}
	if c.w.forbids(c.unit, &s, false) {
		return true
	}
	drop := c.w.add(&action{verb: drops, ref: c.ref, steps: []Step{s}, removes: []schema.Ref{c.ref}})
	c.left(drop)
	add := c.w.add(&action{verb: creates, ref: c.ref, after: []*action{drop}, provides: []schema.Ref{c.ref}, steps: []Step{{
		Ref: c.ref, Settles: x, Cost: Rewrites, Locks: s.Locks,
		SQL: append([]string{alterTable(c.lt) + " ADD COLUMN " + c.w.declared.w.Column(c.dt, c.d) + ";"}, c.w.declared.w.ColumnRest(c.dt, c.d)...),
	}}})
	c.needs(add)
	join(drop, add)
	c.w.onColumn(c.lt, c.ref.Name, drop)
	c.w.disturb(c.lt, c.ref.Name, drop)
	return true
}

func words(parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, " ")
}
