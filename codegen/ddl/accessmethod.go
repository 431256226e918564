package ddl

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func createAccessMethod(_ *plan, o *schema.Object) []string {
	return []string{words("CREATE ACCESS METHOD", ident(o.Name), "TYPE", strings.ToUpper(o.Property("type")),
		"HANDLER", o.Property("handler")) + ";"}
}
