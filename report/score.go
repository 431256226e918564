package report

import "github.com/synapscale/synapcheck/diff"

// Weights say how much one fact of each facet counts for the score and the
// coverage: how much of the code breaks when it is wrong. Facts of the facet
// "other" (comments, collations, storage) are listed and counted, and weigh
// nothing.
func Weights() [diff.Facets]int { return weights }

var weights = [diff.Facets]int{
	diff.FacetPresence:    10,
	diff.FacetType:        8,
	diff.FacetPrimaryKey:  8,
	diff.FacetNullability: 6,
	diff.FacetForeignKey:  6,
	diff.FacetUnique:      6,
	diff.FacetCheck:       5,
	diff.FacetDefault:     3,
	diff.FacetIndex:       2,
	diff.FacetOther:       0,
}

// rate is the score of facts: the weight of what both sides agree on, of the
// weight of everything that could be compared. What is unsaid or unsure leaves
// the score and lowers the coverage. The full score is kept for facts without
// any difference or doubt, without a gap that leaves one open, and without a
// finding, accepted or not, even one that concerns no fact; it is nil where
// nothing with a weight was compared.
func rate(facts diff.Facts, open bool) *float64 {
	agreed, compared := 0, 0
	for facet, t := range facts {
		agreed += weights[facet] * t.Agree
		compared += weights[facet] * (t.Agree + t.Differ)
		open = open || t.Differ > 0 || t.Unsure > 0
	}
	return short(percent(agreed, compared), open)
}

// short holds a full score below 100 while anything is open.
func short(score *float64, open bool) *float64 {
	const almost = 99.9
	if score != nil && open && *score > almost {
		less := almost
		return &less
	}
	return score
}

// share is the coverage of facts.
func share(facts diff.Facts) Share {
	var s Share
	compared, all := 0, 0
	for facet, t := range facts {
		both := t.Agree + t.Differ
		s.Compared += both
		s.Facts += both + t.Unsaid + t.Unsure
		compared += weights[facet] * both
		all += weights[facet] * (both + t.Unsaid + t.Unsure)
	}
	s.Percent = percent(compared, all)
	return s
}

// percent is part of whole, rounded down to a tenth so that 100 means all of
// it; nil of nothing. Whole numbers keep the rounding exact.
func percent(part, whole int) *float64 {
	if whole == 0 {
		return nil
	}
	p := float64(part*1000/whole) / 10
	return &p
}

// sum adds the facts of b to a.
func sum(a *diff.Facts, b diff.Facts) {
	for i, t := range b {
		a[i].Agree += t.Agree
		a[i].Differ += t.Differ
		a[i].Unsaid += t.Unsaid
		a[i].Unsure += t.Unsure
	}
}

// Overall is the summary, score and coverage over every target. Facts count
// alike wherever they are, so that the targets add up to the whole.
func (r *Report) Overall() (Summary, *float64, Share) {
	var total Summary
	var facts diff.Facts
	open := false
	for _, t := range r.Targets {
		s := t.Summary
		total.Findings += s.Findings
		total.Error += s.Error
		total.Warning += s.Warning
		total.Info += s.Info
		total.Tables += s.Tables
		total.Matching += s.Matching
		total.Unmanaged += s.Unmanaged
		total.Columns += s.Columns
		sum(&facts, t.Facets.facts())
		open = open || t.Score != nil && *t.Score < 100
	}
	return total, rate(facts, open), share(facts)
}
