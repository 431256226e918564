package live

import (
	"fmt"

	"github.com/synapscale/synapcheck/inspect/schema"
)

var (
	sqlCounted = load("counted")
	sqlUnread  = load("unread")
)

func (r *reading) counted(f *row) {
	r.db.Counted = append(r.db.Counted, schema.Count{Kind: schema.Kind(f.text()), Count: f.int()})
}

// unreadWords are what sql/unread.sql counts, in the order of its columns.
var unreadWords = []string{
	"the queries of %d %s",
	"the partition keys and bounds of %d partitioned %s",
	"the parents of %d inheriting %s",
	"the row security of %d %s",
	"that %d %s unlogged",
	"the storage parameters of %d %s",
}

// unread lists properties of tables that exist and are not described.
func (r *reading) unread(f *row) {
	for i, words := range unreadWords {
		n := f.int()
		if n == 0 {
			continue
		}
		noun := plural(n, "table")
		switch i {
		case 0:
			noun = plural(n, "view")
		case 4:
			noun += map[bool]string{true: " is", false: " are"}[n == 1]
		}
		r.gap(schema.Gap{Subject: fmt.Sprintf(words, n, noun), Reason: "found, not compared"})
	}
}
