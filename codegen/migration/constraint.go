package migration

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// gone is a node that stands for the absence of an object.
func gone(r schema.Ref) schema.Ref {
	r.Kind = "gone"
	return r
}

// dropConstraint drops a constraint of the live table, which is on the columns.
func (w *work) dropConstraint(u *unit, lt *schema.Table, name string, columns []string, locks []Lock, settles []*diff.Difference, hazards ...Hazard) *action {
	a := w.add(&action{verb: drops, ref: u.ref, removes: []schema.Ref{node(u.ref)}, provides: []schema.Ref{gone(u.ref)}, steps: []Step{{
		Ref: u.ref, What: act("drop", u.ref), SQL: []string{alterTable(lt) + " DROP CONSTRAINT " + ident(name) + ";"},
		Locks: locks, Settles: settles, Hazards: append([]Hazard{BlocksAllBrief}, hazards...),
	}}})
	a.columnsWere(lt, columns)
	return a
}

// columnsOf has the action wait for columns of the declared table.
func (a *action) columnsOf(t *schema.Table, columns []string) {
	a.uses = append(a.uses, node(t.Ref()))
	for _, c := range columns {
		a.uses = append(a.uses, t.Child(schema.KindColumn, c))
	}
}

// columnsWere has the action come before columns of the live table go or change.
func (a *action) columnsWere(t *schema.Table, columns []string) {
	a.used = append(a.used, node(t.Ref()))
	for _, c := range columns {
		a.used = append(a.used, t.Child(schema.KindColumn, c))
	}
}

// named are the columns of the table that a text mentions.
func named(t *schema.Table, text string) []string {
	var list []string
	for _, c := range t.Columns {
		if mentions(text, ident(c.Name)) {
			list = append(list, c.Name)
		}
	}
	return list
}

// indexed are the columns of the table that an index is on.
func indexed(t *schema.Table, x *schema.Index) []string {
	text := x.Where.Or("")
	list := slices.Clone(x.Include)
	for _, k := range x.Keys {
		if k.Column != "" {
			list = append(list, k.Column)
		}
		text += " " + k.Expr
	}
	return append(list, named(t, text)...)
}

// uniqueness has the action wait for whatever makes keys and indexes of the
// declared table, or of the live one go after it.
func (a *action) keysOf(t *schema.Table, was bool) {
	var refs []schema.Ref
	if t.PrimaryKey != nil {
		refs = append(refs, t.Child(schema.KindPrimaryKey, t.PrimaryKey.Name))
	}
	for _, k := range t.Uniques {
		refs = append(refs, t.Child(schema.KindUnique, k.Name))
	}
	for _, x := range t.Indexes {
		if x.Unique.Or(false) {
			refs = append(refs, t.Child(schema.KindIndex, x.Name))
		}
	}
	if was {
		a.used = append(a.used, refs...)
	} else {
		a.uses = append(a.uses, refs...)
	}
}

// rename settles the name of a constraint.
func (w *work) renameConstraint(u *unit, lt *schema.Table) string {
	x := u.of(diff.Name)
	if x == nil {
		return u.ref.Name
	}
	u.take(diff.Name)
	a := w.alter(u, []*diff.Difference{x}, Step{
		What: "rename " + u.ref.String() + " to " + x.Declared, Locks: lock(AccessExclusive, lt.Ref()),
		SQL: []string{alterTable(lt) + " RENAME CONSTRAINT " + ident(u.ref.Name) + " TO " + ident(x.Declared) + ";"},
	})
	to := u.ref
	to.Name = x.Declared
	a.removes, a.provides = []schema.Ref{node(u.ref)}, []schema.Ref{node(to)}
	a.after = nil
	return x.Declared
}

// constraintComments settles comments on a constraint and its index.
func (w *work) constraintComments(u *unit, lt *schema.Table, name string, on, onIndex schema.Claim[string], wasIndex string) {
	x := u.take(diff.Comment)
	if x == nil {
		return
	}
	sql := []string{ddl.CommentOn("CONSTRAINT", ident(name)+" ON "+tableName(lt), on.Or(""))}
	if text := onIndex.Or(""); text != wasIndex {
		sql = append(sql, ddl.CommentOn("INDEX", ddl.Dotted(lt.Schema, name), text))
	}
	a := w.alter(u, x, Step{What: act("comment on", u.ref), SQL: sql, Locks: lock(ShareUpdateExclusive, lt.Ref())})
	to := u.ref
	to.Name = name
	a.uses = append(a.uses, node(to))
}

