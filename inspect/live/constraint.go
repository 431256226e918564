package live

import "github.com/synapscale/synapcheck/inspect/schema"

// constraints are what is still to be said of constraints when all are read.
type constraints struct {
	comments map[oid]*schema.Claim[string]
	backing  map[oid]backing    // by their index
	refs     map[oid]schema.Ref // of partitioned tables
	parts    []constraintPart
	foreign  map[oid]*relation // the tables of foreign keys
	// of columns that others inherit, or that are inherited
	notNullNames map[columnPlace]string
	inherited    []columnPlace
	notNull      map[oid]columnPlace // of NOT NULL constraints

	deferrings map[schema.Deferrable]schema.Claim[schema.Deferrable]
	actions    map[byte]schema.Claim[schema.Action]
	matches    map[byte]schema.Claim[string]
}

// backing is what an index says of the constraint that it backs.
type backing struct {
	primary   *schema.PrimaryKey
	unique    *schema.Unique
	exclusion *schema.Exclusion
}

// A columnPlace is a column by its table and number.
type columnPlace struct {
	rel    *relation
	attnum int
}

// remark keeps a comment on the index.
func (b backing) remark(text schema.Claim[string]) {
	switch {
	case b.primary != nil:
		b.primary.IndexComment = text
	case b.unique != nil:
		b.unique.IndexComment = text
	case b.exclusion != nil:
		b.exclusion.IndexComment = text
	}
}

// A constraintPart is a part of the constraint of a partitioned table.
type constraintPart struct {
	of   **schema.Ref
	oid  oid
	rel  *relation
	fkey *schema.ForeignKey
}

func newConstraints() constraints {
	return constraints{
		comments:     make(map[oid]*schema.Claim[string]),
		backing:      make(map[oid]backing),
		refs:         make(map[oid]schema.Ref),
		foreign:      make(map[oid]*relation),
		notNull:      make(map[oid]columnPlace),
		notNullNames: make(map[columnPlace]string),
		deferrings: map[schema.Deferrable]schema.Claim[schema.Deferrable]{
			schema.NotDeferrable:     schema.Is(schema.NotDeferrable),
			schema.InitiallyNow:      schema.Is(schema.InitiallyNow),
			schema.InitiallyDeferred: schema.Is(schema.InitiallyDeferred),
		},
		actions: map[byte]schema.Claim[schema.Action]{
			'a': schema.Is(schema.NoAction),
			'r': schema.Is(schema.Restrict),
			'c': schema.Is(schema.Cascade),
			'n': schema.Is(schema.SetNull),
			'd': schema.Is(schema.SetDefault),
		},
		matches: map[byte]schema.Claim[string]{'s': schema.Is("simple"), 'f': schema.Is("full"), 'p': schema.Is("partial")},
	}
}

// A constraintRow is a row of pg_constraint, but for the names it begins with.
type constraintRow struct {
	index, parent, other                                      oid
	key, otherKey, setKey                                     []int
	onUpdate, onDelete, match                                 byte
	deferrable                                                schema.Deferrable
	validated, enforced, period, noInherit, inherited, merged bool
	tree                                                      []byte
}

func (r *reading) constraint(f *row) {
	id, kind, name, rel, domain := f.oid(), f.char(), f.text(), r.relations[f.oid()], f.oid()
	x := constraintRow{index: f.oid(), parent: f.oid(), other: f.oid(), key: f.numbers(), otherKey: f.numbers(), setKey: f.numbers()}
	x.onUpdate, x.onDelete, x.match = f.char(), f.char(), f.char()
	x.deferrable = deferrable(f.bool(), f.bool())
	x.validated, x.enforced, x.period, x.noInherit, x.inherited, x.merged = f.bool(), f.bool(), f.bool(), f.bool(), !f.bool(), f.bool()
	x.tree = f.raw()
	if d := r.domains[domain]; d != nil {
		if kind == 'c' {
			c := r.check(id, name, x, nil)
			d.Checks = append(d.Checks, c)
		}
		return
	}
	if rel == nil || rel.Table == nil {
		if kind == 'f' && rel != nil {
			r.keys.foreign[id] = rel
		}
		return
	}
	switch kind {
	case 'p':
		k := &schema.PrimaryKey{Name: name, Columns: rel.columnNames(x.key), Deferrable: r.keys.deferrings[x.deferrable], WithoutOverlaps: x.period}
		rel.PrimaryKey = k
		r.keys.backing[x.index] = backing{primary: k}
		r.keep(id, rel, rel.Child(schema.KindPrimaryKey, name), &k.Comment, &k.PartOf, x.parent)
	case 'u':
		k := &schema.Unique{Name: name, Columns: rel.columnNames(x.key), Deferrable: r.keys.deferrings[x.deferrable], WithoutOverlaps: x.period}
		rel.Uniques = append(rel.Uniques, k)
		r.keys.backing[x.index] = backing{unique: k}
		r.keep(id, rel, rel.Child(schema.KindUnique, name), &k.Comment, &k.PartOf, x.parent)
	case 'x':
		k := &schema.Exclusion{Name: name}
		rel.Exclusions = append(rel.Exclusions, k)
		r.spelling.exclusions[id] = k
		r.keys.backing[x.index] = backing{exclusion: k}
		r.keep(id, rel, rel.Child(schema.KindExclusion, name), &k.Comment, &k.PartOf, x.parent)
	case 'c':
		rel.Checks = append(rel.Checks, r.check(id, name, x, rel))
	case 'f':
		r.foreignKey(id, name, x, rel)
	case 'n':
		r.notNull(id, name, x, rel)
	}
}

// keep remembers a constraint for its comment, and for what it is a part of.
func (r *reading) keep(id oid, rel *relation, ref schema.Ref, comment *schema.Claim[string], part **schema.Ref, parent oid) {
	*comment = r.none
	r.keys.comments[id] = comment
	if rel.kind == 'p' {
		r.keys.refs[id] = ref
	}
	if parent != 0 {
		r.keys.parts = append(r.keys.parts, constraintPart{of: part, oid: parent, rel: rel})
	}
}

// join says of every constraint what it is a part of, and drops the shadows
// that a key to a partitioned table has for each of that table's partitions.
func (r *reading) join() {
	shadows := make(map[*schema.ForeignKey]*relation)
	for _, p := range r.keys.parts {
		if p.fkey != nil && r.keys.foreign[p.oid] == p.rel {
			shadows[p.fkey] = p.rel
			continue
		}
		if ref, ok := r.keys.refs[p.oid]; ok {
			*p.of = &ref
		}
	}
	for k, rel := range shadows {
		kept := rel.ForeignKeys[:0]
		for _, other := range rel.ForeignKeys {
			if other != k {
				kept = append(kept, other)
			}
		}
		rel.ForeignKeys = kept
	}
}

func deferrable(can, initially bool) schema.Deferrable {
	switch {
	case !can:
		return schema.NotDeferrable
	case initially:
		return schema.InitiallyDeferred
	}
	return schema.InitiallyNow
}
