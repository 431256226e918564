package live

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func (r *reading) eventTrigger(f *row) {
	id := f.oid()
	o, owner := &schema.Object{Kind: schema.KindEventTrigger, Name: f.text()}, f.oid()
	o.Set("on", f.text())
	tags := f.list()
	slices.Sort(tags)
	o.Set("tags", strings.Join(tags, ", "))
	o.Set("execute function", procName(f.text())+"()")
	o.Set("enabled", switched[f.char()])
	r.objectOf("pg_event_trigger", id, owner, o)
}
