package report

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/synapscale/synapcheck/diff/rule"
)

func init() {
	register(&Format{Name: "text", Doc: "for people, on a terminal or in a log", Write: writeText})
}

func writeText(w io.Writer, r *Report, s Style) error {
	p := newPage(s)
	clean := false
	for _, t := range r.Targets {
		p.blank()
		t = t.visible(s.ASCII)
		clean = len(t.Findings) == 0 && t.Coverage.Compared > 0
		if clean {
			p.clean(t, len(r.Targets) > 1, r.Gate == nil || r.Gate.Pass)
			continue
		}
		if err := p.drift(t); err != nil {
			return err
		}
	}
	if len(r.Targets) > 1 {
		if err := p.fleet(r); err != nil {
			return err
		}
	}
	if len(r.Targets) == 0 {
		p.line("nothing was compared")
	}
	if r.Gate != nil && !(clean && len(r.Targets) == 1 && r.Gate.Pass) {
		p.outcome(r.Gate)
	}
	_, err := io.WriteString(w, p.b.String())
	return err
}

// clean says in one line that a target has no finding, and then what it cannot
// speak of.
func (p *page) clean(t *Target, named, pass bool) {
	agreed := 0
	for _, f := range t.Facets {
		agreed += f.Agree
	}
	facts := amount(agreed, "fact") + " match"
	if agreed == 1 {
		facts += "es"
	}
	if agreed < t.Coverage.Compared {
		facts = strconv.Itoa(agreed) + " of " + amount(t.Coverage.Compared, "fact") + " match"
	}
	parts := []string{strings.Join([]string{amount(t.Summary.Tables, "table"), amount(t.Summary.Columns, "column"), facts}, ", ")}
	if named {
		parts = slices.Insert(parts, 0, t.Name)
	}
	parts = append(parts, "score "+number(t.Score), "coverage "+cover(t.Coverage.Percent))
	if n := len(t.Accepted); n > 0 {
		parts = append(parts, amount(n, "finding")+" accepted")
	}
	label, c := "OK  ", green
	if !pass {
		label, c = "", none
	}
	for i, l := range join(parts, " "+p.signs.dot+" ", p.Width-width(label)) {
		if i > 0 {
			label = pad("", width(label))
		}
		p.line(p.paint(c, label), l)
	}
	p.accepted(t)
	p.baseline(t)
	p.uncompared(t)
	p.advice(t)
	p.requirements(t)
}

// drift says everything about a target with findings.
func (p *page) drift(t *Target) error {
	p.header(t)
	all := sections(t)
	shown := p.budget(all)
	sheet, err := p.layOut(all[:shown], t.sides())
	if err != nil {
		return err
	}
	for _, s := range all[:shown] {
		p.blank()
		sheet.section(s)
	}
	if err := p.rest(all[shown:]); err != nil {
		return err
	}
	p.blank()
	p.matching(t)
	p.summary(t)
	p.baseline(t)
	p.uncompared(t)
	p.layers(t)
	p.advice(t)
	p.requirements(t)
	p.blank()
	p.help(all)
	return nil
}

// header names the two sides.
func (p *page) header(t *Target) {
	database := t.Name
	if t.Server != "" {
		database += " (PostgreSQL " + t.Server + ")"
	}
	sides := t.sides()
	pairs := [][2]string{{sides.live, database}, {sides.sources, strings.Join(t.Declared, ", ")}}
	if p.Profile != "" {
		pairs = append(pairs, [2]string{"profile", visible(p.Profile, p.ASCII)})
	}
	var plain, painted []string
	for _, x := range pairs {
		plain = append(plain, x[0]+"  "+x[1])
		painted = append(painted, p.paint(dim, x[0])+"  "+p.paint(bold, x[1]))
	}
	if one := strings.Join(plain, "   "); width(one) <= p.Width {
		p.line(strings.Join(painted, "   "))
		return
	}
	for _, x := range pairs {
		p.paragraph(dim, pad(x[0], len("database")+2), x[1])
	}
}

// matching names the tables that have no finding.
func (p *page) matching(t *Target) {
	differs := make(map[string]bool)
	for _, x := range t.Tables {
		differs[x.Name] = differs[x.Name] || x.Findings > 0 || x.Side == LiveOnly
	}
	var names []string
	for _, x := range t.Tables {
		if !differs[x.Name] {
			differs[x.Name] = true
			names = append(names, shortPath(x.Name))
		}
	}
	switch len(names) {
	case 0:
		return
	case 1:
		p.line(p.clip("1 table matches: "+names[0], p.Width))
	default:
		label := amount(len(names), "table") + " match: "
		if width(label)+width(strings.Join(names, ", ")) <= p.Width {
			p.line(label + strings.Join(names, ", "))
			break
		}
		p.names(label, names, "")
	}
	p.blank()
}

// help explains the glyphs that were used and where to read more.
func (p *page) help(all []*section) {
	if len(all) == 0 {
		return
	}
	used := make(map[string]bool)
	worst := ""
	for _, s := range all {
		for _, b := range s.blocks {
			if worst == "" {
				worst = b.rule
			}
			for _, f := range b.findings {
				used[glyph(f, p.signs.dot)] = true
			}
		}
	}
	var words []string
	for _, l := range legend(p.signs.dot) {
		if used[l[0]] {
			words = append(words, l[0]+" "+l[1])
		}
	}
	const label, command = "explain: ", "synapcheck explain "
	signs := strings.Join(words, "   ")
	if width(signs)+3+len(label)+len(command)+width(worst) <= p.Width {
		p.line(p.paint(dim, signs+"   "+label), command, worst)
		return
	}
	for _, l := range join(words, "   ", p.Width) {
		p.line(p.paint(dim, l))
	}
	p.line(p.paint(dim, label), command, worst)
}

// outcome says what the gate decided.
func (p *page) outcome(o *Outcome) {
	label, c := "FAIL  ", red
	if o.Pass {
		label, c = "OK  ", green
	}
	if len(o.Reasons) == 0 {
		p.line(p.paint(c, label), "nothing was asked")
	}
	for _, r := range o.Reasons {
		p.paragraph(c, label, visible(r, p.ASCII))
		label = pad("", len(label))
	}
}

// severities counts findings in words: "3 errors", "1 warning", "2 info".
func (p *page) severities(s Summary) []span {
	var spans []span
	for _, x := range []struct {
		n        int
		severity rule.Severity
		noun     string
	}{{s.Error, rule.Error, "error"}, {s.Warning, rule.Warning, "warning"}} {
		if x.n > 0 {
			spans = append(spans, p.span(severityColour(x.severity), amount(x.n, x.noun)))
		}
	}
	if s.Info > 0 {
		spans = append(spans, p.span(severityColour(rule.Info), strconv.Itoa(s.Info)+" info"))
	}
	return spans
}

func cover(percent *float64) string {
	if percent == nil {
		return "n/a"
	}
	return number(percent) + " %"
}

func pad(s string, n int) string { return s + strings.Repeat(" ", max(n-width(s), 0)) }
