package body

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// triggersOf are the row triggers that act, by the function that they execute.
func triggersOf(d *schema.Database) map[string][]*schema.Object {
	all := make(map[string][]*schema.Object)
	for _, o := range d.Objects {
		if o.Kind != schema.KindTrigger || o.Property("for each") != "row" || o.Property("enabled") == "no" {
			continue
		}
		call, _, _ := strings.Cut(o.Property("execute function"), "(")
		ts, ok := scan(call)
		if !ok {
			continue
		}
		parts := chain(&ts)
		if len(parts) == 1 {
			all["public."+parts[0].text] = append(all["public."+parts[0].text], o)
		} else if len(parts) == 2 {
			name := parts[0].text + "." + parts[1].text
			all[name] = append(all[name], o)
		}
	}
	return all
}

// transitions remembers the tables that statement triggers give their functions,
// and tells which functions triggers call.
func (c *catalog) transitions(d *schema.Database) map[string]bool {
	called := make(map[string]bool)
	for _, o := range d.Objects {
		if o.Kind != schema.KindTrigger {
			continue
		}
		given, _ := scan(o.Property("referencing"))
		for i, t := range given {
			if t.word("as") && i+1 < len(given) {
				c.made[given[i+1].text] = true
			}
		}
		call, _, _ := strings.Cut(o.Property("execute function"), "(")
		ts, _ := scan(call)
		switch parts := chain(&ts); len(parts) {
		case 1:
			called["public."+parts[0].text] = true
		case 2:
			called[parts[0].text+"."+parts[1].text] = true
		}
	}
	return called
}

// triggerFaults are the triggers for whose table the function's NEW and OLD lack
// columns.
func (f *function) triggerFaults(c *catalog, triggers []*schema.Object) []Fault {
	if f.language != "plpgsql" || len(triggers) == 0 {
		return nil
	}
	var fields []token
	for i, t := range f.tokens {
		if t.word("tg_table_name", "tg_relname", "tg_relid", "tg_table_schema", "tg_argv", "tg_nargs", "tg_name") {
			return nil // it does something else for another table
		}
		if t.word("new", "old") && i+2 < len(f.tokens) && f.tokens[i+1].is(".") && !(i > 0 && f.tokens[i-1].is(".")) {
			field := f.tokens[i+2]
			if (field.kind == word || field.kind == quoted) && !hidden[field.text] && !(i+3 < len(f.tokens) && f.tokens[i+3].is("(")) {
				fields = append(fields, token{field.kind, t.text + "." + field.text, field.line})
			}
		}
	}
	var faults []Fault
	for _, g := range triggers {
		cols := c.relations[name{g.Schema, g.Parent}]
		if cols == nil {
			continue
		}
		var missing []Missing
		for _, t := range fields {
			record, field, _ := strings.Cut(t.text, ".")
			if !cols[field] {
				missing = append(missing, Missing{t.line, "record " + text(record) + " has no field " + text(field)})
			}
		}
		if len(missing) > 0 {
			faults = append(faults, Fault{g.Ref(), f.object.Ref(), tidy(missing)})
		}
	}
	return faults
}
