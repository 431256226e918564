package rule

import (
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "tag-ignored",
		Title:    "A tag says something that the library passes over",
		Severity: Warning,
		Explains: append(topics(diff.TagPassed, schema.KindColumn), topics(diff.TagPassed, relations()...)...),
		Check:    each(tagIgnored),
		Doc: doc(`
A tag has an option that its library does not know, a misspelt one as a rule
(gorm:"coloumn:x", bun:",notnul"), or one that stands where the library takes it
for something else, such as the name of the column.`, `
The library neither fails nor warns. What the option was written for does not
happen: the column has the name of the field, the table is made without the
constraint, the empty value is stored in place of NULL.`, `
Correct the option, or take it out.`, `
Nothing: the database has no part in it.`),
	})
}

func tagIgnored(p *Pass, d *diff.Difference) Finding {
	return Finding{
		Message:     d.Declared + ": " + d.Reason,
		Consequence: "what the option was written for does not happen, without an error",
		Remedies:    repair(p, d, remedies("correct the tag, or take the option out", "")),
	}
}
