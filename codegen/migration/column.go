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

// add adds the column.
func (c *columnUnit) add() {
	settles := c.take()
	if inheritedHere(c.dt, c.d) && c.sameAbove(diff.Absent) {
		return // comes with the parents'
	}
	def := c.w.declared.w.Column(c.dt, c.d)
	s := Step{
		Ref: c.ref, What: act("add", c.ref), SQL: []string{alterTable(c.lt) + " ADD COLUMN " + def + ";"}, Locks: c.w.tree(AccessExclusive, c.lt), Settles: settles,
	}
	if ddl.Foreign(c.lt) {
		s.SQL[0] = "ALTER FOREIGN TABLE " + tableName(c.lt) + " ADD COLUMN " + def + ";"
	}
	if c.lt.Kind == schema.KindView || c.lt.Kind == schema.KindMaterializedView {
		c.w.rebuild(c.lt.Ref(), c.w.units[c.lt.Ref()], nil)
		return
	}
	if why := c.filled(); why != "" {
		s.Cost, s.own = Rewrites, true
		s.Hazards = append(s.Hazards, RewritesTable, c.w.long(c.lt, BlocksAllLong, BlocksAllBrief))
	} else {
		s.Hazards = append(s.Hazards, BlocksAllBrief)
	}
	if dom := c.w.declared.domain(c.d.Type.Or(schema.Type{})); (c.d.NotNull.Or(false) || dom != nil && dom.NotNull.Or(false)) && !c.hasValue() {
		s.Hazards = append(s.Hazards, MayFailOnData)
		s.Checks = append(s.Checks, Check{What: "rows of " + c.lt.Ref().Path() + ", which would have no value for " + c.ref.Name, Query: "SELECT count(*) FROM " + tableName(c.lt)})
	}
	s.SQL = append(s.SQL, c.w.declared.w.ColumnRest(c.dt, c.d)...)
	if c.d.Rare != nil && len(c.d.Rare.Grants) > 0 {
		s.SQL = append(s.SQL, ddl.Grants(" ("+c.name+")", "TABLE "+tableName(c.lt), c.dt.Owner.Or(""), c.d.Rare.Grants, false)...)
	}
	if c.w.forbids(c.unit, &s, false) {
		return
	}
	a := &action{verb: creates, ref: c.ref, steps: []Step{s}, provides: []schema.Ref{c.ref}}
	for _, h := range c.w.live.heirs(c.lt) {
		a.provides = append(a.provides, h.Child(schema.KindColumn, c.ref.Name))
	}
	a.uses = append(a.uses, node(c.lt.Ref()))
	a.used = append(a.used, node(c.lt.Ref()))
	c.needs(a)
	c.w.add(a)
}

// needs has the action wait for the functions, types and sequences that the
// declared column mentions, and the columns that it is computed of.
func (c *columnUnit) needs(a *action) {
	for _, n := range named(c.dt, c.d.Generated.Or(schema.Generated{}).Expr) {
		a.uses = append(a.uses, c.dt.Child(schema.KindColumn, n))
	}
	for _, n := range c.w.declared.needs[node(c.dt.Ref())] {
		if !n.Kind.Relation() || n.Kind == schema.KindTable {
			a.uses = append(a.uses, n)
		}
	}
	t := c.d.Type.Or(schema.Type{})
	a.uses = append(a.uses, schema.Ref{Kind: schema.KindBaseType, Schema: t.Schema, Name: t.Name})
	for _, s := range c.w.declared.db.Sequences {
		if mentions(c.d.Default.Or(""), ident(s.Name)) {
			a.uses = append(a.uses, s.Ref())
			for i := range a.steps { // it is looked up in the default
				a.steps[i].Locks = locked(a.steps[i].Locks, Lock{Relation: bare(s.Ref()), Mode: RowExclusive})
			}
		}
	}
}

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

// hasValue reports that rows which are there get a value.
func (c *columnUnit) hasValue() bool {
	if dom := c.w.declared.domain(c.d.Type.Or(schema.Type{})); dom != nil && dom.Default.Or("") != "" {
		return true
	}
	return c.d.Default.Or("") != "" || c.d.Identity.Or("") != "" || c.d.Generated.Or(schema.Generated{}).Expr != ""
}

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

// filled says why adding the column writes every row; empty if it does not.
func (c *columnUnit) filled() string {
	g := c.d.Generated.Or(schema.Generated{})
	dom := c.w.declared.domain(c.d.Type.Or(schema.Type{}))
	switch {
	case g.Expr != "" && !g.Virtual:
		return "its values are computed"
	case g.Expr != "":
		return ""
	case c.d.Identity.Or("") != "":
		return "its values are counted"
	case dom != nil && (len(dom.Checks) > 0 || dom.NotNull.Or(false)):
		return "its domain has constraints"
	case volatile(c.d.Default.Or("")):
		return "its default is another for each row"
	}
	return ""
}

// volatile reports that an expression may have another value for each row: it
// calls a function of which nobody knows that it does not.
func volatile(expr string) bool {
	text := withoutLiterals(expr)
	for i := 0; i < len(text); i++ {
		if text[i] != '(' || i == 0 || !wordByte(text[i-1]) && text[i-1] != '"' {
			continue
		}
		j := i
		for j > 0 && (wordByte(text[j-1]) || text[j-1] == '.' || text[j-1] == '"') {
			j--
		}
		if !steady[strings.TrimPrefix(strings.ToLower(text[j:i]), "pg_catalog.")] {
			return true
		}
	}
	return false
}

// steady are functions and types with arguments whose value is the same in one
// statement.
var steady = map[string]bool{
	"now": true, "transaction_timestamp": true, "statement_timestamp": true, "current_setting": true, "timezone": true,
	"lower": true, "upper": true, "length": true, "date_trunc": true, "to_char": true, "varchar": true, "character": true,
	"varying": true, "numeric": true, "timestamp": true, "time": true, "bit": true, "interval": true, "char": true, "decimal": true,
	"make_interval": true, "jsonb_build_object": true, "jsonb_build_array": true, "json_build_object": true, "to_jsonb": true,
	"current_user": true, "current_schema": true, "make_date": true, "abs": true, "round": true, "coalesce": true, "concat": true,
	"array": true, "row": true, "date_part": true, "extract": true, "to_timestamp": true, "md5": true, "bpchar": true,
}

// withoutLiterals leaves out what stands in quotes.
func withoutLiterals(expr string) string {
	var b strings.Builder
	for i := 0; i < len(expr); i++ {
		if expr[i] == '\'' {
			for i++; i < len(expr); i++ {
				if expr[i] == '\'' {
					if i+1 < len(expr) && expr[i+1] == '\'' {
						i++
						continue
					}
					break
				}
			}
			continue
		}
		b.WriteByte(expr[i])
	}
	return b.String()
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
