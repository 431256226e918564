package ddl

import "github.com/synapscale/synapcheck/inspect/schema"

func (p *plan) object(o *schema.Object) {}
