package rule

import (
	"fmt"
	"io"
	"strings"
)

// Explain writes what a rule is about for somebody at a terminal.
func Explain(w io.Writer, r *Rule) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s)\n%s.\n", r.ID, r.Severity, r.Title)
	for _, section := range strings.Split(r.Doc, "### ")[1:] {
		heading, text, _ := strings.Cut(section, "\n")
		b.WriteString("\n" + heading + "\n")
		for line := range strings.Lines(strings.TrimSpace(text) + "\n") {
			if line != "\n" {
				b.WriteString("  ")
			}
			b.WriteString(line)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Document writes the page about all rules in Markdown: a table, and a section
// per rule under its ID.
func Document(w io.Writer, rules []*Rule) error {
	var b strings.Builder
	b.WriteString(`# Rules

A rule says what a disagreement between the declared schema and the database
means: how bad it is at run time, what breaks, and how to mend it on either
side. The severity is the usual one; the text says where a finding has another.
In synapcheck.yaml any rule can be given another severity, or be turned off:

    rules:
      column-default: info
      index-undeclared: off

Rules of the layers advice, security and accounts look at the database alone. What
they find is shown by --advice or advice: true, costs no score, and fails a check
only with --fail-on-advice. Those of accounts are silent until the file gives them
a severity.

This page is made from the rules themselves. Change them, not the page.

| rule | severity | finds |
|---|---|---|
`)
	for _, r := range rules {
		fmt.Fprintf(&b, "| [%s](#%s) | %s | %s |\n", r.ID, r.ID, r.Severity, strings.ReplaceAll(r.Title, "|", `\|`))
	}
	for _, r := range rules {
		layer := ""
		if r.Layer != "" {
			layer = fmt.Sprintf(" Layer: %s.", r.Layer)
		}
		fmt.Fprintf(&b, "\n## %s\n\n%s. Severity: %s.%s\n\n%s", r.ID, r.Title, r.Severity, layer, r.Doc)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
