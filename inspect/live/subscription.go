package live

import (
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// subscription reads a subscription but for its connection, which may hold a
// password and is for superusers only.
func (r *reading) subscription(f *row) {
	id := f.oid()
	o, owner := &schema.Object{Kind: schema.KindSubscription, Name: f.text()}, f.oid()
	enabled, slotless, slot := f.bool(), f.bool(), f.text()
	publications := f.list()
	slices.Sort(publications)
	o.Set("publication", identifiers(publications))
	if !enabled {
		o.Set("enabled", "false")
	}
	switch {
	case slotless:
		o.Set("slot_name", "NONE")
	case slot != o.Name:
		o.Set("slot_name", literal(slot))
	}
	if commit := f.text(); commit != "off" {
		o.Set("synchronous_commit", commit)
	}
	o.Set("binary", truth(f.bool()))
	usual := byte('f')
	if r.server >= 180000 {
		usual = 'p'
	}
	if way := f.char(); way != 0 && way != usual {
		o.Set("streaming", map[byte]string{'f': "off", 't': "on", 'p': "parallel"}[way])
	}
	o.Set("two_phase", truth(f.bool()))
	o.Set("disable_on_error", truth(f.bool()))
	if !f.bool() {
		o.Set("password_required", "false")
	}
	o.Set("run_as_owner", truth(f.bool()))
	if origin := f.text(); origin != "any" {
		o.Set("origin", origin)
	}
	o.Set("failover", truth(f.bool()))
	if owner == 0 {
		r.object("pg_subscription", id, o) // before 14 not everybody may read it
		return
	}
	r.objectOf("pg_subscription", id, owner, o)
}
