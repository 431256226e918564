package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	advise(&Rule{
		ID:       "secret-in-plain-text",
		Layer:    LayerSecurity,
		Title:    "A column looks like a secret that is kept as it is",
		Severity: Warning,
		Advise:   secretInPlainText,
		Doc: doc(`
The column's name speaks of a password, token, key or code, its type is one for
text, and nothing in the name says that the value is hashed or encrypted. Nobody
has looked at the values: a password column may well hold hashes.`, `
Whoever reads the table, a backup or a replica has the secret, and so has every
place that rows are logged in.`, `
Nothing needs to change for the column itself. Keep the field out of what is
printed and serialized, as json:"-" does.`, `
Keep a hash of what is only compared, and encrypt what must be read again; then
let the name say so, which also settles this finding:

    alter table users rename column password to password_hash;
`),
	})
}

func secretInPlainText(a *Advice) {
	known := make(map[string]bool) // most tables have the same few names
	for _, t := range a.facts.tables {
		for _, c := range t.Columns {
			base := a.facts.base(c)
			key := base.Name + " " + c.Name
			secret, seen := known[key]
			if !seen {
				secret = !base.Array && schema.PlainSecret(c.Name, base)
				known[key] = secret
			}
			if !secret || !own(c) {
				continue
			}
			a.Report(columnRef(t, c), Finding{
				Message:     fmt.Sprintf("is named like a secret, and of the type %s", c.Type.Or(base)),
				Live:        c.Type.Or(base).String(),
				Consequence: fmt.Sprintf("whoever reads %s, a backup or a replica has what the column holds", t.Ref().Path()),
				Remedies:    liveRemedy("keep a hash of what is only compared, encrypt what must be read again, and let the name say so"),
			})
		}
	}
}
