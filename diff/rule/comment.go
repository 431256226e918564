package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
)

func init() {
	register(&Rule{
		ID:       "comment",
		Title:    "The comments of an object differ",
		Severity: Info,
		Explains: topics(diff.Comment, ""),
		Check:    each(comment),
		Doc: doc(`
COMMENT ON of an object says something else than the declared side does, or is
there on one side only.`, `
Nothing: comments are for people, and for tools that make documentation of
them.`, `
Write the database's comment in the tag or the schema file.`, `
Set the comment:

    comment on column users.email is 'where we write to';
`),
	})
}

func comment(p *Pass, d *diff.Difference) Finding {
	quote := func(s string) string {
		if s == "" {
			return "no comment"
		}
		return "comment " + sqlString(oneLine(s))
	}
	set := "null"
	if d.Declared != "" {
		set = sqlString(d.Declared)
	}
	return Finding{
		Message:     contrast(p, d, quote(d.Declared), quote(d.Live)),
		Consequence: "nothing breaks: comments are read by people",
		Remedies: remedies(
			fmt.Sprintf("take over the database's comment in %s", source(p, d)),
			fmt.Sprintf("comment on %s is %s", sqlObject(d), set),
		),
	}
}
