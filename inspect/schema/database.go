package schema

import (
	"cmp"
	"slices"
)

// A Database is what one source says about one database. Every list is sorted
// as [Database.Sort] does it. A description is not changed once it is made:
// equal columns of different tables may be one.
type Database struct {
	// Name shows people which source this is: "synapscale at localhost",
	// "go:./models". It holds no secret.
	Name string `json:"name"`
	// Dialect is the language of the description: "postgres", "go", "sql".
	Dialect string `json:"dialect"`
	// Server is the server's version_num, as 150018; 0 where there is no server.
	Server int `json:"server,omitempty"`
	// Speaks are the kinds that the source lists completely. The absence of an
	// object of another kind means nothing.
	Speaks []Kind `json:"speaks"`
	// Complete is true of a source that says every property of what it describes,
	// so that one it leaves out is as PostgreSQL makes it.
	Complete bool `json:"complete,omitempty"`
	// SearchPath are the schemas in which an unqualified name is looked up.
	SearchPath []string `json:"searchPath,omitempty"`

	Schemas   []*Schema   `json:"schemas,omitempty"`
	Tables    []*Table    `json:"tables,omitempty"`
	Enums     []*Enum     `json:"enums,omitempty"`
	Domains   []*Domain   `json:"domains,omitempty"`
	Sequences []*Sequence `json:"sequences,omitempty"`
	// Objects are those of every other kind.
	Objects []*Object `json:"objects,omitempty"`

	// Types are the other user-defined or extension types, by name, so that a
	// declared type can be told from a misspelt one.
	Types []Type `json:"types,omitempty"`
	// Counted are the objects of kinds that are found but not described.
	Counted []Count `json:"counted,omitempty"`
	// State tells a database that has not changed since; nil where the source was
	// not asked for it.
	State *State `json:"state,omitempty"`
	// Gaps are what could not be read or understood.
	Gaps []Gap `json:"gaps,omitempty"`
}

// A Count says how many objects of a kind were found and not described.
type Count struct {
	Kind  Kind `json:"kind"`
	Count int  `json:"count"`
}

// Says reports whether the source lists the objects of the kind completely.
func (d *Database) Says(k Kind) bool { return slices.Contains(d.Speaks, k) }

// Sort brings every list into its one order: by schema and name; columns keep
// their own order, constraints and indexes go by name, then columns.
func (d *Database) Sort() {
	slices.Sort(d.Speaks)
	slices.SortFunc(d.Schemas, func(a, b *Schema) int { return cmp.Compare(a.Name, b.Name) })
	slices.SortStableFunc(d.Tables, func(a, b *Table) int {
		return cmp.Or(cmp.Compare(a.Schema, b.Schema), cmp.Compare(a.Name, b.Name), a.Origin.Compare(b.Origin))
	})
	slices.SortStableFunc(d.Enums, func(a, b *Enum) int {
		return cmp.Or(cmp.Compare(a.Schema, b.Schema), cmp.Compare(a.Name, b.Name))
	})
	slices.SortStableFunc(d.Domains, func(a, b *Domain) int {
		return cmp.Or(cmp.Compare(a.Schema, b.Schema), cmp.Compare(a.Name, b.Name))
	})
	slices.SortStableFunc(d.Sequences, func(a, b *Sequence) int {
		return cmp.Or(cmp.Compare(a.Schema, b.Schema), cmp.Compare(a.Name, b.Name))
	})
	slices.SortStableFunc(d.Objects, func(a, b *Object) int { return a.Ref().Compare(b.Ref()) })
	slices.SortFunc(d.Types, func(a, b Type) int {
		return cmp.Or(cmp.Compare(a.Schema, b.Schema), cmp.Compare(a.Name, b.Name))
	})
	slices.SortFunc(d.Counted, func(a, b Count) int { return cmp.Compare(a.Kind.Rank(), b.Kind.Rank()) })
	slices.SortStableFunc(d.Gaps, func(a, b Gap) int {
		return cmp.Or(a.Origin.Compare(b.Origin), cmp.Compare(a.Subject, b.Subject), cmp.Compare(a.Reason, b.Reason))
	})
	for _, t := range d.Tables {
		t.sort()
	}
	for _, t := range d.Domains {
		slices.SortFunc(t.Checks, compareChecks)
	}
}
