package report

import (
	"strconv"
	"strings"
)

// budget is the number of sections that are shown in full: as many as a screen
// holds, and at least one.
func (p *page) budget(all []*section) int {
	const screen = 48
	lines := 0
	for i, s := range all {
		lines += 3 // title, command, blank line
		for _, b := range s.blocks {
			lines++ // what the rule says
			for _, f := range b.shown(p.All) {
				lines++
				if _, one := only(f); !one && p.Width < narrow {
					lines += 2
				}
			}
			if len(b.shown(p.All)) < len(b.findings) {
				lines++
			}
		}
		if !p.All && lines > screen && i > 0 {
			return i
		}
	}
	return len(all)
}

// rest lists the sections that are not shown in full, with their numbers.
func (p *page) rest(all []*section) error {
	if len(all) == 0 {
		return nil
	}
	const most = 10
	p.blank()
	listed := all
	if len(all) > most+1 {
		listed = all[:most]
	}
	room := p.Width / 2
	rows := [][]string{{"and " + strconv.Itoa(len(all)) + " more", "score", "error", "warning", "info"}}
	for _, s := range listed {
		score := ""
		if s.table != nil {
			score = number(s.table.Score)
		}
		title := s.title
		if s.layer != "" {
			title += " " + p.signs.dot + " " + s.layer
		}
		rows = append(rows, []string{
			p.clip(title, room), score,
			tally(s.counts.Error), tally(s.counts.Warning), tally(s.counts.Info),
		})
	}
	lines, err := grid(rows, 1, 2, 3, 4)
	if err != nil {
		return err
	}
	p.line(p.paint(dim, lines[0]))
	for _, l := range lines[1:] {
		p.line(l)
	}
	if n := len(all) - len(listed); n > 0 {
		p.names(p.signs.more+" "+strconv.Itoa(n)+" more: ", titles(all[len(listed):]), "")
	}
	return nil
}

func titles(all []*section) []string {
	names := make([]string, len(all))
	for i, s := range all {
		names[i] = s.title
	}
	return names
}

// names lists as many names after a label as the line holds, and says how to
// see the others.
func (p *page) names(label string, names []string, indent string) {
	label = p.clip(label, p.Width/2)
	line := indent + label + strings.Join(names, ", ")
	if p.All {
		p.paragraph(none, indent+label, strings.Join(names, ", "))
		return
	}
	const all = " (--all)"
	if width(line)+len(all) <= p.Width {
		p.line(line, p.paint(dim, all))
		return
	}
	line = indent + label
	for i, name := range names {
		if width(line)+width(name)+2+width(p.signs.more)+len(all) > p.Width {
			if i == 0 {
				line += p.clip(name, max(p.Width-width(line)-2-len(all)-width(p.signs.more), 1)) + ", "
			}
			break
		}
		line += name + ", "
	}
	p.line(line, p.signs.more, p.paint(dim, all))
}

func tally(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}
