package snapshot

import "github.com/synapscale/synapcheck/inspect/schema"

// head is what is said of a table as a whole.
func (f *fields) head(t *schema.Table) {
	needed(f, "kind", &t.Kind)
	text(f, "schema", &t.Schema)
	f.name("name", &t.Name, true)
	f.about(&t.About)
	f.ref("partitionOf", &t.PartitionOf)
	f.text1("bound", &t.Bound)
	f.text1("partitionBy", &t.PartitionBy)
	inline(f, "inherits", &t.Inherits, false, ref)
	claim(f, "ofType", &t.OfType, &f.values.typ)
	f.flag1("unlogged", &t.Unlogged)
	f.text1("accessMethod", &t.AccessMethod)
	f.text1("tablespace", &t.Tablespace)
	f.text1("options", &t.Options)
	f.text1("replicaIdentity", &t.ReplicaIdentity)
	f.flag1("rowSecurity", &t.RowSecurity)
	f.flag1("forceRowSecurity", &t.ForceRowSecurity)
	f.text1("query", &t.Query)
	f.flag1("populated", &t.Populated)
	f.text1("server", &t.Server)
	f.text1("foreignOptions", &t.ForeignOptions)
	if f.field("binding", !t.Binding.IsZero()) {
		binding(f, &t.Binding)
		f.done()
	}
	inline(f, "flaws", &t.Flaws, false, flaw)
	f.origin("origin", &t.Origin)
}

func flaw(f *fields, x *schema.Flaw) {
	f.open()
	needed(f, "kind", &x.Kind)
	text(f, "column", &x.Column)
	needed(f, "subject", &x.Subject)
	needed(f, "reason", &x.Reason)
	text(f, "hint", &x.Hint)
	f.origin("origin", &x.Origin)
	f.closes()
}

func binding(f *fields, b *schema.Binding) {
	f.open()
	text(f, "how", &b.How)
	f.flag("certain", &b.Certain)
	text(f, "otherName", &b.OtherName)
	f.flag("unmentioned", &b.Unmentioned)
	text(f, "dialect", &b.Dialect)
	f.flag("writes", &b.Writes)
	f.flag("partial", &b.Partial)
	text(f, "generator", &b.Generator)
	f.closes()
}

func column(f *fields, c *schema.Column) {
	f.open()
	needed(f, "name", &c.Name)
	claim(f, "type", &c.Type, &f.values.typ)
	part(f, "host", &c.Host, host)
	f.flag1("notNull", &c.NotNull)
	f.text1("default", &c.Default)
	claim(f, "identity", &c.Identity, &f.values.identity)
	claim(f, "generated", &c.Generated, &f.values.generated)
	f.text1("collation", &c.Collation)
	f.text1("comment", &c.Comment)
	part(f, "rare", &c.Rare, rare)
	f.flag("optional", &c.Optional)
	f.origin("computed", &c.Computed)
	text(f, "access", &c.Access)
	f.origin("origin", &c.Origin)
	f.closes()
}

func host(f *fields, h *schema.Host) {
	f.open()
	needed(f, "language", &h.Language)
	text(f, "type", &h.Type)
	needed(f, "spelled", &h.Spelled)
	text(f, "wrapper", &h.Wrapper)
	f.flag("scans", &h.Scans)
	text(f, "null", &h.Null)
	text(f, "reader", &h.Reader)
	text(f, "driver", &h.Driver)
	text(f, "basis", &h.Basis)
	texts(f, "labels", &h.Labels, false)
	f.closes()
}

func rare(f *fields, x *schema.Rare) {
	f.open()
	text(f, "storage", &x.Storage)
	text(f, "compression", &x.Compression)
	part(f, "statistics", &x.Statistics, number[int])
	text(f, "options", &x.Options)
	text(f, "foreignOptions", &x.ForeignOptions)
	f.flag("inherited", &x.Inherited)
	part(f, "sequence", &x.Sequence, func(f *fields, s *schema.Sequence) {
		f.open()
		sequence(f, s)
		f.closes()
	})
	part(f, "notNull", &x.NotNull, notNull)
	inline(f, "grants", &x.Grants, false, grant)
	inline(f, "securityLabels", &x.Labels, false, label)
	f.closes()
}

func notNull(f *fields, n *schema.NotNull) {
	f.open()
	text(f, "name", &n.Name)
	f.flag("noInherit", &n.NoInherit)
	f.flag("notValid", &n.NotValid)
	f.flag("inherited", &n.Inherited)
	text(f, "comment", &n.Comment)
	f.closes()
}

func primaryKey(f *fields, k *schema.PrimaryKey) {
	f.open()
	f.name("name", &k.Name, false)
	texts(f, "columns", &k.Columns, true)
	texts(f, "include", &k.Include, false)
	claim(f, "deferrable", &k.Deferrable, &f.values.deferrable)
	f.flag("withoutOverlaps", &k.WithoutOverlaps)
	f.kept(&k.Options, &k.Tablespace, &k.Clustered, &k.PartOf)
	f.text1("comment", &k.Comment)
	f.text1("indexComment", &k.IndexComment)
	f.origin("origin", &k.Origin)
	f.closes()
}

