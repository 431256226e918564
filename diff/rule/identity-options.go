package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "identity-options",
		Title:    "An identity column counts in another way",
		Severity: Warning,
		Explains: topics(diff.Sequencing, schema.KindColumn),
		Check:    each(identityOptions),
		Doc: doc(`
The sequence behind an identity column has other options: start, increment,
bounds, cache or cycling, or another name. Where it stands at present is data,
and is not compared.`, `
Numbers come in other steps, run out earlier (SQLSTATE 2200H), or start again
and collide with those given before (SQLSTATE 23505).`, `
Declare the options that the database has.`, `
Set them:

    alter table orders alter column id set increment by 1 set cache 1;
`),
	})
}

func identityOptions(p *Pass, d *diff.Difference) Finding {
	usual := func(s string) string { return or(oneLine(s), "the usual options") }
	return Finding{
		Message:     contrast(p, d, usual(d.Declared), usual(d.Live)),
		Consequence: fmt.Sprintf("%s gets other numbers than declared, or runs out of them at another one (2200H)", d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("declare the identity of %s with %s", d.Object.Path(), usual(d.Live)),
			fmt.Sprintf("%s set its identity options to %s", alterColumn(d), usual(d.Declared)),
		),
	}
}
