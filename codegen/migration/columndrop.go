package migration

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// left has the action come before what the live column needed goes.
func (c *columnUnit) left(a *action) {
	for _, n := range named(c.lt, c.l.Generated.Or(schema.Generated{}).Expr) {
		a.used = append(a.used, c.lt.Child(schema.KindColumn, n))
	}
	a.used = append(a.used, c.w.live.needs[node(c.lt.Ref())]...)
	t := c.l.Type.Or(schema.Type{})
	a.used = append(a.used, schema.Ref{Kind: schema.KindBaseType, Schema: t.Schema, Name: t.Name})
	for _, s := range c.w.live.db.Sequences {
		if mentions(c.l.Default.Or(""), ident(s.Name)) {
			a.used = append(a.used, s.Ref())
		}
	}
}

// drop drops the column.
func (c *columnUnit) drop() {
	settles := c.take()
	if inheritedHere(c.lt, c.l) && c.sameAbove(diff.Undeclared) {
		return
	}
	if c.lt.Kind == schema.KindView || c.lt.Kind == schema.KindMaterializedView {
		c.w.rebuild(c.lt.Ref(), c.w.units[c.lt.Ref()], nil)
		return
	}
	s := Step{
		Ref: c.ref, What: act("drop", c.ref), SQL: []string{alterTable(c.lt) + " DROP COLUMN " + c.name + ";"},
		Locks: c.w.tree(AccessExclusive, c.lt), Settles: settles, Hazards: []Hazard{BlocksAllBrief, BreaksClients},
	}
	if ddl.Foreign(c.lt) {
		s.SQL[0] = "ALTER FOREIGN TABLE " + tableName(c.lt) + " DROP COLUMN " + c.name + ";"
	} else if c.l.Generated.Or(schema.Generated{}).Expr != "" {
		s.Loses = "what " + c.ref.Path() + " was computed to"
	} else {
		s.Loses = "the values of " + c.ref.Path()
		s.Hazards = append(s.Hazards, LosesData)
		s.Checks = append(s.Checks, Check{What: "values of " + c.ref.Path() + " that go", Query: "SELECT count(" + c.name + ") FROM " + tableName(c.lt), Plain: true})
	}
	if c.l.Identity.Or("") != "" {
		s.Locks = append(s.Locks, c.sequenceLocks()...)
	}
	if with := c.w.silentlyOn(c.lt, c.ref.Name); len(with) > 0 {
		s.What += " with " + strings.Join(with, ", ")
	}
	if c.w.forbids(c.unit, &s, false) {
		return
	}
	a := &action{verb: drops, ref: c.ref, steps: []Step{s}, removes: []schema.Ref{c.ref}, used: []schema.Ref{node(c.lt.Ref())}}
	for _, h := range c.w.live.heirs(c.lt) {
		a.removes = append(a.removes, h.Child(schema.KindColumn, c.ref.Name))
	}
	c.left(a)
	for _, x := range c.w.order { // what is declared otherwise on it goes first
		if x.ref.Parent == c.lt.Name && x.ref.Schema == c.lt.Schema && x.ref.Kind == schema.KindIndex {
			a.removes = append(a.removes, c.ref)
		}
	}
	c.w.add(a)
	c.w.disturb(c.lt, c.ref.Name, a)
}

// silentlyOn are the constraints and indexes that go with a column without being
// named: nobody declares that they go.
func (w *work) silentlyOn(t *schema.Table, column string) []string {
	var list []string
	add := func(kind schema.Kind, name string) {
		ref := t.Child(kind, name)
		if u := w.units[ref]; u == nil || u.of(diff.Undeclared) == nil {
			list = append(list, string(kind)+" "+name)
		}
	}
	has := func(names []string) bool { return slices.Contains(names, column) }
	if k := t.PrimaryKey; k != nil && has(k.Columns) {
		add(schema.KindPrimaryKey, k.Name)
	}
	for _, k := range t.Uniques {
		if has(k.Columns) || has(k.Include) {
			add(schema.KindUnique, k.Name)
		}
	}
	for _, k := range t.ForeignKeys {
		if has(k.Columns) {
			add(schema.KindForeignKey, k.Name)
		}
	}
	for _, k := range t.Checks {
		if has(named(t, k.Expr)) {
			add(schema.KindCheck, k.Name)
		}
	}
	for _, x := range t.Indexes {
		if has(indexed(t, x)) {
			add(schema.KindIndex, x.Name)
		}
	}
	return list
}
