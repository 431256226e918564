package live

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// database describes the database itself, without its name.
func (r *reading) database(f *row) {
	id, owner, acl, comment := f.oid(), f.oid(), f.text(), f.text()
	o := &schema.Object{Kind: schema.KindDatabase}
	r.guarded("pg_database", id, owner, aclDatabase, acl, o)
	if !fromInitdb[comment] {
		o.Comment = r.claim(comment)
	}
	o.Set("encoding", f.text())
	o.Set("lc_collate", f.text())
	o.Set("lc_ctype", f.text())
	o.Set("locale provider", providers[f.char()])
	o.Set("locale", f.text())
	o.Set("icu rules", f.text())
	if name := r.names[member{classTablespace, f.oid()}]; name != "pg_default" {
		o.Set("tablespace", name)
	}
	if limit := f.int(); limit != -1 {
		o.Set("connection limit", strconv.Itoa(limit))
	}
	if !f.bool() {
		o.Set("allow connections", "false")
	}
	if f.bool() {
		o.Set("is template", "true")
	}
}

// fromInitdb are the comments with which PostgreSQL makes databases.
var fromInitdb = map[string]bool{
	"default administrative connection database": true,
	"default template for new databases":         true,
	"unmodifiable empty database":                true,
}

// databaseSetting describes what ALTER DATABASE or, for one role, ALTER ROLE IN
// DATABASE has set.
func (r *reading) databaseSetting(f *row) {
	o, role := r.objects["pg_database"][f.oid()], f.text()
	name, value, _ := strings.Cut(f.text(), "=")
	if o == nil {
		return
	}
	property := "set " + name
	if role != "" {
		property += " for role " + role
	}
	if !openSetting(name, value) {
		value = redacted
		r.gap(schema.Gap{
			Subject: fmt.Sprintf("the value of %s, a setting of the database", name),
			Reason:  "not read: PostgreSQL does not know the setting, and it may be a secret",
			Object:  o.Ref(),
		})
	}
	o.Set(property, cmp.Or(value, "''")) // set to nothing is set
}

func (r *reading) databaseLabel(f *row) {
	if o := r.objects["pg_database"][f.oid()]; o != nil {
		o.Labels = append(o.Labels, schema.Label{Provider: f.text(), Text: f.text()})
	}
}

// redacted stands for a value that may be a secret.
const redacted = "***"

// extensionSettings are the prefixes of settings that extensions of PostgreSQL's
// own and well-known others have, none of which is a secret.
var extensionSettings = []string{
	"auto_explain", "auth_delay", "basebackup_to_shell", "citus", "isn", "passwordcheck", "pg_hint_plan", "pg_prewarm",
	"pg_stat_statements", "pg_trgm", "pgaudit", "plperl", "plpgsql", "plpgsql_check", "pltcl", "postgis", "sepgsql", "timescaledb",
}

var plainValue = regexp.MustCompile(`^(?i:on|off|true|false|yes|no|\d{1,9} ?(?:us|ms|s|min|h|d|B|kB|MB|GB|TB|%)?|)$`)

// openSetting reports that the value of a setting is no secret: PostgreSQL and
// the extensions that are known here have none that a database can set. What an
// application has made up is shown where it is a switch or a number.
func openSetting(name, value string) bool {
	prefix, _, custom := strings.Cut(strings.ToLower(name), ".")
	return !custom || slices.Contains(extensionSettings, prefix) || plainValue.MatchString(value)
}
