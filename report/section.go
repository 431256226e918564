package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/rule"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// A section is what a text says about one table, about tables as a whole, or
// about objects that belong to none.
type section struct {
	title  string
	layer  string
	table  *Table // nil for the latter two
	blocks []block
	counts Summary
}

// A block holds the findings of one rule and severity in a section.
type block struct {
	severity rule.Severity
	rule     string
	findings []*Finding
}

const (
	wholeTables = "tables"
	noTable     = "types, sequences and schemas"
)

// sections groups the findings of a target, the worst section first.
func sections(t *Target) []*section {
	type key struct{ title, layer string }
	byKey := make(map[key]*section)
	var all []*section
	for i := range t.Findings {
		f := &t.Findings[i]
		title := string(f.Table)
		switch {
		case title == "":
			title = noTable
		case whole(f):
			title = wholeTables
		}
		k := key{title, f.Layer}
		s := byKey[k]
		if s == nil {
			s = &section{title: shortPath(title), layer: f.Layer}
			byKey[k] = s
			all = append(all, s)
		}
		s.add(f)
	}
	for i := range t.Tables {
		x := &t.Tables[i]
		if s := byKey[key{x.Name, x.Layer}]; s != nil {
			s.table = x
		}
	}
	for _, s := range all {
		slices.SortStableFunc(s.blocks, func(a, b block) int {
			return cmp.Or(cmp.Compare(b.severity, a.severity), cmp.Compare(a.rule, b.rule))
		})
	}
	slices.SortStableFunc(all, func(a, b *section) int {
		return cmp.Or(
			cmp.Compare(b.counts.Error, a.counts.Error),
			cmp.Compare(b.counts.Warning, a.counts.Warning),
			cmp.Compare(b.counts.Info, a.counts.Info),
		)
	})
	return all
}

func (s *section) add(f *Finding) {
	switch f.Severity {
	case rule.Error:
		s.counts.Error++
	case rule.Warning:
		s.counts.Warning++
	case rule.Info:
		s.counts.Info++
	}
	for i := range s.blocks {
		if b := &s.blocks[i]; b.severity == f.Severity && b.rule == f.Rule {
			b.findings = append(b.findings, f)
			return
		}
	}
	s.blocks = append(s.blocks, block{severity: f.Severity, rule: f.Rule, findings: []*Finding{f}})
}

// whole reports that a finding is about a relation that one side lacks.
func whole(f *Finding) bool {
	return schema.Kind(f.Kind).Relation() && f.Object == string(f.Table) && oneSided(f)
}

func oneSided(f *Finding) bool {
	switch diff.Property(f.Property) {
	case diff.Absent, diff.Undeclared, diff.Name:
		return true
	}
	return false
}

// shown are the findings of a block that are not folded: a run of one rule
// shows its first few, but never hides a single one.
func (b block) shown(all bool) []*Finding {
	const few = 3
	if all || len(b.findings) <= few+1 {
		return b.findings
	}
	return b.findings[:few]
}

// glyph says on which side a finding is.
func glyph(f *Finding, dot string) string {
	switch p := diff.Property(f.Property); {
	case p == diff.Name:
		return "?"
	case p == diff.Undeclared, p == diff.MoreLabels:
		return "<"
	case p == diff.Absent, p == diff.Labels:
		return ">"
	case f.Severity == rule.Info:
		return dot
	}
	return "~"
}

// legend explains the glyphs, in the order in which it lists them.
func legend(dot string) [][2]string {
	return [][2]string{
		{"<", "only in the database"},
		{">", "only in the model"},
		{"~", "differs"},
		{"?", "possible rename"},
		{dot, "info"},
	}
}

// objectName is how a finding's object is called within its section.
func objectName(f *Finding) string {
	switch {
	case whole(f), f.Table == "":
		if f.Kind == string(schema.KindTable) {
			return shortPath(f.Object)
		}
		return f.Kind + " " + shortPath(f.Object)
	case f.Object == string(f.Table):
		return f.Kind
	}
	name := strings.TrimPrefix(f.Object, string(f.Table)+".")
	if f.Kind == string(schema.KindColumn) {
		return name
	}
	return f.Kind + " " + name
}

// shortPath leaves out the schema that everybody has.
func shortPath(path string) string { return strings.TrimPrefix(path, "public.") }

// sideText is what a cell says of one side.
func sideText(f *Finding, v Value, dash string) string {
	switch {
	case v != "":
		return string(v)
	case diff.Property(f.Property) == diff.Absent, diff.Property(f.Property) == diff.Undeclared:
		return "missing"
	}
	return dash
}

// place is where to look, unless the section's title says it already. In the
// file of the title the line alone will do, unless the full place is asked.
func (s *section) place(f *Finding, full bool) string {
	if f.Origin == nil {
		return ""
	}
	at := f.Origin.short()
	if s.table != nil && s.table.Model != nil {
		switch m := s.table.Model; {
		case m.File == f.Origin.File && m.Line == f.Origin.Line:
			at = ""
		case m.File == f.Origin.File && f.Origin.Line > 0 && !full:
			at = ":" + strconv.Itoa(f.Origin.Line)
		}
	}
	if n := len(f.Also); n > 0 {
		at = strings.TrimSpace(at + " +" + strconv.Itoa(n))
	}
	return at
}

// short is file:line.
func (o Origin) short() string {
	if o.Line == 0 {
		return o.File
	}
	return o.File + ":" + strconv.Itoa(o.Line)
}

// commands are the distinct commands that change the side.
func (s *section) commands(side string) []string {
	var commands []string
	seen := make(map[Value]bool)
	for _, b := range s.blocks {
		for _, f := range b.findings {
			for _, r := range f.Remedies {
				if r.Side == side && r.Command != "" && !seen[r.Command] {
					seen[r.Command] = true
					commands = append(commands, string(r.Command))
				}
			}
		}
	}
	return commands
}
