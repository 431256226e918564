package diff

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// defaultName is the name that PostgreSQL would give to an object of the table
// that is declared without one, so that two of them are told apart. It is not
// shortened, and not made unique.
func defaultName(table string, object any) string {
	name := func(columns []string, suffix string) string {
		return strings.Join(append(append([]string{table}, columns...), suffix), "_")
	}
	switch x := object.(type) {
	case *schema.PrimaryKey:
		return name(nil, "pkey")
	case *schema.Unique:
		return name(x.Columns, "key")
	case *schema.ForeignKey:
		return name(x.Columns, "fkey")
	case *schema.Check:
		return name(nil, "check")
	case *schema.Exclusion:
		return name(nil, "excl")
	case *schema.Index:
		columns := make([]string, len(x.Keys))
		for i, k := range x.Keys {
			if columns[i] = k.Column; k.Column == "" {
				columns[i] = "expr"
			}
		}
		return name(columns, "idx")
	}
	return ""
}
