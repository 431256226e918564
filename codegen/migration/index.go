package migration

import (
	"strings"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() { register(settleIndex, schema.KindIndex) }

func findIndex(t *schema.Table, name string) *schema.Index {
	for _, x := range t.Indexes {
		if x.Name == name {
			return x
		}
	}
	return nil
}

func settleIndex(w *work, u *unit) {
	dt, lt := w.tablesOf(u)
	if dt == nil || lt == nil {
		return
	}
	var d, l *schema.Index
	for _, x := range u.diffs {
		if k, ok := x.DeclaredObject.(*schema.Index); ok && k != nil {
			d = findIndex(dt, k.Name)
		}
		if k, ok := x.LiveObject.(*schema.Index); ok && k != nil {
			l = findIndex(lt, k.Name)
		}
	}
	switch {
	case u.of(diff.Absent) != nil && d != nil:
		w.addIndex(u, dt, lt, d, u.take())
		return
	case u.of(diff.Undeclared) != nil && l != nil:
		w.dropIndex(u, lt, l, u.take())
		return
	case d == nil || l == nil:
		return
	}
	if x := u.of(diff.Validity); x != nil && partitioned(lt) && d.Valid.Or(true) {
		u.take(diff.Validity) // it is as soon as every partition has its part
	} else if x != nil && !d.Valid.Or(true) && !partitioned(lt) {
		w.refuse(u, "the declared index is not valid: what a failed CREATE INDEX CONCURRENTLY has left is nothing to make on purpose", "drop it where it was declared from", x)
		if d.Name == l.Name {
			u.take()
			return
		}
	}
	for _, p := range []diff.Property{diff.Keys, diff.Method, diff.Uniqueness, diff.Nulls, diff.Include, diff.Predicate, diff.Validity} {
		if u.of(p) != nil {
			w.replaceIndex(u, dt, lt, d, l, u.take())
			return
		}
	}
	if u.of(diff.PartOf) != nil && l.PartOf != nil {
		w.replaceIndex(u, dt, lt, d, l, u.take())
		return
	}
	name := u.ref.Name
	index := schema.Ref{Schema: lt.Schema, Name: name}
	to := u.ref
	if x := u.of(diff.Name); x != nil {
		u.take(diff.Name)
		name = x.Declared
		to.Name = name
		a := w.alter(u, []*diff.Difference{x}, Step{
			What: "rename " + u.ref.String() + " to " + name, Locks: lock(AccessExclusive, index),
			SQL: []string{"ALTER INDEX " + ddl.Dotted(lt.Schema, l.Name) + " RENAME TO " + ident(name) + ";"},
		})
		a.removes, a.provides = []schema.Ref{node(u.ref)}, []schema.Ref{node(to)}
	}
	if x := u.take(diff.PartOf); x != nil && d.PartOf != nil {
		w.attach(w.alter(u, x), lt, name, d.PartOf, x)
	}
	if x := u.take(diff.Statistics); x != nil {
		was, will := optionMap(l.Statistics.Or("")), optionMap(d.Statistics.Or(""))
		var sql []string
		for _, key := range sortedKeys(union2(was, will)) {
			if was[key] != will[key] {
				target := will[key]
				if target == "" {
					target = "-1"
				}
				sql = append(sql, "ALTER INDEX "+ddl.Dotted(lt.Schema, name)+" ALTER COLUMN "+key+" SET STATISTICS "+target+";")
			}
		}
		a := w.alter(u, x, Step{What: act("statistics of", u.ref), SQL: sql, Locks: lock(ShareUpdateExclusive, index)})
		a.uses = append(a.uses, node(to))
	}
	w.indexKept(u, lt, dt, name, l.Options, d.Options, d.Tablespace, d.Clustered)
	if x := u.take(diff.Comment); x != nil {
		a := w.alter(u, x, Step{What: act("comment on", u.ref), SQL: []string{ddl.CommentOn("INDEX", ddl.Dotted(lt.Schema, name), d.Comment.Or(""))}, Locks: lock(ShareUpdateExclusive, index)})
		a.uses = append(a.uses, node(to))
	}
}

func union2(a, b map[string]string) map[string]string {
	all := map[string]string{}
	for k, v := range a {
		all[k] = v
	}
	for k, v := range b {
		all[k] = v
	}
	return all
}

// doubled counts the rows that keep an index from being unique.
func doubled(t *schema.Table, x *schema.Index) Check {
	var list, terms []string
	for _, k := range x.Keys {
		e := ident(k.Column)
		if k.Column == "" {
			e = "(" + ddl.Expr(k.Expr) + ")"
		}
		list = append(list, e)
		if !x.NullsNotDistinct.Or(false) {
			terms = append(terms, e+" IS NOT NULL")
		}
	}
	if p := x.Where.Or(""); p != "" {
		terms = append(terms, "("+ddl.Expr(p)+")")
	}
	where := ""
	if len(terms) > 0 {
		where = " WHERE " + strings.Join(terms, " AND ")
	}
	return Check{
		What:  "rows of " + t.Ref().Path() + " that are doubles for " + x.Name,
		Query: "SELECT coalesce(sum(n - 1), 0)::bigint FROM (SELECT count(*) AS n FROM " + tableName(t) + where + " GROUP BY " + strings.Join(list, ", ") + " HAVING count(*) > 1) AS q",
	}
}

// addIndex builds the index while others write, wherever PostgreSQL can.
func (w *work) addIndex(u *unit, dt, lt *schema.Table, d *schema.Index, settles []*diff.Difference) *action {
	ref := lt.Child(schema.KindIndex, d.Name)
	if !d.Valid.Or(true) && !partitioned(dt) {
		w.refuse(u, "the declared index is not valid: what a failed CREATE INDEX CONCURRENTLY has left is nothing to make on purpose", "drop it where it was declared from", settles...)
		return nil
	}
	sql := w.declared.w.Index(dt, d)
	a := &action{verb: creates, ref: ref, provides: []schema.Ref{node(ref)}}
	a.columnsOf(dt, indexed(dt, d))
	a.uses = append(a.uses, w.declared.needs[node(dt.Ref())]...)
	a.needsOfKeys(w, d)
	a.used = append(a.used, node(lt.Ref()))
	var checks []Check
	if d.Unique.Or(false) {
		checks = []Check{doubled(lt, d)}
	}
	plain := Step{
		Ref: ref, What: act("build", ref), SQL: sql, Locks: lock(Share, lt.Ref()), Cost: Builds, Settles: settles, own: true, Checks: checks,
		Hazards: []Hazard{w.long(lt, BlocksWritesLong, BlocksWritesBrief)},
	}
	if len(checks) > 0 {
		plain.Hazards = append(plain.Hazards, MayFailOnData)
	}
	a.plain = []Step{plain}
	switch {
	case partitioned(lt):
		plain.Cost, plain.Hazards, plain.Checks = Instant, []Hazard{BlocksWritesBrief}, nil
		a.steps = []Step{plain}
	case d.Tablespace.Or("") != "": // its name may be said in the statement itself
		a.steps = w.online(ref, lt, w.inSpace(dt, d), d.Name, checks, settles)
	default:
		a.steps = w.online(ref, lt, sql, d.Name, checks, settles)
	}
	w.add(a)
	w.attach(a, lt, d.Name, d.PartOf, settles)
	return a
}

// needsOfKeys has the action wait for functions, operator classes and collations
// that the keys mention.
func (a *action) needsOfKeys(w *work, d *schema.Index) {
	text := d.Where.Or("") + " " + d.Method.Or("")
	for _, k := range d.Keys {
		text += " " + k.Expr + " " + k.Opclass.Or("") + " " + k.Collation.Or("")
	}
	for _, o := range w.declared.db.Objects {
		if o.Parent == "" && mentions(text, ident(o.Name)) {
			a.uses = append(a.uses, node(o.Ref()))
		}
	}
}

// inSpace are the statements of an index with its tablespace in its definition.
func (w *work) inSpace(dt *schema.Table, d *schema.Index) []string {
	x := *d
	x.Tablespace = schema.Claim[string]{}
	sql := w.declared.w.Index(dt, &x)
	create, where, partial := strings.Cut(strings.TrimSuffix(sql[0], ";"), " WHERE ")
	create += " TABLESPACE " + ident(d.Tablespace.Or(""))
	if partial {
		create += " WHERE " + where
	}
	return append([]string{create + ";"}, sql[1:]...)
}

// dropIndex drops the index while others write, wherever PostgreSQL can.
func (w *work) dropIndex(u *unit, lt *schema.Table, l *schema.Index, settles []*diff.Difference) *action {
	if l.PartOf != nil && w.goesWithParent(*l.PartOf) {
		return nil
	}
	name := ddl.Dotted(lt.Schema, l.Name)
	a := &action{verb: drops, ref: u.ref, removes: []schema.Ref{node(u.ref)}, used: []schema.Ref{node(lt.Ref())}}
	a.columnsWere(lt, indexed(lt, l))
	a.used = append(a.used, w.live.needs[node(lt.Ref())]...)
	for _, o := range w.live.db.Objects {
		text := l.Where.Or("") + " " + l.Method.Or("")
		for _, k := range l.Keys {
			text += " " + k.Expr + " " + k.Opclass.Or("") + " " + k.Collation.Or("")
		}
		if o.Parent == "" && mentions(text, ident(o.Name)) {
			a.used = append(a.used, node(o.Ref()))
		}
	}
	index := schema.Ref{Schema: lt.Schema, Name: l.Name}
	plain := Step{
		Ref: u.ref, What: act("drop", u.ref), SQL: []string{"DROP INDEX " + name + ";"}, Locks: append(w.tree(AccessExclusive, lt), lock(AccessExclusive, index)...), Settles: settles,
		Hazards: []Hazard{IndexDropped, BlocksAllBrief},
	}
	a.plain = []Step{plain}
	if partitioned(lt) || l.PartOf != nil {
		a.steps = []Step{plain}
	} else {
		a.steps = []Step{{
			Ref: u.ref, What: act("drop", u.ref), SQL: []string{"DROP INDEX CONCURRENTLY IF EXISTS " + name + ";"}, Alone: true, Settles: settles,
			Locks: lock(ShareUpdateExclusive, lt.Ref()), Hazards: []Hazard{IndexDropped, NotTransactional},
		}}
	}
	return w.add(a)
}

// replaceIndex builds the new index under another name before the old one goes.
func (w *work) replaceIndex(u *unit, dt, lt *schema.Table, d, l *schema.Index, settles []*diff.Difference) {
	if partitioned(lt) || l.PartOf != nil || d.PartOf != nil {
		drop := w.dropIndex(u, lt, l, settles)
		add := w.addIndex(u, dt, lt, d, settles)
		if drop != nil && add != nil {
			add.after = append(add.after, drop)
			join(drop, add)
		}
		return
	}
	x := *d
	x.Name, x.Comment = helperIndex(d.Name), schema.Claim[string]{}
	add := w.addIndex(u, dt, lt, &x, settles)
	if add == nil {
		return
	}
	drop := w.dropIndex(u, lt, l, settles)
	rename := Step{
		Ref: u.ref, What: act("replace", u.ref), Settles: settles, own: true, Locks: append(lock(AccessExclusive, schema.Ref{Schema: lt.Schema, Name: x.Name}), lock(ShareUpdateExclusive, lt.Ref())...),
		SQL: []string{"ALTER INDEX " + ddl.Dotted(lt.Schema, x.Name) + " RENAME TO " + ident(d.Name) + ";"},
	}
	if text := d.Comment.Or(""); text != "" {
		rename.SQL = append(rename.SQL, ddl.CommentOn("INDEX", ddl.Dotted(lt.Schema, d.Name), text))
	}
	if d.Clustered.Or(false) {
		rename.SQL = append(rename.SQL, alterTable(lt)+" CLUSTER ON "+ident(d.Name)+";")
	}
	if dt.ReplicaIdentity.Or("") == "index "+d.Name {
		rename.SQL = append(rename.SQL, alterOnly(lt)+" REPLICA IDENTITY USING INDEX "+ident(d.Name)+";")
		rename.Locks = append(rename.Locks, lock(AccessExclusive, lt.Ref())...)
	}
	add.steps = append(append(add.steps, drop.steps...), rename)
	add.plain = append(append([]Step{}, drop.plain...), add.plain...)
	add.plain = append(add.plain, rename)
	add.ref = u.ref
	add.removes = append(add.removes, drop.removes...)
	add.provides = append(add.provides, node(u.ref), node(dt.Child(schema.KindIndex, d.Name)))
	add.used = append(add.used, drop.used...)
	drop.gone = true
}
