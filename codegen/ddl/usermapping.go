package ddl

import "github.com/synapscale/synapcheck/inspect/schema"

// createUserMapping makes one without its options, which are mostly passwords
// and not described.
func createUserMapping(_ *plan, o *schema.Object) []string {
	return []string{"CREATE USER MAPPING " + userMapping(o) + ";"}
}

func userMapping(o *schema.Object) string {
	user := ident(o.Property("user"))
	if o.Property("user") == "public" {
		user = "PUBLIC"
	}
	return "FOR " + user + " SERVER " + ident(o.Property("server"))
}
