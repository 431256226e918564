package rule

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// byHand begins the text of a live remedy that no statement can do.
const byHand = "by hand: "

// mended gives the remedies of the live side the statements that do them. What
// none can do says so.
func mended(p *Pass, d *diff.Difference, rs []Remedy) []Remedy {
	rs = slices.Clone(rs)
	for i := range rs {
		r := &rs[i]
		if r.Side != SideLive || len(r.SQL) > 0 {
			continue
		}
		if r.SQL = mend(p, d, r.Text); len(r.SQL) == 0 && !strings.HasPrefix(r.Text, byHand) {
			r.Text = byHand + r.Text
		}
	}
	return rs
}

// said are the properties whose remedy is one statement as its rule writes it.
var said = map[diff.Property]bool{
	diff.Default: true, diff.Identity: true, diff.Comment: true, diff.Role: true,
	diff.Storage: true, diff.Compression: true, diff.Statistics: true,
	diff.Clustered: true, diff.Tablespace: true, diff.Validated: true, diff.Enforced: true,
	diff.Unlogged: true, diff.AccessMethod: true, diff.ReplicaIdentity: true, diff.OfType: true,
	diff.RowSecurity: true, diff.ForceRowSecurity: true, diff.Populated: true,
	diff.Sequencing: true, diff.Owner: true, diff.Validity: true,
}

// mend are the statements that settle the difference on the live side, one after
// the other and outside of a transaction; nil where none can. Text is what the
// rule says of it.
func mend(p *Pass, d *diff.Difference, text string) []string {
	if text == "" || strings.HasPrefix(text, byHand) {
		return nil
	}
	if d.Object.Kind == schema.KindDatabase {
		return mendDatabase(text)
	}
	if o, ok := d.LiveObject.(*schema.Object); ok && d.DeclaredObject != nil && !aboutAny[d.Property] {
		return mendObject(p, d, o)
	}
	switch d.Property {
	case diff.Absent:
		return create(p, d, text)
	case diff.Undeclared:
		return drop(p, d)
	case diff.Grants, diff.MoreGrants:
		return rights(d, text)
	case diff.Name:
		return []string{strings.TrimPrefix(text, "or rename it back: ")}
	}
	switch d.Object.Kind {
	case schema.KindColumn:
		return mendColumn(p, d, text)
	case schema.KindDomain, schema.KindEnum:
		return mendType(p, d, text)
	case schema.KindPrimaryKey, schema.KindUnique, schema.KindForeignKey, schema.KindCheck, schema.KindExclusion:
		return mendConstraint(p, d, text)
	case schema.KindIndex:
		return mendIndex(p, d, text)
	}
	if d.Object.Kind.Relation() {
		return mendRelation(p, d, text)
	}
	return plain(d, text)
}

// aboutAny are the properties that objects of every kind have.
var aboutAny = map[diff.Property]bool{
	diff.Comment: true, diff.Role: true, diff.Grants: true, diff.MoreGrants: true, diff.SecurityLabels: true,
	diff.Absent: true, diff.Undeclared: true,
}

// plain is the rule's own statement, if that is what it is.
func plain(d *diff.Difference, text string) []string {
	if !said[d.Property] {
		return nil
	}
	return []string{text}
}

// rights are the statements about rights. Of those that others gave, only who gave
// them can speak.
func rights(d *diff.Difference, text string) []string {
	if strings.Contains(text, " granted by ") {
		return nil
	}
	statements := strings.Split(text, "; ")
	if o := objectOf(d); d.Object.Kind == schema.KindDefaultPrivileges {
		head := "alter default privileges for role " + sqlIdent(o.Property("for role"))
		if in := o.Property("in schema"); in != "" {
			head += " in schema " + sqlIdent(in)
		}
		for i, s := range statements {
			statements[i] = head + " " + strings.Replace(s, "on "+rightsOn(d)+" ", "on "+o.Property("on")+" ", 1)
		}
	}
	return statements
}

// write are the statements that make what the picked objects of the description
// are, on the live server.
func write(p *Pass, of *schema.Database, pick func(schema.Ref) bool) []string {
	of.Server = p.Diff.Live.Server
	return ddl.Statements(of, ddl.Options{}, pick)
}

func all(schema.Ref) bool { return true }

// declaredTable is the declared relation under its live name.
func declaredTable(p *Pass, d *diff.Difference) *schema.Table {
	if d.Model == nil {
		return nil
	}
	t := *d.Model
	switch {
	case d.Table != nil && d.Table.Live != nil:
		t.Schema, t.Name, t.Kind = d.Table.Live.Schema, d.Table.Live.Name, d.Table.Live.Kind
	case t.Schema == "":
		t.Schema = "public"
		if path := p.Diff.Live.SearchPath; len(path) > 0 {
			t.Schema = path[0]
		}
	}
	return &t
}

// parents are the declared relations that the relation has something from.
func parents(p *Pass, t *schema.Table) []*schema.Table {
	var found []*schema.Table
	refs := slices.Clone(t.Inherits)
	if t.PartitionOf.Name != "" {
		refs = append(refs, t.PartitionOf)
	}
	for _, r := range refs {
		for _, o := range p.Diff.Declared.Tables {
			if o.Schema == r.Schema && o.Name == r.Name {
				found = append(found, o)
			}
		}
	}
	return found
}
