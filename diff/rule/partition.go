package rule

import (
	"slices"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// inherited are the differences of partitions that their table has as well: a
// column that the table lacks is lacking in each of a hundred partitions, and is
// one finding.
func inherited(d *diff.Diff) map[*diff.Difference]bool {
	type likeness struct {
		table          schema.Ref
		kind           schema.Kind
		property       diff.Property
		name           string
		declared, live string
	}
	// An object of a partition bears the name that it has in the table, as
	// columns and checks do, or one of its own and says the same.
	likenesses := func(x *diff.Difference, table schema.Ref) [2]likeness {
		return [2]likeness{
			{table: table, kind: x.Object.Kind, property: x.Property, name: x.Object.Name},
			{table: table, kind: x.Object.Kind, property: x.Property, declared: x.Declared, live: x.Live},
		}
	}
	known := make(map[likeness]bool)
	partitions := false
	for _, x := range d.Differences {
		if x.Table == nil || x.Table.Live == nil || x.Object.Parent == "" {
			continue
		}
		partitions = partitions || x.Table.Live.PartitionOf.Name != ""
		for _, l := range likenesses(x, x.Object.Table()) {
			known[l] = true
		}
	}
	if !partitions {
		return nil
	}
	found := make(map[*diff.Difference]bool)
	for _, x := range d.Differences {
		if x.Table == nil || x.Table.Live == nil || x.Object.Parent == "" || x.Table.Live.PartitionOf.Name == "" {
			continue
		}
		parent := x.Table.Live.PartitionOf
		for _, l := range likenesses(x, schema.Ref{Schema: parent.Schema, Name: parent.Name}) {
			if known[l] {
				found[x] = true
			}
		}
	}
	return found
}

// partitioned reports that the relation of d has partitions.
func partitioned(p *Pass, d *diff.Difference) bool {
	of := d.Object.Table()
	return slices.ContainsFunc(p.Diff.Live.Tables, func(t *schema.Table) bool {
		return t.PartitionOf.Name == of.Name && t.PartitionOf.Schema == of.Schema
	})
}
