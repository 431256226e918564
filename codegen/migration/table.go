package migration

import (
	"strings"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(settleTable, schema.KindTable, schema.KindPartition, schema.KindForeignTable)
	register(settleView, schema.KindView, schema.KindMaterializedView)
}

// tablesOf are both sides of a relation; the declared one by the name that the
// difference says.
func (w *work) tablesOf(u *unit) (d, l *schema.Table) {
	l = w.live.table(u.ref)
	d = w.declared.table(u.ref)
	for _, x := range u.diffs {
		if x.Table != nil && x.Table.Model() != nil {
			d = w.declared.table(x.Table.Model().Ref())
		}
		if x.Table != nil && x.Table.Live != nil {
			l = w.live.table(x.Table.Live.Ref())
		}
	}
	return d, l
}

func settleTable(w *work, u *unit) {
	if u.of(diff.Absent) != nil {
		w.create(u.ref, w.declared, u.take()...)
		return
	}
	if u.of(diff.Undeclared) != nil {
		w.drop(u, u.take()...)
		return
	}
	d, l := w.tablesOf(u)
	if w.renameTable(u, d, l) {
		return
	}
	if d == nil || l == nil {
		return
	}
	name := tableName(l)
	if x := u.of(diff.Definition); x != nil {
		switch {
		case d.Kind == schema.KindPartition || l.Kind == schema.KindPartition:
			u.take(diff.Definition) // it is attached or detached
			w.partition(u, d, l, x)
		default:
			w.refuse(u, "a "+string(l.Kind)+" cannot become a "+string(d.Kind)+" by any statement",
				"make the "+string(d.Kind)+" under another name, copy the rows, and rename", u.take()...)
			return
		}
	}
	one := func(p diff.Property, what string, s Step) *action {
		x := u.take(p)
		if x == nil {
			return nil
		}
		s.What = what + " " + u.ref.String()
		return w.alter(u, x, s)
	}
	if x := u.take(diff.PartitionBy); x != nil {
		w.refuse(u, "the key by which a table is partitioned cannot be changed", "make a new partitioned table, copy the rows, and rename", x...)
		return
	}
	if x := u.take(diff.ColumnOrder); x != nil {
		w.refuse(u, "PostgreSQL cannot move columns", "only a new table has them in another order; nothing but SELECT * and INSERT without names sees it", x...)
	}
	if u.of(diff.PartitionOf) != nil || u.of(diff.Bound) != nil {
		w.partition(u, d, l, u.take(diff.PartitionOf, diff.Bound)...)
	}
	if x := u.take(diff.Inherits); x != nil {
		w.inherit(u, d, l, x)
	}
	if of := d.OfType.Or(schema.Type{}); !of.IsZero() {
		one(diff.OfType, "type of", Step{SQL: []string{alterTable(l) + " OF " + ddl.TypeName(of) + ";"}, Locks: lock(AccessExclusive, u.ref)})
	} else {
		one(diff.OfType, "type of", Step{SQL: []string{alterTable(l) + " NOT OF;"}, Locks: lock(AccessExclusive, u.ref)})
	}
	if d.Unlogged.Or(false) {
		w.unlogged(u, l, "UNLOGGED", "the rows in a crash of the server, from now on")
	} else {
		w.unlogged(u, l, "LOGGED", "")
	}
	if m := d.AccessMethod.Or(""); u.of(diff.AccessMethod) != nil {
		if w.server < 15 || partitioned(l) {
			w.refuse(u, "this version cannot change how a table is kept", "make a new table USING "+m+", copy the rows, and rename", u.take(diff.AccessMethod)...)
		} else {
			w.costly(u, Step{What: act("keep anew", u.ref), SQL: []string{alterTable(l) + " SET ACCESS METHOD " + ident(m) + ";"}}, l, u.take(diff.AccessMethod))
		}
	}
	if u.of(diff.Tablespace) != nil {
		space := d.Tablespace.Or("")
		if space == "" {
			space = "pg_default"
		}
		w.costly(u, Step{What: act("move", u.ref), SQL: []string{alterTable(l) + " SET TABLESPACE " + ident(space) + ";"}}, l, u.take(diff.Tablespace))
	}
	one(diff.Parameters, "storage parameters of", Step{SQL: setOptions(alterOnly(l), l.Options.Or(""), d.Options.Or("")), Locks: lock(AccessExclusive, u.ref)})
	if u.of(diff.ReplicaIdentity) != nil {
		identity := strings.ToUpper(d.ReplicaIdentity.Or("default"))
		a := (*action)(nil)
		if index, ok := strings.CutPrefix(d.ReplicaIdentity.Or(""), "index "); ok {
			identity = "USING INDEX " + ident(index)
		}
		a = one(diff.ReplicaIdentity, "replica identity of", Step{
			SQL: []string{alterOnly(l) + " REPLICA IDENTITY " + identity + ";"}, Locks: lock(AccessExclusive, u.ref), Hazards: []Hazard{Replication},
		})
		w.byIndex(a, d, strings.TrimPrefix(d.ReplicaIdentity.Or(""), "index "))
	}
	rls := one(diff.RowSecurity, "row security of", Step{
		SQL: []string{alterTable(l) + pick(d.RowSecurity.Or(false), " ENABLE", " DISABLE") + " ROW LEVEL SECURITY;"}, Locks: lock(AccessExclusive, u.ref), Hazards: []Hazard{Security},
	})
	if rls != nil {
		w.policiesAround(rls, d)
	}
	one(diff.ForceRowSecurity, "row security of", Step{
		SQL:   []string{alterTable(l) + pick(d.ForceRowSecurity.Or(false), " FORCE", " NO FORCE") + " ROW LEVEL SECURITY;"},
		Locks: lock(AccessExclusive, u.ref), Hazards: []Hazard{Security},
	})
	if x := u.take(diff.Server); x != nil {
		w.rebuildForeign(u, x)
		return
	}
	if list := optionChanges(l.ForeignOptions.Or(""), d.ForeignOptions.Or("")); list != "" {
		one(diff.ForeignOptions, "options of", Step{SQL: []string{"ALTER FOREIGN TABLE " + name + " OPTIONS (" + list + ");"}, Locks: lock(AccessExclusive, u.ref)})
	}
	w.about(u, spoken{
		word: ddl.TableWord(l), name: name, on: "TABLE " + name, live: l.About, declared: d.About,
		locks: lock(ShareUpdateExclusive, u.ref), heavy: append(lock(AccessExclusive, u.ref), w.serialLocks(l)...),
	})
}

