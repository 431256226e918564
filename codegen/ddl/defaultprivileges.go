package ddl

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// createDefaultPrivileges changes what objects get that a role will make. It
// comes last, so that the script's own objects do not get it.
func createDefaultPrivileges(p *plan, o *schema.Object) []string {
	if p.opts.NoGrants {
		return nil
	}
	role, in := o.Property("for role"), o.Property("in schema")
	head := words("ALTER DEFAULT PRIVILEGES FOR ROLE", ident(role), when(in != "", "IN SCHEMA "+ident(in)))
	var out []string
	for _, s := range grantStatements("", strings.ToUpper(o.Property("on")), role, o.Grants.Or(nil), in == "") {
		out = append(out, head+" "+s)
	}
	return out
}
