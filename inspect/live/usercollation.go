package live

import "github.com/synapscale/synapcheck/inspect/schema"

var providers = map[byte]string{'b': "builtin", 'c': "libc", 'i': "icu", 'd': "default"}

// userCollation describes a collation that a user made.
func (r *reading) userCollation(f *row) {
	id, o, owner := f.oid(), &schema.Object{Kind: schema.KindCollation, Schema: r.schemas[f.oid()], Name: f.text()}, f.oid()
	provider, deterministic := f.char(), f.bool()
	locale, collate, ctype := f.text(), f.text(), f.text()
	r.objectOf("pg_collation", id, owner, o)
	o.Set("provider", providers[provider])
	if !deterministic {
		o.Set("deterministic", "false")
	}
	switch {
	case provider != 'c':
		o.Set("locale", locale)
	case collate == ctype:
		o.Set("locale", collate)
	default:
		o.Set("lc_collate", collate)
		o.Set("lc_ctype", ctype)
	}
	o.Set("rules", f.text())
}
