package ddl

import (
	"math"
	"strconv"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func (p *plan) sequence(s *schema.Sequence) {
	name := dotted(s.Schema, s.Name)
	it := p.make(s.Ref(), rankSequence, nil, func() []string {
		create := words("CREATE", when(s.Unlogged.Or(false), "UNLOGGED"), "SEQUENCE", name,
			prefixed("AS", typeOr(s.Type)), sequenceOptions(s)) + ";"
		return append([]string{create}, p.about("SEQUENCE", name, s.About)...)
	})
	p.grants(s.Ref(), "SEQUENCE", name, s.About, false)
	if s.OwnedBy.Name == "" {
		it.needs = s.Needs
		return
	}
	// The column's default needs the sequence, and the sequence goes with the
	// column.
	p.add(s.Ref(), rankOwnedBy, []schema.Ref{s.Ref(), s.OwnedBy}, func() []string {
		return []string{"ALTER SEQUENCE " + name + " OWNED BY " + dotted(s.OwnedBy.Schema, s.OwnedBy.Parent, s.OwnedBy.Name) + ";"}
	})
}

func typeOr(t schema.Claim[schema.Type]) string {
	if t.Silent() {
		return ""
	}
	return typeName(t.Or(schema.Type{}))
}

// sequenceOptions are those that are not as PostgreSQL makes them of itself.
func sequenceOptions(s *schema.Sequence) string {
	least, most := int64(math.MinInt64), int64(math.MaxInt64)
	switch s.Type.Or(schema.Type{}).Name {
	case "int2":
		least, most = math.MinInt16, math.MaxInt16
	case "int4":
		least, most = math.MinInt32, math.MaxInt32
	}
	step := s.Increment.Or(1)
	if step < 0 {
		most = -1
	} else {
		least = 1
	}
	low, high := s.Min.Or(least), s.Max.Or(most)
	start := low
	if step < 0 {
		start = high
	}
	number := func(word string, have, usual int64) string {
		if have == usual {
			return ""
		}
		return word + " " + strconv.FormatInt(have, 10)
	}
	return words(
		number("INCREMENT BY", step, 1),
		number("MINVALUE", low, least),
		number("MAXVALUE", high, most),
		number("START WITH", s.Start.Or(start), start),
		number("CACHE", s.Cache.Or(1), 1),
		when(s.Cycle.Or(false), "CYCLE"),
	)
}
