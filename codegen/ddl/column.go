package ddl

import (
	"strconv"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// columnType is the type with what belongs to it.
func (p *plan) columnType(t *schema.Table, c *schema.Column) string {
	var wrapper string
	if c.Rare != nil && foreign(t) {
		wrapper = prefixed("OPTIONS", foreignOptions(c.Rare.ForeignOptions))
	}
	return words(typeOr(c.Type), prefixed("COLLATE", c.Collation.Or("")), wrapper)
}

// columnConstraints is what CREATE TABLE says of a column after its type. Late
// leaves out the default.
func (p *plan) columnConstraints(t *schema.Table, c *schema.Column, late bool) string {
	var value string
	g := c.Generated.Or(schema.Generated{})
	identity := c.Identity.Or(schema.IdentityNone)
	switch {
	case g.Expr != "":
		value = "GENERATED ALWAYS AS (" + respell(g.Expr) + ") " + map[bool]string{true: "VIRTUAL", false: "STORED"}[g.Virtual]
	// Since PostgreSQL 17 a partition shares the identity of its parent.
	case identity != schema.IdentityNone && !(isPartition(t) && p.d.Server >= 170000):
		value = "GENERATED " + strings.ToUpper(string(identity)) + " AS IDENTITY" + identityOptions(c.Rare)
	case !late && c.Default.Or("") != "":
		value = "DEFAULT " + respell(c.Default.Or(""))
	}
	return words(value, p.notNull(t, c))
}

// inheritedNotNull is a constraint that a table adds to its parents' column.
func inheritedNotNull(c *schema.Column) string {
	if c.Rare == nil || c.Rare.NotNull == nil || c.Rare.NotNull.Inherited || c.Rare.NotNull.NotValid {
		return ""
	}
	n := c.Rare.NotNull
	return words(constraint(n.Name), "NOT NULL", ident(c.Name), when(n.NoInherit, "NO INHERIT"))
}

func identityOptions(r *schema.Rare) string {
	if r == nil || r.Sequence == nil {
		return ""
	}
	s := r.Sequence
	text := words(when(s.Name != "", "SEQUENCE NAME "+dotted(s.Schema, s.Name)), sequenceOptions(s))
	if text == "" {
		return ""
	}
	return " (" + text + ")"
}

// columnRest are the properties of a column that only ALTER can give.
func (p *plan) columnRest(t *schema.Table, c *schema.Column, late bool) []string {
	alter := "ALTER TABLE ONLY " + tableName(t) + " ALTER COLUMN " + ident(c.Name)
	var out []string
	if c.Rare == nil {
		return nil
	}
	if c.Rare.Inherited && !isPartition(t) {
		out = append(out, p.overridden(t, c, alter)...)
	}
	if n := c.Rare.NotNull; n != nil && !n.NotValid {
		name := p.notNullName(t, c)
		out = append(out, constraintComment(t, name, schema.Is(n.Comment))...)
	}
	if c.Rare.Storage != "" {
		out = append(out, alter+" SET STORAGE "+strings.ToUpper(c.Rare.Storage)+";")
	}
	if c.Rare.Compression != "" {
		out = append(out, alter+" SET COMPRESSION "+c.Rare.Compression+";")
	}
	if c.Rare.Statistics != nil {
		out = append(out, alter+" SET STATISTICS "+strconv.Itoa(*c.Rare.Statistics)+";")
	}
	if c.Rare.Options != "" {
		out = append(out, alter+" SET "+options(c.Rare.Options)+";")
	}
	if s := c.Rare.Sequence; s != nil && s.Name != "" {
		if !s.Unlogged.Silent() && s.Unlogged.Or(false) != t.Unlogged.Or(false) {
			out = append(out, "ALTER SEQUENCE "+dotted(s.Schema, s.Name)+" SET "+map[bool]string{true: "UNLOGGED", false: "LOGGED"}[s.Unlogged.Or(false)]+";")
		}
		// Its owner is the table's.
		out = append(out, p.about("SEQUENCE", dotted(s.Schema, s.Name), schema.About{Comment: s.Comment, Labels: s.Labels})...)
	}
	return out
}

// overridden is what a table says otherwise of a column than the parent that it
// has it from.
func (p *plan) overridden(t *schema.Table, c *schema.Column, alter string) []string {
	var of *schema.Column
	notNull := false
	for _, r := range t.Inherits {
		parent := p.tables[schema.Ref{Schema: r.Schema, Name: r.Name}]
		if parent == nil {
			continue
		}
		if pc := parent.Column(c.Name); pc != nil {
			if of == nil {
				of = pc
			}
			notNull = notNull || pc.NotNull.Or(false)
		}
	}
	if of == nil {
		return nil
	}
	var out []string
	if c.Generated.Or(schema.Generated{}).Expr == "" && c.Default.Or("") != of.Default.Or("") {
		if c.Default.Or("") == "" {
			out = append(out, alter+" DROP DEFAULT;")
		} else {
			out = append(out, alter+" SET DEFAULT "+respell(c.Default.Or(""))+";")
		}
	}
	if c.NotNull.Or(false) && !notNull && (c.Rare == nil || c.Rare.NotNull == nil) {
		out = append(out, alter+" SET NOT NULL;")
	}
	if !c.NotNull.Or(true) && notNull {
		out = append(out, alter+" DROP NOT NULL;")
	}
	return out
}

// columnAbout are comments and labels of columns.
func columnAbout(t *schema.Table) []string {
	var out []string
	for _, c := range t.Columns {
		name := tableName(t) + "." + ident(c.Name)
		if text := c.Comment.Or(""); text != "" {
			out = append(out, commentOn("COLUMN", name, text))
		}
		if c.Rare != nil {
			out = append(out, labels("COLUMN", name, c.Rare.Labels)...)
		}
	}
	return out
}

func (p *plan) columnGrants(t *schema.Table, name string) {
	var out []string
	for _, c := range t.Columns {
		if c.Rare == nil {
			continue
		}
		if len(c.Rare.Grants) > 0 {
			out = append(out, grantStatements(" ("+ident(c.Name)+")", "TABLE "+name, t.Owner.Or(""), c.Rare.Grants, false)...)
		}
		if s := c.Rare.Sequence; s != nil && s.Name != "" {
			about := s.About
			if about.Owner.Silent() {
				about.Owner = t.Owner
			}
			p.grants(s.Ref(), "SEQUENCE", dotted(s.Schema, s.Name), about, false)
		}
	}
	if len(out) > 0 {
		p.add(t.Ref(), rankGrants, nil, func() []string { return out })
	}
}
