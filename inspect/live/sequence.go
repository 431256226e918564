package live

import (
	"math"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func (r *reading) sequence(f *row) {
	id := f.oid()
	rel := r.relations[id]
	if rel == nil {
		return
	}
	s := &schema.Sequence{
		Schema:    r.schemas[rel.namespace],
		Name:      rel.name,
		Type:      schema.Is(r.typeOf(f.oid(), nil)),
		Start:     schema.Is(f.int64()),
		Increment: schema.Is(f.int64()),
		Min:       schema.Is(f.int64()),
		Max:       schema.Is(f.int64()),
		Cache:     schema.Is(f.int64()),
		Cycle:     r.flag(f.bool()),
		Unlogged:  r.flag(r.spelling.unlogged[id]),
		About:     schema.About{Comment: r.none},
	}
	owner, attnum, how := r.relations[f.oid()], f.int(), f.char()
	if how == 'i' {
		r.identitySequence(id, s, owner, attnum)
		return
	}
	if !r.describes(classClass, id, rel.namespace) {
		return
	}
	if owner != nil {
		if g := owner.group(attnum); g != nil {
			s.OwnedBy = schema.Ref{Kind: schema.KindColumn, Schema: r.schemas[owner.namespace], Parent: owner.name, Name: g.name}
		}
	}
	r.sequences[id] = s
	r.db.Sequences = append(r.db.Sequences, s)
}

// An identity is the sequence of an identity column.
type identity struct {
	sequence *schema.Sequence
	place    columnPlace
	usual    bool // as PostgreSQL makes one of itself
}

// identitySequence keeps the sequence of an identity column.
func (r *reading) identitySequence(id oid, s *schema.Sequence, owner *relation, attnum int) {
	if owner == nil || owner.Table == nil {
		return
	}
	c := owner.column(attnum)
	if c == nil {
		return
	}
	most := int64(math.MaxInt64)
	switch s.Type.Or(schema.Type{}).Name {
	case "int2":
		most = math.MaxInt16
	case "int4":
		most = math.MaxInt32
	}
	usual := s.Start.Or(0) == 1 && s.Increment.Or(0) == 1 && s.Min.Or(0) == 1 && s.Max.Or(0) == most &&
		s.Cache.Or(0) == 1 && !s.Cycle.Or(false) && s.Schema == owner.Schema &&
		s.Name == objectName(owner.Name, c.Name, "seq") && s.Unlogged.Or(false) == owner.Unlogged.Or(false)
	r.identities[id] = identity{s, columnPlace{owner, attnum}, usual}
}

// identitySequences gives identity columns their sequences, where these are not
// as PostgreSQL makes them of itself, or somebody has rights on them.
func (r *reading) identitySequences() {
	for _, i := range r.identities {
		s := i.sequence
		if i.usual && len(s.Grants.Or(nil)) == 0 && s.Comment.Or("") == "" && len(s.Labels) == 0 {
			continue
		}
		r.own(i.place.rel, i.place.attnum).Sequence = s
	}
}
