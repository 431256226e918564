package migration

import (
	"strings"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// nullability sets or drops NOT NULL. A constraint that is added without a look
// at the rows, and validated while others write, spares the table the lock under
// which SET NOT NULL alone would read it.
func (c *columnUnit) nullability(settles []*diff.Difference) *action {
	if !c.d.NotNull.Or(false) {
		return c.dropNotNull(settles)
	}
	table := alterTable(c.lt)
	check := Check{
		What:  "rows of " + c.lt.Ref().Path() + " with NULL in " + c.ref.Name,
		Query: "SELECT count(*) FROM " + tableName(c.lt) + " WHERE " + c.name + " IS NULL",
	}
	locks := c.w.tree(AccessExclusive, c.lt)
	scan := c.w.tree(ShareUpdateExclusive, c.lt)
	if c.w.server >= 18 {
		return c.notNullOf18(settles, check)
	}
	if isPartition(c.lt) || ddl.Foreign(c.lt) {
		return c.w.alter(c.unit, settles, Step{
			What: act("set not null on", c.ref), SQL: []string{table + " ALTER COLUMN " + c.name + " SET NOT NULL;"}, Locks: locks, Cost: Scans, own: true,
			Hazards: []Hazard{MayFailOnData, c.w.long(c.lt, BlocksAllBrief, BlocksAllBrief)}, Checks: []Check{check},
		})
	}
	helper := ident(helperName(c.lt.Name, c.ref.Name))
	a := c.w.alter(
		c.unit, settles,
		Step{What: "prepare not null on " + c.ref.String(), SQL: []string{
			table + " DROP CONSTRAINT IF EXISTS " + helper + ";",
			table + " ADD CONSTRAINT " + helper + " CHECK (" + c.name + " IS NOT NULL) NOT VALID;",
		}, Locks: locks, Hazards: []Hazard{MayFailOnData, BlocksAllBrief}, Checks: []Check{check}, own: true},
		Step{What: "validate not null on " + c.ref.String(), SQL: []string{table + " VALIDATE CONSTRAINT " + helper + ";"}, Locks: scan, Cost: Scans, Hazards: []Hazard{OnlineScan, MayFailOnData}, own: true},
		Step{What: act("set not null on", c.ref), SQL: []string{
			table + " ALTER COLUMN " + c.name + " SET NOT NULL;",
			table + " DROP CONSTRAINT " + helper + ";",
		}, Locks: locks, Hazards: []Hazard{BlocksAllBrief}, own: true},
	)
	a.plain = []Step{{
		Ref: c.ref, What: act("set not null on", c.ref), SQL: []string{table + " ALTER COLUMN " + c.name + " SET NOT NULL;"}, Locks: locks, Cost: Scans,
		Hazards: []Hazard{MayFailOnData, BlocksAllLong}, Checks: []Check{check}, Settles: settles,
	}}
	return a
}

// helperName is the name of a constraint that is there for a while.
func helperName(table, column string) string {
	name := "synapcheck_" + table + "_" + column
	for len(name) > 54 {
		name = strings.ToValidUTF8(name[:len(name)-1], "")
	}
	return name + "_not_null"
}

func (c *columnUnit) notNullOf18(settles []*diff.Difference, check Check) *action {
	settles = append(settles, c.take(diff.NullName)...)
	name := ident(c.w.declared.w.NotNullName(c.dt, c.d))
	inherit, comment := "", ""
	notValid := false
	if c.d.Rare != nil && c.d.Rare.NotNull != nil {
		n := c.d.Rare.NotNull
		inherit = pick(n.NoInherit, " NO INHERIT", "")
		comment, notValid = n.Comment, n.NotValid
	}
	table := alterTable(c.lt)
	clause := table + " ADD CONSTRAINT " + name + " NOT NULL " + c.name + inherit
	var after []string
	if comment != "" {
		after = append(after, ddl.CommentOn("CONSTRAINT", name+" ON "+tableName(c.lt), comment))
	}
	add := Step{
		What: "prepare not null on " + c.ref.String(), SQL: append([]string{clause + " NOT VALID;"}, after...),
		Locks: c.w.tree(AccessExclusive, c.lt), Hazards: []Hazard{MayFailOnData, BlocksAllBrief}, Checks: []Check{check}, own: true,
	}
	if notValid {
		return c.w.alter(c.unit, settles, add)
	}
	if isPartition(c.lt) || ddl.Foreign(c.lt) {
		add.SQL[0], add.Cost = clause+";", Scans
		add.What = act("set not null on", c.ref)
		return c.w.alter(c.unit, settles, add)
	}
	a := c.w.alter(c.unit, settles, add, Step{
		What: "validate not null on " + c.ref.String(), SQL: []string{table + " VALIDATE CONSTRAINT " + name + ";"}, Locks: c.w.tree(ShareUpdateExclusive, c.lt),
		Cost: Scans, Hazards: []Hazard{OnlineScan, MayFailOnData}, own: true,
	})
	plain := add
	plain.Ref, plain.Settles = c.ref, settles
	plain.What = act("set not null on", c.ref)
	plain.SQL = append([]string{clause + ";"}, after...)
	plain.Cost, plain.Hazards = Scans, []Hazard{MayFailOnData, BlocksAllLong}
	a.plain = []Step{plain}
	return a
}

func (c *columnUnit) dropNotNull(settles []*diff.Difference) *action {
	settles = append(settles, c.take(diff.NullName)...)
	a := c.w.alter(c.unit, settles, Step{
		What: act("drop not null on", c.ref), SQL: []string{c.alterAll() + " DROP NOT NULL;"}, Locks: c.w.tree(AccessExclusive, c.lt), Hazards: []Hazard{BreaksClients, BlocksAllBrief},
	})
	// A key needs it for as long as it is there.
	if k := c.lt.PrimaryKey; k != nil {
		a.uses = append(a.uses, c.ref)
		if key := c.lt.Child(schema.KindPrimaryKey, k.Name); c.w.units[key] != nil {
			a.uses = append(a.uses, schema.Ref{Kind: "gone", Schema: key.Schema, Parent: key.Parent, Name: key.Name})
		}
	}
	return a
}

// alterAll reaches the heirs where PostgreSQL keeps them alike.
func (c *columnUnit) alterAll() string {
	if partitioned(c.lt) || c.w.server >= 18 {
		return alterTable(c.lt) + " ALTER COLUMN " + c.name
	}
	return c.alter
}

// nullName settles how the constraint behind NOT NULL is called and made, where
// both sides have one (since PostgreSQL 18).
func (c *columnUnit) nullName() {
	x := c.take(diff.NullName)
	if x == nil {
		return
	}
	var d, l schema.NotNull
	if c.d.Rare != nil && c.d.Rare.NotNull != nil {
		d = *c.d.Rare.NotNull
	}
	if c.l.Rare != nil && c.l.Rare.NotNull != nil {
		l = *c.l.Rare.NotNull
	}
	if c.w.server < 18 || d.Inherited != l.Inherited {
		c.w.refuse(c.unit, "how the constraint behind NOT NULL was made cannot be changed", "nothing but pg_dump sees it", x...)
		return
	}
	was, will := ident(c.w.live.w.NotNullName(c.lt, c.l)), ident(c.w.declared.w.NotNullName(c.dt, c.d))
	table := alterTable(c.lt)
	var sql []string
	if was != will {
		sql = append(sql, table+" RENAME CONSTRAINT "+was+" TO "+will+";")
	}
	if d.NoInherit != l.NoInherit {
		sql = append(sql, table+" ALTER CONSTRAINT "+will+pick(d.NoInherit, " NO INHERIT", " INHERIT")+";")
	}
	if d.Comment != l.Comment {
		sql = append(sql, ddl.CommentOn("CONSTRAINT", will+" ON "+tableName(c.lt), d.Comment))
	}
	steps := []Step{{What: "constraint of " + c.ref.String(), SQL: sql, Locks: c.w.tree(AccessExclusive, c.lt)}}
	switch {
	case d.NotValid && !l.NotValid:
		steps[0].SQL = append(steps[0].SQL,
			table+" DROP CONSTRAINT "+will+";",
			table+" ADD CONSTRAINT "+will+" NOT NULL "+c.name+pick(d.NoInherit, " NO INHERIT", "")+" NOT VALID;")
		if d.Comment != "" {
			steps[0].SQL = append(steps[0].SQL, ddl.CommentOn("CONSTRAINT", will+" ON "+tableName(c.lt), d.Comment))
		}
	case l.NotValid && !d.NotValid:
		steps = append(steps, Step{
			What: "validate not null on " + c.ref.String(), SQL: []string{table + " VALIDATE CONSTRAINT " + will + ";"}, Locks: c.w.tree(ShareUpdateExclusive, c.lt),
			Cost: Scans, Hazards: []Hazard{OnlineScan, MayFailOnData}, own: true,
		})
	}
	c.w.alter(c.unit, x, steps...)
}
