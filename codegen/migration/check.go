package migration

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() { register(settleCheck, schema.KindCheck) }

func findCheck(t *schema.Table, name string) *schema.Check {
	for _, k := range t.Checks {
		if k.Name == name {
			return k
		}
	}
	return nil
}

func settleCheck(w *work, u *unit) {
	dt, lt := w.tablesOf(u)
	if dt == nil || lt == nil {
		w.domainCheck(u)
		return
	}
	var d, l *schema.Check
	for _, x := range u.diffs {
		if k, ok := x.DeclaredObject.(*schema.Check); ok && k != nil {
			d = findCheck(dt, k.Name)
		}
		if k, ok := x.LiveObject.(*schema.Check); ok && k != nil {
			l = findCheck(lt, k.Name)
		}
	}
	switch {
	case u.of(diff.Absent) != nil && d != nil:
		x := u.take()
		if !d.Inherited {
			w.addCheck(u, dt, lt, d, x)
		}
		return
	case u.of(diff.Undeclared) != nil && l != nil:
		x := u.take()
		if !l.Inherited {
			w.dropCheck(u, lt, l, x)
		}
		return
	case d == nil || l == nil:
		return
	}
	if d.Inherited && l.Inherited && u.of(diff.Comment) == nil {
		u.take() // settled where the parents are
		return
	}
	if x := u.of(diff.Inherited); x != nil {
		w.inheritedCheck(u, dt, lt, d, l)
		return
	}
	if u.of(diff.Expr) != nil || u.of(diff.Inherit) != nil || u.of(diff.Enforced) != nil || u.of(diff.Validated) != nil && !d.Validated.Or(true) {
		settles := u.take()
		if d.Inherited && l.Inherited {
			return
		}
		drop := w.dropCheck(u, lt, l, settles)
		add := w.addCheck(u, dt, lt, d, settles)
		if add == nil {
			drop.gone = true
			return
		}
		add.after = append(add.after, drop)
		// The new one comes with the going of the old, and is validated after it.
		add.steps[0].absorb(Step{Locks: drop.steps[0].Locks})
		add.steps[0].SQL = append(slices.Clone(drop.steps[0].SQL), add.steps[0].SQL...)
		add.steps[0].What = act("replace", u.ref)
		add.removes = append(add.removes, drop.removes...)
		add.used = append(add.used, drop.used...)
		drop.gone = true
		return
	}
	name := w.renameConstraint(u, lt)
	if x := u.take(diff.Validated); x != nil {
		w.alter(u, x, w.validateCheck(lt, d, name, x))
	}
	w.constraintComments(u, lt, name, d.Comment, schema.Claim[string]{}, "")
}

func (w *work) validateCheck(lt *schema.Table, d *schema.Check, name string, settles []*diff.Difference) Step {
	ref := lt.Child(schema.KindCheck, name)
	return Step{
		Ref: ref, What: act("validate", ref), SQL: []string{alterTable(lt) + " VALIDATE CONSTRAINT " + ident(name) + ";"}, Locks: w.tree(ShareUpdateExclusive, lt),
		Cost: Scans, Hazards: []Hazard{OnlineScan, MayFailOnData}, Settles: settles, own: true, Checks: []Check{breaking(lt, d)},
	}
}

// breaking counts the rows that a check forbids.
func breaking(t *schema.Table, d *schema.Check) Check {
	return Check{What: "rows of " + t.Ref().Path() + " that break " + d.Name, Query: "SELECT count(*) FROM " + tableName(t) + " WHERE (" + ddl.Expr(d.Expr) + ") IS FALSE"}
}

