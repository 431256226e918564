package live

import (
	"fmt"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func (r *reading) foreignDataWrapper(f *row) {
	id, o, owner, acl := f.oid(), &schema.Object{Kind: schema.KindForeignDataWrapper, Name: f.text()}, f.oid(), f.text()
	r.guarded("pg_foreign_data_wrapper", id, owner, aclWrapper, acl, o)
	o.Set("handler", r.reference(f))
	o.Set("validator", r.reference(f))
	o.Set("options", harmlessOptions(f.list()))
}

func (r *reading) foreignServer(f *row) {
	id, o, owner, acl := f.oid(), &schema.Object{Kind: schema.KindForeignServer, Name: f.text()}, f.oid(), f.text()
	r.guarded("pg_foreign_server", id, owner, aclServer, acl, o)
	o.Set("type", f.text())
	o.Set("version", f.text())
	o.Set("foreign data wrapper", f.text())
	o.Set("options", harmlessOptions(f.list()))
}

// userMapping reads for whom a server is reached as somebody else. How is not
// said: PostgreSQL shows it to few roles, since it is mostly passwords.
func (r *reading) userMapping(f *row) {
	id, server, user := f.oid(), f.text(), f.text()
	o := &schema.Object{Kind: schema.KindUserMapping, Name: "for " + user + " server " + server}
	r.object("pg_user_mapping", id, o)
	o.Set("user", user)
	o.Set("server", server)
	r.gap(schema.Gap{
		Subject: fmt.Sprintf("the options of %s", o.Ref()),
		Reason:  "not read: they are passwords, mostly",
		Object:  o.Ref(),
	})
}

// harmless are options of PostgreSQL's own wrappers (postgres_fdw, file_fdw,
// dblink_fdw) whose values are no secrets.
var harmless = map[string]bool{
	"host": true, "hostaddr": true, "port": true, "dbname": true, "application_name": true, "client_encoding": true,
	"connect_timeout": true, "keepalives": true, "keepalives_idle": true, "keepalives_interval": true,
	"keepalives_count": true, "tcp_user_timeout": true, "target_session_attrs": true, "gssencmode": true,
	"sslmode": true, "ssl_min_protocol_version": true, "ssl_max_protocol_version": true, "channel_binding": true,
	"use_remote_estimate": true, "fdw_startup_cost": true, "fdw_tuple_cost": true, "fetch_size": true,
	"batch_size": true, "extensions": true, "updatable": true, "truncatable": true, "async_capable": true,
	"keep_connections": true, "parallel_commit": true, "parallel_abort": true, "analyze_sampling": true,
	"schema_name": true, "table_name": true, "column_name": true,
	"format": true, "header": true, "delimiter": true, "quote": true, "escape": true, "null": true, "encoding": true,
	"filename": true, "force_not_null": true, "force_null": true,
}

// harmlessOptions spells options as SQL does, by name, without the values that
// could be secrets: whatever is not known to be none, and what looks like an
// address with everything in it.
func harmlessOptions(options []string) string {
	words := make([]string, len(options))
	for i, o := range options {
		name, value, _ := strings.Cut(o, "=")
		if !harmless[name] || strings.ContainsAny(value, "=@") || strings.Contains(value, "://") {
			value = "***"
		}
		words[i] = schema.SQLIdent(name) + " '" + strings.ReplaceAll(value, "'", "''") + "'"
	}
	slices.Sort(words)
	return strings.Join(words, ", ")
}
