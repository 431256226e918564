package migration

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(settlePrimaryKey, schema.KindPrimaryKey)
	register(settleUnique, schema.KindUnique)
	register(settleExclusion, schema.KindExclusion)
}

// A key is a primary key or unique constraint.
type key struct {
	kind            schema.Kind
	name            string
	columns         []string
	include         []string
	nulls, overlaps bool
	options         schema.Claim[string]
	tablespace      schema.Claim[string]
	deferrable      schema.Claim[schema.Deferrable]
	clustered       schema.Claim[bool]
	partOf          *schema.Ref
	comment         schema.Claim[string]
	onIndex         schema.Claim[string]
	add             func(w *side, t *schema.Table) []string
}

func primaryKey(k *schema.PrimaryKey) *key {
	if k == nil {
		return nil
	}
	return &key{
		schema.KindPrimaryKey, k.Name, k.Columns, k.Include, false, k.WithoutOverlaps, k.Options, k.Tablespace, k.Deferrable, k.Clustered, k.PartOf, k.Comment, k.IndexComment,
		func(s *side, t *schema.Table) []string { return s.w.PrimaryKey(t, withoutPart(k)) },
	}
}

func withoutPart(k *schema.PrimaryKey) *schema.PrimaryKey {
	x := *k
	x.PartOf = nil
	return &x
}

func unique(k *schema.Unique) *key {
	if k == nil {
		return nil
	}
	return &key{
		schema.KindUnique, k.Name, k.Columns, k.Include, k.NullsNotDistinct.Or(false), k.WithoutOverlaps, k.Options, k.Tablespace, k.Deferrable, k.Clustered, k.PartOf, k.Comment, k.IndexComment,
		func(s *side, t *schema.Table) []string {
			x := *k
			x.PartOf = nil
			return s.w.Unique(t, &x)
		},
	}
}

func findUnique(t *schema.Table, name string) *schema.Unique {
	for _, k := range t.Uniques {
		if k.Name == name {
			return k
		}
	}
	return nil
}

func settlePrimaryKey(w *work, u *unit) {
	dt, lt := w.tablesOf(u)
	if dt == nil || lt == nil {
		return
	}
	w.key(u, dt, lt, primaryKey(dt.PrimaryKey), primaryKey(lt.PrimaryKey))
}

func settleUnique(w *work, u *unit) {
	dt, lt := w.tablesOf(u)
	if dt == nil || lt == nil {
		return
	}
	var d, l *schema.Unique
	for _, x := range u.diffs {
		if k, ok := x.DeclaredObject.(*schema.Unique); ok && k != nil {
			d = findUnique(dt, k.Name)
		}
		if k, ok := x.LiveObject.(*schema.Unique); ok && k != nil {
			l = findUnique(lt, k.Name)
		}
	}
	w.key(u, dt, lt, unique(d), unique(l))
}

// key settles a primary key or unique constraint.
func (w *work) key(u *unit, dt, lt *schema.Table, d, l *key) {
	switch {
	case u.of(diff.Absent) != nil && d != nil:
		w.addKey(u, dt, lt, d, u.take())
		return
	case u.of(diff.Undeclared) != nil && l != nil:
		w.dropKey(u, lt, l, u.take())
		return
	case d == nil || l == nil:
		return
	}
	if u.of(diff.Columns) != nil || u.of(diff.Include) != nil || u.of(diff.Nulls) != nil || u.of(diff.Deferring) != nil ||
		u.of(diff.Temporal) != nil || u.of(diff.PartOf) != nil && l.partOf != nil || w.optionsInDefinition(u, d) {
		settles := u.take()
		if l.partOf != nil && !w.goesWithParent(*l.partOf) {
			w.refuse(u, "it is a part of "+l.partOf.Path()+", from which it cannot be taken", "replace the key of the partitioned table", settles...)
			return
		}
		drop := w.dropKey(u, lt, l, settles)
		add := w.addKey(u, dt, lt, d, settles)
		if drop != nil && add != nil {
			w.replaceKey(u, dt, lt, d, l, drop, add, settles)
		}
		return
	}
	name := w.renameConstraint(u, lt)
	if x := u.take(diff.PartOf); x != nil && d.partOf != nil {
		a := w.alter(u, x)
		w.attach(a, lt, name, d.partOf, x)
	}
	w.indexKept(u, lt, dt, name, l.options, d.options, d.tablespace, d.clustered)
	w.constraintComments(u, lt, name, d.comment, d.onIndex, l.onIndex.Or(""))
}

