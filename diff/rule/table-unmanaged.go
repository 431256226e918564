package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
)

func init() {
	register(&Rule{
		ID:       "table-unmanaged",
		Title:    "No model stands for a table of the database",
		Severity: Info,
		Explains: topics(diff.Undeclared, relations()...),
		Check: where(func(p *Pass, d *diff.Difference) bool { return !complete(p, d) },
			tableUnmanaged),
		Doc: doc(`
The database has a table that no model stands for. Models need not cover a
whole database, so this is for your information: the table may belong to
another program, or somebody forgot to write its struct.`, `
Nothing. The code does not reach the table through a model, and nothing about
its columns is checked.`, `
Write a struct for the table. If it belongs to another program, exclude it in
synapcheck.yaml.`, `
Drop the table only when you know that no program uses it. No command of
synapcheck does so unless it is told to by name.`),
	})
}

func tableUnmanaged(_ *Pass, d *diff.Difference) Finding {
	return Finding{
		Message:     fmt.Sprintf("no model stands for this %s%s", d.Object.Kind, size(d)),
		Consequence: fmt.Sprintf("nothing breaks: the models neither read nor write %s, and its columns are not checked", d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("write a struct for %s, or exclude it in synapcheck.yaml", d.Object.Path()),
			"drop it once no program uses it",
		),
	}
}

// size is what the difference says of an undeclared relation: " (7 columns)".
func size(d *diff.Difference) string {
	if d.Live == "" {
		return ""
	}
	return " (" + d.Live + ")"
}
