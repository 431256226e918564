package live

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// The bits of pg_trigger.tgtype (catalog/pg_trigger.h).
const (
	triggerRow      = 1 << 0
	triggerBefore   = 1 << 1
	triggerInsert   = 1 << 2
	triggerDelete   = 1 << 3
	triggerUpdate   = 1 << 4
	triggerTruncate = 1 << 5
	triggerInstead  = 1 << 6
)

// trigger reads a trigger, or what a partition does differently with that of its
// parent. Those of tables that are not read are of no interest.
func (r *reading) trigger(f *row) {
	id, rel := f.oid(), r.relations[f.oid()]
	if rel == nil || rel.Table == nil {
		return
	}
	o := &schema.Object{Kind: schema.KindTrigger, Schema: rel.Table.Schema, Parent: rel.Table.Name, Name: f.text()}
	copied, bits, columns, constraint := f.bool(), f.int(), f.numbers(), f.bool()
	from, deferrable, deferred := f.text(), f.bool(), f.bool()
	before, after := f.text(), f.text()
	function, arguments, enabled, condition := procName(f.text()), f.raw(), f.char(), f.raw()
	if copied {
		o.Set("inherited", "true")
		if enabled == 'O' {
			o.Set("enabled", "yes")
		}
	} else {
		o.Set("constraint", truth(constraint))
		o.Set("timing", triggerTiming(bits))
		o.Set("events", triggerEvents(bits, rel.columnNames(columns)))
		o.Set("from", from)
		o.Set("deferrable", deferring(deferrable, deferred))
		o.Set("referencing", transitionTables(before, after))
		if bits&triggerRow != 0 {
			o.Set("for each", "row")
		}
		o.Set("execute function", function+"("+triggerArguments(arguments)+")")
	}
	o.Set("enabled", switched[enabled])
	r.object("pg_trigger", id, o)
	if !copied && condition != nil {
		p := r.spelling.phrase(spellTrigger, r.spelling.strip(condition), rel, int64(id))
		r.spelling.conditions = append(r.spelling.conditions, triggerCondition{o, p})
	}
}

// switched are the states of triggers and rules that do not simply act
// (pg_trigger.tgenabled).
var switched = map[byte]string{'D': "no", 'R': "replica", 'A': "always"}

func deferring(deferrable, deferred bool) string {
	switch {
	case deferred:
		return string(schema.InitiallyDeferred)
	case deferrable:
		return string(schema.InitiallyNow)
	}
	return string(schema.NotDeferrable)
}

func triggerTiming(bits int) string {
	switch {
	case bits&triggerBefore != 0:
		return "before"
	case bits&triggerInstead != 0:
		return "instead of"
	}
	return "after"
}

func triggerEvents(bits int, columns []string) string {
	update := "update"
	if len(columns) > 0 {
		update += " of " + identifiers(columns)
	}
	var events []string
	for _, e := range []struct {
		bit  int
		word string
	}{
		{triggerInsert, "insert"}, {triggerDelete, "delete"}, {triggerUpdate, update}, {triggerTruncate, "truncate"},
	} {
		if bits&e.bit != 0 {
			events = append(events, e.word)
		}
	}
	return strings.Join(events, " or ")
}

func transitionTables(before, after string) string {
	var tables []string
	if before != "" {
		tables = append(tables, "old table as "+schema.SQLIdent(before))
	}
	if after != "" {
		tables = append(tables, "new table as "+schema.SQLIdent(after))
	}
	return strings.Join(tables, " ")
}

// A triggerCondition waits for its spelling.
type triggerCondition struct {
	trigger *schema.Object
	phrase  *phrase
}

// when says on what condition the trigger acts.
func (c triggerCondition) when() {
	if c.phrase.text == "" {
		return
	}
	at := slices.IndexFunc(c.trigger.Properties, func(p schema.Property) bool { return p.Name == "execute function" })
	if at >= 0 {
		c.trigger.Properties = slices.Insert(c.trigger.Properties, at, schema.Property{Name: "when", Value: c.phrase.text})
	}
}

// conditionOf is what stands in the parentheses after WHEN in a statement that
// creates a trigger.
func conditionOf(definition string) string {
	start := -1
	for i, depth := 0, 0; i < len(definition); i++ {
		switch c := definition[i]; c {
		case '"', '\'':
			end := strings.IndexByte(definition[i+1:], c)
			if end < 0 {
				return ""
			}
			i += end + 1 // a doubled quote opens the next part of the same text
		case '(':
			if depth++; start < 0 && strings.HasSuffix(definition[:i], " WHEN ") {
				start, depth = i+1, 1
			}
		case ')':
			if depth--; start >= 0 && depth == 0 {
				return definition[start:i]
			}
		}
	}
	return ""
}
