package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "storage-options",
		Title:    "The options of a table or view differ",
		Severity: Info,
		Explains: append(topics(diff.Parameters, relations()...), topics(diff.Parameters, schema.KindPrimaryKey, schema.KindUnique, schema.KindExclusion)...),
		Check:    each(storageOptions),
		Doc: doc(`
The WITH (…) of a table, view or constraint differs: fillfactor,
autovacuum_enabled and the like of tables, security_barrier, security_invoker
and check_option of views. The order of options does not count, nor whether on
is spelt true.`, `
For tables nothing fails: rows take more or less room, and are vacuumed at other
times. With autovacuum off the table grows until somebody vacuums it by hand.
The options of a view decide what it lets through: without security_barrier a
function can see hidden rows, security_invoker says whose rights count, without
check_option rows can be written that the view does not show. Those are
warnings.`, `
Declare the options that the database has.`, `
Set or reset them:

    alter table orders set (fillfactor = 70);
    alter view members set (security_barrier = true);
`),
	})
}

func storageOptions(p *Pass, d *diff.Difference) Finding {
	words := func(options string) string {
		if options == "" {
			return "without options"
		}
		return "with (" + oneLine(options) + ")"
	}
	object := "alter " + sqlObject(d)
	switch d.Object.Kind {
	case schema.KindPrimaryKey, schema.KindUnique, schema.KindExclusion:
		object = "alter index " + sqlName(schema.Ref{Schema: d.Object.Schema, Name: d.Object.Name})
	}
	set := fmt.Sprintf("%s set (%s)", object, oneLine(d.Declared))
	if d.Declared == "" {
		set = fmt.Sprintf("%s reset (%s)", object, parameterNames(d.Live))
	}
	f := Finding{
		Message:     contrast(p, d, words(d.Declared), words(d.Live)),
		Consequence: fmt.Sprintf("nothing fails; %s takes other room, or is vacuumed at other times", d.Object.Path()),
		Remedies:    remedies(fmt.Sprintf("declare %s %s", d.Object.Path(), words(d.Live)), set),
	}
	if d.Object.Kind == schema.KindView {
		f.Severity = Warning
		f.Consequence = fmt.Sprintf("%s lets through other rows, by other rights, or lets other rows be written than declared", d.Object.Path())
	}
	return f
}
