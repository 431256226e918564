package diff

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func (s *side) exclusions() {
	pairs, absent, undeclared := match(s.model.Exclusions, s.live.Exclusions,
		func(d, l *schema.Exclusion) bool { return d.Name == l.Name && sameExclusion(d, l) },
		sameExclusion,
		func(d, l *schema.Exclusion) bool { return d.Name != "" && d.Name == l.Name },
	)
	for _, p := range pairs {
		d, l := p.declared, p.live
		of := s.of(schema.KindExclusion, l.Name, d, l, d.Origin)
		s.count(FacetCheck, "exclusion "+l.Name,
			s.property(FacetCheck, of, Definition, verdict(sameExclusion(d, l)), d.Definition, l.Definition))
		s.kept(of,
			keeping{d.Options, d.Tablespace, d.Clustered, d.PartOf, keyComment(d.Comment, d.IndexComment)},
			keeping{l.Options, l.Tablespace, l.Clustered, l.PartOf, keyComment(l.Comment, l.IndexComment)})
		s.names(FacetCheck, schema.KindExclusion, of, d.Name, l.Name)
	}
	for _, d := range absent {
		s.absent(FacetCheck, schema.KindExclusion, d.Name, d.Definition, d, d.Origin)
	}
	for _, l := range undeclared {
		s.undeclared(FacetCheck, schema.KindExclusion, l.Name, l.Definition, l)
	}
}

// sameExclusion reports that both exclude the same. The storage parameters, which
// PostgreSQL prints with the definition, are compared by themselves.
func sameExclusion(d, l *schema.Exclusion) bool {
	if d.Options.Silent() || l.Options.Silent() {
		return d.Definition == l.Definition
	}
	return withoutParameters(d.Definition) == withoutParameters(l.Definition)
}

func withoutParameters(definition string) string {
	const with = " WITH ("
	before, after, found := strings.Cut(definition, with)
	if !found {
		return definition
	}
	_, after, _ = strings.Cut(after, ")")
	return before + after
}
