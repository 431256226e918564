package migration

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() { register(settleDatabase, schema.KindDatabase) }

// here stands for the name of the database in statements about it: a plan does
// not know what the database will be called that it is run in.
const here = "\x00"

// settleDatabase settles what is set on the database itself. How it was made
// cannot be changed.
func settleDatabase(w *work, u *unit) {
	d, l := w.declared.objects[u.ref], w.live.objects[u.ref]
	if d == nil || l == nil {
		return
	}
	from := len(w.actions)
	w.about(u, spoken{word: "DATABASE", name: here, on: "DATABASE " + here, open: true, live: l.About, declared: d.About})
	for _, x := range u.open() {
		p := string(x.Property)
		value := d.Property(p)
		var sql string
		switch setting, ok := strings.CutPrefix(p, "set "); {
		case ok:
			name, role, one := strings.Cut(setting, " for role ")
			head := "ALTER DATABASE " + here
			if one {
				head = "ALTER ROLE " + ident(role) + " IN DATABASE " + here
			}
			sql = head + " RESET " + ddl.SettingName(name) + ";"
			if slices.ContainsFunc(d.Properties, func(q schema.Property) bool { return q.Name == p }) {
				sql = head + " SET " + ddl.Setting(name, value) + ";"
			}
			if value == "***" {
				w.refuse(u, "its value may be a secret, and is not described", "set it by hand", x)
				continue
			}
		case p == "connection limit":
			sql = "ALTER DATABASE " + here + " CONNECTION LIMIT " + pick(value == "", "-1", value) + ";"
		case p == "is template":
			sql = "ALTER DATABASE " + here + " IS_TEMPLATE " + pick(value == "", "false", value) + ";"
		default:
			w.refuse(u, "how a database was made cannot be changed", "make another with CREATE DATABASE, and dump and restore", x)
			continue
		}
		u.take(x.Property)
		w.alter(u, []*diff.Difference{x}, Step{What: "set " + p + " on the database", SQL: []string{sql}, Hazards: []Hazard{BreaksClients}})
	}
	for _, a := range w.actions[from:] {
		for i := range a.steps {
			for j, s := range a.steps[i].SQL {
				a.steps[i].SQL[j] = inThisDatabase(s)
			}
		}
	}
}

// inThisDatabase puts in the name of the database when the statement is run.
func inThisDatabase(sql string) string {
	before, after, ok := strings.Cut(strings.TrimSuffix(sql, ";"), here)
	if !ok {
		return sql
	}
	double := func(s string) string { return strings.ReplaceAll(s, "%", "%%") }
	return "DO " + ddl.Dollar("BEGIN EXECUTE pg_catalog.format("+ddl.Dollar(double(before)+"%I"+double(after))+", pg_catalog.current_database()); END") + ";"
}
