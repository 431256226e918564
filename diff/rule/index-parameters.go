package rule

import (
	"fmt"
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "index-parameters",
		Title:    "The storage parameters of an index differ",
		Severity: Info,
		Explains: topics(diff.Parameters, schema.KindIndex),
		Check:    each(indexParameters),
		Doc: doc(`
The WITH (…) of an index differs: fillfactor, fastupdate, pages_per_range and
the like.`, `
Nothing fails. The index takes more or less room, and writing or reading through
it is faster or slower.`, `
Declare the parameters that the database has.`, `
Set them; what is already stored changes only with REINDEX:

    alter index orders_user_id_idx set (fillfactor = 70);
`),
	})
}

func indexParameters(p *Pass, d *diff.Difference) Finding {
	words := func(options string) string {
		if options == "" {
			return "without storage parameters"
		}
		return "with (" + options + ")"
	}
	index := sqlName(schema.Ref{Schema: d.Object.Schema, Name: d.Object.Name})
	set := fmt.Sprintf("alter index %s set (%s)", index, d.Declared)
	if d.Declared == "" {
		set = fmt.Sprintf("alter index %s reset (%s)", index, parameterNames(d.Live))
	}
	return Finding{
		Message:     contrast(p, d, words(d.Declared), words(d.Live)),
		Consequence: fmt.Sprintf("nothing fails; %s takes other room, and is faster or slower to write or read", d.Object.Path()),
		Remedies:    remedies(fmt.Sprintf("declare %s %s", d.Object.Path(), words(d.Live)), set),
	}
}

// parameterNames are the names in a list like "fillfactor=70,fastupdate=off".
func parameterNames(options string) string {
	var names []string
	for option := range strings.SplitSeq(options, ",") {
		name, _, _ := strings.Cut(option, "=")
		names = append(names, strings.TrimSpace(name))
	}
	return strings.Join(names, ", ")
}
