package ddl

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func (p *plan) table(t *schema.Table) {
	switch t.Kind {
	case schema.KindView, schema.KindMaterializedView:
		p.view(t)
	default:
		p.storedTable(t)
	}
	word := tableWord(t)
	name := tableName(t)
	p.grants(t.Ref(), "TABLE", name, t.About, false)
	if !p.opts.NoGrants {
		p.columnGrants(t, name)
	}
	for _, x := range t.Indexes {
		p.index(t, x)
	}
	p.replica(t, word, name)
}

func tableName(t *schema.Table) string { return dotted(t.Schema, t.Name) }

// tableWord is the kind in SQL's words.
func tableWord(t *schema.Table) string {
	switch {
	case t.Kind == schema.KindView:
		return "VIEW"
	case t.Kind == schema.KindMaterializedView:
		return "MATERIALIZED VIEW"
	case foreign(t):
		return "FOREIGN TABLE"
	}
	return "TABLE"
}

func foreign(t *schema.Table) bool {
	return t.Kind == schema.KindForeignTable || t.Server.Or("") != ""
}

func isPartition(t *schema.Table) bool { return t.PartitionOf.Name != "" }

// storedTable plans a table, partition or foreign table. A partition is made as
// a table of its own and then attached, so that its columns keep their order.
func (p *plan) storedTable(t *schema.Table) {
	name := tableName(t)
	var late bool
	it := p.make(t.Ref(), rankTable, slices.Concat(t.Needs, typeNeeds(t)), func() []string {
		out := p.inTablespace(t.Tablespace, p.createTable(t, late))
		out = append(out, p.tableRest(t, late)...)
		out = append(out, p.about(tableWord(t), name, t.About)...)
		return append(out, columnAbout(t)...)
	})
	it.needs = append(it.needs, t.Inherits...)
	if isPartition(t) { // whose constraints may have the names of the parent's
		it.needs = append(it.needs, t.PartitionOf)
	}
	hard := func(o *item) bool {
		switch o.rank {
		case rankSchema, rankType, rankShell, rankCollation, rankForeignServer, rankTable, rankAccessMethod, rankExtension:
			return true
		}
		return false
	}
	it.soft = func(o *item) bool {
		if o.rank == rankTable {
			return !slices.Contains(it.needs[len(t.Needs):], o.ref)
		}
		return !hard(o)
	}
	it.split = func() *item {
		late = true
		return &item{ref: t.Ref(), rank: rankSplit, write: func() []string { return p.lateTable(t) }}
	}
	if isPartition(t) {
		p.add(t.Ref(), rankAttach, []schema.Ref{t.Ref(), t.PartitionOf}, func() []string {
			return []string{words("ALTER TABLE ONLY", dotted(t.PartitionOf.Schema, t.PartitionOf.Name),
				"ATTACH PARTITION", name, t.Bound.Or("DEFAULT")) + ";"}
		})
	}
	p.lateChecks(t)
	p.constraints(t)
}

// typeNeeds are the types of the columns, where the users made them.
func typeNeeds(t *schema.Table) []schema.Ref {
	var needs []schema.Ref
	add := func(typ schema.Type) {
		if typ.Schema == "" || typ.Schema == "pg_catalog" {
			return
		}
		for _, kind := range []schema.Kind{schema.KindBaseType, schema.KindTable} {
			r := schema.Ref{Kind: kind, Schema: typ.Schema, Name: typ.Name}
			if !slices.Contains(needs, r) {
				needs = append(needs, r)
			}
		}
	}
	add(t.OfType.Or(schema.Type{}))
	for _, c := range t.Columns {
		add(c.Type.Or(schema.Type{}))
	}
	return needs
}

