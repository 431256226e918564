package ddl

import (
	"cmp"
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// An item is what the script does for one object, or a part of it that waits for
// others.
type item struct {
	ref   schema.Ref
	rank  rank
	after []*item          // what must come first
	needs []schema.Ref     // the same, not yet looked up
	write func() []string  // statements with their semicolons
	shell func() *item     // makes a shell of a type, for its functions
	split func() *item     // leaves to another item what need not be said at once
	soft  func(*item) bool // needed only by what split leaves to the other
}

// A plan holds what is to be written.
type plan struct {
	d       *schema.Database
	opts    Options
	items   []*item
	byRef   map[schema.Ref]*item
	tables  map[schema.Ref]*schema.Table // by name alone
	schemas map[string]*item
	precede map[schema.Ref][]schema.Ref // what an object waits for without needing it
}

func newPlan(d *schema.Database, opts Options) *plan {
	p := &plan{
		d: d, opts: opts,
		byRef:   map[schema.Ref]*item{},
		tables:  map[schema.Ref]*schema.Table{},
		schemas: map[string]*item{},
		precede: map[schema.Ref][]schema.Ref{},
	}
	for _, t := range d.Tables {
		p.tables[schema.Ref{Schema: t.Schema, Name: t.Name}] = t
	}
	for _, s := range d.Schemas {
		p.schema(s)
	}
	for _, e := range d.Enums {
		p.enum(e)
	}
	for _, dom := range d.Domains {
		p.domain(dom)
	}
	for _, s := range d.Sequences {
		p.sequence(s)
	}
	for _, t := range d.Tables {
		p.table(t)
	}
	for _, o := range d.Objects {
		p.object(o)
	}
	p.link()
	return p
}

// add plans statements for an object.
func (p *plan) add(ref schema.Ref, r rank, needs []schema.Ref, write func() []string) *item {
	it := &item{ref: ref, rank: r, needs: needs, write: write}
	p.items = append(p.items, it)
	return it
}

// make plans the statement that makes the object, so that others can need it.
func (p *plan) make(ref schema.Ref, r rank, needs []schema.Ref, write func() []string) *item {
	it := p.add(ref, r, needs, write)
	if p.byRef[key(ref)] == nil {
		p.byRef[key(ref)] = it
	}
	return it
}

// key is a reference as others may spell it: relations are known by name.
func key(r schema.Ref) schema.Ref {
	switch {
	case r.Kind.Relation():
		r.Kind = schema.KindTable
	case r.Kind == schema.KindColumn:
		return schema.Ref{Kind: schema.KindTable, Schema: r.Schema, Name: r.Parent}
	case r.Kind == schema.KindProcedure || r.Kind == schema.KindAggregate:
		r.Kind = schema.KindFunction
	case r.Kind == schema.KindDomain || r.Kind == schema.KindEnum || r.Kind == schema.KindRange ||
		r.Kind == schema.KindComposite:
		r.Kind = schema.KindBaseType
	}
	return r
}

// find is the item that makes the object.
func (p *plan) find(r schema.Ref) *item { return p.byRef[key(r)] }

// link looks up what every item needs.
func (p *plan) link() {
	for _, it := range p.items {
		for _, n := range slices.Concat(it.needs, p.precede[it.ref]) {
			if other := p.find(n); other != nil && other != it && !slices.Contains(it.after, other) {
				it.after = append(it.after, other)
			}
		}
		if s := p.schemas[it.ref.Schema]; s != nil && s != it && it.ref.Schema != "" {
			it.after = append(it.after, s)
		}
	}
	slices.SortStableFunc(p.items, compareItems)
	for _, it := range p.items {
		slices.SortStableFunc(it.after, compareItems)
	}
}

func compareItems(a, b *item) int {
	return cmp.Or(
		cmp.Compare(a.rank, b.rank),
		cmp.Compare(a.ref.Schema, b.ref.Schema),
		cmp.Compare(a.ref.Parent, b.ref.Parent),
		cmp.Compare(a.ref.Name, b.ref.Name),
		cmp.Compare(a.ref.Kind.Rank(), b.ref.Kind.Rank()),
	)
}
