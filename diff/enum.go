package diff

import (
	"fmt"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// enums compares the enum types that both sides list.
func (c *comparer) enums() {
	pairs, absent, undeclared := matchTypes(c,
		inSchemas(c, c.declared.Enums, func(e *schema.Enum) string { return e.Schema }),
		inSchemas(c, c.live.Enums, func(e *schema.Enum) string { return e.Schema }),
		(*schema.Enum).Ref,
		func(e *schema.Enum) schema.Origin { return e.Origin },
	)
	for _, p := range pairs {
		d, l := p.declared, p.live
		of := func(p Property) Difference {
			return Difference{Object: l.Ref(), Property: p, DeclaredObject: d, LiveObject: l, Origin: d.Origin}
		}
		c.diff.Facts[FacetPresence].Agree++
		disagreements := compareLabels(d.Labels, l.Labels, true)
		c.fact(FacetCheck, Difference{}, verdict(len(disagreements) == 0))
		for _, x := range disagreements {
			c.add(x.difference(of))
		}
		c.about(&d.About, &l.About, of)
	}
	for _, d := range absent {
		c.fact(FacetPresence, Difference{
			Object: d.Ref(), Property: Absent, Declared: labelList(d.Labels), DeclaredObject: d, Origin: d.Origin,
		}, Differ)
	}
	if c.complete(schema.KindEnum) {
		for _, l := range undeclared {
			c.fact(FacetPresence, Difference{
				Object: l.Ref(), Property: Undeclared, Live: labelList(l.Labels), LiveObject: l,
			}, Differ)
		}
	}
}

// fact counts a verdict about an object that belongs to no table. A difference
// without a property is counted only.
func (c *comparer) fact(f Facet, d Difference, v Verdict) {
	c.diff.Facts[f].count(v)
	if d.Property == "" || v == Agree || v == Unsaid {
		return
	}
	d.Facet, d.Verdict = f, v
	c.add(d)
}

// A labelDisagreement is one way in which two lists of labels differ.
type labelDisagreement struct {
	property       Property
	declared, live []string
	labels         []string // those concerned
}

func compareLabels(declared, live []string, ordered bool) []labelDisagreement {
	var found []labelDisagreement
	if missing := without(declared, live); len(missing) > 0 {
		found = append(found, labelDisagreement{Labels, declared, live, missing})
	}
	if more := without(live, declared); len(more) > 0 {
		found = append(found, labelDisagreement{MoreLabels, declared, live, more})
	}
	if ordered && len(found) == 0 && !slices.Equal(declared, live) {
		found = append(found, labelDisagreement{LabelOrder, declared, live, nil})
	}
	return found
}

func (x labelDisagreement) difference(of func(Property) Difference) Difference {
	d := of(x.property)
	d.Facet, d.Verdict = FacetCheck, Differ
	d.Declared, d.Live, d.Reason = labelList(x.declared), labelList(x.live), labelList(x.labels)
	return d
}

// labels compares a field's constants with the labels of its column's enum, or
// with the list that a check constraint allows.
func (s *side) labels(d, l *schema.Column, of func(Property) Difference) {
	if d.Host == nil || len(d.Host.Labels) == 0 {
		return
	}
	allowed := s.allowed(l)
	if allowed == nil {
		return
	}
	disagreements := compareLabels(d.Host.Labels, allowed, false)
	s.count(FacetCheck, l.Name, verdict(len(disagreements) == 0))
	for _, x := range disagreements {
		s.note(FacetCheck, x.difference(of), Differ)
	}
}

// allowed lists the only values that the column takes; nil if there is no such
// list.
func (s *side) allowed(l *schema.Column) []string {
	if e := s.env.Enum(l.Type.Or(schema.Type{})); e != nil {
		return e.Labels
	}
	for _, check := range s.live.Checks {
		if column, labels, ok := oneOf(check.Expr); ok && column == l.Name {
			return labels
		}
	}
	return nil
}

func without[T comparable](a, b []T) []T {
	var rest []T
	for _, x := range a {
		if !slices.Contains(b, x) {
			rest = append(rest, x)
		}
	}
	return rest
}

func labelList(labels []string) string {
	quoted := make([]string, len(labels))
	for i, l := range labels {
		quoted[i] = fmt.Sprintf("'%s'", strings.ReplaceAll(l, "'", "''"))
	}
	return strings.Join(quoted, ", ")
}
