package ddl

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func createAggregate(_ *plan, o *schema.Object) []string {
	var list []string
	state := func(m string) {
		list = set(o, list, m+"sfunc", m+"sfunc")
		if m != "" {
			list = set(o, list, "minvfunc", "minvfunc")
		}
		list = set(o, list, m+"stype", m+"stype")
		list = set(o, list, m+"sspace", m+"sspace")
		list = set(o, list, m+"finalfunc", m+"finalfunc")
		if o.Property(m+"finalfunc_extra") != "" {
			list = append(list, m+"finalfunc_extra")
		}
		list = set(o, list, m+"finalfunc_modify", m+"finalfunc_modify")
		list = setLiteral(o, list, m+"initcond", m+"initcond")
	}
	state("")
	for _, name := range []string{"combinefunc", "serialfunc", "deserialfunc"} {
		list = set(o, list, name, name)
	}
	state("m")
	list = set(o, list, "sortop", "sortop")
	list = set(o, list, "parallel", "parallel")
	if o.Property("hypothetical") != "" {
		list = append(list, "hypothetical")
	}
	arguments := o.Property("arguments")
	if arguments == "" {
		arguments = "*"
	}
	return []string{"CREATE AGGREGATE " + dotted(o.Schema, o.Name) + "(" + strings.TrimSpace(arguments) + ") " + definition(list) + ";"}
}
