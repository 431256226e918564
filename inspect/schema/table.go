package schema

import (
	"cmp"
	"slices"
)

// A Table is a relation with columns: a table, partition, foreign table, view or
// materialized view.
type Table struct {
	Kind        Kind          `json:"kind"`
	Schema      string        `json:"schema,omitempty"`
	Name        string        `json:"name"`
	Comment     Claim[string] `json:"comment,omitzero"`
	PartitionOf Ref           `json:"partitionOf,omitzero"`

	Columns     []*Column     `json:"columns,omitempty"`
	PrimaryKey  *PrimaryKey   `json:"primaryKey,omitempty"`
	Uniques     []*Unique     `json:"uniques,omitempty"`
	ForeignKeys []*ForeignKey `json:"foreignKeys,omitempty"`
	Checks      []*Check      `json:"checks,omitempty"`
	Exclusions  []*Exclusion  `json:"exclusions,omitempty"`
	Indexes     []*Index      `json:"indexes,omitempty"`

	// Binding says how a model came by its table; zero for sources that name
	// tables outright.
	Binding Binding `json:"binding,omitzero"`
	Origin  Origin  `json:"origin,omitzero"`
}

// Ref identifies the table.
func (t *Table) Ref() Ref { return Ref{Kind: t.Kind, Schema: t.Schema, Name: t.Name} }

// Child identifies an object that belongs to the table.
func (t *Table) Child(kind Kind, name string) Ref {
	return Ref{Kind: kind, Schema: t.Schema, Parent: t.Name, Name: name}
}

// Column returns the column of that name, or nil.
func (t *Table) Column(name string) *Column {
	for _, c := range t.Columns {
		if c.Name == name {
			return c
		}
	}
	return nil
}

func (t *Table) sort() {
	slices.SortFunc(t.Uniques, func(a, b *Unique) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), slices.Compare(a.Columns, b.Columns))
	})
	slices.SortFunc(t.ForeignKeys, func(a, b *ForeignKey) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), slices.Compare(a.Columns, b.Columns))
	})
	slices.SortFunc(t.Checks, func(a, b *Check) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Expr, b.Expr))
	})
	slices.SortFunc(t.Exclusions, func(a, b *Exclusion) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Definition, b.Definition))
	})
	slices.SortStableFunc(t.Indexes, func(a, b *Index) int { return cmp.Compare(a.Name, b.Name) })
}