func (w *work) optionsInDefinition(u *unit, d *key) bool {
	return u.of(diff.Parameters) != nil && d.partOf == nil && false
}

// replaceKey has the new key of a table take the old one's place in one step, so
// that there is always one.
func (w *work) replaceKey(u *unit, dt, lt *schema.Table, d, l *key, drop, add *action, settles []*diff.Difference) {
	if len(add.steps) < 3 || d.kind != schema.KindPrimaryKey && d.name != l.name || lt.Child(d.kind, l.name) != u.ref || w.referenced(lt, l) || partitioned(lt) || l.partOf != nil {
		add.after = append(add.after, drop)
		join(drop, add)
		return
	}
	// Built under another name, then exchanged.
	temp := helperIndex(d.name)
	create := w.keyIndex(dt, d, temp)
	steps := w.online(u.ref, lt, create, temp, add.steps[0].Checks, settles)
	swap := Step{
		Ref: u.ref, What: act("replace", u.ref), Settles: settles, own: true, Locks: lock(AccessExclusive, lt.Ref()), Hazards: []Hazard{BlocksAllBrief},
		SQL: []string{
			alterTable(lt) + " DROP CONSTRAINT " + ident(l.name) + ";",
			alterTable(lt) + " ADD CONSTRAINT " + ident(d.name) + " " + keyWord(d) + " USING INDEX " + ident(temp) + deferring(d.deferrable) + ";",
		},
	}
	swap.SQL = append(swap.SQL, add.steps[len(add.steps)-1].SQL[1:]...)
	add.steps = append(steps, swap)
	add.removes = append(add.removes, drop.removes...)
	add.used = append(add.used, drop.used...)
	drop.gone = true
	add.after = slices.DeleteFunc(add.after, func(a *action) bool { return a == drop })
}

// referenced reports that a foreign key refers to the key.
func (w *work) referenced(lt *schema.Table, l *key) bool {
	for _, t := range w.live.db.Tables {
		for _, k := range t.ForeignKeys {
			if k.RefSchema == lt.Schema && k.RefTable == lt.Name && sameSet(k.RefColumns, l.columns) {
				return true
			}
		}
	}
	return false
}

func sameSet(a, b []string) bool {
	return len(a) == len(b) && len(minus(a, b)) == 0
}

func helperIndex(name string) string {
	for len(name) > 48 {
		name = strings.ToValidUTF8(name[:len(name)-1], "")
	}
	return "synapcheck_new_" + name
}

func keyWord(d *key) string {
	if d.kind == schema.KindPrimaryKey {
		return "PRIMARY KEY"
	}
	return "UNIQUE"
}

func deferring(c schema.Claim[schema.Deferrable]) string {
	switch c.Or(schema.NotDeferrable) {
	case schema.InitiallyDeferred:
		return " DEFERRABLE INITIALLY DEFERRED"
	case schema.InitiallyNow:
		return " DEFERRABLE"
	}
	return ""
}

// keyIndex are the statements that build the index of a key.
func (w *work) keyIndex(dt *schema.Table, d *key, name string) []string {
	x := &schema.Index{
		Name: name, Unique: schema.Is(true), Include: d.include, Options: d.options, Tablespace: d.tablespace,
		NullsNotDistinct: schema.Is(d.nulls), Method: schema.Is("btree"),
	}
	for _, c := range d.columns {
		x.Keys = append(x.Keys, schema.IndexKey{Column: c})
	}
	return w.declared.w.Index(dt, x)
}

