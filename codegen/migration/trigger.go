package migration

import (
	"strings"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	inPlace[schema.KindTrigger] = alterTrigger
	inPlace[schema.KindRule] = alterRule
	inPlace[schema.KindEventTrigger] = alterEventTrigger
}

// enabled is the word of ALTER for when a trigger or rule acts.
func enabled(o *schema.Object) string {
	if s := ddl.Switch(o.Property("enabled")); s != "" {
		return s
	}
	return "ENABLE"
}

func alterTrigger(w *work, u *unit, d, l *schema.Object) {
	table := ddl.Dotted(d.Schema, d.Parent)
	locks := lock(ShareRowExclusive, schema.Ref{Schema: d.Schema, Name: d.Parent})
	if t := w.live.table(u.ref); t != nil {
		locks = w.tree(ShareRowExclusive, t)
	}
	only := ""
	if d.Property("inherited") != "" || l.Property("inherited") != "" {
		only = ""
	}
	state := "ALTER TABLE " + only + table + " " + enabled(d) + " TRIGGER " + ident(d.Name) + ";"
	if d.Property("inherited") != "" && l.Property("inherited") == "" || d.Property("inherited") == "" && l.Property("inherited") != "" {
		return
	}
	if x := u.take("enabled"); x != nil && len(u.open()) == 0 {
		w.alter(u, x, Step{What: act("switch", u.ref), SQL: []string{state}, Locks: locks, Hazards: []Hazard{BreaksClients}})
		return
	} else {
		for _, y := range x { // with what else there is
			delete(u.taken, y)
		}
	}
	if len(u.open()) == 0 || w.server < 14 || d.Property("constraint") != "" || l.Property("constraint") != "" || u.of("depends on extension") != nil || d.Property("inherited") != "" {
		return
	}
	create := w.declared.w.Create(u.ref)
	if len(create) == 0 || !strings.HasPrefix(create[0], "CREATE TRIGGER ") {
		return
	}
	sql := []string{strings.Replace(create[0], "CREATE TRIGGER ", "CREATE OR REPLACE TRIGGER ", 1)}
	if d.Property("enabled") != "" || l.Property("enabled") != "" {
		sql = append(sql, state)
	}
	a := w.alter(u, u.take(), Step{What: act("replace", u.ref), SQL: sql, Locks: locks, Hazards: []Hazard{BreaksClients}})
	w.triggerNeeds(a, u)
}

// triggerNeeds has the action come after what the declared trigger needs and
// before what the live one needed.
func (w *work) triggerNeeds(a *action, u *unit) {
	a.uses = append(a.uses, w.expand(w.declared, w.declared.needs[node(u.ref)])...)
	a.used = append(a.used, w.expand(w.live, w.live.needs[node(u.ref)])...)
}

func alterRule(w *work, u *unit, d, l *schema.Object) {
	table := ddl.Dotted(d.Schema, d.Parent)
	locks := lock(AccessExclusive, schema.Ref{Schema: d.Schema, Name: d.Parent})
	var x []*diff.Difference
	if x = u.take("enabled"); x == nil {
		return
	}
	a := w.alter(u, x, Step{
		What: act("switch", u.ref), SQL: []string{"ALTER TABLE " + table + " " + enabled(d) + " RULE " + ident(d.Name) + ";"}, Locks: locks, Hazards: []Hazard{BreaksClients},
	})
	_ = a
}

func alterEventTrigger(w *work, u *unit, d, _ *schema.Object) {
	if x := u.take("enabled"); x != nil {
		w.alter(u, x, Step{What: act("switch", u.ref), SQL: []string{"ALTER EVENT TRIGGER " + ident(d.Name) + " " + enabled(d) + ";"}, Hazards: []Hazard{BreaksClients}})
	}
}
