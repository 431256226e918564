package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/synapscale/synapcheck/diff/rule"
)

// A sheet is the body of a text: the findings of the sections that are shown,
// aligned with each other. Where there is room, both sides stand in columns;
// what does not fit stands stacked under its object.
type sheet struct {
	*page
	sides  sides
	header string
	lines  map[*Finding][]string
}

const (
	gutter = 13  // "  ~ warning  "
	narrow = 100 // columns below which two sides are always stacked
)

// An entry is a finding and its cells in the grid.
type entry struct {
	section *section
	finding *Finding
	cells   []string
	width   int // of all cells
}

// sides are what the two sides are called. Where both are whole databases, the
// one is as much a database as the other, and neither is a model.
type sides struct{ live, declared, sources string }

func (t *Target) sides() sides {
	if t.Complete {
		return sides{"live", "declared", "declared"}
	}
	return sides{"database", "model", "models"}
}

// layOut makes the lines of every finding that is shown.
func (p *page) layOut(shown []*section, sides sides) (*sheet, error) {
	s := &sheet{page: p, sides: sides, lines: make(map[*Finding][]string)}
	var entries []entry
	for _, sec := range shown {
		for _, b := range sec.blocks {
			for _, f := range b.shown(p.All) {
				e := entry{section: sec, finding: f, cells: s.cells(sec, f)}
				for _, c := range e.cells {
					e.width += width(c)
				}
				entries = append(entries, e)
			}
		}
	}
	fits := s.fitting(entries)
	var rows [][]string
	if s.Width >= narrow && len(fits) > 0 {
		rows = append(rows, []string{"", s.sides.live, s.sides.declared, ""})
	}
	for _, e := range entries {
		if fits[e.finding] {
			rows = append(rows, e.cells)
		} else {
			s.lines[e.finding] = s.stack(e.section, e.finding)
		}
	}
	lines, err := grid(rows)
	if err != nil {
		return nil, err
	}
	if len(lines) > len(fits) {
		s.header, lines = lines[0], lines[1:]
	}
	for _, e := range entries {
		if fits[e.finding] {
			s.lines[e.finding], lines = lines[:1], lines[1:]
		}
	}
	return s, nil
}

// cells are the object, what the sides say and the place; nil for what can only
// be stacked.
func (s *sheet) cells(sec *section, f *Finding) []string {
	if s.Width >= narrow {
		return []string{
			objectName(f), sideText(f, f.Live, s.signs.dash), sideText(f, f.Declared, s.signs.dash), sec.place(f, false),
		}
	}
	if value, one := only(f); one {
		return []string{objectName(f), value, sec.place(f, true)}
	}
	return nil
}

// fitting are the findings whose cells find room in one grid: the shortest
// first, so that one long value does not squeeze every other.
func (s *sheet) fitting(entries []entry) map[*Finding]bool {
	sorted := slices.Clone(entries)
	slices.SortStableFunc(sorted, func(a, b entry) int { return cmp.Compare(a.width, b.width) })
	fits := make(map[*Finding]bool)
	columns := []int{0, len(s.sides.live), len(s.sides.declared), 0}
	for _, e := range sorted {
		if e.cells == nil {
			continue
		}
		wider := slices.Clone(columns[:len(e.cells)])
		all := gutter
		for i, c := range e.cells {
			wider[i] = max(wider[i], width(c))
			all += wider[i] + 2
		}
		if all-2 <= s.Width {
			fits[e.finding] = true
			copy(columns, wider)
		}
	}
	return fits
}

// stack puts the two sides under the object.
func (s *sheet) stack(sec *section, f *Finding) []string {
	head := objectName(f)
	if at := sec.place(f, true); at != "" {
		head += "  " + at
	}
	lines := wrap(head, s.Width-gutter)
	const label = 10
	live, declared := s.apart(sideText(f, f.Live, s.signs.dash), sideText(f, f.Declared, s.signs.dash), s.Width-gutter-label)
	for _, side := range [][2]string{{s.sides.live, live}, {s.sides.declared, declared}} {
		label := pad(side[0], label)
		for _, l := range s.fold(side[1], s.Width-gutter-len(label)) {
			lines = append(lines, label+l)
			label = pad("", len(label))
		}
	}
	return lines
}

// only is the value of a finding that is on one side.
func only(f *Finding) (string, bool) {
	switch glyph(f, "") {
	case "<":
		return string(f.Live), f.Declared == "" && f.Live != ""
	case ">":
		return string(f.Declared), f.Live == "" && f.Declared != ""
	}
	return "", false
}

// section adds the title, the findings and the commands of a section.
func (s *sheet) section(sec *section) {
	s.title(sec)
	if s.header != "" {
		s.line(pad("", gutter), s.paint(dim, s.header))
		s.header = ""
	}
	for _, b := range sec.blocks {
		s.block(b)
	}
	s.fixes(sec)
}

func (s *sheet) title(sec *section) {
	parts := []string{sec.title}
	if sec.layer != "" {
		parts = append(parts, sec.layer)
	}
	if t := sec.table; t != nil {
		if t.Model != nil {
			at := t.Model.short()
			if n := len(t.Also); n > 0 {
				at += " +" + strconv.Itoa(n)
			}
			parts = append(parts, at)
		}
		parts = append(parts, "score "+number(t.Score))
	}
	var counts []string
	for _, c := range s.severities(sec.counts) {
		counts = append(counts, c.plain)
	}
	parts = append(parts, strings.Join(counts, ", "))
	for i, l := range join(parts, " "+s.signs.dot+" ", s.Width) {
		rest, first := strings.CutPrefix(l, sec.title)
		if i > 0 || !first {
			s.line(s.paint(dim, l))
			continue
		}
		s.line(s.paint(bold, sec.title), s.paint(dim, rest))
	}
}

// fixes lists the commands that settle the findings of a section.
func (s *sheet) fixes(sec *section) {
	sides := [][2]string{{rule.SideDeclared, "  fix " + s.sides.declared + "  "}, {rule.SideLive, "  fix " + s.sides.live + "  "}}
	longest := 0
	command := 0
	for _, side := range sides {
		for _, c := range sec.commands(side[0]) {
			longest, command = max(longest, len(side[1])), max(command, width(c))
		}
	}
	apart := longest+command > s.Width
	for _, side := range sides {
		label := pad(side[1], longest)
		commands := sec.commands(side[0])
		if apart && len(commands) > 0 {
			s.line(s.paint(green, label))
			longest = 4
			label = pad("", longest)
		}
		const most = 2
		for i, c := range commands {
			if i == most && !s.All {
				s.line(pad("", longest), s.signs.more, " ", strconv.Itoa(len(commands)-most), " more", s.paint(dim, " (--all)"))
				break
			}
			// A command is never wrapped: it is there to be copied.
			s.line(s.paint(green, label), c)
			label = pad("", longest)
		}
	}
}
