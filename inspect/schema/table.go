package schema

import (
	"cmp"
	"slices"
)

// A Table is a relation with columns: a table, partition, foreign table, view or
// materialized view.
type Table struct {
	Kind   Kind   `json:"kind"`
	Schema string `json:"schema,omitempty"`
	Name   string `json:"name"`
	About

	// PartitionOf is the partitioned table that it is a partition of, Bound what
	// it holds of it: "FOR VALUES FROM (1) TO (2)", "DEFAULT".
	PartitionOf Ref           `json:"partitionOf,omitzero"`
	Bound       Claim[string] `json:"bound,omitzero"`
	// PartitionBy is the key of a partitioned table, as "RANGE (created_at)"; ""
	// claims that it is none.
	PartitionBy Claim[string] `json:"partitionBy,omitzero"`
	// Inherits are the tables that it inherits from, in their order.
	Inherits []Ref `json:"inherits,omitempty"`
	// OfType is the composite type of a typed table.
	OfType Claim[Type] `json:"ofType,omitzero"`
	// Unlogged tables are lost in a crash (pg_class.relpersistence).
	Unlogged Claim[bool] `json:"unlogged,omitzero"`
	// AccessMethod is the table's, as "heap"; "" claims the server's default for
	// what has none.
	AccessMethod Claim[string] `json:"accessMethod,omitzero"`
	Tablespace   Claim[string] `json:"tablespace,omitzero"` // "" claims the database's
	// Options are the storage parameters, or a view's, as "fillfactor=70,
	// toast.autovacuum_enabled=false"; "" claims that there are none.
	Options Claim[string] `json:"options,omitzero"`
	// ReplicaIdentity is "default", "full", "nothing", or the name of an index
	// after "index ".
	ReplicaIdentity Claim[string] `json:"replicaIdentity,omitzero"`
	// RowSecurity is true if policies decide which rows a role sees, and
	// ForceRowSecurity if they bind the owner too.
	RowSecurity      Claim[bool] `json:"rowSecurity,omitzero"`
	ForceRowSecurity Claim[bool] `json:"forceRowSecurity,omitzero"`
	// Query is what a view selects.
	Query Claim[string] `json:"query,omitzero"`
	// Populated is false for a materialized view made WITH NO DATA.
	Populated Claim[bool] `json:"populated,omitzero"`
	// Server is the foreign table's, ForeignOptions what its wrapper reads.
	Server         Claim[string] `json:"server,omitzero"`
	ForeignOptions Claim[string] `json:"foreignOptions,omitzero"`

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
	// Flaws are what is wrong with the model by itself.
	Flaws  []Flaw `json:"flaws,omitempty"`
	Origin Origin `json:"origin,omitzero"`
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
	slices.SortFunc(t.Checks, compareChecks)
	slices.SortFunc(t.Exclusions, func(a, b *Exclusion) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Definition, b.Definition))
	})
	slices.SortStableFunc(t.Indexes, func(a, b *Index) int { return cmp.Compare(a.Name, b.Name) })
}
