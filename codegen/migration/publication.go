package migration

import (
	"strings"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() { inPlace[schema.KindPublication] = alterPublication }

func propertyName(name string) diff.Property { return diff.Property(name) }

// alterPublication alters what is published, and how, where the publication
// stands: a new one would be another to its subscribers.
func alterPublication(w *work, u *unit, d, l *schema.Object) {
	if u.of("for") != nil {
		return
	}
	name := ident(d.Name)
	step := func(x []*diff.Difference, sql string, tables ...string) {
		s := Step{What: act("alter", u.ref), SQL: []string{sql}, Hazards: []Hazard{Replication}}
		a := w.alter(u, x, s)
		for _, t := range w.live.db.Tables {
			for _, named := range tables {
				if tableName(t) == named {
					a.steps[0].Locks = append(a.steps[0].Locks, lock(ShareUpdateExclusive, t.Ref())...)
				}
			}
		}
		a.uses = append(a.uses, w.expand(w.declared, w.declared.needs[node(u.ref)])...)
		a.used = append(a.used, w.expand(w.live, w.live.needs[node(u.ref)])...)
	}
	for _, p := range []struct{ name, usual string }{
		{"publish", "insert, update, delete, truncate"}, {"publish_via_partition_root", "false"}, {"publish_generated_columns", "none"},
	} {
		x := u.take(diff.Property(p.name))
		if x == nil {
			continue
		}
		value := d.Property(p.name)
		switch {
		case value == "":
			value = p.usual
		case p.name == "publish" && value == "none":
			value = ""
		}
		step(x, "ALTER PUBLICATION "+name+" SET ("+p.name+" = "+ddl.Literal(value)+");")
	}
	for _, x := range u.open() {
		p := string(x.Property)
		part := func(o *schema.Object) string {
			v := o.Property(p)
			if v == "true" {
				return ""
			}
			return " " + ddl.Expr(v)
		}
		if table, ok := strings.CutPrefix(p, "table "); ok {
			taken := u.take(x.Property)
			switch {
			case l.Property(p) == "":
				step(taken, "ALTER PUBLICATION "+name+" ADD TABLE ONLY "+table+part(d)+";", table)
			case d.Property(p) == "":
				step(taken, "ALTER PUBLICATION "+name+" DROP TABLE ONLY "+table+";", table)
			default:
				step(taken, "ALTER PUBLICATION "+name+" DROP TABLE ONLY "+table+"; ALTER PUBLICATION "+name+" ADD TABLE ONLY "+table+part(d)+";", table)
			}
		} else if s, ok := strings.CutPrefix(p, "tables in schema "); ok {
			step(u.take(x.Property), "ALTER PUBLICATION "+name+pick(d.Property(p) != "", " ADD", " DROP")+" TABLES IN SCHEMA "+s+";")
		}
	}
}
