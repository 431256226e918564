package report

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/rule"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// A placed finding knows where it stands in a report.
type placed struct {
	Finding
	table  schema.Ref
	object schema.Ref
	layer  int
	reason string // of an accepted one
	entry  *Known // of a baseline, which accepts it
}

func (f placed) accepted() Accepted {
	a := Accepted{Reason: f.reason, Finding: f.Finding}
	if k := f.entry; k != nil {
		a.Known, a.Owner, a.Added, a.Expires = true, k.Owner, k.Added, k.Expires
	}
	return a
}

func (f placed) compare(g placed) int {
	return cmp.Or(
		f.table.Compare(g.table),
		cmp.Compare(f.layer, g.layer),
		f.object.Compare(g.object),
		cmp.Compare(f.Rule, g.Rule),
		cmp.Compare(f.Property, g.Property),
		cmp.Compare(f.Declared, g.Declared),
		cmp.Compare(f.Live, g.Live),
		cmp.Compare(f.Message, g.Message),
		compareOrigins(f.Origin, g.Origin),
	)
}

// findingsOf converts the findings of a layer. What is found alike in several
// structs of one table is one finding with several places.
func findingsOf(l Layer, name string, index int) []placed {
	var fs []placed
	at := make(map[string]int)
	for i := range l.Findings {
		f := placedFinding(&l.Findings[i], name, index)
		key := f.identity()
		first, seen := at[key]
		if !seen {
			at[key] = len(fs)
			fs = append(fs, f)
			continue
		}
		if f.Origin != nil {
			fs[first].Also = append(fs[first].Also, *f.Origin)
		}
		fs[first].Also = append(fs[first].Also, f.Also...)
	}
	for i := range fs {
		fs[i].settleOrigins()
	}
	return fs
}

func acceptedOf(l Layer, name string, index int) []placed {
	fs := make([]placed, 0, len(l.Accepted))
	for i := range l.Accepted {
		f := placedFinding(&l.Accepted[i].Finding, name, index)
		f.settleOrigins()
		f.reason = valid(l.Accepted[i].Reason)
		fs = append(fs, f)
	}
	for i := range l.Known {
		f := placedFinding(&l.Known[i].Finding, name, index)
		f.settleOrigins()
		f.reason, f.entry = valid(l.Known[i].Entry.Reason), &l.Known[i].Entry
		fs = append(fs, f)
	}
	return fs
}

func placedFinding(f *rule.Finding, layer string, index int) placed {
	of := f.Object.Table()
	if d := f.Difference; d != nil && d.Table != nil {
		of = d.Table.Ref.Table()
	}
	p := placed{
		Finding: Finding{
			Rule:        valid(f.Rule),
			Severity:    f.Severity,
			Fingerprint: f.Fingerprint(),
			Layer:       layer,
			Kind:        valid(string(f.Object.Kind)),
			Object:      valid(f.Object.Path()),
			Table:       Value(valid(of.Path())),
			Property:    valid(string(f.Property)),
			Message:     valid(f.Message),
			Declared:    Value(valid(f.Declared)),
			Live:        Value(valid(f.Live)),
			Origin:      originOf(f.Origin),
			Also:        []Origin{},
			Consequence: valid(f.Consequence),
			Confidence:  confidence(f),
			Remedies:    []Remedy{},
		},
		table: of, object: f.Object, layer: index,
	}
	for _, o := range f.Also {
		if o := originOf(o); o != nil {
			p.Also = append(p.Also, *o)
		}
	}
	for _, r := range f.Remedies {
		p.Remedies = append(p.Remedies, Remedy{
			Side: valid(r.Side), Text: valid(r.Text), Command: Value(valid(r.Command)), SQL: validAll(r.SQL),
		})
	}
	return p
}

// identity is everything but the places.
func (f placed) identity() string {
	return fmt.Sprintf("%q", []any{
		f.Rule, f.Severity, f.Fingerprint, f.Message, f.Declared, f.Live, f.Consequence, f.Remedies,
	})
}

// settleOrigins keeps the finding's own place and lists every other one once.
func (f *placed) settleOrigins() {
	places := f.Also
	if f.Origin != nil {
		places = append(places, *f.Origin)
	}
	slices.SortFunc(places, func(a, b Origin) int { return compareOrigins(&a, &b) })
	places = slices.Compact(places)
	if f.Origin == nil && len(places) > 0 {
		f.Origin = &places[0]
	}
	f.Also = []Origin{}
	for _, o := range places {
		if o != *f.Origin {
			f.Also = append(f.Also, o)
		}
	}
}

// confidence is that of the proposed rename, rounded down to a hundredth.
func confidence(f *rule.Finding) *float64 {
	if f.Property != diff.Name || f.Difference == nil || len(f.Difference.Candidates) == 0 {
		return nil
	}
	c := min(max(f.Difference.Candidates[0].Confidence, 0), 1)
	if math.IsNaN(c) {
		return nil
	}
	c = math.Floor(c*100) / 100
	return &c
}

func compareOrigins(a, b *Origin) int {
	var none Origin
	if a == nil {
		a = &none
	}
	if b == nil {
		b = &none
	}
	return cmp.Or(
		cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line),
		cmp.Compare(a.Column, b.Column), cmp.Compare(a.Symbol, b.Symbol),
	)
}
