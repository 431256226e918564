package report

import (
	"strconv"
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/requirement"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// A Required column is one that somebody says there is, and what each side makes
// of it.
type Required struct {
	Table  string `json:"table"`
	Column string `json:"column"`
	// Text is what is required of the column, as SQL spells it.
	Text     string           `json:"text"`
	Database RequiredDatabase `json:"database"`
	// Model is nil where no models were read.
	Model *RequiredModel `json:"model"`
}

// A RequiredDatabase is what the database makes of a required column: holds,
// otherwise, renamed, moved or absent.
type RequiredDatabase struct {
	Verdict string `json:"verdict"`
	// Object is the column that was found, and Text what it is.
	Object     Value    `json:"object"`
	Text       Value    `json:"text"`
	Confidence *float64 `json:"confidence,omitempty"`
	Reasons    []string `json:"reasons"`
}

// A RequiredModel is what the models make of a required column: declared,
// missing or reversed.
type RequiredModel struct {
	Verdict string   `json:"verdict"`
	Text    Value    `json:"text"`
	Origin  *Origin  `json:"origin"`
	Reasons []string `json:"reasons"`
}

// Require adds to the report's only target what became of required columns.
func (r *Report) Require(outcomes []requirement.Outcome) {
	if len(r.Targets) != 1 {
		return
	}
	all := make([]Required, 0, len(outcomes))
	for i := range outcomes {
		all = append(all, required(&outcomes[i]))
	}
	r.Targets[0].Requirements = all
}

func required(o *requirement.Outcome) Required {
	q := Required{Column: valid(o.Column), Text: valid(spellRequired(o.Requirement))}
	q.Table = valid(schema.Ref{Schema: o.Schema, Name: o.Table}.Path())
	d := o.Database
	q.Database = RequiredDatabase{Verdict: string(d.Verdict), Reasons: validStrings(d.Reasons)}
	if d.Column != nil {
		q.Database.Object = Value(valid(d.Object.Path()))
		q.Database.Text = Value(valid(diff.Spell(d.Column)))
		if d.Confidence < 1 {
			c := float64(int(d.Confidence*100)) / 100
			q.Database.Confidence = &c
		}
	}
	if m := o.Models; m.Verdict != "" {
		q.Model = &RequiredModel{Verdict: string(m.Verdict), Text: Value(valid(m.Field)), Origin: originOf(m.Origin), Reasons: validStrings(m.Reasons)}
		if said := o.Requirement.Model; said != "" && said != m.Verdict {
			q.Model.Reasons = append(q.Model.Reasons, "said to be "+string(said))
		}
	}
	return q
}

func validStrings(all []string) []string {
	out := make([]string, len(all))
	for i, s := range all {
		out[i] = valid(s)
	}
	return out
}

func spellRequired(q requirement.Requirement) string {
	var parts []string
	if !q.Type.IsZero() {
		parts = append(parts, q.Type.String())
	}
	switch notNull, said := q.NotNull.Get(); {
	case said && notNull:
		parts = append(parts, "not null")
	case said:
		parts = append(parts, "null")
	}
	if q.Default != "" {
		parts = append(parts, "default "+q.Default)
	}
	return strings.Join(parts, " ")
}

// requirements shows every required column, in three columns: what is required,
// and what the database and the models make of it.
func (p *page) requirements(t *Target) {
	if len(t.Requirements) == 0 {
		return
	}
	holds, declared, modelled := 0, 0, 0
	for _, q := range t.Requirements {
		if q.Database.Verdict == string(requirement.Holds) {
			holds++
		}
		if q.Model != nil {
			modelled++
			if q.Model.Verdict == string(requirement.Declared) {
				declared++
			}
		}
	}
	p.blank()
	text := strconv.Itoa(holds) + " of " + strconv.Itoa(len(t.Requirements)) + " hold in the database"
	if modelled > 0 {
		text += ", " + strconv.Itoa(declared) + " are declared in models"
	}
	p.paragraph(bold, "requirements  ", text)
	first := p.Width * 2 / 5
	rest := (p.Width - first - 6) / 2
	p.line(p.paint(dim, pad("  required", first+2)+pad("database", rest+2)+"model"))
	table := ""
	for _, q := range t.Requirements {
		if q.Table != table {
			table = q.Table
			p.line(p.paint(bold, "  "+p.clip(visible(table, p.ASCII), p.Width-2)))
		}
		cells := [3][]string{
			wrap(p.cell("", q.Column+" "+q.Text), first-4),
			wrap(p.cell(q.Database.Verdict, q.Database.words()), rest),
			wrap(p.cell("", q.Model.words(p.signs.dash)), rest),
		}
		for i := range max(len(cells[0]), len(cells[1]), len(cells[2])) {
			at := func(lines []string) string {
				if i < len(lines) {
					return lines[i]
				}
				return ""
			}
			p.line("    ", pad(at(cells[0]), first-2), pad(at(cells[1]), rest+2), at(cells[2]))
		}
	}
}

func (p *page) cell(head, text string) string {
	return visible(strings.TrimSpace(head+" "+strings.ReplaceAll(text, "\n", " ")), p.ASCII)
}

// words are what is to be said beyond the verdict.
func (d RequiredDatabase) words() string {
	var parts []string
	if c := d.Confidence; c != nil {
		parts = append(parts, "as "+shortPath(string(d.Object))+" (confidence "+strconv.FormatFloat(*c, 'f', 2, 64)+")")
	}
	if len(d.Reasons) > 0 {
		parts = append(parts, strings.Join(d.Reasons, ", "))
	}
	return strings.Join(parts, ": ")
}

func (m *RequiredModel) words(dash string) string {
	if m == nil {
		return dash
	}
	text := m.Verdict
	if m.Origin != nil {
		text += " " + m.Origin.short()
	}
	if len(m.Reasons) > 0 {
		text += ": " + strings.Join(m.Reasons, ", ")
	}
	return text
}

// markdownRequirements is the same as a table of Markdown.
func (t *Target) markdownRequirements(b *strings.Builder) {
	if len(t.Requirements) == 0 {
		return
	}
	b.WriteString("\n#### Requirements\n\n| required | database | model |\n|---|---|---|\n")
	for _, q := range t.Requirements {
		b.WriteString("| " + code(q.Table+"."+q.Column+" "+q.Text) + " | " + cell(q.Database.Verdict+" "+q.Database.words()) + " | " + cell(q.Model.words("–")) + " |\n")
	}
}
