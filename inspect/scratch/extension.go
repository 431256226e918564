package scratch

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

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

// creator creates an untrusted extension with the rights of the administrator
// and inside the transaction of the script. It gives false where that would not
// be safe: an extension's script looks names up in a schema that belongs to the
// script's author, so nothing there may lie in wait for it.
const creator = `
create function synapcheck_creator.make(extension text, schema text, tolerant boolean, cascading boolean)
returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $make$
begin
	if extension <> all (array[%s]) or exists (
		select from pg_catalog.pg_proc o
		where o.oid >= 16384 and o.pronamespace <> 'synapcheck_creator'::pg_catalog.regnamespace and not exists (
			select from pg_catalog.pg_depend d
			where d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass and d.objid = o.oid and d.deptype = 'e')
	) or exists (
		select from pg_catalog.pg_operator o
		where o.oid >= 16384 and not exists (
			select from pg_catalog.pg_depend d
			where d.classid = 'pg_catalog.pg_operator'::pg_catalog.regclass and d.objid = o.oid and d.deptype = 'e')
	) or exists (
		select from pg_catalog.pg_type o
		where o.oid >= 16384 and o.typtype = 'd' and not exists (
			select from pg_catalog.pg_depend d
			where d.classid = 'pg_catalog.pg_type'::pg_catalog.regclass and d.objid = o.oid and d.deptype = 'e')
	) then
		return false;
	end if;
	execute pg_catalog.format('create extension %%s %%I schema %%I %%s',
		case when tolerant then 'if not exists' end, extension, schema, case when cascading then 'cascade' end);
	return true;
end
$make$`

// offerExtensions lets a script that names untrusted extensions create them.
// Withdraw removes the means again.
func (db *DB) offerExtensions(ctx context.Context, sql string) (withdraw func() error, err error) {
	lower := strings.ToLower(sql)
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(untrusted)), func(n string) bool { return !strings.Contains(lower, n) })
	if len(names) == 0 {
		return func() error { return nil }, nil
	}
	for i, n := range names {
		names[i] = "'" + n + "'" // they are ours: words without quotes
	}
	err = db.asAdmin(ctx,
		"create schema synapcheck_creator",
		fmt.Sprintf(creator, strings.Join(names, ", ")),
		"grant usage on schema synapcheck_creator to "+quote(db.server.owner),
	)
	if err != nil {
		return nil, err
	}
	return func() error {
		return db.asAdmin(context.WithoutCancel(ctx), "drop schema synapcheck_creator cascade")
	}, nil
}

// createExtension does what a statement that creates an untrusted extension
// asks for, if that is safe.
func (st statement) createExtension(ctx context.Context, owner *pgx.Conn) (done bool, err error) {
	extension, _ := st.createsExtension()
	var schema *string // nil for the one where the script creates everything
	if i := slices.Index(st.words, "schema"); i > 0 && i+1 < len(st.words) {
		s := name(st.words[i+1])
		schema = &s
	}
	err = owner.QueryRow(ctx,
		"select synapcheck_creator.make($1, coalesce($2, pg_catalog.current_schema()::text), $3, $4)",
		pgx.QueryExecModeSimpleProtocol, // leaves no prepared statement to a script
		extension, schema, slices.Contains(st.words, "exists"), slices.Contains(st.words, "cascade"),
	).Scan(&done)
	return done, err
}
