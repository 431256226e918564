package shadow

import (
	"context"
	"fmt"

	"github.com/synapscale/synapcheck/codegen/migration"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// A file is where a relation keeps its rows; it gets another one when it is
// written anew.
type file struct {
	ref  schema.Ref
	node uint32
	kind string
}

// files are those of the users' relations, by oid.
func (r *runner) files(ctx context.Context) (map[uint32]file, error) {
	rows, err := r.conn.Query(ctx, `SELECT c.oid, n.nspname, c.relname, c.relkind::text, coalesce(pg_catalog.pg_relation_filenode(c.oid), 0)
		FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
		WHERE c.oid >= 16384 AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`)
	if err != nil {
		return nil, fmt.Errorf("asking for files: %w", err)
	}
	defer rows.Close()
	files := map[uint32]file{}
	for rows.Next() {
		var id uint32
		var f file
		if err := rows.Scan(&id, &f.ref.Schema, &f.ref.Name, &f.kind, &f.node); err != nil {
			return nil, fmt.Errorf("reading files: %w", err)
		}
		files[id] = f
	}
	return files, rows.Err()
}

// rewritten are the tables that have another file than before. One that holds no
// row yet, and indexes, are not told.
func (r *runner) rewritten(ctx context.Context, before map[uint32]file) ([]schema.Ref, error) {
	after, err := r.files(ctx)
	if err != nil {
		return nil, err
	}
	var list []schema.Ref
	for id, f := range before {
		if now, there := after[id]; there && now.node != f.node && (f.kind == "r" || f.kind == "m") {
			list = append(list, f.ref)
		}
	}
	sortRefs(list)
	return list, nil
}

// modes are the lock modes by the names in pg_locks.
var modes = map[string]migration.Mode{
	"AccessShareLock": migration.AccessShare, "RowShareLock": migration.RowShare, "RowExclusiveLock": migration.RowExclusive,
	"ShareUpdateExclusiveLock": migration.ShareUpdateExclusive, "ShareLock": migration.Share, "ShareRowExclusiveLock": migration.ShareRowExclusive,
	"ExclusiveLock": migration.Exclusive, "AccessExclusiveLock": migration.AccessExclusive,
}

// locks are the strongest lock that the open transaction holds on each relation
// that was there before it. Indexes are locked with their tables, and not told
// where the table is.
func (r *runner) locks(ctx context.Context, before map[uint32]file) ([]migration.Lock, error) {
	rows, err := r.conn.Query(ctx, `SELECT relation, mode FROM pg_catalog.pg_locks
		WHERE locktype = 'relation' AND pid = pg_catalog.pg_backend_pid() AND relation >= 16384 AND granted`)
	if err != nil {
		return nil, fmt.Errorf("asking for locks: %w", err)
	}
	defer rows.Close()
	strongest := map[uint32]migration.Mode{}
	for rows.Next() {
		var id uint32
		var mode string
		if err := rows.Scan(&id, &mode); err != nil {
			return nil, fmt.Errorf("reading locks: %w", err)
		}
		strongest[id] = max(strongest[id], modes[mode])
	}
	var list []migration.Lock
	for id, mode := range strongest {
		f, there := before[id]
		if !there || mode <= migration.AccessShare || f.kind == "i" || f.kind == "I" || f.kind == "t" || f.kind == "c" {
			continue
		}
		list = append(list, migration.Lock{Relation: f.ref, Mode: mode})
	}
	sortLocks(list)
	return list, rows.Err()
}
