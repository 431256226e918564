package schema

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

func (p *printer) table(t *Table) {
	var parent string
	if t.PartitionOf.Name != "" {
		parent = "of " + t.PartitionOf.Path()
	}
	p.line(0, string(t.Kind), t.Ref().Path(), parent, said(t.Bound, "", plain), binding(t.Binding), comment(t.Comment))
	p.tableProperties(t)
	p.about(1, t.About)
	width := 0
	for _, c := range t.Columns {
		if n := utf8.RuneCountInString(visible(QuoteIdent(c.Name))); n <= widest {
			width = max(width, n)
		}
	}
	for _, c := range t.Columns {
		p.column(c, width)
	}
	if k := t.PrimaryKey; k != nil {
		p.line(1, "primary key", name(k.Name), list(k.Columns), include(k.Include), said(k.Deferrable, "", deferring),
			flag("without overlaps")(k.WithoutOverlaps), kept(k.Options, k.Tablespace, k.Clustered, k.PartOf), comment(k.Comment), said(k.IndexComment, "index", commentWords))
	}
	for _, k := range t.Uniques {
		p.line(1, "unique", name(k.Name), list(k.Columns), include(k.Include),
			said(k.NullsNotDistinct, "", flag("nulls not distinct")),
			said(k.Deferrable, "", deferring), flag("without overlaps")(k.WithoutOverlaps),
			kept(k.Options, k.Tablespace, k.Clustered, k.PartOf), comment(k.Comment), said(k.IndexComment, "index", commentWords))
	}
	for _, k := range t.ForeignKeys {
		p.foreignKey(k)
	}
	for _, c := range t.Checks {
		p.check(c)
	}
	for _, x := range t.Exclusions {
		p.line(1, "exclusion", name(x.Name), x.Definition, kept(x.Options, x.Tablespace, x.Clustered, x.PartOf), comment(x.Comment), said(x.IndexComment, "index", commentWords))
	}
	for _, x := range t.Indexes {
		p.index(x)
	}
	if query := t.Query.Or(""); query != "" {
		p.fact("query", query)
	}
}

// tableProperties writes what is said of the table as a whole and departs from
// what PostgreSQL makes of a table that nothing is said of.
func (p *printer) tableProperties(t *Table) {
	p.line1("partition by", t.PartitionBy)
	if len(t.Inherits) > 0 {
		parents := make([]string, len(t.Inherits))
		for i, r := range t.Inherits {
			parents[i] = r.Path()
		}
		p.line(1, "inherits", strings.Join(parents, ", "))
	}
	if of := t.OfType.Or(Type{}); !of.IsZero() {
		p.line(1, "of", of.String())
	}
	if t.AccessMethod.Or("heap") != "heap" {
		p.line1("using", t.AccessMethod)
	}
	p.line1("tablespace", t.Tablespace)
	p.line1("with", t.Options)
	p.line1("server", t.Server)
	p.line1("options", t.ForeignOptions)
	if t.ReplicaIdentity.Or("default") != "default" && t.ReplicaIdentity.Or("") != "" {
		p.line1("replica identity", t.ReplicaIdentity)
	}
	for _, flag := range []struct {
		set   bool
		words string
	}{
		{t.Unlogged.Or(false), "unlogged"},
		{t.RowSecurity.Or(false), "row security"},
		{t.ForceRowSecurity.Or(false), "row security forced"},
		{!t.Populated.Or(true), "with no data"},
	} {
		if flag.set {
			p.line(1, flag.words)
		}
	}
}

// line1 writes a property of a table, unless it is empty.
func (p *printer) line1(word string, c Claim[string]) {
	if text := said(c, "", plain); text != "" {
		p.line(1, word, text)
	}
}

// about writes who owns an object, and who may do what with it.
func (p *printer) about(indent int, a About) {
	if owner := a.Owner.Or(p.owner); owner != p.owner {
		p.line(indent, "owner", QuoteIdent(owner))
	}
	for _, g := range a.Grants.Or(nil) {
		p.line(indent, grantWords(g))
	}
	for _, l := range a.Labels {
		p.line(indent, "security label", QuoteIdent(l.Provider), literal(l.Text))
	}
}

