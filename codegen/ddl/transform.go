package ddl

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func createTransform(_ *plan, o *schema.Object) []string {
	var list []string
	for _, way := range []string{"from sql", "to sql"} {
		if f := o.Property(way); f != "" {
			list = append(list, strings.ToUpper(way)+" WITH FUNCTION "+f)
		}
	}
	return []string{"CREATE TRANSFORM " + o.Name + " (" + strings.Join(list, ", ") + ");"}
}
