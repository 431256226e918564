package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// summary counts the findings and gives the score with its coverage.
func (p *page) summary(t *Target) {
	s := t.Summary
	if found := p.severities(s); len(found) > 0 {
		if differ := s.Tables - s.Matching; differ > 0 {
			last := &found[len(found)-1]
			where := " in " + strconv.Itoa(differ) + " of " + amount(s.Tables, "table")
			last.plain, last.painted = last.plain+where, last.painted+where
		}
		p.flow(", ", found...)
	}
	if n := len(t.Accepted); n > 0 {
		p.line(amount(n, "finding") + " accepted")
		p.accepted(t)
	}
	if t.Score == nil {
		p.line("score n/a, as nothing was compared")
		return
	}
	score := "score " + number(t.Score) + " of 100"
	p.flow(" "+p.signs.dot+" ",
		span{score, strings.Replace(score, number(t.Score), p.paint(scoreColour(t.Score), number(t.Score)), 1)},
		p.span(none, "coverage "+coverage(t)),
	)
}

// coverage is that of a target. It is weighted: numbers of facts beside it would
// seem to contradict it.
func coverage(t *Target) string {
	if t.Coverage.Percent == nil {
		return cover(nil)
	}
	return cover(t.Coverage.Percent) + " by weight"
}

// accepted says for which reasons findings were let stand, or names every one
// with its reason.
func (p *page) accepted(t *Target) {
	if p.All {
		for _, a := range t.Accepted {
			p.paragraph(dim, "  ", a.Finding.Rule+" "+a.Finding.Object+": "+reason(a))
		}
		return
	}
	var reasons []string
	times := make(map[string]int)
	for _, a := range t.Accepted {
		r := reason(a)
		if times[r]++; times[r] == 1 {
			reasons = append(reasons, r)
		}
	}
	slices.SortStableFunc(reasons, func(a, b string) int { return cmp.Compare(times[b], times[a]) })
	most := 0
	for _, n := range times {
		most = max(most, n)
	}
	digits := len(strconv.Itoa(most))
	for _, r := range reasons {
		n := strconv.Itoa(times[r])
		label := pad("", 2+digits-len(n)) + n + "  "
		for _, l := range p.fold(r, p.Width-width(label)) {
			p.line(p.paint(dim, label), l)
			label = pad("", width(label))
		}
	}
}

func reason(a Accepted) string {
	if strings.TrimSpace(a.Reason) == "" {
		return "no reason is given"
	}
	return a.Reason
}

// uncompared says what was found and not compared, and what was left open:
// briefly, or all of it.
func (p *page) uncompared(t *Target) {
	const leftOpen, notCompared = "left open     ", "not compared  "
	open, rest := splitGaps(t.Coverage.Gaps)
	p.gaps(leftOpen, open)
	label := notCompared
	var counts []string
	for _, c := range t.Coverage.Counted {
		counts = append(counts, amount(c.Count, c.Kind))
	}
	if len(counts) > 0 {
		p.paragraph(dim, label, strings.Join(counts, ", "))
		label = pad("", len(label))
	}
	p.gaps(label, rest)
}

func splitGaps(gaps []Gap) (open, rest []Gap) {
	for _, g := range gaps {
		if g.Undetermined {
			open = append(open, g)
		} else {
			rest = append(rest, g)
		}
	}
	return open, rest
}

// gaps lists gaps after a label, one to a line.
func (p *page) gaps(label string, gaps []Gap) {
	const few = 2
	shown := gaps
	if !p.All && len(gaps) > few+1 {
		shown = gaps[:few]
	}
	for _, g := range shown {
		text := g.Subject + ": " + g.Reason
		if !p.All {
			p.line(p.paint(dim, label), p.clip(text, p.Width-len(label)))
		} else {
			if g.Origin != nil {
				text += " (" + g.Origin.short() + ")"
			}
			p.paragraph(dim, label, text)
			if g.Hint != "" {
				p.paragraph(none, pad("", len(label))+"  hint: ", string(g.Hint))
			}
		}
		label = pad("", len(label))
	}
	if n := len(gaps) - len(shown); n > 0 {
		p.line(label, p.signs.more, " ", strconv.Itoa(n), " more", p.paint(dim, " (--all)"))
	}
}

// layers gives the score of each declared source, where there are several.
func (p *page) layers(t *Target) {
	if len(t.Layers) == 0 {
		return
	}
	var parts []string
	for _, l := range t.Layers {
		parts = append(parts, l.Name+" "+number(l.Score))
	}
	p.paragraph(dim, "by source     ", strings.Join(parts, " "+p.signs.dot+" "))
}

// fleet sums up several targets.
func (p *page) fleet(r *Report) error {
	rows := [][]string{{"database", "score", "coverage", "error", "warning", "info"}}
	add := func(name string, score *float64, coverage *float64, s Summary) {
		rows = append(rows, []string{
			p.clip(name, p.Width-42), number(score), cover(coverage),
			tally(s.Error), tally(s.Warning), tally(s.Info),
		})
	}
	for _, t := range r.Targets {
		add(visible(t.Name, p.ASCII), t.Score, t.Coverage.Percent, t.Summary)
	}
	summary, score, coverage := r.Overall()
	add("all "+strconv.Itoa(len(r.Targets)), score, coverage.Percent, summary)
	lines, err := grid(rows, 1, 2, 3, 4, 5)
	if err != nil {
		return err
	}
	p.blank()
	for i, l := range lines {
		if i == 0 {
			l = p.paint(dim, l)
		}
		p.line(l)
	}
	return nil
}
