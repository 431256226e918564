package rule

import (
	"fmt"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	register(&Rule{
		ID:       "column-storage",
		Title:    "Large values of a column are kept in another way",
		Severity: Info,
		Explains: append(topics(diff.Storage, schema.KindColumn), Topic{schema.KindColumn, diff.Compression}),
		Check:    each(columnStorage),
		Doc: doc(`
SET STORAGE or SET COMPRESSION of a column differs: whether large values are
compressed, how, and whether they are moved out of the row.`, `
Nothing fails. Rows take more or less room, and reading them costs something
else. With storage plain a value must fit into a page, or its INSERT fails with
SQLSTATE 54000.`, `
Declare what the database has.`, `
Set it; what is stored already stays as it is until it is written again:

    alter table documents alter column body set storage external;
    alter table documents alter column body set compression lz4;
`),
	})
}

func columnStorage(p *Pass, d *diff.Difference) Finding {
	word, usual := "storage", "default"
	if d.Property == diff.Compression {
		word = "compression"
	}
	set := or(d.Declared, usual)
	if set == usual && word == "storage" && p.Diff.Live.Server < 160000 && d.LiveColumn != nil {
		set = usualStorage(d.LiveColumn.Type.Or(schema.Type{})) // the word is of PostgreSQL 16
	}
	return Finding{
		Message:     contrast(p, d, word+" "+or(d.Declared, usual), or(d.Live, usual)),
		Consequence: fmt.Sprintf("nothing fails; large values of %s take other room, and cost something else to read", d.Object.Path()),
		Remedies: remedies(
			fmt.Sprintf("declare %s with %s %s", d.Object.Path(), word, or(d.Live, usual)),
			fmt.Sprintf("%s set %s %s", alterColumn(d), word, set),
		),
	}
}

// usualStorage is where values of a type of variable length are kept if nobody
// says otherwise.
func usualStorage(t schema.Type) string {
	switch {
	case t.Array:
		return "extended"
	case t.Name == "numeric", t.Name == "inet", t.Name == "cidr":
		return "main"
	case t.Name == "tsquery":
		return "plain"
	}
	return "extended"
}
