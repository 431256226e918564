// Package diagram draws the tables of a description and their foreign keys: as
// text for programs that lay it out.
package diagram

import (
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A chart is what every notation draws.
type chart struct {
	entities []entity
	arrows   []arrow
}

type entity struct {
	table   *schema.Table
	name    string // as people write it
	columns []attribute
}

type attribute struct {
	name, typ string
	primary   bool
	foreign   bool
	unique    bool
	nullable  bool
}

// An arrow is a foreign key. From and to are places in the chart's entities.
type arrow struct {
	from, to int
	key      *schema.ForeignKey
	optional bool // a row need not refer to any
	single   bool // no two rows refer to the same
}

// draw leaves out partitions, which look like the table that they are of.
func draw(d *schema.Database) chart {
	var c chart
	place := map[schema.Ref]int{}
	for _, t := range d.Tables {
		if t.Kind == schema.KindPartition {
			continue
		}
		place[schema.Ref{Schema: t.Schema, Name: t.Name}] = len(c.entities)
		c.entities = append(c.entities, describe(t))
	}
	for from, e := range c.entities {
		for _, k := range e.table.ForeignKeys {
			to, ok := place[schema.Ref{Schema: k.RefSchema, Name: k.RefTable}]
			if !ok {
				continue
			}
			a := arrow{from: from, to: to, key: k, single: distinct(e.table, k.Columns)}
			for _, name := range k.Columns {
				if column := e.table.Column(name); column != nil && !column.NotNull.Or(false) {
					a.optional = true
				}
			}
			c.arrows = append(c.arrows, a)
		}
	}
	return c
}

func describe(t *schema.Table) entity {
	e := entity{table: t, name: t.Ref().Path()}
	if t.Schema == "public" {
		e.name = schema.QuoteIdent(t.Name)
	}
	for _, c := range t.Columns {
		a := attribute{name: c.Name, typ: c.Type.Or(schema.Type{Name: "unknown"}).String(), nullable: !c.NotNull.Or(true)}
		if c.Type.Silent() && c.Host != nil {
			a.typ = c.Host.Spelled
		}
		a.primary = t.PrimaryKey != nil && slices.Contains(t.PrimaryKey.Columns, c.Name)
		a.unique = slices.ContainsFunc(t.Uniques, func(u *schema.Unique) bool { return slices.Equal(u.Columns, []string{c.Name}) })
		a.foreign = slices.ContainsFunc(t.ForeignKeys, func(k *schema.ForeignKey) bool { return slices.Contains(k.Columns, c.Name) })
		e.columns = append(e.columns, a)
	}
	return e
}

// distinct reports whether a key of the table keeps these columns from having
// the same values in two rows.
func distinct(t *schema.Table, columns []string) bool {
	within := func(key []string) bool {
		return len(key) > 0 && !slices.ContainsFunc(key, func(c string) bool { return !slices.Contains(columns, c) })
	}
	if t.PrimaryKey != nil && within(t.PrimaryKey.Columns) {
		return true
	}
	return slices.ContainsFunc(t.Uniques, func(u *schema.Unique) bool { return within(u.Columns) })
}
