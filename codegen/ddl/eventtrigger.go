package ddl

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func createEventTrigger(_ *plan, o *schema.Object) []string {
	var filter string
	if tags := o.Property("tags"); tags != "" {
		list := strings.Split(tags, ", ")
		for i, t := range list {
			list[i] = literal(t)
		}
		filter = "WHEN TAG IN (" + strings.Join(list, ", ") + ")"
	}
	out := []string{words("CREATE EVENT TRIGGER", ident(o.Name), "ON", o.Property("on"), filter,
		"EXECUTE FUNCTION", o.Property("execute function")) + ";"}
	if s := switches[o.Property("enabled")]; s != "" {
		out = append(out, "ALTER EVENT TRIGGER "+ident(o.Name)+" "+s+";")
	}
	return out
}
