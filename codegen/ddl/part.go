package ddl

import "github.com/synapscale/synapcheck/inspect/schema"

// A Part is what the script does for one object, or a part of it that waits for
// others.
type Part struct {
	Ref        schema.Ref
	Statements []string
	// Needs are the objects that the part comes after.
	Needs []schema.Ref
	// Rights is true of a part that does nothing but grant rights.
	Rights bool
}

// Parts are the parts of the script in its order. What a whole database is built
// of builds any object of it, as a change to another database needs it.
func Parts(d *schema.Database, opts Options) []Part {
	var parts []Part
	for _, it := range newPlan(d, opts).order() {
		statements := it.write()
		if len(statements) == 0 {
			continue
		}
		p := Part{Ref: it.ref, Statements: statements, Rights: it.rank == rankGrants}
		for _, o := range it.after {
			p.Needs = append(p.Needs, o.ref)
		}
		parts = append(parts, p)
	}
	return parts
}

// Session are the statements that make a script mean the same to every server
// and role.
func Session() []string {
	out := make([]string, len(preamble))
	for i, s := range preamble {
		out[i] = s + ";"
	}
	return out
}

// A Writer writes statements about single objects of one description.
type Writer struct{ p *plan }

// NewWriter makes a writer for the description's objects.
func NewWriter(d *schema.Database, opts Options) *Writer { return &Writer{newPlan(d, opts)} }

// Column is the column as CREATE TABLE and ADD COLUMN have it.
func (w *Writer) Column(t *schema.Table, c *schema.Column) string {
	return words(ident(c.Name), w.p.columnType(t, c), w.p.columnConstraints(t, c, false))
}

// Type is the column's type with what belongs to it.
func (w *Writer) Type(t *schema.Table, c *schema.Column) string { return w.p.columnType(t, c) }

// ColumnRest are the statements about a column that only ALTER and COMMENT have.
func (w *Writer) ColumnRest(t *schema.Table, c *schema.Column) []string {
	one := *t
	one.Columns = []*schema.Column{c}
	return append(w.p.columnRest(t, c, false), columnAbout(&one)...)
}

// NotNullName is the name of the constraint behind the column's NOT NULL.
func (w *Writer) NotNullName(t *schema.Table, c *schema.Column) string { return w.p.notNullName(t, c) }

// Identity is what follows GENERATED … AS IDENTITY.
func Identity(c *schema.Column) string { return identityOptions(c.Rare) }

// Index are the statements that make an index.
func (w *Writer) Index(t *schema.Table, x *schema.Index) []string {
	one := &plan{d: w.p.d, opts: w.p.opts, byRef: map[schema.Ref]*item{}}
	single := *x
	single.PartOf = nil
	one.index(t, &single)
	return one.items[0].write()
}

// Key are the statements that add a primary key or unique constraint, or an
// exclusion or a foreign key.
func (w *Writer) constraint(t *schema.Table, add func(*plan)) []string {
	one := &plan{
		d: w.p.d, opts: w.p.opts, byRef: map[schema.Ref]*item{}, tables: w.p.tables,
		precede: map[schema.Ref][]schema.Ref{},
	}
	add(one)
	var out []string
	for _, it := range one.items {
		out = append(out, it.write()...)
	}
	return out
}

// PrimaryKey are the statements that add the key.
func (w *Writer) PrimaryKey(t *schema.Table, k *schema.PrimaryKey) []string {
	return w.constraint(t, func(p *plan) {
		p.constraints(&schema.Table{Kind: t.Kind, Schema: t.Schema, Name: t.Name, PartitionBy: t.PartitionBy, PrimaryKey: k})
	})
}

// Unique are the statements that add the constraint.
func (w *Writer) Unique(t *schema.Table, k *schema.Unique) []string {
	return w.constraint(t, func(p *plan) {
		p.constraints(&schema.Table{Kind: t.Kind, Schema: t.Schema, Name: t.Name, PartitionBy: t.PartitionBy, Uniques: []*schema.Unique{k}})
	})
}

// Exclusion are the statements that add the constraint.
func (w *Writer) Exclusion(t *schema.Table, x *schema.Exclusion) []string {
	return w.constraint(t, func(p *plan) {
		p.constraints(&schema.Table{Kind: t.Kind, Schema: t.Schema, Name: t.Name, PartitionBy: t.PartitionBy, Exclusions: []*schema.Exclusion{x}})
	})
}