// kept is where and how an index is kept.
func (f *fields) kept(options, tablespace *schema.Claim[string], clustered *schema.Claim[bool], partOf **schema.Ref) {
	f.text1("options", options)
	f.text1("tablespace", tablespace)
	f.flag1("clustered", clustered)
	part(f, "partOf", partOf, ref)
}

func unique(f *fields, k *schema.Unique) {
	f.open()
	f.name("name", &k.Name, false)
	texts(f, "columns", &k.Columns, true)
	texts(f, "include", &k.Include, false)
	f.flag1("nullsNotDistinct", &k.NullsNotDistinct)
	claim(f, "deferrable", &k.Deferrable, &f.values.deferrable)
	f.flag("withoutOverlaps", &k.WithoutOverlaps)
	f.kept(&k.Options, &k.Tablespace, &k.Clustered, &k.PartOf)
	f.text1("comment", &k.Comment)
	f.text1("indexComment", &k.IndexComment)
	f.origin("origin", &k.Origin)
	f.closes()
}

func foreignKey(f *fields, k *schema.ForeignKey) {
	f.open()
	f.name("name", &k.Name, false)
	texts(f, "columns", &k.Columns, true)
	text(f, "refSchema", &k.RefSchema)
	needed(f, "refTable", &k.RefTable)
	texts(f, "refColumns", &k.RefColumns, false)
	claim(f, "onUpdate", &k.OnUpdate, &f.values.action)
	claim(f, "onDelete", &k.OnDelete, &f.values.action)
	texts(f, "setColumns", &k.SetColumns, false)
	f.text1("match", &k.Match)
	claim(f, "deferrable", &k.Deferrable, &f.values.deferrable)
	f.flag1("validated", &k.Validated)
	f.flag1("enforced", &k.Enforced)
	f.flag("period", &k.Period)
	part(f, "partOf", &k.PartOf, ref)
	f.text1("comment", &k.Comment)
	f.origin("origin", &k.Origin)
	f.closes()
}

func check(f *fields, c *schema.Check) {
	f.open()
	f.name("name", &c.Name, false)
	needed(f, "expr", &c.Expr)
	f.flag1("noInherit", &c.NoInherit)
	f.flag1("validated", &c.Validated)
	f.flag1("enforced", &c.Enforced)
	f.flag("inherited", &c.Inherited)
	f.text1("comment", &c.Comment)
	f.origin("origin", &c.Origin)
	f.closes()
}

func exclusion(f *fields, x *schema.Exclusion) {
	f.open()
	f.name("name", &x.Name, false)
	needed(f, "definition", &x.Definition)
	f.kept(&x.Options, &x.Tablespace, &x.Clustered, &x.PartOf)
	f.text1("comment", &x.Comment)
	f.text1("indexComment", &x.IndexComment)
	f.origin("origin", &x.Origin)
	f.closes()
}

func index(f *fields, x *schema.Index) {
	f.open()
	f.name("name", &x.Name, false)
	f.text1("method", &x.Method)
	f.flag1("unique", &x.Unique)
	f.flag1("nullsNotDistinct", &x.NullsNotDistinct)
	inline(f, "keys", &x.Keys, true, indexKey)
	texts(f, "include", &x.Include, false)
	f.text1("where", &x.Where)
	f.text1("options", &x.Options)
	f.flag1("valid", &x.Valid)
	f.text1("tablespace", &x.Tablespace)
	f.flag1("clustered", &x.Clustered)
	part(f, "partOf", &x.PartOf, ref)
	f.text1("statistics", &x.Statistics)
	f.text1("comment", &x.Comment)
	f.origin("origin", &x.Origin)
	f.closes()
}

func indexKey(f *fields, k *schema.IndexKey) {
	f.open()
	text(f, "column", &k.Column)
	text(f, "expr", &k.Expr)
	f.text1("opclass", &k.Opclass)
	f.text1("collation", &k.Collation)
	f.flag1("desc", &k.Desc)
	f.flag1("nullsFirst", &k.NullsFirst)
	f.closes()
}

var (
	onePrimaryKey = named(func(f *fields) *like[schema.PrimaryKey] { return &f.keys }, func(k *schema.PrimaryKey) *string { return &k.Name }, primaryKey)
	oneUnique     = named(func(f *fields) *like[schema.Unique] { return &f.uniques }, func(k *schema.Unique) *string { return &k.Name }, unique)
	oneCheck      = named(func(f *fields) *like[schema.Check] { return &f.checks }, func(c *schema.Check) *string { return &c.Name }, check)
	oneIndex      = named(func(f *fields) *like[schema.Index] { return &f.indexes }, func(x *schema.Index) *string { return &x.Name }, index)
)
