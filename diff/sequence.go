package diff

import (
	"fmt"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func (c *comparer) sequences() {
	pairs, absent, undeclared := matchTypes(c,
		inSchemas(c, c.declared.Sequences, func(s *schema.Sequence) string { return s.Schema }),
		inSchemas(c, c.live.Sequences, func(s *schema.Sequence) string { return s.Schema }),
		(*schema.Sequence).Ref,
		func(s *schema.Sequence) schema.Origin { return s.Origin },
	)
	for _, p := range pairs {
		c.sequence(p.declared, p.live)
	}
	for _, d := range absent {
		c.fact(FacetPresence, Difference{
			Object: d.Ref(), Property: Absent, Declared: spellSequence(d), DeclaredObject: d, Origin: d.Origin,
		}, Differ)
	}
	if c.complete(schema.KindSequence) {
		for _, l := range undeclared {
			c.fact(FacetPresence, Difference{
				Object: l.Ref(), Property: Undeclared, Live: spellSequence(l), LiveObject: l,
			}, Differ)
		}
	}
}

func (c *comparer) sequence(d, l *schema.Sequence) {
	of := func(p Property) Difference {
		return Difference{Object: l.Ref(), Property: p, DeclaredObject: d, LiveObject: l, Origin: d.Origin}
	}
	c.diff.Facts[FacetPresence].Agree++
	options := of(Sequencing)
	options.Declared, options.Live = spellSequence(d), spellSequence(l)
	c.fact(FacetOther, options, worst(
		claims(d.Type, l.Type), claims(d.Start, l.Start), claims(d.Increment, l.Increment),
		claims(d.Min, l.Min), claims(d.Max, l.Max), claims(d.Cache, l.Cache), claims(d.Cycle, l.Cycle),
	))
	unlogged := of(Unlogged)
	unlogged.Declared, unlogged.Live = yesNo(d.Unlogged.Or(false), "unlogged", "logged"), yesNo(l.Unlogged.Or(false), "unlogged", "logged")
	c.fact(FacetOther, unlogged, claims(d.Unlogged, l.Unlogged))
	c.about(&d.About, &l.About, of)
	if c.complete(schema.KindSequence) {
		owner := of(Owner)
		owner.Declared, owner.Live = spellOwner(d.OwnedBy), spellOwner(l.OwnedBy)
		c.fact(FacetOther, owner, verdict(d.OwnedBy == l.OwnedBy))
	}
}

func spellOwner(r schema.Ref) string {
	if r.Name == "" {
		return "none"
	}
	return r.Path()
}

func spellSequence(s *schema.Sequence) string {
	var parts []string
	if t, ok := s.Type.Get(); ok {
		parts = append(parts, t.String())
	}
	for _, o := range []struct {
		name  string
		claim schema.Claim[int64]
	}{
		{"start", s.Start}, {"increment", s.Increment}, {"min", s.Min}, {"max", s.Max}, {"cache", s.Cache},
	} {
		if v, ok := o.claim.Get(); ok {
			parts = append(parts, fmt.Sprintf("%s %d", o.name, v))
		}
	}
	if s.Cycle.Or(false) {
		parts = append(parts, "cycle")
	}
	return strings.Join(parts, " ")
}
