package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/rule"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// A Layer is one declared source compared with the live database, and what the
// rules say of it.
type Layer struct {
	Diff     *diff.Diff
	Findings []rule.Finding
	// Accepted are findings that somebody let stand.
	Accepted []rule.Accepted
	// Known are findings that a baseline covers; see [Baseline.Apply].
	Known []KnownFinding
}

// Build makes a report of one live database for each list of layers; the layers
// of a list are compared with the same database. Nothing that is passed in is
// kept or changed.
func Build(version string, targets ...[]Layer) *Report {
	r := &Report{SchemaVersion: SchemaVersion, Tool: Tool{Name: "synapcheck", Version: valid(version)}}
	for _, layers := range targets {
		if len(layers) > 0 {
			r.Targets = append(r.Targets, target(layers))
		}
	}
	return r
}

func target(layers []Layer) *Target {
	live := layers[0].Diff.Live
	t := &Target{
		Name:     valid(live.Name),
		Server:   serverVersion(live.Server),
		Declared: layerNames(layers),
		Complete: !slices.ContainsFunc(layers, func(l Layer) bool { return !l.Diff.Declared.Complete }),
		Tables:   []Table{},
	}
	var all diff.Facts
	var gaps []schema.Gap
	var findings, accepted []placed
	anyOpen := false
	for i, l := range layers {
		name := ""
		if len(layers) > 1 {
			name = t.Declared[i]
		}
		fs := findingsOf(l, name, i)
		findings = append(findings, fs...)
		as := acceptedOf(l, name, i)
		accepted = append(accepted, as...)
		perTable := make(map[schema.Ref]int)
		spoken := make(map[schema.Ref]bool)
		for _, f := range fs {
			perTable[f.table]++
			spoken[f.table] = true
		}
		for _, f := range as {
			spoken[f.table] = true
		}
		open := openFacts(l.Diff)
		// Some findings concern no fact: the name of a constraint, for one.
		anything := open.any() || len(spoken) > 0
		facts := l.Diff.Facts
		for _, p := range l.Diff.Tables {
			sum(&facts, p.Facts)
			x := table(p, name, perTable[p.Ref.Table()], open.tables[p])
			x.Score = short(x.Score, spoken[p.Ref.Table()])
			t.Tables = append(t.Tables, x)
		}
		if len(layers) > 1 {
			t.Layers = append(t.Layers, LayerScore{
				Name:     name,
				Dialect:  valid(l.Diff.Declared.Dialect),
				Score:    rate(facts, anything),
				Coverage: share(facts).Percent,
			})
		}
		sum(&all, facts)
		anyOpen = anyOpen || open.any()
		gaps = append(gaps, l.Diff.Gaps...)
	}
	slices.SortStableFunc(t.Tables, func(a, b Table) int { return cmp.Compare(a.Name, b.Name) })
	slices.SortStableFunc(findings, placed.compare)
	t.Findings = make([]Finding, len(findings))
	for i, f := range findings {
		t.Findings[i] = f.Finding
	}
	slices.SortStableFunc(accepted, placed.compare)
	for _, f := range accepted {
		t.Accepted = append(t.Accepted, f.accepted())
	}
	t.Score = rate(all, anyOpen || len(findings)+len(accepted) > 0)
	t.Facets = facetsOf(all, anyOpen)
	t.Coverage = Coverage{Share: share(all), Gaps: gapsOf(gaps), Counted: counted(layers)}
	t.Summary = summarize(t)
	return t
}

// layerNames are the names of the declared sources; a name that comes again is
// numbered.
func layerNames(layers []Layer) []string {
	names := make([]string, 0, len(layers))
	seen := make(map[string]int)
	for _, l := range layers {
		name := valid(l.Diff.Declared.Name)
		seen[name]++
		if n := seen[name]; n > 1 {
			name = fmt.Sprintf("%s (%d)", name, n)
		}
		names = append(names, name)
	}
	return names
}

// serverVersion writes a version_num as people do: 17.2.
func serverVersion(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%d.%d", n/10000, n%10000)
}

func table(p *diff.TablePair, layer string, findings int, open bool) Table {
	t := Table{
		Name:     valid(p.Ref.Table().Path()),
		Kind:     string(p.Ref.Kind),
		Layer:    layer,
		Side:     Both,
		Score:    rate(p.Facts, open),
		Coverage: share(p.Facts).Percent,
		Also:     []Origin{},
		Findings: findings,
		Facets:   facetsOf(p.Facts, open),
	}
	switch m := p.Model(); {
	case p.Live == nil && m != nil:
		t.Side, t.Columns = DeclaredOnly, len(m.Columns)
	case p.Live != nil && m == nil:
		t.Side, t.Columns = LiveOnly, len(p.Live.Columns)
	case p.Live != nil:
		t.Columns = len(p.Live.Columns)
	}
	for i, m := range p.Declared {
		switch o := originOf(m.Origin); {
		case o == nil:
		case i == 0:
			t.Model = o
		default:
			t.Also = append(t.Also, *o)
		}
	}
	return t
}

func originOf(o schema.Origin) *Origin {
	if o.IsZero() {
		return nil
	}
	return &Origin{File: valid(o.File()), Line: max(o.Line(), 0), Column: max(o.Column(), 0), Symbol: valid(o.Symbol())}
}

// summarize counts tables by name, so that layers over one table count once.
func summarize(t *Target) Summary {
	s := Summary{Findings: len(t.Findings)}
	for _, f := range t.Findings {
		switch f.Severity {
		case rule.Error:
			s.Error++
		case rule.Warning:
			s.Warning++
		case rule.Info:
			s.Info++
		}
	}
	for i := 0; i < len(t.Tables); {
		declared, findings, columns := false, 0, 0
		name := t.Tables[i].Name
		for ; i < len(t.Tables) && t.Tables[i].Name == name; i++ {
			declared = declared || t.Tables[i].Side != LiveOnly
			findings += t.Tables[i].Findings
			columns = max(columns, t.Tables[i].Columns)
		}
		if !declared {
			s.Unmanaged++
			continue
		}
		s.Tables++
		s.Columns += columns
		if findings == 0 {
			s.Matching++
		}
	}
	return s
}

// valid replaces bytes that are no UTF-8, which JSON cannot carry.
func valid(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

func validAll(list []string) []Value {
	all := make([]Value, 0, len(list))
	for _, s := range list {
		all = append(all, Value(valid(s)))
	}
	return all
}