// serialLocks are those on the sequences that go with a table to its new owner.
func (w *work) serialLocks(t *schema.Table) []Lock {
	var list []Lock
	for _, s := range w.live.db.Sequences {
		if s.OwnedBy.Schema == t.Schema && s.OwnedBy.Parent == t.Name {
			list = append(list, lock(AccessExclusive, s.Ref())...)
		}
	}
	return list
}

func pick(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}

// policiesAround has policies made before row security is switched on, and
// dropped after it was switched off.
func (w *work) policiesAround(rls *action, d *schema.Table) {
	for _, u := range w.order {
		if u.ref.Kind != schema.KindPolicy || u.ref.Parent != d.Name || u.ref.Schema != d.Schema {
			continue
		}
		if d.RowSecurity.Or(false) {
			rls.uses = append(rls.uses, node(u.ref))
		} else {
			rls.used = append(rls.used, node(u.ref))
		}
	}
}

// byIndex has an action wait for the index, of whatever kind it is.
func (w *work) byIndex(a *action, d *schema.Table, name string) {
	if a == nil {
		return
	}
	for _, k := range []schema.Kind{schema.KindIndex, schema.KindPrimaryKey, schema.KindUnique, schema.KindExclusion} {
		a.uses = append(a.uses, d.Child(k, name))
	}
}

// costly enters a step that writes a table anew.
func (w *work) costly(u *unit, s Step, t *schema.Table, settles []*diff.Difference) *action {
	s.Cost, s.own = Rewrites, true
	if s.Locks == nil {
		s.Locks = lock(AccessExclusive, t.Ref())
	}
	s.Hazards = append(s.Hazards, RewritesTable, w.long(t, BlocksAllLong, BlocksAllBrief))
	s.Ref, s.Settles = u.ref, settles
	if w.forbids(u, &s, false) {
		return nil
	}
	return w.alter(u, settles, s)
}

// long is the first hazard for a table that may be large, and otherwise the
// second.
func (w *work) long(t *schema.Table, large, small Hazard) Hazard {
	if w.opts.Small(bare(t.Ref())) {
		return small
	}
	return large
}

func (w *work) unlogged(u *unit, l *schema.Table, word, loses string) {
	if u.of(diff.Unlogged) == nil {
		return
	}
	w.costly(u, Step{
		What: act(strings.ToLower(word), u.ref), Loses: loses, SQL: []string{alterTable(l) + " SET " + word + ";"},
		Locks: append(lock(AccessExclusive, l.Ref()), w.serialLocks(l)...),
	}, l, u.take(diff.Unlogged))
}