// doubles counts the rows that keep a key from being unique.
func doubles(t *schema.Table, d *key) Check {
	list := ddl.Idents(d.columns)
	where := ""
	if !d.nulls {
		var terms []string
		for _, c := range d.columns {
			terms = append(terms, ident(c)+" IS NOT NULL")
		}
		where = " WHERE " + strings.Join(terms, " AND ")
	}
	return Check{
		What:  "rows of " + t.Ref().Path() + " more than one for the same " + strings.Join(d.columns, ", "),
		Query: "SELECT coalesce(sum(n - 1), 0)::bigint FROM (SELECT count(*) AS n FROM " + tableName(t) + where + " GROUP BY " + list + " HAVING count(*) > 1) AS q",
	}
}

// addKey adds the key by way of an index that is built while others write.
func (w *work) addKey(u *unit, dt, lt *schema.Table, d *key, settles []*diff.Difference) *action {
	ref := lt.Child(d.kind, d.name)
	a := &action{verb: creates, ref: ref, provides: []schema.Ref{node(ref), node(lt.Child(schema.KindIndex, d.name))}}
	a.columnsOf(dt, append(slices.Clone(d.columns), d.include...))
	a.used = append(a.used, node(lt.Ref()))
	sql := d.add(w.declared, dt)
	check := doubles(lt, d)
	locks := lock(AccessExclusive, lt.Ref())
	direct := Step{
		Ref: ref, What: act("add", ref), SQL: sql, Locks: locks, Cost: Builds, Settles: settles, own: true, Checks: []Check{check},
		Hazards: []Hazard{MayFailOnData, w.long(lt, BlocksAllLong, BlocksAllBrief)},
	}
	a.plain = []Step{direct}
	if partitioned(lt) { // nothing is built: that is done for each partition
		direct.Cost, direct.Hazards, direct.Checks = Instant, []Hazard{BlocksAllBrief}, nil
	}
	if d.overlaps || partitioned(lt) || ddl.Foreign(lt) || d.tablespace.Or("") != "" {
		a.steps = []Step{direct}
	} else {
		create := w.keyIndex(dt, d, d.name)
		a.steps = w.online(ref, lt, create, d.name, []Check{check}, settles)
		a.steps = append(a.steps, Step{
			Ref: ref, What: act("add", ref), Settles: settles, Locks: locks, own: true, Hazards: []Hazard{BlocksAllBrief},
			SQL: append([]string{alterTable(lt) + " ADD CONSTRAINT " + ident(d.name) + " " + keyWord(d) + " USING INDEX " + ident(d.name) + deferring(d.deferrable) + ";"}, sql[1:]...),
		})
	}
	if d.overlaps || !d.overlaps && len(a.steps) == 1 && !partitioned(lt) {
		if w.forbids(u, &a.steps[0], false) {
			return nil
		}
	}
	// Columns of a primary key must not be NULL, and are made so before.
	if d.kind == schema.KindPrimaryKey {
		for i := range a.steps {
			if a.steps[i].Cost == Instant && !partitioned(lt) {
				a.steps[i].Cost = Instant
			}
		}
	}
	w.add(a)
	w.attach(a, lt, d.name, d.partOf, settles)
	return a
}

// dropKey drops the key. One of a partition that is a part of its parent's goes
// with that.
func (w *work) dropKey(u *unit, lt *schema.Table, l *key, settles []*diff.Difference) *action {
	if l.partOf != nil && w.goesWithParent(*l.partOf) {
		return nil
	}
	locks := w.tree(AccessExclusive, lt)
	a := w.dropConstraint(u, lt, l.name, append(slices.Clone(l.columns), l.include...), locks, settles, IndexDropped)
	a.provides = append(a.provides, gone(lt.Child(l.kind, l.name)))
	a.removes = append(a.removes, node(lt.Child(schema.KindIndex, l.name)))
	for _, t := range w.live.db.Tables { // what refers to it, and stays
		for _, k := range t.ForeignKeys {
			ref := t.Child(schema.KindForeignKey, k.Name)
			if k.RefSchema != lt.Schema || k.RefTable != lt.Name || !sameSet(k.RefColumns, l.columns) || k.PartOf != nil {
				continue
			}
			if dt := w.declared.table(t.Ref()); dt != nil && findForeignKey(dt, k.Name) != nil {
				w.dependant(ref, a, nil)
			}
		}
	}
	return a
}

