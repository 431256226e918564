package migration

import (
	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() { register(settleDomain, schema.KindDomain) }

func settleDomain(w *work, u *unit) {
	if u.of(diff.Absent) != nil {
		w.create(u.ref, w.declared, u.take()...)
		return
	}
	if u.of(diff.Undeclared) != nil {
		w.drop(u, u.take()...)
		return
	}
	t := schema.Type{Schema: u.ref.Schema, Name: u.ref.Name}
	d, l := w.declared.domain(t), w.live.domain(t)
	if d == nil || l == nil {
		return
	}
	name := ddl.Dotted(l.Schema, l.Name)
	w.about(u, spoken{word: "DOMAIN", name: name, on: "TYPE " + name, open: true, live: l.About, declared: d.About})
	if u.of(diff.Base) != nil || u.of(diff.Collation) != nil {
		w.swap(u, u.take(), nil)
		for _, c := range w.order { // what is said of its checks goes with it
			if c.ref.Kind == schema.KindCheck && c.ref.Parent == u.ref.Name && c.ref.Schema == u.ref.Schema {
				c.take()
			}
		}
		return
	}
	alter := "ALTER DOMAIN " + name
	if x := u.take(diff.Default); x != nil {
		sql := alter + " DROP DEFAULT;"
		if def := d.Default.Or(""); def != "" {
			sql = alter + " SET DEFAULT " + ddl.Expr(def) + ";"
		}
		a := w.alter(u, x, Step{What: act("default of", u.ref), SQL: []string{sql}})
		a.uses = append(a.uses, w.declared.needs[node(u.ref)]...)
		a.used = append(a.used, w.live.needs[node(u.ref)]...)
	}
	if x := u.take(diff.NotNull); x != nil {
		s := Step{What: act("drop not null on", u.ref), SQL: []string{alter + " DROP NOT NULL;"}}
		if d.NotNull.Or(false) {
			s = Step{What: act("set not null on", u.ref), SQL: []string{alter + " SET NOT NULL;"}, Cost: Scans, Hazards: []Hazard{MayFailOnData}, own: true}
			for _, t := range w.usersOf(l) {
				s.Locks = append(s.Locks, lock(Share, t.table.Ref())...)
				s.Hazards = append(s.Hazards, w.long(t.table, BlocksWritesLong, BlocksWritesBrief))
				s.Checks = append(s.Checks, Check{
					What:  "rows of " + t.table.Ref().Path() + " with NULL in " + t.column,
					Query: "SELECT count(*) FROM " + tableName(t.table) + " WHERE " + ident(t.column) + " IS NULL",
				})
			}
		}
		s.Ref, s.Settles = u.ref, x
		if !w.forbids(u, &s, false) {
			w.alter(u, x, s)
		}
	}
	if x := u.take(diff.Expr); x != nil {
		w.domainChecks(u, d, l, x)
	}
}

// A domainUse is a column of a domain's type.
type domainUse struct {
	table  *schema.Table
	column string
}

func (w *work) usersOf(d *schema.Domain) []domainUse {
	var list []domainUse
	for _, t := range w.live.db.Tables {
		for _, c := range t.Columns {
			if typ := c.Type.Or(schema.Type{}); typ.Schema == d.Schema && typ.Name == d.Name && t.Query.Or("") == "" {
				list = append(list, domainUse{t, c.Name})
			}
		}
	}
	return list
}

// domainChecks makes the checks those that are declared: new ones are added
// without a look at the rows and then validated, and only then do the old go.
func (w *work) domainChecks(u *unit, d, l *schema.Domain, settles []*diff.Difference) {
	name := ddl.Dotted(l.Schema, l.Name)
	alter := "ALTER DOMAIN " + name
	same := func(a, b *schema.Check) bool {
		return a.Name == b.Name && a.Expr == b.Expr && a.Validated.Or(true) == b.Validated.Or(true)
	}
	var steps []Step
	step := func(s Step) {
		s.Ref, s.Settles, s.own = u.ref, settles, true
		steps = append(steps, s)
	}
	var drops []string
	for _, k := range l.Checks {
		kept := false
		validate := false
		for _, o := range d.Checks {
			kept = kept || same(o, k)
			validate = validate || o.Name == k.Name && o.Expr == k.Expr && o.Validated.Or(true) && !k.Validated.Or(true)
		}
		if !kept && !validate {
			drops = append(drops, alter+" DROP CONSTRAINT "+ident(k.Name)+";")
		}
	}
	if len(drops) > 0 {
		step(Step{What: "drop checks of " + u.ref.String(), SQL: drops})
	}
	for _, k := range d.Checks {
		there, validate := false, false
		for _, o := range l.Checks {
			there = there || same(o, k)
			validate = validate || o.Name == k.Name && o.Expr == k.Expr && k.Validated.Or(true) && !o.Validated.Or(true)
		}
		if there {
			continue
		}
		if !validate {
			sql := []string{alter + " ADD " + ddl.CheckClause(k) + " NOT VALID;"}
			if text := k.Comment.Or(""); text != "" {
				sql = append(sql, ddl.CommentOn("CONSTRAINT", ident(k.Name)+" ON DOMAIN "+name, text))
			}
			step(Step{What: "add check " + k.Name + " to " + u.ref.String(), SQL: sql, Hazards: []Hazard{MayFailOnData}})
		}
		if !k.Validated.Or(true) {
			continue
		}
		v := Step{What: "validate check " + k.Name + " of " + u.ref.String(), SQL: []string{alter + " VALIDATE CONSTRAINT " + ident(k.Name) + ";"}, Cost: Scans, Hazards: []Hazard{MayFailOnData}}
		for _, t := range w.usersOf(l) {
			v.Locks = append(v.Locks, lock(Share, t.table.Ref())...)
			v.Hazards = append(v.Hazards, w.long(t.table, BlocksWritesLong, BlocksWritesBrief))
		}
		step(v)
	}
	var all Step
	for _, s := range steps {
		all.absorb(s)
	}
	all.Settles = settles
	if len(steps) > 0 && !w.forbids(u, &all, false) {
		a := w.alter(u, settles, steps...)
		a.uses = append(a.uses, w.declared.needs[node(u.ref)]...)
		a.used = append(a.used, w.live.needs[node(u.ref)]...)
	}
}
