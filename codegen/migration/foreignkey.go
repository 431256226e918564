package migration

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() { register(settleForeignKey, schema.KindForeignKey) }

func findForeignKey(t *schema.Table, name string) *schema.ForeignKey {
	for _, k := range t.ForeignKeys {
		if k.Name == name {
			return k
		}
	}
	return nil
}

func settleForeignKey(w *work, u *unit) {
	dt, lt := w.tablesOf(u)
	if dt == nil || lt == nil {
		return
	}
	var d, l *schema.ForeignKey
	for _, x := range u.diffs {
		if k, ok := x.DeclaredObject.(*schema.ForeignKey); ok && k != nil {
			d = findForeignKey(dt, k.Name)
		}
		if k, ok := x.LiveObject.(*schema.ForeignKey); ok && k != nil {
			l = findForeignKey(lt, k.Name)
		}
	}
	switch {
	case u.of(diff.Absent) != nil && d != nil:
		w.addForeignKey(u, dt, lt, d, d.Name, u.take())
		return
	case u.of(diff.Undeclared) != nil && l != nil:
		w.dropForeignKey(u, lt, l, u.take())
		return
	case d == nil || l == nil:
		return
	}
	if slices.ContainsFunc([]diff.Property{diff.Columns, diff.Reference, diff.OnUpdate, diff.OnDelete, diff.Match, diff.Temporal}, func(p diff.Property) bool { return u.of(p) != nil }) ||
		u.of(diff.Validated) != nil && !d.Validated.Or(true) ||
		u.of(diff.Enforced) != nil && (w.server < 18 || d.Enforced.Or(true) && !d.Validated.Or(true)) ||
		u.of(diff.PartOf) != nil {
		w.replaceForeignKey(u, dt, lt, d, l, u.take())
		return
	}
	name := w.renameConstraint(u, lt)
	table := alterTable(lt)
	if x := u.take(diff.Deferring); x != nil {
		how := deferring(d.Deferrable)
		if how == "" {
			how = " NOT DEFERRABLE"
		}
		if strings.HasSuffix(how, "DEFERRABLE") && !strings.Contains(how, "NOT") {
			how += " INITIALLY IMMEDIATE"
		}
		w.alter(u, x, Step{What: act("deferring of", u.ref), SQL: []string{table + " ALTER CONSTRAINT " + ident(name) + how + ";"}, Locks: w.both(AccessExclusive, lt, d)})
	}
	if x := u.take(diff.Enforced); x != nil {
		s := Step{What: act("enforcement of", u.ref), SQL: []string{table + " ALTER CONSTRAINT " + ident(name) + pick(d.Enforced.Or(true), " ENFORCED;", " NOT ENFORCED;")}, Locks: w.both(AccessExclusive, lt, d), own: true}
		s.Ref, s.Settles = u.ref, x
		if d.Enforced.Or(true) {
			s.Cost, s.Hazards = Scans, []Hazard{MayFailOnData, w.long(lt, BlocksAllLong, BlocksAllBrief)}
			s.Checks = []Check{orphans(lt, d)}
		} else {
			s.Hazards = []Hazard{Correctness}
		}
		if !w.forbids(u, &s, false) {
			w.alter(u, x, s)
		}
	}
	if x := u.take(diff.Validated); x != nil {
		w.alter(u, x, w.validate(lt, d, name, x))
	}
	w.constraintComments(u, lt, name, d.Comment, schema.Claim[string]{}, "")
}

// both is a lock on the table and the one that it refers to.
func (w *work) both(mode Mode, t *schema.Table, k *schema.ForeignKey) []Lock {
	list := w.tree(mode, t)
	other := schema.Ref{Schema: k.RefSchema, Name: k.RefTable}
	if o := w.live.tables[other]; o != nil && other != bare(t.Ref()) {
		list = append(list, w.tree(mode, o)...)
	}
	return list
}

// orphans counts the rows that refer to none.
func orphans(t *schema.Table, k *schema.ForeignKey) Check {
	var has, ties, any []string
	for i, c := range k.Columns {
		has = append(has, "f."+ident(c)+" IS NOT NULL")
		any = append(any, "f."+ident(c))
		if i < len(k.RefColumns) {
			ties = append(ties, "p."+ident(k.RefColumns[i])+" = f."+ident(c))
		}
	}
	missing := "NOT EXISTS (SELECT 1 FROM " + ddl.Dotted(k.RefSchema, k.RefTable) + " AS p WHERE " + strings.Join(ties, " AND ") + ")"
	where := strings.Join(has, " AND ") + " AND " + missing
	if k.Match.Or("") == "full" && len(k.Columns) > 1 {
		list := strings.Join(any, ", ")
		where = "num_nonnulls(" + list + ") > 0 AND (num_nulls(" + list + ") > 0 OR " + missing + ")"
	}
	return Check{What: "rows of " + t.Ref().Path() + " that refer to no row of " + k.RefTable, Query: "SELECT count(*) FROM " + tableName(t) + " AS f WHERE " + where}
}

func (w *work) validate(lt *schema.Table, d *schema.ForeignKey, name string, settles []*diff.Difference) Step {
	locks := w.tree(ShareUpdateExclusive, lt)
	if o := w.live.tables[schema.Ref{Schema: d.RefSchema, Name: d.RefTable}]; o != nil && o != lt {
		locks = append(locks, w.tree(RowShare, o)...)
	}
	ref := lt.Child(schema.KindForeignKey, name)
	return Step{
		Ref: ref, What: act("validate", ref), SQL: []string{alterTable(lt) + " VALIDATE CONSTRAINT " + ident(name) + ";"}, Locks: locks, Cost: Scans,
		Hazards: []Hazard{OnlineScan, MayFailOnData}, Settles: settles, own: true, Checks: []Check{orphans(lt, d)},
	}
}