// ForeignKey are the statements that add the constraint.
func (w *Writer) ForeignKey(t *schema.Table, k *schema.ForeignKey) []string {
	return w.constraint(t, func(p *plan) {
		p.constraints(&schema.Table{Kind: t.Kind, Schema: t.Schema, Name: t.Name, PartitionBy: t.PartitionBy, ForeignKeys: []*schema.ForeignKey{k}})
	})
}

// Check are the statements that add the constraint.
func (w *Writer) Check(t *schema.Table, c *schema.Check) []string {
	return append([]string{addCheck(t, c)}, constraintComment(t, c.Name, c.Comment)...)
}

// CheckClause is the constraint as ADD has it, but for NOT VALID.
func CheckClause(c *schema.Check) string { return checkClause(c) }

// Create are the statements that make an object, without its rights.
func (w *Writer) Create(ref schema.Ref) []string {
	if it := w.p.find(ref); it != nil {
		return it.write()
	}
	return nil
}

// Name is an object's name as ALTER, DROP and COMMENT ON have it, after the word
// for its kind.
func Name(o *schema.Object) (word, name string) {
	w := writers[o.Kind]
	if w.name != nil {
		return w.word, w.name(o)
	}
	return w.word, dotted(o.Schema, o.Name)
}

// GrantName is the object as GRANT calls it; empty for a kind without rights. Of
// an open kind everybody has rights until they are revoked.
func GrantName(o *schema.Object) (on string, open bool) {
	w := writers[o.Kind]
	if w.grant == "" {
		return "", false
	}
	_, name := Name(o)
	return w.grant + " " + grantName(o, name), w.open
}

// Grants are the statements that give the rights of the list.
func Grants(column, on, owner string, list []schema.Grant, open bool) []string {
	return grantStatements(column, on, owner, list, open)
}

// Grantee is the role as GRANT has it.
func Grantee(name string) string { return grantee(name) }

// TableWord is the kind of relation in SQL's words.
func TableWord(t *schema.Table) string { return tableWord(t) }

// Foreign reports that the table is a foreign one.
func Foreign(t *schema.Table) bool { return foreign(t) }

// Dotted is a qualified name.
func Dotted(parts ...string) string { return dotted(parts...) }

// Ident quotes a name where SQL needs it.
func Ident(name string) string { return ident(name) }

// Idents are quoted names with commas between them.
func Idents(names []string) string { return idents(names) }

// Literal is a string constant.
func Literal(text string) string { return literal(text) }

// Dollar quotes a body of code.
func Dollar(body string) string { return dollar(body) }

// CommentLine is a comment of one line, whatever the text is.
func CommentLine(text string) string { return comment(text) }

// CommentOn sets a comment, or takes it away if there is no text.
func CommentOn(word, name, text string) string {
	if text == "" {
		return "COMMENT ON " + word + " " + name + " IS NULL;"
	}
	return commentOn(word, name, text)
}

// TypeName is a type as SQL names it under an empty search path.
func TypeName(t schema.Type) string { return typeName(t) }

// Expr makes an expression that PostgreSQL spelt mean to it what it was.
func Expr(e string) string { return respell(e) }

// OptionList parts a described list of options at its commas.
func OptionList(described string) []string { return splitOptions(described) }

// OptionClause writes a described list of options in parentheses.
func OptionClause(described string) string { return options(described) }

// ForeignOptionClause writes a described list of a wrapper's options.
func ForeignOptionClause(described string) string { return foreignOptions(described) }

// SequenceOptions are the options of a sequence that are not as PostgreSQL makes
// them of itself.
func SequenceOptions(s *schema.Sequence) string { return sequenceOptions(s) }

// Key is a reference as others may spell it: relations are known by name.
func Key(r schema.Ref) schema.Ref { return key(r) }

// Switch is the word of ALTER for when a trigger or rule acts; empty for the
// usual.
func Switch(enabled string) string { return switches[enabled] }

// DropUserMapping drops a user mapping, which has no name of its own.
func DropUserMapping(o *schema.Object) string { return "DROP USER MAPPING " + userMapping(o) + ";" }

// SettingName is the name of a parameter as SET has it.
func SettingName(name string) string { return settingName(name) }

// Setting is a parameter and its value as SET has them.
func Setting(name, value string) string {
	if value == "''" || quotedLists[name] && value == "" {
		return settingName(name) + " TO ''"
	}
	return settingName(name) + " TO " + settingValue(name, value)
}