// createTable is the statement itself; late leaves out defaults and checks.
func (p *plan) createTable(t *schema.Table, late bool) string {
	typed := !t.OfType.Silent() && t.OfType.Or(schema.Type{}).Name != ""
	var lines []string
	for _, c := range t.Columns {
		switch {
		case typed:
			if text := p.columnConstraints(t, c, late); text != "" {
				lines = append(lines, ident(c.Name)+" WITH OPTIONS "+text)
			}
		case isPartition(t) || c.Rare == nil || !c.Rare.Inherited:
			lines = append(lines, words(ident(c.Name), p.columnType(t, c), p.columnConstraints(t, c, late)))
		default:
			if text := inheritedNotNull(c); text != "" {
				lines = append(lines, text)
			}
		}
	}
	if !late {
		for _, c := range t.Checks {
			if (!c.Inherited || isPartition(t)) && c.Validated.Or(true) {
				lines = append(lines, checkClause(c))
			}
		}
	}
	list := "(\n\t" + strings.Join(lines, ",\n\t") + "\n)"
	if len(lines) == 0 {
		list = "()"
	}
	if typed {
		of := " OF " + typeName(t.OfType.Or(schema.Type{}))
		if list == "()" {
			list = ""
		}
		list = strings.TrimRight(of+" "+list, " ")
	} else {
		list = " " + list
	}
	parents := make([]string, len(t.Inherits))
	for i, r := range t.Inherits {
		parents[i] = dotted(r.Schema, r.Name)
	}
	if adopted(t) {
		parents = nil
	}
	head := words("CREATE", when(t.Unlogged.Or(false), "UNLOGGED"), tableWord(t), tableName(t))
	tail := words(
		when(len(parents) > 0, "INHERITS ("+strings.Join(parents, ", ")+")"),
		when(foreign(t), prefixed("SERVER", when(t.Server.Or("") != "", ident(t.Server.Or(""))))),
		prefixed("PARTITION BY", t.PartitionBy.Or("")),
		when(t.AccessMethod.Or("") != "" && t.AccessMethod.Or("") != "heap", "USING "+ident(t.AccessMethod.Or(""))),
		prefixed("WITH", options(t.Options.Or(""))),
		prefixed("OPTIONS", foreignOptions(t.ForeignOptions.Or(""))),
	)
	return strings.TrimRight(head+list+prefixed("", tail), " ") + ";"
}

// adopted reports whether a table has all of its parents' columns and checks of
// its own, and so can be made before it gets its parents, with its columns in
// their order.
func adopted(t *schema.Table) bool {
	return len(t.Inherits) > 0 &&
		!slices.ContainsFunc(t.Columns, func(c *schema.Column) bool {
			return c.Rare != nil && (c.Rare.Inherited || c.Rare.NotNull != nil && c.Rare.NotNull.Inherited)
		}) &&
		!slices.ContainsFunc(t.Checks, func(c *schema.Check) bool { return c.Inherited || !c.Validated.Or(true) })
}

// inTablespace makes the object there. A server that has no such tablespace
// makes it where it makes others, as with a script of pg_dump.
func (p *plan) inTablespace(space schema.Claim[string], statement string) []string {
	name := space.Or("")
	if name == "" {
		return []string{statement}
	}
	return []string{"SET default_tablespace = " + ident(name) + ";", statement, "SET default_tablespace = '';"}
}

// tableRest are the properties that only ALTER can give.
func (p *plan) tableRest(t *schema.Table, late bool) []string {
	alter := "ALTER TABLE ONLY " + tableName(t)
	var out []string
	for _, c := range t.Columns {
		out = append(out, p.columnRest(t, c, late)...)
	}
	if adopted(t) {
		for _, r := range t.Inherits {
			out = append(out, alter+" INHERIT "+dotted(r.Schema, r.Name)+";")
		}
	}
	if t.RowSecurity.Or(false) {
		out = append(out, "ALTER TABLE "+tableName(t)+" ENABLE ROW LEVEL SECURITY;")
	}
	if t.ForceRowSecurity.Or(false) {
		out = append(out, alter+" FORCE ROW LEVEL SECURITY;")
	}
	for _, c := range t.Checks {
		if !late && c.Validated.Or(true) && !c.Inherited {
			out = append(out, constraintComment(t, c.Name, c.Comment)...)
		}
	}
	return out
}

