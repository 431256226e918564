package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/synapscale/synapcheck/inspect/live"
)

// raw are the catalogs as they are. Nothing is joined, spelled out or sorted.
var raw = []string{
	`select oid, nspname, nspowner, nspacl::text from pg_namespace`,
	`select oid, relname, relnamespace, reltype, reloftype, relowner, relam, reltablespace, relpersistence, relkind,
	        relchecks, relrowsecurity, relforcerowsecurity, relreplident, relispartition, relhassubclass,
	        relacl::text, reloptions, relpartbound from pg_class where oid >= 16384 and relkind <> 't'`,
	`select attrelid, attname, atttypid, attstattarget, attnum, attndims, atttypmod, attstorage, attnotnull, atthasdef,
	        attidentity, attgenerated, attislocal, attinhcount, attcollation, attacl::text, attoptions, attfdwoptions
	   from pg_attribute where attrelid >= 16384 and attnum > 0 and not attisdropped`,
	`select adrelid, adnum, adbin from pg_attrdef`,
	`select oid, conname, connamespace, contype, condeferrable, condeferred, convalidated, conrelid, contypid, conindid,
	        conparentid, confrelid, confupdtype, confdeltype, confmatchtype, conislocal, coninhcount, connoinherit,
	        conkey, confkey, conpfeqop, conexclop, conbin from pg_constraint where oid >= 16384`,
	`select indexrelid, indrelid, indnkeyatts, indisunique, indisprimary, indisexclusion, indimmediate, indisclustered,
	        indisvalid, indisready, indisreplident, indkey::text, indcollation::text, indclass::text, indoption::text,
	        indexprs, indpred from pg_index where indexrelid >= 16384`,
	`select oid, typname, typnamespace, typowner, typlen, typbyval, typtype, typcategory, typrelid, typelem, typarray,
	        typnotnull, typbasetype, typtypmod, typndims, typcollation, typdefaultbin, typacl::text from pg_type`,
	`select enumtypid, enumsortorder, enumlabel from pg_enum`,
	`select rngtypid, rngsubtype, rngcollation, rngsubopc, rngcanonical::oid, rngsubdiff::oid from pg_range`,
	`select seqrelid, seqtypid, seqstart, seqincrement, seqmax, seqmin, seqcache, seqcycle from pg_sequence`,
	`select objid, refobjid, refobjsubid, deptype from pg_depend
	  where classid = 1259 and objid in (select seqrelid from pg_sequence)`,
	`select classid, objid, refobjid from pg_depend where deptype = 'e'`,
	`select inhrelid, inhparent, inhseqno from pg_inherits`,
	`select partrelid, partstrat, partdefid, partattrs::text, partclass::text, partcollation::text, partexprs
	   from pg_partitioned_table`,
	`select objoid, classoid, objsubid, description from pg_description where objoid >= 16384`,
	`select oid, proname, pronamespace, proowner, prolang, procost, prorows, provariadic, prokind, prosecdef,
	        proleakproof, proisstrict, proretset, provolatile, proparallel, prorettype, proargtypes::text,
	        proallargtypes, proargmodes, proargnames, proargdefaults, prosrc, probin, proconfig, proacl::text
	   from pg_proc where oid >= 16384`,
	`select oid, tgrelid, tgname, tgfoid, tgtype, tgenabled, tgdeferrable, tginitdeferred, tgattr::text, tgargs, tgqual,
	        tgoldtable, tgnewtable from pg_trigger where not tgisinternal`,
	`select oid, polname, polrelid, polcmd, polpermissive, polroles, polqual, polwithcheck from pg_policy`,
	`select oid, rulename, ev_class, ev_type, ev_enabled, is_instead, ev_qual, ev_action
	   from pg_rewrite where ev_class >= 16384`,
	`select oid, stxrelid, stxname, stxnamespace, stxkeys::text, stxkind from pg_statistic_ext`,
	`select oid, collname, collnamespace, collprovider, collisdeterministic from pg_collation`,
	`select oid, opcname, opcnamespace, opcmethod, opcintype, opcdefault from pg_opclass`,
	`select oid, oprname, oprnamespace from pg_operator`,
	`select oid, amname, amtype from pg_am`,
	`select oid, lanname from pg_language`,
	`select oid, rolname from pg_roles`,
	`select oid, extname, extnamespace, extversion from pg_extension`,
}

// floor reads the raw catalogs in one round trip, and keeps the bytes.
func floor(ctx context.Context, dsn string) error {
	config, err := pgconn.ParseConfig(dsn)
	if err != nil {
		return errors.New("the address is not one of a server")
	}
	config.RuntimeParams["search_path"] = "pg_catalog"
	config.RuntimeParams["jit"] = "off"
	config.RuntimeParams["max_parallel_workers_per_gather"] = "0"
	config.RuntimeParams["work_mem"] = "256MB"
	conn, err := pgconn.ConnectConfig(ctx, config)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	var batch pgconn.Batch
	for _, sql := range raw {
		batch.ExecParams(sql, nil, nil, nil, []int16{1})
	}
	var kept [][]byte
	rows := 0
	chunk := make([]byte, 0, 1<<20)
	results := conn.ExecBatch(ctx, &batch)
	for results.NextResult() {
		r := results.ResultReader()
		for r.NextRow() {
			rows++
			for _, v := range r.Values() {
				if len(chunk)+len(v) > cap(chunk) {
					kept = append(kept, chunk)
					chunk = make([]byte, 0, max(1<<20, len(v)))
				}
				chunk = append(chunk, v...)
			}
		}
		if _, err := r.Close(); err != nil {
			return err
		}
	}
	if err := results.Close(); err != nil {
		return err
	}
	bytes := len(chunk)
	for _, c := range kept {
		bytes += len(c)
	}
	_, err = fmt.Println(rows, "rows,", bytes, "bytes")
	return err
}

// library reads the schema as the program does, and prints no more than a count.
func library(ctx context.Context, dsn string) error {
	server, err := live.Connect(ctx, dsn, live.Options{Timeout: limitOfOurs})
	if err != nil {
		return err
	}
	defer server.Close(ctx)
	have, err := server.Read(ctx)
	if err != nil {
		return err
	}
	_, err = fmt.Println(len(have.Tables))
	return err
}