// addCheck adds the check without a look at the rows, and validates it while
// others write.
func (w *work) addCheck(u *unit, dt, lt *schema.Table, d *schema.Check, settles []*diff.Difference) *action {
	ref := lt.Child(schema.KindCheck, d.Name)
	sql := w.declared.w.Check(dt, d)
	a := &action{verb: creates, ref: ref, provides: []schema.Ref{node(ref)}}
	a.columnsOf(dt, named(dt, d.Expr))
	a.uses = append(a.uses, w.declared.needs[node(dt.Ref())]...)
	a.used = append(a.used, node(lt.Ref()))
	full := Step{
		Ref: ref, What: act("add", ref), SQL: sql, Locks: w.tree(AccessExclusive, lt), Settles: settles, Cost: Scans, own: true, Checks: []Check{breaking(lt, d)},
		Hazards: []Hazard{MayFailOnData, w.long(lt, BlocksAllLong, BlocksAllBrief)},
	}
	quick := full
	quick.Cost, quick.Hazards = Instant, []Hazard{BlocksAllBrief, MayFailOnData}
	switch {
	case !d.Validated.Or(true) || !d.Enforced.Or(true) || ddl.Foreign(lt):
		if ddl.Foreign(lt) {
			quick.SQL[0] = strings.Replace(quick.SQL[0], "ALTER TABLE ", "ALTER FOREIGN TABLE ", 1)
			quick.Checks = nil
		}
		a.steps = []Step{quick}
	default:
		quick.SQL = append([]string{strings.TrimSuffix(sql[0], ";") + " NOT VALID;"}, sql[1:]...)
		a.steps = []Step{quick, w.validateCheck(lt, d, d.Name, settles)}
		a.plain = []Step{full}
	}
	return w.add(a)
}

func (w *work) dropCheck(u *unit, lt *schema.Table, l *schema.Check, settles []*diff.Difference) *action {
	a := w.dropConstraint(u, lt, l.Name, named(lt, l.Expr), w.tree(AccessExclusive, lt), settles, Correctness)
	a.used = append(a.used, w.live.needs[node(lt.Ref())]...)
	return a
}

// inheritedCheck gives a table a check of its own that only its parents declare,
// or takes its own from it.
func (w *work) inheritedCheck(u *unit, dt, lt *schema.Table, d, l *schema.Check) {
	settles := u.take()
	if d.Inherited {
		w.refuse(u, "a check that a table has of its own cannot become one that only its parents declare", "nothing but the dropping of the parents' check sees it", settles...)
		return
	}
	var sql []string
	locks := lock(AccessExclusive, lt.Ref())
	if isPartition(lt) {
		w.refuse(u, "a check that a partition has from its parent cannot become its own while it is attached", "nothing but the dropping of the parent's check sees it", settles...)
		return
	}
	for _, r := range lt.Inherits {
		sql = append(sql, alterTable(lt)+" NO INHERIT "+ddl.Dotted(r.Schema, r.Name)+";")
		locks = append(locks, lock(ShareUpdateExclusive, r)...)
	}
	for _, r := range lt.Inherits {
		sql = append(sql, alterTable(lt)+" INHERIT "+ddl.Dotted(r.Schema, r.Name)+";")
	}
	for _, c := range lt.Columns { // which become its own as well
		dc := dt.Column(c.Name)
		if c.Rare != nil && c.Rare.Inherited && dc != nil && dc.Rare != nil && dc.Rare.Inherited {
			w.refuse(u, "it cannot become the table's own without the inherited columns becoming so too", "", settles...)
			return
		}
	}
	w.alter(u, settles, Step{What: act("make its table's own", u.ref), SQL: sql, Locks: locks, own: true})
}

// domainCheck settles the name of a domain's check, and what is said of it.
func (w *work) domainCheck(u *unit) {
	name := ddl.Dotted(u.ref.Schema, u.ref.Parent)
	own := ident(u.ref.Name)
	domain := schema.Ref{Kind: schema.KindDomain, Schema: u.ref.Schema, Name: u.ref.Parent}
	var last *action
	if x := u.of(diff.Name); x != nil {
		u.take(diff.Name)
		last = w.alter(u, []*diff.Difference{x}, Step{What: act("rename", u.ref), SQL: []string{"ALTER DOMAIN " + name + " RENAME CONSTRAINT " + own + " TO " + ident(x.Declared) + ";"}})
		last.uses = append(last.uses, node(domain))
		own = ident(x.Declared)
	}
	if x := u.take(diff.Comment); x != nil {
		d, _ := x[0].DeclaredObject.(*schema.Check)
		text := ""
		if d != nil {
			text = d.Comment.Or("")
		}
		a := w.alter(u, x, Step{What: act("comment on", u.ref), SQL: []string{ddl.CommentOn("CONSTRAINT", own+" ON DOMAIN "+name, text)}})
		if last != nil {
			a.after = append(a.after, last)
		}
	}
}