// goesWithParent reports that the parent's index is dropped or replaced.
func (w *work) goesWithParent(parent schema.Ref) bool {
	for _, u := range w.units {
		if u.ref.Name == parent.Name && u.ref.Parent == parent.Parent && u.ref.Schema == parent.Schema && u.ref.Kind == parent.Kind {
			return slices.ContainsFunc(u.diffs, func(x *diff.Difference) bool {
				x2, ok := x.DeclaredObject.(*schema.Index)
				return x.Property == diff.Undeclared || x.Property == diff.Validity && ok && !x2.Valid.Or(true)
			})
		}
	}
	return false
}

func findExclusion(t *schema.Table, name string) *schema.Exclusion {
	for _, k := range t.Exclusions {
		if k.Name == name {
			return k
		}
	}
	return nil
}

// settleExclusion settles an exclusion constraint, for which there is no way
// beside a lock for as long as its index is built.
func settleExclusion(w *work, u *unit) {
	dt, lt := w.tablesOf(u)
	if dt == nil || lt == nil {
		return
	}
	var d, l *schema.Exclusion
	for _, x := range u.diffs {
		if k, ok := x.DeclaredObject.(*schema.Exclusion); ok && k != nil {
			d = findExclusion(dt, k.Name)
		}
		if k, ok := x.LiveObject.(*schema.Exclusion); ok && k != nil {
			l = findExclusion(lt, k.Name)
		}
	}
	add := func(settles []*diff.Difference) *action {
		ref := lt.Child(schema.KindExclusion, d.Name)
		s := Step{
			Ref: ref, What: act("add", ref), SQL: w.exclusionSQL(dt, d), Locks: lock(AccessExclusive, lt.Ref()), Cost: Builds, Settles: settles, own: true,
			Hazards: []Hazard{MayFailOnData, w.long(lt, BlocksAllLong, BlocksAllBrief)},
		}
		if w.forbids(u, &s, false) {
			return nil
		}
		a := w.add(&action{verb: creates, ref: ref, provides: []schema.Ref{node(ref)}, steps: []Step{s}})
		a.columnsOf(dt, named(dt, d.Definition))
		a.used = append(a.used, node(lt.Ref()))
		w.attach(a, lt, d.Name, d.PartOf, settles)
		return a
	}
	switch {
	case u.of(diff.Absent) != nil:
		add(u.take())
		return
	case u.of(diff.Undeclared) != nil:
		if l.PartOf == nil || !w.goesWithParent(*l.PartOf) {
			w.dropConstraint(u, lt, l.Name, named(lt, l.Definition), w.tree(AccessExclusive, lt), u.take(), IndexDropped)
		} else {
			u.take()
		}
		return
	}
	if u.of(diff.Definition) != nil || u.of(diff.PartOf) != nil && l.PartOf != nil {
		settles := u.take()
		made := add(settles)
		if made == nil {
			return
		}
		drop := w.dropConstraint(u, lt, l.Name, named(lt, l.Definition), w.tree(AccessExclusive, lt), settles)
		made.after = append(made.after, drop)
		join(drop, made)
		return
	}
	name := w.renameConstraint(u, lt)
	if x := u.take(diff.PartOf); x != nil && d.PartOf != nil {
		a := w.alter(u, x)
		w.attach(a, lt, name, d.PartOf, x)
	}
	w.indexKept(u, lt, dt, name, l.Options, d.Options, d.Tablespace, d.Clustered)
	w.constraintComments(u, lt, name, d.Comment, d.IndexComment, l.IndexComment.Or(""))
}

func (w *work) exclusionSQL(dt *schema.Table, d *schema.Exclusion) []string {
	x := *d
	x.PartOf = nil
	return w.declared.w.Exclusion(dt, &x)
}