// indexKept settles how an index is kept: of itself, or behind a constraint.
func (w *work) indexKept(u *unit, lt, dt *schema.Table, name string, was, will schema.Claim[string], space schema.Claim[string], clustered schema.Claim[bool]) {
	index := ddl.Dotted(lt.Schema, name)
	on := lock(AccessExclusive, schema.Ref{Schema: lt.Schema, Name: name})
	use := func(a *action) {
		to := u.ref
		to.Name = name
		a.uses = append(a.uses, node(to))
	}
	if x := u.take(diff.Parameters); x != nil {
		sql := setOptions("ALTER INDEX "+index, was.Or(""), will.Or(""))
		use(w.alter(u, x, Step{What: act("storage parameters of", u.ref), SQL: sql, Locks: on}))
	}
	if x := u.take(diff.Tablespace); x != nil {
		to := space.Or("")
		if to == "" {
			to = "pg_default"
		}
		use(w.alter(u, x, Step{
			What: act("move", u.ref), SQL: []string{"ALTER INDEX " + index + " SET TABLESPACE " + ident(to) + ";"}, Locks: append(on, lock(AccessExclusive, lt.Ref())...), Cost: Builds, own: true,
			Hazards: []Hazard{w.long(lt, BlocksAllLong, BlocksAllBrief)},
		}))
	}
	if x := u.take(diff.Clustered); x != nil {
		if clustered.Or(false) {
			use(w.alter(u, x, Step{What: act("cluster mark of", u.ref), SQL: []string{alterTable(lt) + " CLUSTER ON " + ident(name) + ";"}, Locks: lock(ShareUpdateExclusive, lt.Ref())}))
		} else if !markedElsewhere(dt) {
			w.alter(u, x, Step{What: act("cluster mark of", u.ref), SQL: []string{alterTable(lt) + " SET WITHOUT CLUSTER;"}, Locks: lock(ShareUpdateExclusive, lt.Ref())})
		}
	}
}

// markedElsewhere reports that the declared table is clustered by some index: to
// mark that one takes the mark from every other.
func markedElsewhere(t *schema.Table) bool {
	is := func(c schema.Claim[bool]) bool { return c.Or(false) }
	return t.PrimaryKey != nil && is(t.PrimaryKey.Clustered) ||
		slices.ContainsFunc(t.Uniques, func(k *schema.Unique) bool { return is(k.Clustered) }) ||
		slices.ContainsFunc(t.Exclusions, func(k *schema.Exclusion) bool { return is(k.Clustered) }) ||
		slices.ContainsFunc(t.Indexes, func(k *schema.Index) bool { return is(k.Clustered) })
}

// attach makes the index part of that of the partitioned table.
func (w *work) attach(a *action, t *schema.Table, name string, partOf *schema.Ref, settles []*diff.Difference) {
	if partOf == nil {
		return
	}
	ref := t.Child(schema.KindIndex, name)
	at := w.add(&action{verb: creates, ref: ref, after: []*action{a}, steps: []Step{{
		Ref: ref, What: "attach " + ref.Path() + " to " + partOf.Path(), Settles: settles,
		SQL:   []string{"ALTER INDEX " + ddl.Dotted(partOf.Schema, partOf.Name) + " ATTACH PARTITION " + ddl.Dotted(t.Schema, name) + ";"},
		Locks: append(lock(AccessExclusive, schema.Ref{Schema: t.Schema, Name: name}), append(lock(ShareUpdateExclusive, bare(schema.Ref{Schema: partOf.Schema, Name: partOf.Parent})), lock(AccessShare, t.Ref())...)...),
	}}})
	at.uses = append(at.uses, node(*partOf), node(schema.Ref{Kind: schema.KindIndex, Schema: partOf.Schema, Parent: partOf.Parent, Name: partOf.Name}))
}

// concurrently makes the building of an index one that lets others write.
func concurrently(create string) string {
	for _, head := range []string{"CREATE UNIQUE INDEX ", "CREATE INDEX "} {
		if rest, ok := strings.CutPrefix(create, head); ok {
			return head + "CONCURRENTLY IF NOT EXISTS " + rest
		}
	}
	return create
}

// valid asks whether an index that was built while others wrote is whole.
func valid(schemaName, index string) string {
	name := ddl.Dotted(schemaName, index)
	return "DO " + ddl.Dollar(`
BEGIN
	IF NOT (SELECT indisvalid FROM pg_catalog.pg_index WHERE indexrelid = `+ddl.Literal(name)+`::pg_catalog.regclass) THEN
		RAISE EXCEPTION 'the index % is not valid: it was not built to the end', `+ddl.Literal(name)+`;
	END IF;
END
`) + ";"
}

// online are the steps that build an index while others write: what a failed
// attempt has left goes first, each statement by itself.
func (w *work) online(ref schema.Ref, lt *schema.Table, create []string, name string, checks []Check, settles []*diff.Difference) []Step {
	on := lock(ShareUpdateExclusive, lt.Ref())
	steps := []Step{
		{
			Ref: ref, What: "build " + ref.String(), Alone: true, Cost: Builds, Locks: on, Settles: settles, Checks: checks,
			SQL:     []string{"DROP INDEX CONCURRENTLY IF EXISTS " + ddl.Dotted(lt.Schema, name) + ";", concurrently(create[0])},
			Hazards: []Hazard{OnlineBuild, NotTransactional},
		},
		{Ref: ref, What: "whether it is valid", SQL: append([]string{valid(lt.Schema, name)}, create[1:]...), Settles: settles, own: true, Locks: on},
	}
	if len(checks) > 0 {
		steps[0].Hazards = append(steps[0].Hazards, MayFailOnData)
	}
	return steps
}
