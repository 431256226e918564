package report

import (
	"slices"
	"strconv"
	"strings"
)

// block adds the findings of a block and what the rule says of them. What it
// says alike of all stands once below them. Of what differs there is an example,
// or, where all is shown, everything: below the findings that it is said of.
func (s *sheet) block(b block) {
	apart := b.remarks(s.All)
	for i, f := range apart.order {
		s.finding(f)
		if i+1 == len(apart.order) || apart.key(f) != apart.key(apart.order[i+1]) {
			for _, r := range apart.below(f) {
				s.remark(r)
			}
		}
	}
	if hidden := b.findings[len(b.shown(s.All)):]; len(hidden) > 0 {
		names := make([]string, len(hidden))
		for i, f := range hidden {
			names[i] = objectName(f)
		}
		s.names(s.signs.more+" "+strconv.Itoa(len(hidden))+" more "+b.rule+": ", names, pad("", gutter))
	}
	for _, r := range apart.once {
		s.remark(r)
	}
}

// finding adds the lines of one finding.
func (s *sheet) finding(f *Finding) {
	mark := glyph(f, s.signs.dot) + " " + f.Severity.String()
	for i, l := range s.lines[f] {
		if i == 0 {
			s.line("  ", s.paint(severityColour(f.Severity), mark), pad("", gutter-2-width(mark)), l)
		} else {
			s.line(pad("", gutter), l)
		}
	}
}

// remarks are what is said of the findings of a block.
type remarks struct {
	order []*Finding // those that are shown, alike ones together
	once  []string   // what stands below all of them
	parts []part     // what stands below those that it is said of
}

const fixLabel = "fix: "

// A part of what is said of a finding: what happens, or what settles it.
type part struct {
	label string
	of    func(*Finding) string
}

func (p part) remark(f *Finding) string {
	text := p.of(f)
	if text == "" {
		return strings.TrimSuffix(p.label, ": ")
	}
	return p.label + text
}

func (b block) remarks(all bool) remarks {
	r := remarks{order: b.shown(all)}
	first := b.findings[0]
	for _, p := range []part{{b.rule + ": ", happens}, {fixLabel, settle}} {
		fix := p.label == fixLabel
		switch differ := slices.ContainsFunc(b.findings, func(f *Finding) bool { return p.of(f) != p.of(first) }); {
		case fix && !all && commanded(first):
		case differ && all:
			r.parts = append(r.parts, p)
		case fix && p.of(first) == "":
		case differ:
			r.once = append(r.once, p.label+"e.g. "+p.of(first))
		default:
			r.once = append(r.once, p.remark(first))
		}
	}
	if len(r.parts) > 0 {
		at := make(map[string]int)
		for _, f := range r.order {
			if _, known := at[r.key(f)]; !known {
				at[r.key(f)] = len(at)
			}
		}
		r.order = slices.Clone(r.order)
		slices.SortStableFunc(r.order, func(f, g *Finding) int { return at[r.key(f)] - at[r.key(g)] })
	}
	return r
}

// key is alike for findings of which the same is said.
func (r remarks) key(f *Finding) string { return strings.Join(r.below(f), "\n") }

// below is what is said of a finding and not of all.
func (r remarks) below(f *Finding) []string {
	var said []string
	for _, p := range r.parts {
		if p.label != fixLabel || p.of(f) != "" {
			said = append(said, p.remark(f))
		}
	}
	return said
}

// happens says what a finding does at run time or, where the values do not say
// what was found, what that is.
func happens(f *Finding) string {
	if f.Confidence != nil || f.Declared == "" && f.Live == "" || f.Consequence == "" {
		return f.Message
	}
	return f.Consequence
}

// settle is what a finding's remedies ask for, in one sentence.
func settle(f *Finding) string {
	text := ""
	for _, r := range f.Remedies {
		switch {
		case text == "":
			text = r.Text
		case strings.HasPrefix(r.Text, "or "):
			text += "; " + r.Text
		case r.Text != "":
			text += "; or " + r.Text
		}
	}
	return text
}

// commanded reports whether a command settles the finding.
func commanded(f *Finding) bool {
	return slices.ContainsFunc(f.Remedies, func(r Remedy) bool { return r.Command != "" })
}

// remark adds a sentence below findings.
func (p *page) remark(text string) {
	indent := gutter
	for _, l := range p.clause(text, p.Width-gutter-2) {
		p.line(p.paint(dim, pad("", indent)+l))
		indent = gutter + 2
	}
}
