// Package preflight asks the live database what a migration would meet there: how
// large its tables are, and how many rows each step would fail on or change. It
// reads and nothing else, under a limit of time for each question.
package preflight

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/synapscale/synapcheck/codegen/migration"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// Limit is how long one question may take.
const Limit = 30 * time.Second

// An Outcome is the answer to one check: a number, or why there is none.
type Outcome struct {
	Check migration.Check
	Rows  int64
	// Open says why there is no number; empty if there is one.
	Open string
}

// String is the answer in words.
func (o Outcome) String() string {
	if o.Open != "" {
		return o.Check.What + ": " + o.Open
	}
	return fmt.Sprintf("%s: %d", o.Check.What, o.Rows)
}

// Fails reports that rows are there on which the step fails.
func (o Outcome) Fails() bool {
	return o.Open == "" && o.Rows > 0 && !o.Check.Plain && !o.Check.Changes
}

// A Size is how large a table is, with its partitions.
type Size struct {
	// Rows is what the server estimates, -1 where it was never told to count.
	Rows         int64
	Bytes, Index int64
	// Writes is how many rows were written since the statistics were reset.
	Writes int64
}

// Small reports that a lock for as long as all rows are read is none that anybody
// notices.
func (s Size) Small() bool {
	const rows, bytes = 10_000, 10 << 20
	return s.Rows >= 0 && s.Rows <= rows && s.Bytes+s.Index <= bytes
}

// A Session is a connection to the live database.
type Session struct{ conn *pgx.Conn }

// Open connects. The address is one of pgx; an empty one means libpq's own
// environment.
func Open(ctx context.Context, address string) (*Session, error) {
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return nil, errors.New("the address of the database is not understood")
	}
	config.DefaultQueryExecMode = pgx.QueryExecModeExec // also behind a pooler
	conn, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("connecting to the database: %w", err)
	}
	return &Session{conn}, nil
}

// Close ends the session.
func (s *Session) Close(ctx context.Context) error { return s.conn.Close(ctx) }

const sizes = `
SELECT n.nspname, c.relname,
	sum(l.reltuples::bigint) FILTER (WHERE l.reltuples > 0),
	bool_or(l.reltuples < 0),
	coalesce(sum(pg_catalog.pg_table_size(l.oid)), 0)::bigint,
	coalesce(sum(pg_catalog.pg_indexes_size(l.oid)), 0)::bigint,
	coalesce(sum(pg_catalog.pg_stat_get_tuples_inserted(l.oid) + pg_catalog.pg_stat_get_tuples_updated(l.oid) + pg_catalog.pg_stat_get_tuples_deleted(l.oid)), 0)::bigint
FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
CROSS JOIN LATERAL (
	SELECT p.relid FROM pg_catalog.pg_partition_tree(c.oid) p WHERE c.relkind = 'p' AND p.isleaf
	UNION ALL SELECT c.oid WHERE c.relkind <> 'p'
) AS leaf (oid)
JOIN pg_catalog.pg_class l ON l.oid = leaf.oid
WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
GROUP BY n.nspname, c.relname`

// Sizes are those of all tables, by name. What may not be asked is left out.
func (s *Session) Sizes(ctx context.Context) (map[schema.Ref]Size, error) {
	all := map[schema.Ref]Size{}
	err := s.readOnly(ctx, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, sizes)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var r schema.Ref
			var n *int64
			var never bool
			var x Size
			if err := rows.Scan(&r.Schema, &r.Name, &n, &never, &x.Bytes, &x.Index, &x.Writes); err != nil {
				return err
			}
			x.Rows = -1
			if n != nil {
				x.Rows = *n
			} else if !never {
				x.Rows = 0
			}
			// Nobody has counted the rows of an empty file, and nobody need.
			if n == nil && x.Bytes == 0 {
				x.Rows = 0
			}
			all[r] = x
		}
		return rows.Err()
	})
	if err != nil {
		return nil, fmt.Errorf("asking for sizes: %w", err)
	}
	return all, nil
}

func (s *Session) readOnly(ctx context.Context, do func(pgx.Tx) error) error {
	tx, err := s.conn.BeginTx(ctx, pgx.TxOptions{AccessMode: pgx.ReadOnly})
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback(context.WithoutCancel(ctx)) }() // nothing was written
	_, err = tx.Exec(ctx, fmt.Sprintf("SELECT pg_catalog.set_config('statement_timeout', '%d', true), pg_catalog.set_config('lock_timeout', '1000', true), pg_catalog.set_config('search_path', '', true)", Limit.Milliseconds()))
	if err != nil {
		return err
	}
	return do(tx)
}

// Ask answers the checks, each by itself: one that cannot be answered does not
// keep the others from it.
func (s *Session) Ask(ctx context.Context, checks []migration.Check) []Outcome {
	var all []Outcome
	for _, c := range checks {
		o := Outcome{Check: c}
		err := s.readOnly(ctx, func(tx pgx.Tx) error { return tx.QueryRow(ctx, c.Query).Scan(&o.Rows) })
		if err != nil {
			o.Open = why(err)
		}
		all = append(all, o)
	}
	return all
}

// why says why a question has no answer.
func why(err error) string {
	var pg *pgconn.PgError
	if !errors.As(err, &pg) {
		return "not asked: the connection failed"
	}
	switch pg.Code {
	case "57014":
		return fmt.Sprintf("no answer within %s", Limit)
	case "55P03":
		return "not asked: somebody held a lock on the table"
	case "42501":
		return "not asked: " + strings.TrimSpace(pg.Message)
	}
	return "not answered: " + pg.Message
}