// renameTable settles a probable rename: only a person can say that it is one.
func (w *work) renameTable(u *unit, d, l *schema.Table) bool {
	x := u.of(diff.Name)
	if x == nil {
		return false
	}
	if x.Reason != diff.ReasonConfirmed || d == nil || l == nil {
		to := x.Declared
		w.refuse(u, "it may have been renamed from "+x.Live+", or be another table", "renames: "+to+": "+x.Live+" in synapcheck.yaml confirms it", u.take()...)
		return true
	}
	u.take(diff.Name)
	var sql []string
	if d.Schema != l.Schema {
		sql = append(sql, "ALTER "+ddl.TableWord(l)+" "+tableName(l)+" SET SCHEMA "+ident(d.Schema)+";")
	}
	if d.Name != l.Name {
		sql = append(sql, "ALTER "+ddl.TableWord(l)+" "+ddl.Dotted(d.Schema, l.Name)+" RENAME TO "+ident(d.Name)+";")
	}
	a := w.alter(u, []*diff.Difference{x}, Step{
		What: "rename " + l.Ref().String() + " to " + d.Ref().Path(), SQL: sql, Locks: lock(AccessExclusive, l.Ref()), Hazards: []Hazard{BreaksClients},
	})
	a.ref = l.Ref()
	a.provides, a.removes = []schema.Ref{node(d.Ref())}, []schema.Ref{node(l.Ref())}
	return false
}

// partition attaches, detaches, or attaches otherwise.
func (w *work) partition(u *unit, d, l *schema.Table, settles ...*diff.Difference) {
	if len(settles) == 0 {
		return
	}
	settles = append(settles, u.take(diff.PartitionOf, diff.Bound)...)
	var sql []string
	var locks []Lock
	a := w.alter(u, settles)
	if isPartition(l) {
		sql = append(sql, "ALTER TABLE "+ddl.Dotted(l.PartitionOf.Schema, l.PartitionOf.Name)+" DETACH PARTITION "+tableName(l)+";")
		a.use(w, l.PartitionOf)
		locks = append(locks, w.partitionLocks(l.PartitionOf)...)
	}
	cost := Instant
	if isPartition(d) {
		sql = append(sql, "ALTER TABLE "+ddl.Dotted(d.PartitionOf.Schema, d.PartitionOf.Name)+" ATTACH PARTITION "+tableName(d)+" "+d.Bound.Or("DEFAULT")+";")
		a.use(w, d.PartitionOf)
		locks = append(locks, w.partitionLocks(d.PartitionOf)...)
		cost = Scans
	}
	s := Step{
		Ref: u.ref, What: act("attach or detach", u.ref), SQL: sql, Cost: cost, Settles: settles,
		Locks:   append(locks, lock(AccessExclusive, l.Ref())...),
		Hazards: []Hazard{w.long(l, BlocksAllLong, BlocksAllBrief)}, own: true,
	}
	if cost == Scans {
		s.Hazards = append(s.Hazards, MayFailOnData)
	}
	if w.forbids(u, &s, false) {
		a.gone = true
		return
	}
	a.steps = []Step{s}
}

func (w *work) partitionLocks(parent schema.Ref) []Lock {
	list := lock(AccessExclusive, parent)
	if t := w.live.table(parent); t != nil {
		for _, h := range w.live.heirs(t) {
			if h.Bound.Or("") == "DEFAULT" {
				list = append(list, lock(AccessExclusive, h.Ref())...)
			}
		}
	}
	return list
}

// inherit gives a table its parents in their order.
func (w *work) inherit(u *unit, d, l *schema.Table, settles []*diff.Difference) {
	same := 0
	for same < len(d.Inherits) && same < len(l.Inherits) && bare(d.Inherits[same]) == bare(l.Inherits[same]) {
		same++
	}
	var sql []string
	a := w.alter(u, settles)
	locks := lock(AccessExclusive, l.Ref())
	for _, r := range l.Inherits[same:] {
		sql = append(sql, alterTable(l)+" NO INHERIT "+ddl.Dotted(r.Schema, r.Name)+";")
		a.use(w, r)
		locks = append(locks, lock(ShareUpdateExclusive, r)...)
	}
	for _, r := range d.Inherits[same:] {
		sql = append(sql, alterTable(l)+" INHERIT "+ddl.Dotted(r.Schema, r.Name)+";")
		a.use(w, r)
		locks = append(locks, lock(ShareUpdateExclusive, r)...)
	}
	a.steps = []Step{{Ref: u.ref, What: act("parents of", u.ref), SQL: sql, Locks: locks, Settles: settles, own: true}}
	for _, c := range d.Columns {
		if l.Column(c.Name) == nil {
			a.uses = append(a.uses, d.Child(schema.KindColumn, c.Name))
		}
	}
}

func (w *work) rebuildForeign(u *unit, settles []*diff.Difference) {
	settles = append(settles, u.take()...)
	w.rebuild(u.ref, u, nil)
	_ = settles
}
