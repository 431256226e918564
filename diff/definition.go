package diff

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/diff/equal"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// definition compares what a relation is beside its columns and constraints.
func (s *side) definition() {
	d, l := s.model, s.live
	if d.Kind != l.Kind && d.Binding.IsZero() {
		return // what a table has a view has not
	}
	of := func(p Property) Difference {
		return Difference{Object: l.Ref(), Property: p, DeclaredObject: d, LiveObject: l, Origin: d.Origin}
	}
	v := Unsaid
	tell := func(p Property, verdict Verdict, declared, live string) {
		s.property(FacetOther, of, p, verdict, declared, live)
	}
	text := func(p Property, verdict Verdict, declared, live schema.Claim[string]) {
		v = worst(v, s.property(FacetOther, of, p, verdict, declared.Or(""), live.Or("")))
	}
	flag := func(p Property, declared, live schema.Claim[bool], yes, no string) {
		v = worst(v, s.property(FacetOther, of, p, claims(declared, live), yesNo(declared.Or(false), yes, no), yesNo(live.Or(false), yes, no)))
	}
	v = worst(v, spelt(s, FacetOther, of, PartitionOf, plainly(s.comparer, place(d.PartitionOf), place(l.PartitionOf)), d.PartitionOf, l.PartitionOf, spellOwner))
	if place(d.PartitionOf) == place(l.PartitionOf) {
		text(Bound, s.printed(d.Bound, l.Bound), d.Bound, l.Bound)
	}
	text(PartitionBy, s.printed(d.PartitionBy, l.PartitionBy), d.PartitionBy, l.PartitionBy)
	v = worst(v, spelt(s, FacetOther, of, Inherits, s.inherits(d.Inherits, l.Inherits), d.Inherits, l.Inherits, spellRefs))
	v = worst(v, spelt(s, FacetOther, of, OfType, claims(d.OfType, l.OfType), d.OfType, l.OfType, spellType))
	flag(Unlogged, d.Unlogged, l.Unlogged, "unlogged", "logged")
	if (d.PartitionBy.Or("") == "") == (l.PartitionBy.Or("") == "") {
		text(AccessMethod, claims(d.AccessMethod, l.AccessMethod), d.AccessMethod, l.AccessMethod)
	}
	text(Tablespace, claims(d.Tablespace, l.Tablespace), d.Tablespace, l.Tablespace)
	text(Parameters, options(d.Options, l.Options), d.Options, l.Options)
	text(ReplicaIdentity, claims(d.ReplicaIdentity, l.ReplicaIdentity), d.ReplicaIdentity, l.ReplicaIdentity)
	flag(RowSecurity, d.RowSecurity, l.RowSecurity, "row security", "no row security")
	flag(ForceRowSecurity, d.ForceRowSecurity, l.ForceRowSecurity, "for the owner too", "not for the owner")
	text(Query, s.query(d.Query, l.Query), d.Query, l.Query)
	flag(Populated, d.Populated, l.Populated, "populated", "not populated")
	text(Server, claims(d.Server, l.Server), d.Server, l.Server)
	text(ForeignOptions, options(d.ForeignOptions, l.ForeignOptions), d.ForeignOptions, l.ForeignOptions)
	v = worst(v, s.rights(&d.About, &l.About, tell))
	if v != Unsaid {
		s.count(FacetOther, "definition", v)
	}
}

// printed compares what a server prints from its parsed form. Two servers of one
// major version print the same thing the same way; of others it cannot be told.
func (c *comparer) printed(declared, live schema.Claim[string]) Verdict {
	v := claims(declared, live)
	if v != Differ {
		return v
	}
	have := strings.Join(strings.Fields(live.Or("")), " ")
	if declared.Accepts(func(want string) bool {
		return strings.Join(strings.Fields(want), " ") == have || equal.Queries(want, live.Or(""))
	}) {
		return Agree
	}
	if declared.Or("") == "" || have == "" {
		return Differ
	}
	return c.decide(Unsure, Text{}, "", "")
}

// query is printed for that of a view, which PostgreSQL can be asked about.
func (s *side) query(declared, live schema.Claim[string]) Verdict {
	v := s.printed(declared, live)
	return s.decide(v, Text{Kind: TextQuery, On: place(s.live.Ref())}, declared.Or(""), live.Or(""))
}

func (c *comparer) inherits(declared, live []schema.Ref) Verdict {
	if len(declared) == 0 && len(live) == 0 || !c.said(len(declared) > 0, len(live) > 0) {
		return Unsaid
	}
	return verdict(slices.EqualFunc(declared, live, func(a, b schema.Ref) bool { return place(a) == place(b) }))
}

// sameParents reports that both relations inherit from the same ones, or are
// partitions of the same one: what is inherited can only then be compared.
func (s *side) sameParents() bool {
	return place(s.model.PartitionOf) == place(s.live.PartitionOf) && s.inherits(s.model.Inherits, s.live.Inherits) != Differ
}

// place is a reference to a relation, whatever kind of relation it is.
func place(r schema.Ref) schema.Ref {
	r.Kind = ""
	return r
}

func spellType(t schema.Claim[schema.Type]) string {
	if named := t.Or(schema.Type{}); !named.IsZero() {
		return named.String()
	}
	return ""
}

func spellRefs(refs []schema.Ref) string {
	spelt := make([]string, len(refs))
	for i, r := range refs {
		spelt[i] = r.Path()
	}
	return strings.Join(spelt, ", ")
}
