package migration

import (
	"cmp"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// Target completes what a model declares: it is the live database with all that
// the model says otherwise. What a statement cannot settle, because only the code
// can be mended or a claim leaves too much open, is refused. A declared side that
// is complete is returned as it is.
func Target(d *diff.Diff) (*schema.Database, []Refusal) {
	if d.Declared.Complete {
		return d.Declared, nil
	}
	t := &target{diff: d, tables: map[*schema.Table]*schema.Table{}}
	whole := *d.Live
	t.db = &whole
	t.db.Tables = slices.Clone(d.Live.Tables)
	t.db.Enums = slices.Clone(d.Live.Enums)
	for _, x := range d.Differences {
		t.settle(x)
	}
	t.db.Sort()
	return t.db, t.refusals
}

// A target is one completing of a model.
type target struct {
	diff     *diff.Diff
	db       *schema.Database
	tables   map[*schema.Table]*schema.Table // copies, by the live ones
	refusals []Refusal
}

func (t *target) refuse(x *diff.Difference, reason, hint string) {
	t.refusals = append(t.refusals, Refusal{Ref: x.Object, Reason: reason, Hint: hint, Settles: []*diff.Difference{x}, Hazards: []Hazard{NeedsHuman}})
}

// table is a copy of the live table that may be changed.
func (t *target) table(live *schema.Table) *schema.Table {
	if c := t.tables[live]; c != nil {
		return c
	}
	c := *live
	c.Columns = slices.Clone(live.Columns)
	c.Uniques, c.ForeignKeys = slices.Clone(live.Uniques), slices.Clone(live.ForeignKeys)
	c.Checks, c.Indexes = slices.Clone(live.Checks), slices.Clone(live.Indexes)
	t.tables[live] = &c
	i := slices.Index(t.db.Tables, live)
	t.db.Tables[i] = &c
	return &c
}

// column is a copy of a column of the copied table.
func (t *target) column(table *schema.Table, name string) *schema.Column {
	for i, c := range table.Columns {
		if c.Name == name {
			x := *c
			table.Columns[i] = &x
			return &x
		}
	}
	return nil
}

func (t *target) settle(x *diff.Difference) {
	switch x.Property {
	case diff.HostType, diff.HostNull, diff.HostNeeded, diff.HostWrites:
		t.refuse(x, "the code's type is at odds with the column, and only the code can be mended", "synapcheck generate go, or change the field")
		return
	case diff.Name:
		if !strings.Contains(x.Reason, diff.ReasonConfirmed) {
			t.refuse(x, "it may have been renamed, or be another object", "--accept-rename "+strings.TrimPrefix(x.Object.Path(), x.Object.Schema+".")+"=… confirms it")
			return
		}
	}
	switch {
	case x.Object.Kind.Relation():
		t.relation(x)
	case x.Object.Kind == schema.KindColumn:
		t.ofColumn(x)
	case x.Object.Kind == schema.KindEnum && (x.Property == diff.Labels):
		t.labels(x)
	case x.Table != nil && x.Table.Live != nil:
		t.child(x)
	default:
		t.refuse(x, "what the model says of it is not enough to write a statement", "")
	}
}

func (t *target) relation(x *diff.Difference) {
	switch x.Property {
	case diff.Absent:
		t.create(x)
	case diff.Undeclared:
		t.db.Tables = slices.DeleteFunc(t.db.Tables, func(o *schema.Table) bool { return o.Ref() == x.Object })
		t.db.Sequences = slices.DeleteFunc(slices.Clone(t.db.Sequences), func(q *schema.Sequence) bool {
			return q.OwnedBy.Name != "" && q.OwnedBy.Schema == x.Object.Schema && q.OwnedBy.Parent == x.Object.Name
		})
		t.db.Objects = slices.DeleteFunc(slices.Clone(t.db.Objects), func(o *schema.Object) bool {
			return o.Parent == x.Object.Name && o.Schema == x.Object.Schema
		})
	case diff.Comment:
		t.table(x.Table.Live).Comment = x.Model.Comment
	default:
		t.refuse(x, "what the model says of it is not enough to write a statement", "")
	}
}

// create makes a whole table of a model.
func (t *target) create(x *diff.Difference) {
	m := x.Model
	table := &schema.Table{Kind: schema.KindTable, Schema: cmp.Or(m.Schema, t.schemaOf()), Name: m.Name, About: schema.About{Comment: schema.Is(m.Comment.Or(""))}}
	for _, c := range m.Columns {
		if c.Optional || !c.Computed.IsZero() {
			continue
		}
		made, why := t.made(c)
		if made == nil {
			t.refuse(x, "the type of its column "+c.Name+" is open: "+why, "name the type in the model's tag")
			return
		}
		table.Columns = append(table.Columns, made)
	}
	if k := m.PrimaryKey; k != nil {
		key := *k
		key.Name = cmp.Or(k.Name, table.Name+"_pkey")
		table.PrimaryKey = &key
		for _, name := range k.Columns {
			if c := table.Column(name); c != nil {
				c.NotNull = schema.Is(true)
			}
		}
	}
	for _, k := range m.Uniques {
		u := *k
		u.Name = cmp.Or(k.Name, table.Name+"_"+strings.Join(k.Columns, "_")+"_key")
		table.Uniques = append(table.Uniques, &u)
	}
	for _, k := range m.ForeignKeys {
		if f := t.reference(table, k); f != nil {
			table.ForeignKeys = append(table.ForeignKeys, f)
		}
	}
	for _, k := range m.Checks {
		c := *k
		c.Name = cmp.Or(k.Name, table.Name+"_check")
		table.Checks = append(table.Checks, &c)
	}
	for _, i := range m.Indexes {
		table.Indexes = append(table.Indexes, t.index(table, i, i.Name))
	}
	t.db.Tables = append(t.db.Tables, table)
}

// schemaOf is where a table goes whose model names no schema.
func (t *target) schemaOf() string {
	for _, s := range t.db.SearchPath {
		if s != "" && !strings.Contains(s, "$") && s != "pg_catalog" {
			return s
		}
	}
	return "public"
}

// reference completes a foreign key, which a model may declare by the table
// alone.
func (t *target) reference(table *schema.Table, k *schema.ForeignKey) *schema.ForeignKey {
	f := *k
	f.Name = cmp.Or(k.Name, table.Name+"_"+strings.Join(k.Columns, "_")+"_fkey")
	f.Validated, f.Enforced = schema.Claim[bool]{}, schema.Claim[bool]{}
	for _, o := range append(slices.Clone(t.db.Tables), table) {
		if o.Name != k.RefTable || k.RefSchema != "" && o.Schema != k.RefSchema {
			continue
		}
		f.RefSchema = o.Schema
		if len(f.RefColumns) == 0 && o.PrimaryKey != nil {
			f.RefColumns = o.PrimaryKey.Columns
		}
		break
	}
	if f.RefSchema == "" {
		f.RefSchema = table.Schema
	}
	return &f
}

func (t *target) index(table *schema.Table, x *schema.Index, name string) *schema.Index {
	i := *x
	i.Name = name
	if i.Name == "" {
		i.Name = table.Name + "_idx"
		var columns []string
		for _, k := range x.Keys {
			columns = append(columns, cmp.Or(k.Column, "expr"))
		}
		if len(columns) > 0 {
			i.Name = table.Name + "_" + strings.Join(columns, "_") + "_idx"
		}
	}
	return &i
}

// renameIn gives a column its new name in what the table has on it, as
// PostgreSQL does.
func (t *target) renameIn(table *schema.Table, from, to string) {
	list := func(names []string) []string {
		out := slices.Clone(names)
		for i, n := range out {
			if n == from {
				out[i] = to
			}
		}
		return out
	}
	if k := table.PrimaryKey; k != nil {
		x := *k
		x.Columns, x.Include = list(k.Columns), list(k.Include)
		table.PrimaryKey = &x
	}
	for i, k := range table.Uniques {
		x := *k
		x.Columns, x.Include = list(k.Columns), list(k.Include)
		table.Uniques[i] = &x
	}
	for i, k := range table.ForeignKeys {
		x := *k
		x.Columns = list(k.Columns)
		table.ForeignKeys[i] = &x
	}
	for i, k := range table.Indexes {
		x := *k
		x.Include, x.Keys = list(k.Include), slices.Clone(k.Keys)
		for j := range x.Keys {
			if x.Keys[j].Column == from {
				x.Keys[j].Column = to
			}
		}
		table.Indexes[i] = &x
	}
}

func (t *target) labels(x *diff.Difference) {
	d, _ := x.DeclaredObject.(*schema.Enum)
	for i, e := range t.db.Enums {
		if e.Ref() == x.Object && d != nil {
			made := *e
			made.Labels = append(slices.Clone(e.Labels), minus(d.Labels, e.Labels)...)
			t.db.Enums[i] = &made
			return
		}
	}
	t.refuse(x, "the type is not described", "")
}

// child settles constraints and indexes.
func (t *target) child(x *diff.Difference) {
	table := t.table(x.Table.Live)
	name := x.Object.Name
	switch d := x.DeclaredObject.(type) {
	case *schema.PrimaryKey:
		if d != nil && (x.Property == diff.Absent || x.Property == diff.Columns) {
			k := *d
			k.Name = cmp.Or(d.Name, table.Name+"_pkey")
			table.PrimaryKey = &k
			for _, c := range d.Columns {
				if col := t.column(table, c); col != nil {
					col.NotNull = schema.Is(true)
				}
			}
			return
		}
	case *schema.Unique:
		if d != nil && x.Property == diff.Absent {
			k := *d
			k.Name = name
			table.Uniques = append(table.Uniques, &k)
			return
		}
	case *schema.ForeignKey:
		if d == nil {
			break
		}
		if x.Property == diff.Absent {
			k := *d
			k.Name = name
			table.ForeignKeys = append(table.ForeignKeys, t.reference(table, &k))
			return
		}
		for i, k := range table.ForeignKeys {
			if k.Name != name {
				continue
			}
			f := *k
			switch x.Property {
			case diff.OnDelete:
				f.OnDelete, f.SetColumns = d.OnDelete, d.SetColumns
			case diff.OnUpdate:
				f.OnUpdate = d.OnUpdate
			case diff.Deferring:
				f.Deferrable = d.Deferrable
			case diff.Columns, diff.Reference:
				r := t.reference(table, d)
				f.Columns, f.RefSchema, f.RefTable, f.RefColumns = r.Columns, r.RefSchema, r.RefTable, r.RefColumns
			default:
				t.refuse(x, "what the model says of it is not enough to write a statement", "")
				return
			}
			table.ForeignKeys[i] = &f
			return
		}
	case *schema.Check:
		if d == nil {
			break
		}
		if x.Property == diff.Absent {
			k := *d
			k.Name = name
			table.Checks = append(table.Checks, &k)
			return
		}
		for i, k := range table.Checks {
			if k.Name == name && x.Property == diff.Expr {
				c := *k
				c.Expr = d.Expr
				table.Checks[i] = &c
				return
			}
		}
	case *schema.Index:
		if d == nil {
			break
		}
		if x.Property == diff.Absent {
			table.Indexes = append(table.Indexes, t.index(table, d, name))
			return
		}
		for i, k := range table.Indexes {
			if k.Name != name {
				continue
			}
			n := *k
			switch x.Property {
			case diff.Uniqueness:
				n.Unique = d.Unique
			case diff.Keys:
				n.Keys = d.Keys
			case diff.Method:
				n.Method = d.Method
			case diff.Predicate:
				n.Where = d.Where
			default:
				t.refuse(x, "what the model says of it is not enough to write a statement", "")
				return
			}
			table.Indexes[i] = &n
			return
		}
	}
	if x.Property == diff.Undeclared {
		switch x.Object.Kind {
		case schema.KindPrimaryKey:
			table.PrimaryKey = nil
		case schema.KindUnique:
			table.Uniques = slices.DeleteFunc(table.Uniques, func(k *schema.Unique) bool { return k.Name == name })
		case schema.KindForeignKey:
			table.ForeignKeys = slices.DeleteFunc(table.ForeignKeys, func(k *schema.ForeignKey) bool { return k.Name == name })
		case schema.KindCheck:
			table.Checks = slices.DeleteFunc(table.Checks, func(k *schema.Check) bool { return k.Name == name })
		case schema.KindIndex:
			table.Indexes = slices.DeleteFunc(table.Indexes, func(k *schema.Index) bool { return k.Name == name })
		}
		return
	}
	t.refuse(x, "what the model says of it is not enough to write a statement", "")
}
