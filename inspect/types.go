package inspect

import (
	"fmt"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/model"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// standFor applies what a person says of the project's own types: a column whose
// field has such a type is claimed to be of the PostgreSQL type, and the field
// to hold it.
func standFor(d *schema.Database, types map[string]string) error {
	known := make(map[string]schema.Type, len(types))
	for name, sql := range types {
		t, err := model.ParseType(sql)
		if err != nil {
			return fmt.Errorf("type %s: %w", name, err)
		}
		known[name] = t
	}
	settled := make(map[schema.Ref]bool)
	for _, table := range d.Tables {
		for _, c := range table.Columns {
			if c.Host == nil {
				continue
			}
			t, ok := known[strings.TrimLeft(c.Host.Spelled, "*")]
			if !ok {
				continue
			}
			if c.Type.Silent() {
				c.Type = schema.Is(t)
			}
			// The columns of an embedded struct share nothing but the spelling.
			host := *c.Host
			host.Scans = true
			c.Host = &host
			settled[table.Child(schema.KindColumn, c.Name)] = true
		}
	}
	d.Gaps = slices.DeleteFunc(d.Gaps, func(g schema.Gap) bool { return g.Undetermined && settled[g.Object] })
	return nil
}
