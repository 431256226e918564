package rule

import (
	"fmt"
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	advise(&Rule{
		ID:       "foreign-key-duplicate",
		Layer:    LayerAdvice,
		Title:    "Two foreign keys of a table say the same",
		Severity: Warning,
		Advise:   foreignKeyDuplicate,
		Doc: doc(`
Two constraints tie the same columns to the same columns of the same table. It
is an error where they disagree on what happens when the other row goes: then it
is chance which of the two acts.`, `
Every INSERT looks the other row up twice, and every DELETE there looks for rows
twice. Where one says CASCADE and the other RESTRICT, deleting fails although
the one that somebody reads says that it does not.`, `
Nothing needs to change, unless the model declares both.`, `
Drop the one that does what is not wanted:

    alter table orders drop constraint orders_user_id_fkey1;
`),
	})
}

func foreignKeyDuplicate(a *Advice) {
	for _, t := range a.facts.tables {
		for i, k := range t.ForeignKeys {
			if k.PartOf != nil {
				continue
			}
			j := slices.IndexFunc(t.ForeignKeys[:i], func(o *schema.ForeignKey) bool { return sameReference(k, o) })
			if j < 0 {
				continue
			}
			first := t.ForeignKeys[j]
			f := Finding{
				Message:     fmt.Sprintf("says what %s says", schema.QuoteIdent(first.Name)),
				Live:        list(k.Columns),
				Consequence: "every row is looked up twice, on either side",
				Remedies:    liveRemedy(alter(t) + " drop constraint " + sqlIdent(k.Name)),
			}
			if k.OnDelete.Or("") != first.OnDelete.Or("") || k.OnUpdate.Or("") != first.OnUpdate.Or("") {
				f.Severity = Error
				f.Message = fmt.Sprintf("ties the same columns as %s, and does something else when the other row changes or goes", schema.QuoteIdent(first.Name))
				f.Consequence = fmt.Sprintf("deleting does not do what %s says: on delete %s against on delete %s",
					schema.QuoteIdent(first.Name), k.OnDelete.Or(schema.NoAction), first.OnDelete.Or(schema.NoAction))
			}
			a.Report(t.Child(schema.KindForeignKey, k.Name), f)
		}
	}
}

// sameReference reports that both tie the same columns to the same columns.
func sameReference(a, b *schema.ForeignKey) bool {
	if a.RefSchema != b.RefSchema || a.RefTable != b.RefTable || len(a.Columns) != len(b.Columns) || len(a.RefColumns) != len(b.RefColumns) {
		return false
	}
	for i, c := range a.Columns {
		j := slices.Index(b.Columns, c)
		if j < 0 || len(a.RefColumns) > i && a.RefColumns[i] != b.RefColumns[j] {
			return false
		}
	}
	return true
}
