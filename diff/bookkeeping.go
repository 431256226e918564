package diff

import (
	"cmp"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// Bookkeeping names the tools that keep their own state in a table of that name;
// empty for a table of the project's.
func Bookkeeping(table string) string { return bookkeeping[table] }

// keeper names the tool that the relation is the bookkeeping of.
func keeper(t *schema.Table) string { return cmp.Or(bookkeeping[t.Name], bookkeepers[t.Schema]) }
