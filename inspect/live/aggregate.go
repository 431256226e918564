package live

import "github.com/synapscale/synapcheck/inspect/schema"

func (r *reading) aggregate(f *row) {
	id := f.oid()
	o := &schema.Object{Kind: schema.KindAggregate, Schema: r.schemas[f.oid()], Name: f.text()}
	owner, acl, arguments := f.oid(), f.text(), f.int()
	if o.Signature = "(" + f.text() + ")"; arguments == 0 {
		o.Signature = "(*)"
	}
	o.Set("arguments", f.text())
	// Others than plain aggregates are expected to use up their state.
	kind, modifies := f.char(), byte('r')
	if kind != 'n' {
		modifies = 'w'
	}
	o.Set("sfunc", procName(f.text()))
	o.Set("stype", f.text())
	o.Set("sspace", number(f.text()))
	finalFunction(o, "", f, modifies)
	o.Set("combinefunc", procName(f.text()))
	o.Set("serialfunc", procName(f.text()))
	o.Set("deserialfunc", procName(f.text()))
	initialState(o, "initcond", f.raw())
	o.Set("msfunc", procName(f.text()))
	o.Set("minvfunc", procName(f.text()))
	o.Set("mstype", f.text())
	o.Set("msspace", number(f.text()))
	finalFunction(o, "m", f, modifies)
	initialState(o, "minitcond", f.raw())
	if sort := f.text(); sort != "" {
		o.Set("sortop", "OPERATOR("+sort+")")
	}
	o.Set("parallel", parallel(f.char()))
	o.Set("hypothetical", truth(kind == 'h'))
	r.guarded("pg_proc", id, owner, aclFunction, acl, o)
}

// finalFunction reads the function that makes the result of a state.
func finalFunction(o *schema.Object, prefix string, f *row, usual byte) {
	name, extra, modify := f.text(), f.bool(), f.char()
	if name == "" {
		return
	}
	o.Set(prefix+"finalfunc", procName(name))
	o.Set(prefix+"finalfunc_extra", truth(extra))
	if modify != usual {
		o.Set(prefix+"finalfunc_modify", map[byte]string{'r': "read_only", 's': "shareable", 'w': "read_write"}[modify])
	}
}

// initialState sets the first value of a state: an empty one is not none.
func initialState(o *schema.Object, name string, value []byte) {
	if value != nil {
		o.Properties = append(o.Properties, schema.Property{Name: name, Value: string(value)})
	}
}

// number is empty for zero, which PostgreSQL takes for its own choice.
func number(text string) string {
	if text == "0" {
		return ""
	}
	return text
}