// lateTable are defaults and checks of a table that had to do without.
func (p *plan) lateTable(t *schema.Table) []string {
	var out []string
	alter := "ALTER TABLE ONLY " + tableName(t)
	for _, c := range t.Columns {
		if c.Default.Or("") != "" && (isPartition(t) || c.Rare == nil || !c.Rare.Inherited) {
			out = append(out, alter+" ALTER COLUMN "+ident(c.Name)+" SET DEFAULT "+respell(c.Default.Or(""))+";")
		}
	}
	for _, c := range t.Checks {
		if !c.Inherited && c.Validated.Or(true) {
			out = append(append(out, addCheck(t, c)), constraintComment(t, c.Name, c.Comment)...)
		}
	}
	return out
}

// addCheck is the statement that children of the table obey too.
func addCheck(t *schema.Table, c *schema.Check) string {
	return words("ALTER TABLE", tableName(t), "ADD", checkClause(c),
		when(!c.Validated.Or(true) && c.Enforced.Or(true), "NOT VALID")) + ";"
}

// lateChecks plans the checks that old rows may break: children get them so only
// if they exist before. Comments on those that children inherit come later still.
func (p *plan) lateChecks(t *schema.Table) {
	for _, c := range t.Columns {
		if c.Rare == nil || c.Rare.NotNull == nil || !c.Rare.NotNull.NotValid || c.Rare.NotNull.Inherited {
			continue
		}
		n := c.Rare.NotNull
		p.add(t.Child(schema.KindNotNull, n.Name), rankLateCheck, []schema.Ref{t.Ref()}, func() []string {
			name := p.notNullName(t, c)
			add := words("ALTER TABLE", tableName(t), "ADD", constraint(name), "NOT NULL", ident(c.Name),
				when(n.NoInherit, "NO INHERIT"), "NOT VALID") + ";"
			return append([]string{add}, constraintComment(t, name, schema.Is(n.Comment))...)
		})
	}
	for _, c := range t.Checks {
		ref := t.Child(schema.KindCheck, c.Name)
		if !c.Inherited && !c.Validated.Or(true) {
			p.add(ref, rankLateCheck, append([]schema.Ref{t.Ref()}, t.Needs...), func() []string {
				return append([]string{addCheck(t, c)}, constraintComment(t, c.Name, c.Comment)...)
			})
		} else if text := constraintComment(t, c.Name, c.Comment); c.Inherited && text != nil {
			p.add(ref, rankReplica, []schema.Ref{t.Ref()}, func() []string { return text })
		}
	}
}

func constraintComment(t *schema.Table, name string, text schema.Claim[string]) []string {
	if name == "" || text.Or("") == "" {
		return nil
	}
	return []string{commentOn("CONSTRAINT", ident(name)+" ON "+tableName(t), text.Or(""))}
}

// indexComment is on the index behind a constraint, which has its name.
func indexComment(t *schema.Table, name string, text schema.Claim[string]) []string {
	if name == "" || text.Or("") == "" {
		return nil
	}
	return []string{commentOn("INDEX", dotted(t.Schema, name), text.Or(""))}
}

// replica plans what refers to an index of the table.
func (p *plan) replica(t *schema.Table, word, name string) {
	var out []string
	switch how := t.ReplicaIdentity.Or("default"); {
	case foreign(t): // has none
	case how == "full" || how == "nothing":
		out = append(out, "ALTER "+word+" ONLY "+name+" REPLICA IDENTITY "+strings.ToUpper(how)+";")
	case strings.HasPrefix(how, "index "):
		out = append(out, "ALTER "+word+" ONLY "+name+" REPLICA IDENTITY USING INDEX "+ident(strings.TrimPrefix(how, "index "))+";")
	}
	cluster := func(set schema.Claim[bool], index string) {
		if set.Or(false) {
			out = append(out, "ALTER "+word+" "+name+" CLUSTER ON "+ident(index)+";")
		}
	}
	if k := t.PrimaryKey; k != nil {
		cluster(k.Clustered, k.Name)
	}
	for _, k := range t.Uniques {
		cluster(k.Clustered, k.Name)
	}
	for _, x := range t.Exclusions {
		cluster(x.Clustered, x.Name)
	}
	for _, x := range t.Indexes {
		cluster(x.Clustered, x.Name)
	}
	if len(out) > 0 {
		p.add(t.Ref(), rankReplica, []schema.Ref{t.Ref()}, func() []string { return out })
	}
}
