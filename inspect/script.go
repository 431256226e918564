package inspect

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/synapscale/synapcheck/inspect/live"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch"
)

// A script is a file of DDL. PostgreSQL itself reads it, on a scratch server.
type script struct {
	path string
	opts Options
}

func (s *script) Read(ctx context.Context) (_ *schema.Database, err error) {
	sql, err := os.ReadFile(s.opts.abs(s.path))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", s.path, errors.Unwrap(err))
	}
	srv, err := scratch.Start(ctx, s.opts.Scratch)
	if err != nil {
		return nil, fmt.Errorf("loading %s: %w", s.path, err)
	}
	defer func() {
		if stopping := srv.Stop(); err == nil && stopping != nil {
			err = fmt.Errorf("loading %s: %w", s.path, stopping)
		}
	}()
	db, err := srv.NewDatabase(ctx)
	if err != nil {
		return nil, fmt.Errorf("loading %s: %w", s.path, err)
	}
	defer func() {
		if dropping := db.Drop(context.WithoutCancel(ctx)); err == nil && dropping != nil {
			err = fmt.Errorf("loading %s: %w", s.path, dropping)
		}
	}()
	if err := db.Exec(ctx, string(sql)); err != nil {
		return nil, fmt.Errorf("loading %s: %w", s.path, err)
	}
	opts := s.opts.Live
	opts.State = false // nobody meets this server again
	d, err := (&server{dsn: db.URL(), opts: opts}).Read(ctx)
	if empty := (*live.EmptyError)(nil); errors.As(err, &empty) {
		return nil, &NothingError{s.path}
	}
	if err != nil {
		return nil, fmt.Errorf("loading %s: %w", s.path, err)
	}
	disown(d, db.Owner())
	d.Name, d.Dialect = "sql:"+s.path, "sql"
	return d, nil
}

// A NothingError reports a script that makes no table.
type NothingError struct{ Path string }

func (e *NothingError) Error() string { return fmt.Sprintf("loading %s: it makes no table", e.Path) }

// Hint says what is likely to be wrong.
func (e *NothingError) Hint() string {
	return "is it the right file, and are --schema and the file of one mind?"
}
