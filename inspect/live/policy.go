package live

import (
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// commands are those that a policy can be for (pg_policy.polcmd); one is for all
// by default.
var commands = map[byte]string{'r': "select", 'a': "insert", 'w': "update", 'd': "delete"}

func (r *reading) policy(f *row) {
	id, rel := f.oid(), r.relations[f.oid()]
	if rel == nil || rel.Table == nil {
		return
	}
	o := &schema.Object{Kind: schema.KindPolicy, Schema: rel.Table.Schema, Parent: rel.Table.Name, Name: f.text()}
	if !f.bool() {
		o.Set("as", "restrictive")
	}
	o.Set("for", commands[f.char()])
	if roles := f.list(); !slices.Equal(roles, []string{"public"}) {
		slices.Sort(roles)
		o.Set("to", identifiers(roles))
	}
	o.Set("using", r.word(f.raw()))
	o.Set("with check", r.word(f.raw()))
	r.object("pg_policy", id, o)
}