func grantWords(g Grant) string {
	privileges := slices.Clone(g.Privileges)
	for i, privilege := range privileges {
		if slices.Contains(g.Grantable, privilege) {
			privileges[i] += " with grant option"
		}
	}
	by := ""
	if g.Grantor != "" {
		by = "by " + QuoteIdent(g.Grantor)
	}
	return words("grant", cmp.Or(strings.Join(privileges, ", "), "nothing"), "to", QuoteIdent(g.Grantee), by)
}

// widest is the longest column name that the types line up behind.
const widest = 32

func (p *printer) column(c *Column, width int) {
	name := visible(QuoteIdent(c.Name))
	if pad := width - utf8.RuneCountInString(name); pad > 0 {
		name += strings.Repeat(" ", pad)
	}
	var optional string
	if c.Optional {
		optional = "optional"
	}
	p.line(1, name,
		said(c.Type, "", Type.String),
		host(c.Host),
		said(c.NotNull, "", nullability),
		said(c.Default, "default", plain),
		said(c.Identity, "", func(i Identity) string {
			if i == IdentityNone {
				return ""
			}
			return "generated " + string(i) + " as identity"
		}),
		said(c.Generated, "", func(g Generated) string {
			switch {
			case g.Expr == "":
				return ""
			case g.Virtual:
				return "generated " + g.Expr + " virtual"
			}
			return "generated " + g.Expr + " stored"
		}),
		said(c.Collation, "collate", plain),
		optional,
		map[Access]string{ReadOnly: "read only", WriteOnly: "write only"}[c.Access],
		comment(c.Comment),
	)
	if c.Rare != nil {
		p.rare(*c.Rare)
	}
}

// rare writes what few columns have, below the column.
func (p *printer) rare(x Rare) {
	var parts []string
	add := func(word, value string) {
		if value != "" {
			parts = append(parts, words(word, value))
		}
	}
	add("storage", x.Storage)
	add("compression", x.Compression)
	if x.Statistics != nil {
		add("statistics", strconv.Itoa(*x.Statistics))
	}
	add("with", x.Options)
	add("options", x.ForeignOptions)
	if x.Inherited {
		parts = append(parts, "inherited")
	}
	if n := x.NotNull; n != nil {
		parts = append(parts, words("not null", name(n.Name), flag("no inherit")(n.NoInherit),
			flag("not valid")(n.NotValid), flag("inherited")(n.Inherited), comment(Is(n.Comment))))
	}
	if len(parts) > 0 {
		p.line(2, strings.Join(parts, ", "))
	}
	if x.Sequence != nil {
		p.sequenceAt(2, x.Sequence)
	}
	p.about(2, About{Grants: Is(x.Grants), Labels: x.Labels})
}

// nullability has words for both answers: a model that says "may be null" is
// not one that says nothing.
func nullability(notNull bool) string {
	if notNull {
		return "not null"
	}
	return "null"
}

// host spells the type in code, and in parentheses what its spelling does not
// show.
func host(h *Host) string {
	if h == nil {
		return ""
	}
	var notes []string
	if h.Type != "" && h.Spelled != h.Type && h.Spelled != h.Wrapper+h.Type {
		notes = append(notes, h.Type)
	}
	if h.Null != NullUnknown {
		notes = append(notes, "null "+string(h.Null))
	}
	if h.Scans {
		notes = append(notes, "scans")
	}
	if len(h.Labels) > 0 {
		notes = append(notes, "one of "+literals(h.Labels))
	}
	if len(notes) == 0 {
		return words(h.Language, h.Spelled)
	}
	return words(h.Language, h.Spelled, "("+strings.Join(notes, ", ")+")")
}

// binding says how a model came by its table.
func binding(b Binding) string {
	if b.IsZero() {
		return ""
	}
	var parts []string
	for _, part := range []string{b.Dialect, b.How} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	if !b.Certain {
		parts = append(parts, "uncertain")
	}
	if b.Writes {
		parts = append(parts, "writes")
	}
	if b.Partial {
		parts = append(parts, "partial")
	}
	if b.Generator != "" {
		parts = append(parts, "generated by "+b.Generator)
	}
	return "(" + strings.Join(parts, ", ") + ")"
}
