package migration

import (
	"strings"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() { register(settleDefaultPrivileges, schema.KindDefaultPrivileges) }

// settleDefaultPrivileges settles what objects get that a role will make. One
// side without them has what PostgreSQL does of itself.
func settleDefaultPrivileges(w *work, u *unit) {
	d, l := w.declared.objects[u.ref], w.live.objects[u.ref]
	one := d
	if one == nil {
		one = l
	}
	if one == nil {
		return
	}
	none := &schema.Object{About: schema.About{Owner: one.Owner}}
	if d == nil {
		d = none
	}
	if l == nil {
		l = none
	}
	x := u.take(diff.Absent, diff.Undeclared, diff.Grants, diff.MoreGrants)
	if x == nil {
		return
	}
	role, in := one.Property("for role"), one.Property("in schema")
	head := "ALTER DEFAULT PRIVILEGES FOR ROLE " + ident(role)
	if in != "" {
		head += " IN SCHEMA " + ident(in)
	}
	on := strings.ToUpper(one.Property("on"))
	s := spoken{on: on, open: in == "", live: l.About, declared: d.About}
	s.live.Owner, s.declared.Owner = schema.Is(role), schema.Is(role)
	if in != "" { // there is nothing usual that could be taken away there
		s.live.Owner, s.declared.Owner = schema.Is(""), schema.Is("")
	}
	var sql []string
	for _, statement := range rights(s, l.Grants.Or(nil), d.Grants.Or(nil)) {
		if statement == "GRANT EXECUTE ON "+on+" TO PUBLIC;" && on == "TYPES" {
			statement = "GRANT USAGE ON TYPES TO PUBLIC;"
		}
		sql = append(sql, head+" "+statement)
	}
	w.alter(u, x, Step{What: act("default", u.ref), SQL: sql, Hazards: []Hazard{Security}})
	_ = ddl.Ident
}
