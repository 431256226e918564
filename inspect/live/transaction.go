package live

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// begin queues the start of a transaction that can do no harm: it sees one
// state of the catalog, writes nothing, finds nothing but pg_catalog by its
// name, gives up soon, and spells values in one way whatever the role's own
// settings are.
func (s *Server) begin(batch *pgx.Batch) {
	batch.Queue(beginReading)
	s.prepare(batch)
}

const beginReading = "begin isolation level repeatable read read only"

func (s *Server) prepare(batch *pgx.Batch) {
	s.restrain(batch)
	batch.Queue(settings)
}

// restrain queues what every transaction needs, whether or not it spells values.
func (s *Server) restrain(batch *pgx.Batch) {
	batch.Queue("set local search_path = ''")
	batch.Queue(fmt.Sprintf(limits, milliseconds(s.opts.LockTimeout), milliseconds(s.opts.Timeout)))
}

const limits = `select
  pg_catalog.set_config('lock_timeout', '%[1]s', true),
  pg_catalog.set_config('statement_timeout', '%[2]s', true),
  pg_catalog.set_config('idle_in_transaction_session_timeout', '%[2]s', true),
  pg_catalog.set_config('jit', 'off', true),
  pg_catalog.set_config('client_encoding', 'UTF8', true)`

const settings = `select
  pg_catalog.set_config('work_mem', '64MB', true),
  -- equal rows are better gathered by hashing: the planner thinks them many
  pg_catalog.set_config('enable_sort', 'off', true),
  pg_catalog.set_config('max_parallel_workers_per_gather', '0', true),
  pg_catalog.set_config('datestyle', 'ISO', true),
  pg_catalog.set_config('intervalstyle', 'postgres', true),
  pg_catalog.set_config('timezone', 'UTC', true),
  pg_catalog.set_config('bytea_output', 'hex', true),
  pg_catalog.set_config('extra_float_digits', '1', true),
  pg_catalog.set_config('xmlbinary', 'base64', true),
  pg_catalog.set_config('quote_all_identifiers', 'off', true),
  pg_catalog.set_config('standard_conforming_strings', 'on', true)`

func milliseconds(d time.Duration) string {
	return fmt.Sprintf("%dms", max(1, d.Milliseconds()))
}

// send sends everything queued in one go and reads the answers. After an error
// the connection is outside a transaction again, or closed.
func (s *Server) send(ctx context.Context, batch *pgx.Batch) error {
	err := s.conn.SendBatch(ctx, batch).Close()
	if err == nil {
		return nil
	}
	if !s.conn.IsClosed() && s.conn.PgConn().TxStatus() != 'I' {
		ending, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer cancel()
		if _, rollback := s.conn.Exec(ending, "rollback"); rollback != nil {
			_ = s.conn.Close(ending) // the caller's error is the one that counts
		}
	}
	return err
}

// sqlState is the server's code of an error, or empty.
func sqlState(err error) string {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code
	}
	return ""
}

// The codes that decide what to do next.
const (
	lockNotAvailable     = "55P03"
	queryCanceled        = "57014"
	serializationFailure = "40001"
	internalError        = "XX000" // such as: cache lookup failed for type 16400
	undefinedObject      = "42704"
	undefinedTable       = "42P01"
	undefinedColumn      = "42703"
	undefinedFunction    = "42883"
	noPrivilege          = "42501"
)

// readError says in our words why a reading ended.
func (s *Server) readError(ctx context.Context, err error) error {
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded) || sqlState(err) == queryCanceled && ctx.Err() == nil:
		return &TimeoutError{Target: s.target.String(), After: s.opts.Timeout.String(), err: ctx.Err()}
	case ctx.Err() != nil:
		return fmt.Errorf("reading %s: %w", s.target, ctx.Err())
	case sqlState(err) == noPrivilege:
		return &RightsError{Target: s.target.String(), err: err}
	}
	return fmt.Errorf("reading %s: %w", s.target, err)
}
