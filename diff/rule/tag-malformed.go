package rule

import (
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "tag-malformed",
		Title:    "A struct tag is not well-formed, so that nobody can read it",
		Severity: Warning,
		Explains: append(topics(diff.TagUnread, schema.KindColumn), topics(diff.TagUnread, relations()...)...),
		Check:    each(tagMalformed),
		Doc: doc(`
Go takes a tag apart by a fixed form: key:"value" key:"value", set apart by
spaces. What does not have the form is not seen, from the mistake to the end of
the tag: a missing quote, a comma between two pairs, a space behind a colon.`, `
Neither the compiler nor the library says a word. The library acts as if the
rest of the tag were not there: the column has another name, the key is none,
the password is not left out of JSON.`, `
Write the tag in the form above. go vet finds the same.`, `
Nothing: the database has no part in it.`),
	})
}

func tagMalformed(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Message:     d.Declared + ": " + d.Reason,
		Consequence: reader(d) + " does not see what stands there, and acts as if it did not",
		Remedies:    repair(p, d, remedies("write the tag as key:\"value\" key:\"value\"", "")),
	}
}
