package gorm

import (
	"slices"
	"strings"

	"github.com/jinzhu/inflection"

	"github.com/synapscale/synapcheck/inspect/model/gosrc"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// An end is one side of a join table: a model, the fields that rows are told
// apart by, and the columns of the join table that hold them.
type end struct {
	draft   *gosrc.Draft
	s       *gosrc.Struct
	fields  []*field
	columns []string
	name    string // of the relation that GORM makes for the end
}

// join adds the join table of a many-to-many relation, unless it is there.
func (r *relater) join(d *gosrc.Draft, f *field) {
	name := f.set["MANY2MANY"]
	if name == "" {
		return
	}
	n := r.mould(d.Struct).naming
	table := n.joinTable(name)
	if r.tableKnown(table) {
		return
	}
	own := r.end(d.Struct, f.set.list("FOREIGNKEY"))
	ref := r.end(f.target, f.set.list("REFERENCES"))
	if own == nil || ref == nil {
		return
	}
	ref.name = ref.s.Name
	if own.name = own.s.Name; own.name == ref.name {
		ref.name = f.Name
	}
	own.call(n, f.set.list("JOINFOREIGNKEY"), nil, f)
	ref.call(n, f.set.list("JOINREFERENCES"), own, f)

	t := &schema.Table{
		Kind: schema.KindTable, Name: table,
		Binding: schema.Binding{
			How: "many2many of " + d.Struct.String() + "." + f.Name, Certain: true, Dialect: "gorm", Writes: true,
		},
		PrimaryKey: &schema.PrimaryKey{Origin: f.Origin},
		Origin:     f.Origin,
	}
	for _, e := range []*end{own, ref} {
		fk := &schema.ForeignKey{
			Name: n.objectName("fk", table, n.name(e.name)), Columns: e.columns, RefColumns: columnNames(e.fields), Origin: f.Origin,
		}
		fk.RefSchema, fk.RefTable = d.Named(e.s)
		if f.set["CONSTRAINT"] != "-" {
			(&link{field: f}).constrain(fk)
			t.ForeignKeys = append(t.ForeignKeys, fk)
		}
		for i, key := range e.fields {
			if !slices.Contains(t.PrimaryKey.Columns, e.columns[i]) {
				t.PrimaryKey.Columns = append(t.PrimaryKey.Columns, e.columns[i])
				t.Columns = append(t.Columns, e.column(i, key, f))
			}
		}
	}
	r.joins = append(r.joins, t)
}

func (r *relater) tableKnown(name string) bool {
	for _, t := range r.joins {
		if t.Name == name {
			return true
		}
	}
	for _, d := range r.drafts {
		if d.Table.Name == name {
			return true
		}
	}
	return false
}

// end is the side of a struct, by the fields given or by its primary key.
func (r *relater) end(s *gosrc.Struct, names []string) *end {
	m := r.mould(s)
	e := &end{draft: r.drafts[s], s: s, fields: m.primary}
	if len(names) > 0 {
		e.fields = nil
		for _, name := range names {
			f := m.lookup(name)
			if f == nil || f.column == "" {
				return nil
			}
			e.fields = append(e.fields, f)
		}
	}
	if len(e.fields) == 0 {
		return nil
	}
	return e
}

// call names the columns of the end: by the names given, or after the struct
// and its field. A struct that is joined with itself is called by the relation.
func (e *end) call(n Naming, given []string, other *end, f *field) {
	for i, key := range e.fields {
		name := title(e.s.Name) + key.Name
		if other != nil && slices.Contains(other.columns, n.ColumnName(name)) {
			if f.Name != e.s.Name {
				name = inflection.Singular(f.Name) + key.Name
			} else {
				name += "Reference"
			}
		}
		if i < len(given) {
			name = title(given[i])
		}
		e.columns = append(e.columns, n.ColumnName(name))
	}
}

// column is the end's column of the join table, which holds what the key does.
func (e *end) column(i int, key *field, at *field) *schema.Column {
	c := &schema.Column{Name: e.columns[i], NotNull: schema.Is(true), Origin: at.Origin}
	if e.draft == nil {
		return c
	}
	if of := e.draft.Table.Column(key.column); of != nil {
		c.Type, c.Host = of.Type, of.Host
	}
	return c
}

func title(name string) string {
	if name == "" {
		return ""
	}
	return strings.ToUpper(name[:1]) + name[1:]
}

// joinTable is the name of a join table: as it stands if it is in lower case.
func (n Naming) joinTable(name string) string {
	if !n.NoLowerCase && strings.ToLower(name) == name {
		return n.TablePrefix + name
	}
	return n.TableName(name)
}
