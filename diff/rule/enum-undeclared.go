package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "enum-undeclared",
		Title:    "The database has an enum that nobody declares",
		Severity: Warning,
		Explains: topics(diff.Undeclared, schema.KindEnum),
		Check:    each(enumUndeclared),
		Doc: doc(`
The database has an enum type that the declared side, which lists enums, does
not have.`, `
Nothing at once. A database built from the declared side lacks the type, so
casts to it work here and fail there.`, `
Declare the type.`, `
Drop it, if no column uses it:

    drop type mood;
`),
	})
}

func enumUndeclared(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Severity:    bySource(p, d, Warning, Info),
		Message:     fmt.Sprintf("not declared (%s)", oneLine(d.Live)),
		Consequence: fmt.Sprintf("a database built from %s lacks the type %s: casts to it work here and fail there", source(p, d), d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("declare the enum %s", d.Object.Path()),
			fmt.Sprintf("drop type %s, if no column uses it", sqlName(d.Object)),
		),
	}
}
