package migration

import (
	"strings"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/inspect/schema"
)

func init() {
	inPlace[schema.KindExtension] = alterExtension
	inPlace[schema.KindForeignServer] = alterForeign
	inPlace[schema.KindForeignDataWrapper] = alterForeign
	inPlace[schema.KindStatistics] = alterStatistics
	inPlace[schema.KindSubscription] = alterSubscription
	inPlace[schema.KindUserMapping] = alterUserMapping
}

func alterExtension(w *work, u *unit, d, l *schema.Object) {
	if x := u.of("version"); x != nil && !newer(d.Property("version"), l.Property("version")) {
		w.refuse(u, "extensions are updated, and not taken back to an older version", "declare the version "+l.Property("version"), x)
	}
	if x := u.take("version"); x != nil {
		w.alter(u, x, Step{
			What: act("update", u.ref), SQL: []string{"ALTER EXTENSION " + ident(d.Name) + " UPDATE TO " + ddl.Literal(d.Property("version")) + ";"}, Hazards: []Hazard{BreaksClients}, own: true,
		})
	}
	if x := u.take("schema"); x != nil {
		w.alter(u, x, Step{
			What: act("move", u.ref), SQL: []string{"ALTER EXTENSION " + ident(d.Name) + " SET SCHEMA " + ident(d.Property("schema")) + ";"}, Hazards: []Hazard{BreaksClients}, own: true,
		}).uses = append([]schema.Ref{}, schema.Ref{Kind: schema.KindSchema, Name: d.Property("schema")})
	}
}

func alterForeign(w *work, u *unit, d, l *schema.Object) {
	word, name := ddl.Name(d)
	if x := u.take("options"); x != nil {
		w.alter(u, x, Step{What: act("options of", u.ref), SQL: []string{"ALTER " + word + " " + name + " OPTIONS (" + optionChanges(l.Property("options"), d.Property("options")) + ");"}, Hazards: []Hazard{BreaksClients}})
	}
	if d.Kind == schema.KindForeignServer && d.Property("version") != "" {
		if x := u.take("version"); x != nil {
			w.alter(u, x, Step{What: act("alter", u.ref), SQL: []string{"ALTER SERVER " + name + " VERSION " + ddl.Literal(d.Property("version")) + ";"}})
		}
	}
}

func alterStatistics(w *work, u *unit, d, _ *schema.Object) {
	x := u.take("statistics")
	if x == nil {
		return
	}
	target := d.Property("statistics")
	if target == "" {
		target = "-1"
	}
	w.alter(u, x, Step{What: act("target of", u.ref), SQL: []string{"ALTER STATISTICS " + ddl.Dotted(d.Schema, d.Name) + " SET STATISTICS " + target + ";"}})
}

func alterUserMapping(w *work, u *unit, _, _ *schema.Object) {
	w.refuse(u, "its options are mostly passwords, and not described", "ALTER USER MAPPING by hand", u.take()...)
}

// alterSubscription alters what can be said without where it connects to.
func alterSubscription(w *work, u *unit, d, l *schema.Object) {
	name := ident(d.Name)
	if x := u.take("publication"); x != nil {
		w.alter(u, x, Step{What: act("publications of", u.ref), SQL: []string{"ALTER SUBSCRIPTION " + name + " SET PUBLICATION " + d.Property("publication") + " WITH (refresh = false);"}, Hazards: []Hazard{Replication}})
	}
	if x := u.take("enabled"); x != nil {
		on := d.Property("enabled") != "" && d.Property("enabled") != "false"
		w.alter(u, x, Step{What: act("switch", u.ref), SQL: []string{"ALTER SUBSCRIPTION " + name + pick(on, " ENABLE;", " DISABLE;")}, Hazards: []Hazard{Replication}})
	}
	for _, p := range []string{"binary", "streaming", "synchronous_commit", "disable_on_error", "password_required", "run_as_owner", "origin", "slot_name", "failover"} {
		x := u.take(propertyName(p))
		if x == nil {
			continue
		}
		value := d.Property(p)
		if value == "" {
			value = map[string]string{"synchronous_commit": "off", "password_required": "true", "origin": "any", "slot_name": ident(d.Name), "streaming": pick(w.server >= 18, "parallel", "off")}[p]
			if value == "" {
				value = "false"
			}
		}
		w.alter(u, x, Step{What: act(p+" of", u.ref), SQL: []string{"ALTER SUBSCRIPTION " + name + " SET (" + p + " = " + value + ");"}, Hazards: []Hazard{Replication}})
	}
	if len(u.open()) > 0 {
		w.refuse(u, "it cannot be altered, and where it connects to is not described, so that it cannot be made again", "alter it by hand", u.take()...)
	}
	_ = l
}

// newer reports that the version is a later one than the other.
func newer(version, than string) bool {
	a, b := strings.FieldsFunc(version, notDigit), strings.FieldsFunc(than, notDigit)
	for i := range min(len(a), len(b)) {
		if x, y := number(a[i]), number(b[i]); x != y {
			return x > y
		}
	}
	return len(a) > len(b)
}

func notDigit(r rune) bool { return r < '0' || r > '9' }
