package migration

import (
	"strings"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	inPlace[schema.KindFunction] = replaceFunction
	inPlace[schema.KindProcedure] = replaceFunction
}

// replaceFunction replaces a function where its arguments and its result stay
// what they are. The statement says every attribute: PostgreSQL would forget
// those that it does not say.
func replaceFunction(w *work, u *unit, d, l *schema.Object) {
	if u.of("arguments") != nil || u.of("returns") != nil || u.of("window") != nil || u.of("transform") != nil {
		return
	}
	word := strings.ToUpper(string(u.ref.Kind))
	if x := u.take("depends on extension"); x != nil {
		_, name := ddl.Name(d)
		var sql []string
		for e := range strings.SplitSeq(l.Property("depends on extension"), ",") {
			if e = strings.TrimSpace(e); e != "" {
				sql = append(sql, "ALTER "+word+" "+name+" NO DEPENDS ON EXTENSION "+e+";")
			}
		}
		for e := range strings.SplitSeq(d.Property("depends on extension"), ",") {
			if e = strings.TrimSpace(e); e != "" {
				sql = append(sql, "ALTER "+word+" "+name+" DEPENDS ON EXTENSION "+e+";")
			}
		}
		w.alter(u, x, Step{What: act("extensions of", u.ref), SQL: sql})
	}
	if len(u.open()) == 0 {
		return
	}
	create := w.declared.w.Create(u.ref)
	if len(create) == 0 {
		return
	}
	hazards := []Hazard{BreaksClients}
	if u.of("security definer") != nil {
		hazards = append(hazards, Security)
	}
	for _, t := range w.live.db.Tables {
		for _, x := range t.Indexes {
			for _, k := range x.Keys {
				if mentions(k.Expr, ident(d.Name)) {
					hazards = append(hazards, Correctness)
				}
			}
		}
	}
	settles := u.take()
	var plain []*diff.Difference
	plain = append(plain, settles...)
	a := w.alter(u, plain, Step{
		What: act("replace", u.ref), SQL: []string{strings.Replace(create[0], "CREATE "+word+" ", "CREATE OR REPLACE "+word+" ", 1)}, Hazards: hazards,
	})
	a.steps[0].Locks = w.bodyLocks(w.declared, d)
	a.uses = append(a.uses, w.expand(w.declared, w.declared.needs[node(u.ref)])...)
	a.used = append(a.used, w.expand(w.live, w.live.needs[node(u.ref)])...)
}

// bodyLocks are those on the tables that a body of SQL names: it is parsed when
// the function is made.
func (w *work) bodyLocks(s *side, o *schema.Object) []Lock {
	if o.Property("sql body") == "" {
		return nil
	}
	var list []Lock
	for _, n := range s.needs[node(o.Ref())] {
		if t := w.live.table(n); t != nil && n.Kind == schema.KindTable {
			list = locked(list, Lock{Relation: bare(t.Ref()), Mode: RowExclusive})
		}
	}
	return list
}
