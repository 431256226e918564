package report

import (
	"slices"
	"strconv"

	"github.com/synapscale/synapcheck/diff/rule"
)

// An Advised is what rules say of the live side alone. It costs no score.
type Advised struct {
	// Asked is true where advice was wanted. Otherwise only Count is known, of the
	// rules that cost nothing.
	Asked bool `json:"asked"`
	Count int  `json:"count"`
	// Unread are the functions that could not be read through.
	Unread   int       `json:"unread,omitempty"`
	Findings []Finding `json:"findings"`
	Gaps     []Gap     `json:"gaps,omitempty"`
}

// An Opinion is what rules say of a live side, for [Report.Advise].
type Opinion struct {
	rule.Opinion
	Asked bool
}

// Advise adds to the report's only target what rules say of its live side.
func (r *Report) Advise(o Opinion) {
	if len(r.Targets) != 1 {
		return
	}
	a := &Advised{Asked: o.Asked, Count: len(o.Findings), Findings: []Finding{}, Gaps: gapsOf(o.Gaps)}
	if o.Asked {
		a.Unread = o.Unsure
		for i := range o.Findings {
			f := placedFinding(&o.Findings[i], valid(o.Findings[i].Layer), 0)
			f.settleOrigins()
			a.Findings = append(a.Findings, f.Finding)
		}
	}
	r.Targets[0].Advice = a
}

// advice says what there is on the database alone, or how to see it.
func (p *page) advice(t *Target) {
	a := t.Advice
	switch {
	case a == nil || !a.Asked && a.Count == 0:
		return
	case !a.Asked:
		p.line(p.paint(dim, "advice        "), strconv.Itoa(a.Count)+" on the database alone", p.paint(dim, " (--advice)"))
		return
	case len(a.Findings) == 0:
		p.line(p.paint(dim, "advice        "), "none on the database alone")
	default:
		p.blank()
		p.line(p.paint(bold, "advice"), " on the database alone, off the score "+p.signs.dot+" "+strconv.Itoa(len(a.Findings)))
	}
	byRule := make(map[string][]*Finding)
	var order []string
	for i := range a.Findings {
		f := &a.Findings[i]
		if byRule[f.Rule] == nil {
			order = append(order, f.Rule)
		}
		byRule[f.Rule] = append(byRule[f.Rule], f)
	}
	worst := func(id string) rule.Severity {
		return slices.MaxFunc(byRule[id], func(a, b *Finding) int { return int(a.Severity) - int(b.Severity) }).Severity
	}
	slices.SortStableFunc(order, func(x, y string) int { return int(worst(y)) - int(worst(x)) })
	for _, id := range order {
		p.advised(byRule[id])
	}
	if a.Unread > 0 {
		p.line(p.paint(dim, "not judged    "), amount(a.Unread, "function"))
	}
	p.gaps("not read      ", a.Gaps)
}

// advised shows the findings of one rule.
func (p *page) advised(fs []*Finding) {
	const few = 3
	shown := fs
	if !p.All && len(fs) > few+1 {
		shown = fs[:few]
	}
	for i, f := range shown {
		label := "  " + pad(f.Severity.String(), len("warning")) + "  "
		p.paragraph(severityColour(f.Severity), label, shortPath(f.Object)+" "+f.Message)
		indent := pad("", width(label))
		if i == 0 || p.All {
			p.paragraph(dim, indent, f.Rule+": "+f.Consequence)
		}
		for _, r := range f.Remedies {
			p.paragraph(dim, indent+"fix  ", r.Text)
		}
	}
	if n := len(fs) - len(shown); n > 0 {
		p.line(pad("", len("  warning  ")), p.signs.more, " ", strconv.Itoa(n), " more ", fs[0].Rule, p.paint(dim, " (--all)"))
	}
}
