package diff

import (
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func (s *side) primaryKey() {
	d, l := s.model.PrimaryKey, s.live.PrimaryKey
	switch {
	case d == nil && l == nil:
	case d == nil:
		s.undeclared(FacetPrimaryKey, schema.KindPrimaryKey, l.Name, list(l.Columns), l)
	case l == nil:
		if s.live.Kind == schema.KindView || s.live.Kind == schema.KindMaterializedView {
			return // a view has no keys, whatever a model's library needs
		}
		s.absent(FacetPrimaryKey, schema.KindPrimaryKey, d.Name, list(d.Columns), d, d.Origin)
	default:
		of := s.of(schema.KindPrimaryKey, l.Name, d, l, d.Origin)
		// A model lists its fields in an order of its own; only the set counts.
		same := slices.Equal(d.Columns, l.Columns) || !s.complete(schema.KindPrimaryKey) && sameColumns(d.Columns, l.Columns)
		s.count(FacetPrimaryKey, "", worst(
			spelt(s, FacetPrimaryKey, of, Columns, verdict(same), d.Columns, l.Columns, list),
			s.include(FacetPrimaryKey, schema.KindPrimaryKey, of, d.Include, l.Include),
			s.deferring(FacetPrimaryKey, of, d.Deferrable, l.Deferrable),
			s.temporal(FacetPrimaryKey, of, d.WithoutOverlaps, l.WithoutOverlaps, "without overlaps"),
		))
		s.kept(of,
			keeping{d.Options, d.Tablespace, d.Clustered, d.PartOf, keyComment(d.Comment, d.IndexComment)},
			keeping{l.Options, l.Tablespace, l.Clustered, l.PartOf, keyComment(l.Comment, l.IndexComment)})
		s.names(FacetPrimaryKey, schema.KindPrimaryKey, of, d.Name, l.Name)
	}
}

func (s *side) include(f Facet, kind schema.Kind, of func(Property) Difference, declared, live []string) Verdict {
	if len(declared) == 0 && !s.complete(kind) {
		return Unsaid
	}
	return spelt(s, f, of, Include, verdict(sameColumns(declared, live)), declared, live, list)
}

func (s *side) deferring(f Facet, of func(Property) Difference, declared, live schema.Claim[schema.Deferrable]) Verdict {
	spell := func(d schema.Deferrable) string {
		if d == schema.NotDeferrable {
			return "not deferrable"
		}
		return "deferrable " + string(d)
	}
	return s.property(f, of, Deferring, claims(declared, live), spell(declared.Or("")), spell(live.Or("")))
}
