package rule

import (
	"fmt"
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	advise(&Rule{
		ID:       "index-redundant",
		Layer:    LayerAdvice,
		Title:    "A longer index begins with the columns of a shorter one",
		Severity: Info,
		Advise:   indexRedundant,
		Doc: doc(`
The columns of an index are the first columns of another B-tree of the table,
in the same order and under the same condition. The shorter index is not
unique, so that it keeps nothing out.`, `
Nothing fails. Whatever the shorter index finds, the longer one finds too, if
from a few more pages; every write maintains both.`, `
Nothing needs to change, unless the model declares both.`, `
Look at how much larger the longer index is, then drop the shorter one:

    drop index concurrently orders_user_id_idx;
`),
	})
}

func indexRedundant(a *Advice) {
	for _, t := range a.facts.tables {
		if len(t.Indexes) == 0 {
			continue
		}
		all := shapes(t)
		for _, x := range all {
			if x.index == nil || x.unique || x.bound || x.index.Method.Or("btree") != "btree" || len(x.index.Include) > 0 {
				continue
			}
			i := slices.IndexFunc(all, func(y shape) bool { return y.covers(x) })
			if i < 0 {
				continue
			}
			a.Report(t.Child(schema.KindIndex, x.name), Finding{
				Message:     fmt.Sprintf("%s begins with the same columns", describeShape(all[i])),
				Live:        oneLine(fmt.Sprint(x.keys)),
				Consequence: fmt.Sprintf("every write of %s maintains both, and the longer one finds what the shorter one finds", t.Ref().Path()),
				Remedies:    liveRemedy(dropShape(t, x)),
			})
		}
	}
}

// covers reports that y is a longer B-tree that begins as x does.
func (y shape) covers(x shape) bool {
	if len(y.keys) <= len(x.keys) || !slices.Equal(y.keys[:len(x.keys)], x.keys) {
		return false
	}
	if y.index == nil {
		return x.index.Where.Or("") == ""
	}
	return y.index.Method.Or("btree") == "btree" && y.index.Where.Or("") == x.index.Where.Or("")
}
