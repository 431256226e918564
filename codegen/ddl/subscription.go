package ddl

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// createSubscription gives the statement as a comment: where to connect to is
// not described, for it may hold a password.
func createSubscription(_ *plan, o *schema.Object) []string {
	list := []string{"connect = false"}
	for _, p := range o.Properties {
		switch p.Name {
		case "publication", "enabled":
		default:
			list = append(list, p.Name+" = "+p.Value)
		}
	}
	return []string{
		comment("Where it connects to is not described, and so it is not made:"),
		comment("CREATE SUBSCRIPTION " + ident(o.Name) + " CONNECTION '...' PUBLICATION " + o.Property("publication") +
			" WITH (" + strings.Join(list, ", ") + ");"),
	}
}
