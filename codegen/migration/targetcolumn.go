package migration

import (
	"slices"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// made is a column as the model wants it, or why that cannot be said.
func (t *target) made(c *schema.Column) (*schema.Column, string) {
	made := &schema.Column{
		Name: c.Name, Type: c.Type, NotNull: c.NotNull, Default: c.Default, Identity: c.Identity, Generated: c.Generated,
		Collation: c.Collation, Comment: c.Comment, Rare: c.Rare,
	}
	if c.Type.Silent() {
		typ, ok := fromHost(c.Host)
		if !ok {
			why := "the source says nothing of it"
			if c.Host != nil {
				why = "many types fit " + c.Host.Spelled
			}
			return nil, why
		}
		made.Type = schema.Is(typ)
	} else {
		made.Type = schema.Is(t.resolve(c.Type.Or(schema.Type{})))
	}
	if c.NotNull.Silent() {
		made.NotNull = schema.Is(c.Host != nil && (c.Host.Null == schema.NullRejected || c.Host.Null == schema.NullZeroed))
	}
	return made, ""
}

// resolve gives a type of the users' the schema that it has in the database.
func (t *target) resolve(typ schema.Type) schema.Type {
	if typ.Schema != "" {
		return typ
	}
	for _, e := range t.db.Enums {
		if e.Name == typ.Name {
			typ.Schema = e.Schema
		}
	}
	for _, e := range t.db.Domains {
		if e.Name == typ.Name {
			typ.Schema = e.Schema
		}
	}
	for _, e := range t.db.Types {
		if e.Name == typ.Name {
			typ.Schema = e.Schema
		}
	}
	return typ
}

// hosts are the types that hold what a type of Go does, where one is the obvious
// one.
var hosts = map[string]schema.Type{
	"string": {Name: "text"}, "bool": {Name: "bool"}, "int": {Name: "int8"}, "int64": {Name: "int8"}, "uint32": {Name: "int8"},
	"int32": {Name: "int4"}, "uint16": {Name: "int4"}, "int16": {Name: "int2"}, "int8": {Name: "int2"}, "uint8": {Name: "int2"},
	"float64": {Name: "float8"}, "float32": {Name: "float4"}, "time.Time": {Name: "timestamptz"}, "[]byte": {Name: "bytea"},
	"[]uint8": {Name: "bytea"}, "encoding/json.RawMessage": {Name: "jsonb"}, "struct": {Name: "jsonb"}, "map": {Name: "jsonb"},
	"github.com/google/uuid.UUID": {Name: "uuid"}, "github.com/gofrs/uuid.UUID": {Name: "uuid"},
	"github.com/shopspring/decimal.Decimal": {Name: "numeric"}, "[]string": {Name: "text", Array: true},
	"[]int64": {Name: "int8", Array: true}, "[]int32": {Name: "int4", Array: true}, "[]float64": {Name: "float8", Array: true},
	"[]bool": {Name: "bool", Array: true}, "net/netip.Addr": {Name: "inet"}, "net.IP": {Name: "inet"},
}

func fromHost(h *schema.Host) (schema.Type, bool) {
	if h == nil || h.Scans {
		return schema.Type{}, false
	}
	typ, ok := hosts[h.Type]
	return typ, ok
}

func (t *target) ofColumn(x *diff.Difference) {
	if x.Table == nil || x.Table.Live == nil {
		return
	}
	table := t.table(x.Table.Live)
	name := x.Object.Name
	d := x.DeclaredColumn
	if x.Property == diff.Absent {
		made, why := t.made(d)
		if made == nil {
			t.refuse(x, "its type is open: "+why, "name the type in the model's tag")
			return
		}
		table.Columns = append(table.Columns, made)
		return
	}
	if x.Property == diff.Undeclared {
		table.Columns = slices.DeleteFunc(table.Columns, func(c *schema.Column) bool { return c.Name == name })
		t.db.Sequences = slices.DeleteFunc(slices.Clone(t.db.Sequences), func(q *schema.Sequence) bool {
			return q.OwnedBy == table.Child(schema.KindColumn, name)
		})
		return
	}
	c := t.column(table, name)
	if c == nil {
		return
	}
	switch x.Property {
	case diff.Type:
		c.Type = schema.Is(t.resolve(d.Type.Or(schema.Type{})))
	case diff.NotNull:
		c.NotNull = d.NotNull
	case diff.Default:
		c.Default = d.Default
	case diff.Identity:
		c.Identity = d.Identity
	case diff.Generated:
		c.Generated = d.Generated
	case diff.Collation:
		c.Collation = d.Collation
	case diff.Comment:
		c.Comment = d.Comment
	case diff.Name:
		c.Name = x.Declared
		t.renameIn(table, name, c.Name)
	case diff.Labels, diff.MoreLabels:
		t.refuse(x, "the code's constants are at odds with what the column allows", "add the labels in the database by hand, or the constants in the code")
	default:
		t.refuse(x, "what the model says of it is not enough to write a statement", "")
	}
}
