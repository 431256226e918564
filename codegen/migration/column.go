package migration

import (
	"slices"
	"strconv"
	"strings"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() { register(settleColumn, schema.KindColumn) }

// A columnUnit is a column on both sides, with its table.
type columnUnit struct {
	*unit
	w      *work
	dt, lt *schema.Table
	d, l   *schema.Column
	name   string // of the live column, for SQL, or of the declared one
	alter  string // "ALTER TABLE ONLY t ALTER COLUMN c"
}

func settleColumn(w *work, u *unit) {
	c := &columnUnit{unit: u, w: w}
	c.dt, c.lt = w.tablesOf(u)
	if c.dt == nil || c.lt == nil {
		return
	}
	for _, x := range u.diffs {
		c.d, c.l = x.DeclaredColumn, x.LiveColumn
	}
	if c.d == nil {
		c.d = c.dt.Column(u.ref.Name)
	}
	c.name = ident(u.ref.Name)
	c.alter = alterOnly(c.lt) + " ALTER COLUMN " + c.name
	switch {
	case u.of(diff.Absent) != nil:
		c.add()
		return
	case u.of(diff.Undeclared) != nil:
		c.drop()
		return
	case u.of(diff.Name) != nil && !c.rename():
		return
	}
	if c.byParents() {
		return
	}
	if ddl.TableWord(c.lt) == "VIEW" || c.lt.Kind == schema.KindMaterializedView {
		c.ofView()
		return
	}
	c.alterations()
}

// sameAbove reports that a parent of the table has a difference in the same
// property of the same column: what is done to the parent reaches its heirs.
func (c *columnUnit) sameAbove(p diff.Property) bool {
	for _, parent := range c.w.live.parents(c.lt) {
		up := c.w.units[parent.Child(schema.KindColumn, c.ref.Name)]
		if up != nil && slices.ContainsFunc(up.diffs, func(x *diff.Difference) bool { return x.Property == p }) {
			return true
		}
	}
	return false
}

// inheritedHere reports that the column is its parents' on the given side.
func inheritedHere(t *schema.Table, c *schema.Column) bool {
	return isPartition(t) || c != nil && c.Rare != nil && c.Rare.Inherited
}

// byParents takes the differences that are settled where the parents are.
func (c *columnUnit) byParents() bool {
	for _, p := range []diff.Property{diff.Type, diff.Collation, diff.Generated} {
		if c.of(p) != nil && c.sameAbove(p) {
			c.take(p)
			if p == diff.Type {
				c.take(diff.Collation)
			}
		}
	}
	if x := c.of(diff.NotNull); x != nil && c.sameAbove(diff.NotNull) && (c.d.NotNull.Or(false) || c.w.server >= 18) {
		c.take(diff.NotNull)
	}
	if c.of(diff.Identity) != nil && isPartition(c.lt) && c.w.server >= 17 && c.sameAbove(diff.Identity) {
		c.take(diff.Identity, diff.Sequencing, diff.Default)
	}
	return len(c.open()) == 0
}

func (c *columnUnit) lock() []Lock { return lock(AccessExclusive, c.lt.Ref()) }

func (s *side) domain(t schema.Type) *schema.Domain {
	for _, d := range s.db.Domains {
		if d.Schema == t.Schema && d.Name == t.Name && !t.Array {
			return d
		}
	}
	return nil
}

func (s *side) enum(t schema.Type) *schema.Enum {
	for _, e := range s.db.Enums {
		if e.Schema == t.Schema && e.Name == t.Name {
			return e
		}
	}
	return nil
}

// rename settles a probable rename, and reports whether the column is the same.
func (c *columnUnit) rename() bool {
	x := c.of(diff.Name)
	if !strings.Contains(x.Reason, diff.ReasonConfirmed) {
		c.w.refuse(c.unit, "it may be "+c.dt.Ref().Path()+"."+x.Declared+" under its old name, or another column",
			"renames: "+c.dt.Name+"."+x.Declared+": "+x.Live+" in synapcheck.yaml confirms it", c.take()...)
		return false
	}
	c.take(diff.Name)
	a := c.w.alter(c.unit, []*diff.Difference{x}, Step{
		What:    "rename " + c.ref.String() + " to " + x.Declared,
		SQL:     []string{alterTable(c.lt) + " RENAME COLUMN " + c.name + " TO " + ident(x.Declared) + ";"},
		Locks:   c.w.tree(AccessExclusive, c.lt),
		Hazards: []Hazard{BreaksClients, BlocksAllBrief},
	})
	a.removes = []schema.Ref{c.ref}
	a.provides = []schema.Ref{c.dt.Child(schema.KindColumn, x.Declared)}
	// Everything else is done to the column as it is called then.
	c.name = ident(x.Declared)
	c.alter = alterOnly(c.lt) + " ALTER COLUMN " + c.name
	c.ref = c.dt.Child(schema.KindColumn, x.Declared)
	return true
}

// ofView settles what may be said of a view's column.
func (c *columnUnit) ofView() {
	word := ddl.TableWord(c.lt)
	alter := "ALTER " + word + " " + tableName(c.lt) + " ALTER COLUMN " + c.name
	if x := c.take(diff.Default); x != nil {
		c.w.alter(c.unit, x, Step{What: act("default of", c.ref), SQL: []string{setDefault(alter, c.d.Default.Or(""))}, Locks: c.lock()})
	}
	c.kept(alter)
	c.about()
	if len(c.open()) > 0 {
		c.w.rebuild(c.lt.Ref(), c.w.units[c.lt.Ref()], nil)
		c.take()
	}
}

func setDefault(alter, expr string) string {
	if expr == "" {
		return alter + " DROP DEFAULT;"
	}
	return alter + " SET DEFAULT " + ddl.Expr(expr) + ";"
}

// alterations settles what differs in a column that both sides have.
func (c *columnUnit) alterations() {
	if c.of(diff.Generated) != nil && c.generated() {
		c.about()
		return
	}
	if c.of(diff.Type) != nil || c.of(diff.UnknownType) != nil || c.of(diff.Collation) != nil {
		c.retype()
	}
	var null *action
	if x := c.take(diff.NotNull); x != nil {
		null = c.nullability(x)
	}
	if c.of(diff.Identity) != nil {
		a := c.identity()
		if a != nil && null != nil && c.d.NotNull.Or(false) {
			a.after = append(a.after, null)
		} else if a != nil && null != nil {
			null.after = append(null.after, a)
		}
	}
	if x := c.take(diff.Default); x != nil {
		a := c.w.alter(c.unit, x, Step{
			What: act("default of", c.ref), SQL: []string{setDefault(c.alter, c.d.Default.Or(""))}, Locks: c.lock(),
		})
		c.needs(a)
		c.left(a)
	}
	c.sequencing()
	c.nullName()
	c.kept(c.alter)
	if x := c.take(diff.Inherited); x != nil {
		c.inheritance(x)
	}
	c.about()
}

// kept settles how a column's values are kept and planned for.
func (c *columnUnit) kept(alter string) {
	var d schema.Rare
	if c.d.Rare != nil {
		d = *c.d.Rare
	}
	var l schema.Rare
	if c.l.Rare != nil {
		l = *c.l.Rare
	}
	if x := c.take(diff.Storage); x != nil {
		word := d.Storage
		if word == "" {
			word = c.usualStorage()
		}
		if word == "" {
			c.w.refuse(c.unit, "the usual storage of its type is not known", "", x...)
		} else {
			c.w.alter(c.unit, x, Step{What: act("storage of", c.ref), SQL: []string{alter + " SET STORAGE " + strings.ToUpper(word) + ";"}, Locks: c.lock()})
		}
	}
	if x := c.take(diff.Compression); x != nil {
		word := d.Compression
		if word == "" {
			word = "default"
		}
		c.w.alter(c.unit, x, Step{What: act("compression of", c.ref), SQL: []string{alter + " SET COMPRESSION " + word + ";"}, Locks: c.lock()})
	}
	if x := c.take(diff.Statistics); x != nil {
		target := -1
		if d.Statistics != nil {
			target = *d.Statistics
		}
		c.w.alter(c.unit, x, Step{What: act("statistics of", c.ref), SQL: []string{alter + " SET STATISTICS " + strconv.Itoa(target) + ";"}, Locks: lock(ShareUpdateExclusive, c.lt.Ref())})
	}
	if x := c.take(diff.ColumnOptions); x != nil {
		c.w.alter(c.unit, x, Step{What: act("options of", c.ref), SQL: setOptions(alter, l.Options, d.Options), Locks: lock(ShareUpdateExclusive, c.lt.Ref())})
	}
	if x := c.take(diff.ForeignOptions); x != nil {
		c.w.alter(c.unit, x, Step{What: act("options of", c.ref), Locks: c.lock(), SQL: []string{
			"ALTER FOREIGN TABLE " + tableName(c.lt) + " ALTER COLUMN " + c.name + " OPTIONS (" + optionChanges(l.ForeignOptions, d.ForeignOptions) + ");",
		}})
	}
}

// usualStorage is how PostgreSQL keeps values of the column's type of itself.
func (c *columnUnit) usualStorage() string {
	if c.w.server >= 16 {
		return "default"
	}
	t := c.d.Type.Or(schema.Type{})
	if t.Array {
		return "extended"
	}
	switch t.Name {
	case "text", "varchar", "bpchar", "json", "jsonb", "bytea", "xml", "tsvector", "path", "polygon", "bit", "varbit":
		return "extended"
	case "numeric", "inet", "cidr":
		return "main"
	case "int2", "int4", "int8", "float4", "float8", "bool", "date", "time", "timetz", "timestamp", "timestamptz", "interval", "uuid", "oid", "name":
		return "plain"
	}
	return ""
}

// inheritance makes a column the table's own, though its parents have it too.
func (c *columnUnit) inheritance(settles []*diff.Difference) {
	if inherited := c.d.Rare != nil && c.d.Rare.Inherited; inherited || isPartition(c.lt) {
		c.w.refuse(c.unit, "a column that a table has of its own cannot become one that only its parents declare", "only a new table has it so; nothing but the dropping of the parents' column sees it", settles...)
		return
	}
	var sql []string
	locks := c.lock()
	for _, r := range c.lt.Inherits {
		sql = append(sql, alterTable(c.lt)+" NO INHERIT "+ddl.Dotted(r.Schema, r.Name)+";")
		locks = append(locks, lock(ShareUpdateExclusive, r)...)
	}
	for _, r := range c.lt.Inherits {
		sql = append(sql, alterTable(c.lt)+" INHERIT "+ddl.Dotted(r.Schema, r.Name)+";")
	}
	if slices.ContainsFunc(c.lt.Columns, func(o *schema.Column) bool {
		do := c.dt.Column(o.Name)
		return o.Rare != nil && o.Rare.Inherited && (do == nil || do.Rare != nil && do.Rare.Inherited)
	}) {
		c.w.refuse(c.unit, "it cannot become the table's own without the other inherited columns becoming so too", "", settles...)
		return
	}
	c.w.alter(c.unit, settles, Step{What: act("make its table's own", c.ref), SQL: sql, Locks: locks, own: true})
}

// about settles comments, rights and labels.
func (c *columnUnit) about() {
	name := tableName(c.lt) + "." + c.name
	s := spoken{
		word: "COLUMN", name: name, on: "TABLE " + tableName(c.lt), column: " (" + c.name + ")",
		live:     schema.About{Comment: c.l.Comment, Owner: c.lt.Owner},
		declared: schema.About{Comment: c.d.Comment, Owner: c.dt.Owner},
		locks:    lock(ShareUpdateExclusive, c.lt.Ref()),
	}
	if c.l.Rare != nil {
		s.live.Grants, s.live.Labels = schema.Is(c.l.Rare.Grants), c.l.Rare.Labels
	}
	if c.d.Rare != nil {
		s.declared.Grants, s.declared.Labels = schema.Is(c.d.Rare.Grants), c.d.Rare.Labels
	}
	c.w.about(c.unit, s)
}
