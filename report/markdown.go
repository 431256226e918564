package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/diff/rule"
)

func init() {
	register(&Format{
		Name:  "markdown",
		Doc:   "a comment on a pull request, or the summary of a job",
		Write: func(w io.Writer, r *Report, _ Style) error { return writeMarkdown(w, r) },
	})
}

// markdownLimit is how long a comment on GitHub may be, in characters.
const markdownLimit = 65536

// writeMarkdown begins with a mark by which CI finds the comment to replace. The
// worst tables come first, and what is too long for a comment is left out by
// whole tables, which is said.
func writeMarkdown(w io.Writer, r *Report) error {
	var b strings.Builder
	for i, t := range r.Targets {
		if i > 0 {
			b.WriteString("\n")
		}
		t.markdown(&b, r, markdownLimit/len(r.Targets))
	}
	if len(r.Targets) == 0 {
		b.WriteString("<!-- synapcheck -->\nNothing was compared.\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (t *Target) markdown(b *strings.Builder, r *Report, limit int) {
	start := b.Len()
	fmt.Fprintf(b, "<!-- synapcheck:%s -->\n", comment(t.Name))
	verdict := "in step"
	if t.Summary.Findings > 0 {
		verdict = amount(t.Summary.Findings, "finding")
	}
	fmt.Fprintf(b, "### Models and database: %s\n\n", verdict)
	fmt.Fprintf(b, "Score **%s** of 100 with %s of all facts compared · %s, %s, %s · %d of %s without a finding\n\n",
		number(t.Score), coverage(t), amount(t.Summary.Error, "error"), amount(t.Summary.Warning, "warning"), amount(t.Summary.Info, "note"),
		t.Summary.Matching, amount(t.Summary.Tables, "table"))
	fmt.Fprintf(b, "%s against %s\n", code(strings.Join(t.Declared, ", ")), code(t.Name))
	if r.Gate != nil {
		word := "passes"
		if !r.Gate.Pass {
			word = "**fails**"
		}
		fmt.Fprintf(b, "\nThe gate %s: %s.\n", word, cell(strings.Join(r.Gate.Reasons, "; ")))
	}
	t.markdownFindings(b, start+limit*9/10)
	t.markdownRequirements(b)
	t.markdownRest(b)
}

// markdownFindings writes a section for each table up to that length.
func (t *Target) markdownFindings(b *strings.Builder, until int) {
	type group struct {
		table    string
		findings []*Finding
		worst    rule.Severity
	}
	var groups []*group
	at := make(map[string]*group)
	for i := range t.Findings {
		f := &t.Findings[i]
		g := at[string(f.Table)]
		if g == nil {
			g = &group{table: string(f.Table)}
			at[g.table] = g
			groups = append(groups, g)
		}
		g.findings, g.worst = append(g.findings, f), max(g.worst, f.Severity)
	}
	slices.SortStableFunc(groups, func(x, y *group) int {
		return cmp.Or(cmp.Compare(y.worst, x.worst), cmp.Compare(len(y.findings), len(x.findings)))
	})
	for n, g := range groups {
		var s strings.Builder
		name := g.table
		if name == "" {
			name = "beside the tables"
		}
		fmt.Fprintf(&s, "\n#### %s\n\n| | object | database | declared | rule | at |\n|---|---|---|---|---|---|\n", cell(name))
		for _, f := range g.findings {
			where := ""
			if o := t.place(f); o != nil && o.File != "" {
				where = code(fmt.Sprintf("%s:%d", slashed(o.File), o.Line))
			}
			fmt.Fprintf(&s, "| %s | %s | %s | %s | %s | %s |\n", severityMark[f.Severity]+" "+f.Severity.String(),
				cell(objectName(f)), value(f, f.Live), value(f, f.Declared), code(f.Rule), where)
		}
		s.WriteString("\n<details><summary>what breaks, and what mends it</summary>\n\n")
		for _, f := range g.findings {
			fmt.Fprintf(&s, "- **%s**: %s\n", cell(objectName(f)), cell(strings.TrimPrefix(sentence(f), f.Kind+" "+f.Object+": ")))
			for _, m := range f.Remedies {
				text := cell(m.Text)
				if m.Command != "" {
					text += " " + code(string(m.Command))
				}
				fmt.Fprintf(&s, "  - %s: %s\n", m.Side, strings.TrimSpace(text))
				if len(m.SQL) > 0 {
					s.WriteString(fenced(m.SQL))
				}
			}
		}
		s.WriteString("\n</details>\n")
		if b.Len()+s.Len() > until {
			left := 0
			for _, g := range groups[n:] {
				left += len(g.findings)
			}
			fmt.Fprintf(b, "\n…and %s in %s more: run `synapcheck diff`, or read the whole report.\n", amount(left, "finding"), amount(len(groups)-n, "table"))
			return
		}
		b.WriteString(s.String())
	}
}

// markdownRest tells of what is not a finding: what is accepted, and what was
// not compared.
func (t *Target) markdownRest(b *strings.Builder) {
	const most = 50
	list := func(summary string, n int, line func(int) string) {
		if n == 0 {
			return
		}
		fmt.Fprintf(b, "\n<details><summary>%s</summary>\n\n", summary)
		for i := range min(n, most) {
			fmt.Fprintf(b, "- %s\n", line(i))
		}
		if n > most {
			fmt.Fprintf(b, "- …and %d more\n", n-most)
		}
		b.WriteString("\n</details>\n")
	}
	list(amount(len(t.Accepted), "accepted finding"), len(t.Accepted), func(i int) string {
		a := t.Accepted[i]
		return fmt.Sprintf("%s %s: %s", code(a.Finding.Rule), cell(a.Finding.Object), cell(reason(a)))
	})
	list(amount(len(t.Coverage.Gaps), "thing")+" not compared", len(t.Coverage.Gaps), func(i int) string {
		g := t.Coverage.Gaps[i]
		return cell(g.Subject + ": " + g.Reason)
	})
}

var severityMark = map[rule.Severity]string{rule.Error: "❌", rule.Warning: "⚠️", rule.Info: "ℹ️"}

// value is a side's value as a cell.
func value(f *Finding, v Value) string {
	text := sideText(f, v, "–")
	if v == "" {
		return cell(text)
	}
	return code(text)
}

// cell makes text one that cannot leave its cell, nor be anything but text.
func cell(s string) string {
	var b strings.Builder
	for _, r := range visible(strings.ReplaceAll(s, "\n", " "), false) {
		switch r {
		case '\\', '`', '*', '_', '{', '}', '[', ']', '<', '>', '(', ')', '#', '+', '!', '|', '~', '&', '@', ':':
			fmt.Fprintf(&b, "&#%d;", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// code writes text as code within a cell: HTML, because in Markdown nothing
// escapes a pipe within backquotes everywhere.
func code(s string) string { return "<code>" + cell(s) + "</code>" }

// comment makes text one that cannot end an HTML comment.
func comment(s string) string {
	return strings.NewReplacer("--", "- -", ">", "&gt;", "\n", " ").Replace(visible(s, false))
}

// fenced is a block of SQL within a list, behind a fence longer than any in it.
func fenced(statements []Value) string {
	fence := "```"
	for _, s := range statements {
		for strings.Contains(string(s), fence) {
			fence += "`"
		}
	}
	var b strings.Builder
	b.WriteString("\n    " + fence + "sql\n")
	for _, s := range statements {
		for _, l := range strings.Split(string(s)+";", "\n") {
			b.WriteString("    " + visible(l, false) + "\n")
		}
	}
	b.WriteString("    " + fence + "\n")
	return b.String()
}