// addForeignKey adds the key without a look at the rows, and validates it in a
// step of its own, while both tables are written.
func (w *work) addForeignKey(u *unit, dt, lt *schema.Table, d *schema.ForeignKey, name string, settles []*diff.Difference) *action {
	if d.PartOf != nil && d.PartOf.Name == d.Name { // comes with the parent's
		return nil
	}
	ref := lt.Child(schema.KindForeignKey, name)
	k := *d
	k.Name, k.PartOf = name, nil
	sql := w.declared.w.ForeignKey(dt, &k)
	a := &action{verb: creates, ref: ref, provides: []schema.Ref{node(ref)}}
	a.columnsOf(dt, d.Columns)
	a.used = append(a.used, node(lt.Ref()))
	if other := w.declared.tables[schema.Ref{Schema: d.RefSchema, Name: d.RefTable}]; other != nil {
		a.columnsOf(other, d.RefColumns)
		a.keysOf(other, false)
	}
	locks := w.both(ShareRowExclusive, lt, d)
	plain := Step{
		Ref: ref, What: act("add", ref), SQL: sql, Locks: locks, Settles: settles, own: true, Cost: Scans,
		Hazards: []Hazard{MayFailOnData, w.long(lt, BlocksWritesLong, BlocksWritesBrief)}, Checks: []Check{orphans(lt, d)},
	}
	a.plain = []Step{plain}
	late := d.Validated.Or(true) && d.Enforced.Or(true)
	switch {
	case !d.Enforced.Or(true) || !d.Validated.Or(true):
		plain.Cost, plain.Hazards = Instant, []Hazard{BlocksWritesBrief}
		a.steps, a.plain = []Step{plain}, nil
	case partitioned(lt) && w.server < 18 || d.Period || ddl.Foreign(lt):
		if w.forbids(u, &plain, false) {
			return nil
		}
		plain.Locks = w.both(AccessExclusive, lt, d)
		a.steps, a.plain = []Step{plain}, nil
	case late:
		quick := plain
		quick.SQL = append([]string{strings.TrimSuffix(sql[0], ";") + " NOT VALID;"}, sql[1:]...)
		quick.Cost, quick.Hazards = Instant, []Hazard{BlocksWritesBrief, MayFailOnData}
		a.steps = []Step{quick, w.validate(lt, d, name, settles)}
	}
	return w.add(a)
}

func (w *work) dropForeignKey(u *unit, lt *schema.Table, l *schema.ForeignKey, settles []*diff.Difference) *action {
	if l.PartOf != nil && l.PartOf.Name == l.Name {
		return nil
	}
	a := w.dropConstraint(u, lt, l.Name, l.Columns, w.both(AccessExclusive, lt, l), settles, Correctness)
	if other := w.live.tables[schema.Ref{Schema: l.RefSchema, Name: l.RefTable}]; other != nil {
		a.columnsWere(other, l.RefColumns)
		a.keysOf(other, true)
	}
	a.steps[0].own = true
	return a
}

// replaceForeignKey adds the new key under another name before the old one goes,
// so that there is always one.
func (w *work) replaceForeignKey(u *unit, dt, lt *schema.Table, d, l *schema.ForeignKey, settles []*diff.Difference) {
	simple := !partitioned(lt) && d.PartOf == nil && l.PartOf == nil
	if !simple || d.Name != l.Name {
		drop := w.dropForeignKey(u, lt, l, settles)
		add := w.addForeignKey(u, dt, lt, d, d.Name, settles)
		if drop != nil && add != nil {
			add.after = append(add.after, drop)
			if d.Name == l.Name && !simple {
				join(drop, add)
			}
		}
		return
	}
	temp := helperIndex(d.Name)
	bareKey := *d
	bareKey.Comment = schema.Claim[string]{}
	add := w.addForeignKey(u, dt, lt, &bareKey, temp, settles)
	if add == nil {
		return
	}
	add.plain = nil
	swap := Step{
		Ref: u.ref, What: act("replace", u.ref), Settles: settles, own: true, Locks: append(w.both(AccessExclusive, lt, l), w.both(AccessExclusive, lt, d)...), Hazards: []Hazard{BlocksAllBrief},
		SQL: []string{
			alterTable(lt) + " DROP CONSTRAINT " + ident(l.Name) + ";",
			alterTable(lt) + " RENAME CONSTRAINT " + ident(temp) + " TO " + ident(d.Name) + ";",
		},
	}
	if text := d.Comment.Or(""); text != "" {
		swap.SQL = append(swap.SQL, ddl.CommentOn("CONSTRAINT", ident(d.Name)+" ON "+tableName(lt), text))
	}
	add.steps = append(add.steps, swap)
	add.ref = u.ref
	add.removes = append(add.removes, node(u.ref))
	add.provides = append(add.provides, node(u.ref))
	if other := w.live.tables[schema.Ref{Schema: l.RefSchema, Name: l.RefTable}]; other != nil {
		add.columnsWere(other, l.RefColumns)
		add.keysOf(other, true)
	}
}
