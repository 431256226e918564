package live

import (
	"context"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// attempts is how often a schema is read that changes meanwhile, and patience
// how often one that is locked.
const (
	attempts = 5
	patience = 3
)

// Read describes the database as it is at one moment. It sends two packets of
// queries however many tables there are.
//
// Definitions are spelt by PostgreSQL from the newest state of the catalog, not
// from the transaction's: a table altered in between would come out half old
// and half new. So a fingerprint of the catalog is taken before and after, and
// where it moved everything is read again.
func (s *Server) Read(ctx context.Context) (*schema.Database, error) {
	ctx, cancel := context.WithTimeout(ctx, s.opts.Timeout)
	defer cancel()
	var seen []string // the state of the catalog at the attempt before
	changing, blocked := false, 0
	pause := 25 * time.Millisecond
	for try := 1; ; try++ {
		r, err := s.readOnce(ctx)
		if len(r.before) > 0 {
			changing = changing || seen != nil && !slices.Equal(seen, r.before)
			seen = r.before
		}
		switch sqlState(err) {
		case "":
			if err != nil {
				return nil, s.readError(ctx, err)
			}
			if slices.Equal(r.before, r.after) {
				return s.finish(ctx, r)
			}
			changing = true
		case lockNotAvailable:
			if blocked++; blocked == patience {
				return nil, s.blockedError(ctx)
			}
		case serializationFailure, internalError:
			// So it ends when an object goes while it is being looked up.
		default:
			return nil, s.readError(ctx, err)
		}
		switch {
		case try-blocked < attempts:
		case changing:
			return nil, &UnstableError{Target: s.target.String(), Attempts: attempts}
		default:
			return nil, s.readError(ctx, err)
		}
		select {
		case <-ctx.Done():
			return nil, s.readError(ctx, ctx.Err())
		case <-time.After(pause):
			pause *= 3 // a migration takes its time
		}
	}
}

// readOnce reads everything. What it returns is true only if the fingerprints
// before and after are equal.
func (s *Server) readOnce(ctx context.Context) (*reading, error) {
	r := newReading(s.facts.Version)
	batch := &pgx.Batch{}
	batch.Queue(beginReading)
	ask(batch, "the search path", "select pg_catalog.current_setting('search_path')", func(f *row) { r.path = f.text() })
	s.prepare(batch)
	ask(batch, "schemas", sqlSchema.text(r.server), r.schema)
	ask(batch, "the state of the catalog", sqlFingerprint.text(r.server), fingerprint(&r.before))
	if err := s.send(ctx, batch); err != nil {
		return r, err
	}
	if s.path != "" {
		r.path = s.path
	}
	r.choose(s.opts.Schemas)

	batch = &pgx.Batch{}
	chosen := oidArray(r.chosen)
	for _, k := range kinds {
		var args []any
		if !k.global {
			args = append(args, chosen)
		}
		ask(batch, k.what, k.sql.text(r.server), func(f *row) { k.read(r, f) }, args...)
	}
	batch.Queue("commit")
	// Only a new transaction sees what has changed.
	s.begin(batch)
	ask(batch, "the state of the catalog", sqlFingerprint.text(r.server), fingerprint(&r.after))
	// What is merely counted need not prolong the time in which nothing may move.
	ask(batch, "other objects", sqlCounted.text(r.server), r.counted, chosen)
	ask(batch, "properties of tables", sqlUnread.text(r.server), r.unread, chosen)
	batch.Queue("commit")
	return r, s.send(ctx, batch)
}
