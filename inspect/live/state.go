package live

import (
	"cmp"
	"context"
	"fmt"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/synapscale/synapcheck/inspect/schema"
)

var (
	sqlCatalogState = load("state")
	sqlIdentity     = load("identity")
)

// state asks what tells a database that has not changed since the moment: which
// database it is, the snapshot, and how many rows the catalogs have. It counts
// the rows that are younger than the moment into younger.
func (s *Server) state(batch *pgx.Batch, since moment, into *schema.State, younger *int64) {
	*into = schema.State{}
	ask(batch, "the identity of the database", sqlIdentity.text(s.facts.Version), func(f *row) {
		into.Database = f.text() + "/" + f.text()
	})
	ask(batch, "the snapshot", sqlMoment.text(s.facts.Version), func(f *row) { into.Snapshot = f.text() })
	_, _, oldest := since.bounds()
	ask(batch, "the state of the catalog", sqlCatalogState.text(s.facts.Version), func(f *row) {
		into.Rows = append(into.Rows, fmt.Sprintf("%d:%d", f.int64(), f.int64()))
		*younger += f.int64()
	}, oldest)
}

// Unchanged reports whether the database is as it was described: no transaction
// has ended since that left a trace in the catalog. It costs a fraction of a
// reading. False may also mean that it cannot be told, for a description that
// keeps no state, or one of other schemas.
func (s *Server) Unchanged(ctx context.Context, d *schema.Database) (bool, error) {
	if d.State == nil || d.Dialect != "postgres" || !slices.Equal(d.State.Schemas, s.opts.Schemas) ||
		d.State.Reader != s.reader() || s.opts.Needs && !d.State.Needs {
		return false, nil
	}
	ctx, cancel := context.WithTimeout(ctx, s.opts.Timeout)
	defer cancel()
	since := moment(d.State.Snapshot)
	var now schema.State
	var younger int64
	batch := &pgx.Batch{}
	s.begin(batch)
	s.state(batch, since, &now, &younger)
	batch.Queue("commit")
	if err := s.send(ctx, batch); err != nil {
		return false, s.readError(ctx, err)
	}
	return now.Database == d.State.Database && younger == 0 && slices.Equal(now.Rows, d.State.Rows) &&
		!strings.HasPrefix(d.State.Snapshot, ":") && s.facts.Version/10000 == d.Server/10000, nil
}

// ReadSince is Read, and costs no more than [Server.Unchanged] where the
// description of a former reading is still true: then it is returned, under the
// name that this connection gives the database and with its State.
func (s *Server) ReadSince(ctx context.Context, former *schema.Database) (*schema.Database, error) {
	if same, err := s.Unchanged(ctx, former); err != nil || !same {
		return s.Read(ctx) // which has the better words for what is wrong
	}
	still := *former
	still.Name = s.target.name()
	return &still, nil
}

// reader is what a description depends on beside the database: the role, where
// it looks names up, and this program.
func (s *Server) reader() string {
	program := ""
	if info, ok := debug.ReadBuildInfo(); ok {
		program = info.Main.Version
	}
	return fmt.Sprintf("role %s, search path %s, program %s", s.facts.User, cmp.Or(s.path, s.facts.searchPath), cmp.Or(program, "(devel)"))
}
