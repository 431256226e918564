package scratch

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"
)

// untrusted are the extensions that only a superuser may create and that give
// whoever uses them no way to files, programs or the network. Those that
// PostgreSQL itself trusts need no entry: the owner creates them.
var untrusted = map[string]bool{
	"autoinc":            true,
	"bloom":              true,
	"earthdistance":      true,
	"insert_username":    true,
	"moddatetime":        true,
	"pg_buffercache":     true,
	"pg_stat_statements": true,
	"pgrowlocks":         true,
	"pgstattuple":        true,
}

// createsExtension gives the name of the extension that a statement creates.
func (st statement) createsExtension() (string, bool) {
	if !st.starts("create", "extension") {
		return "", false
	}
	rest := st.words[2:]
	if len(rest) > 3 && slices.Equal(rest[:3], []string{"if", "not", "exists"}) {
		rest = rest[3:]
	}
	if len(rest) == 0 {
		return "", false
	}
	return name(rest[0]), true
}

// hijackable counts what a schema could hold to be called by an extension's
// script in place of PostgreSQL's own.
const hijackable = `
select
	(select count(*) from pg_catalog.pg_proc o where o.oid >= 16384 and not exists (
		select from pg_catalog.pg_depend d
		where d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass and d.objid = o.oid and d.deptype = 'e'))
	+ (select count(*) from pg_catalog.pg_operator o where o.oid >= 16384 and not exists (
		select from pg_catalog.pg_depend d
		where d.classid = 'pg_catalog.pg_operator'::pg_catalog.regclass and d.objid = o.oid and d.deptype = 'e'))
	+ (select count(*) from pg_catalog.pg_type o where o.oid >= 16384 and o.typtype = 'd' and not exists (
		select from pg_catalog.pg_depend d
		where d.classid = 'pg_catalog.pg_type'::pg_catalog.regclass and d.objid = o.oid and d.deptype = 'e'))`

// createExtension creates an untrusted extension with the rights of the
// administrator, by a statement composed here. Done is false where that would
// not be safe: the extension's script looks names up in a schema that belongs
// to the script's author, so nothing there may lie in wait for it.
func (db *DB) createExtension(ctx context.Context, owner *pgx.Conn, st statement) (done bool, err error) {
	ext, _ := st.createsExtension()
	if owner.PgConn().TxStatus() != 'I' {
		return false, nil
	}
	admin, err := connect(ctx, db.AdminURL())
	if err != nil {
		return false, err
	}
	defer closeConn(admin)
	var strangers int
	if err := admin.QueryRow(ctx, hijackable).Scan(&strangers); err != nil {
		return false, err
	}
	if strangers > 0 {
		return false, nil
	}
	var schema *string
	if i := slices.Index(st.words, "schema"); i > 0 && i+1 < len(st.words) {
		s := name(st.words[i+1])
		schema = &s
	} else if err := owner.QueryRow(ctx, "select pg_catalog.current_schema()").Scan(&schema); err != nil {
		return false, err
	}
	sql := "create extension "
	if slices.Contains(st.words, "exists") {
		sql += "if not exists "
	}
	sql += quote(ext)
	if schema != nil {
		sql += " schema " + quote(*schema)
	}
	if slices.Contains(st.words, "cascade") {
		sql += " cascade"
	}
	if _, err := admin.Exec(ctx, sql, pgx.QueryExecModeSimpleProtocol); err != nil {
		return false, err
	}
	return true, nil
}
