package diff

import "github.com/synapscale/synapcheck/inspect/schema"

// A keeping is how an index, or that of a constraint, is kept, and what is said
// of it. None of it changes what the index or the constraint does.
type keeping struct {
	Options, Tablespace schema.Claim[string]
	Clustered           schema.Claim[bool]
	PartOf              *schema.Ref
	Comment             schema.Claim[string]
}

func (s *side) kept(of func(Property) Difference, d, l keeping) {
	part := func(r *schema.Ref) schema.Ref {
		if r == nil {
			return schema.Ref{}
		}
		return *r
	}
	v := worst(
		s.property(FacetOther, of, Parameters, options(d.Options, l.Options), d.Options.Or(""), l.Options.Or("")),
		s.property(FacetOther, of, Tablespace, claims(d.Tablespace, l.Tablespace), d.Tablespace.Or(""), l.Tablespace.Or("")),
		s.property(FacetOther, of, Clustered, claims(d.Clustered, l.Clustered),
			yesNo(d.Clustered.Or(false), "clustered", "not clustered"), yesNo(l.Clustered.Or(false), "clustered", "not clustered")),
		spelt(s, FacetOther, of, PartOf, plainly(s.comparer, part(d.PartOf), part(l.PartOf)), part(d.PartOf), part(l.PartOf), spellOwner),
		s.property(FacetOther, of, Comment, claims(d.Comment, l.Comment), d.Comment.Or(""), l.Comment.Or("")),
	)
	if v != Unsaid && s.seen == nil {
		s.count(FacetOther, "", v)
	}
}

// held compares whether a constraint is enforced, and whether old rows were held
// to it: one that is not enforced has never been validated.
func (s *side) held(f Facet, of func(Property) Difference, enforced, liveEnforced, validated, liveValidated schema.Claim[bool]) Verdict {
	spell := func(c schema.Claim[bool]) string { return yesNo(c.Or(true), "enforced", "not enforced") }
	v := claims(enforced, liveEnforced)
	s.property(f, of, Enforced, v, spell(enforced), spell(liveEnforced))
	if v == Differ {
		return v
	}
	return worst(v, s.validated(f, of, validated, liveValidated))
}

func (s *side) temporal(f Facet, of func(Property) Difference, declared, live bool, word string) Verdict {
	spell := func(b bool) string { return yesNo(b, word, "not "+word) }
	return spelt(s, f, of, Temporal, plainly(s.comparer, declared, live), declared, live, spell)
}

// keyComment is what is said of a key and of the index behind it.
func keyComment(key, index schema.Claim[string]) schema.Claim[string] {
	if text := index.Or(""); text != "" {
		return schema.Is(key.Or("") + " (on its index: " + text + ")")
	}
	return key
}
