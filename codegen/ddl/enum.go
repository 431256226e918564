package ddl

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func (p *plan) enum(e *schema.Enum) {
	name := dotted(e.Schema, e.Name)
	p.make(e.Ref(), rankType, e.Needs, func() []string {
		labels := make([]string, len(e.Labels))
		for i, l := range e.Labels {
			labels[i] = literal(l)
		}
		create := "CREATE TYPE " + name + " AS ENUM (" + strings.Join(labels, ", ") + ");"
		return append([]string{create}, p.about("TYPE", name, e.About)...)
	})
	p.grants(e.Ref(), "TYPE", name, e.About, true)
}
