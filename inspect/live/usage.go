package live

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/synapscale/synapcheck/inspect/schema"
)

var (
	sqlUsage          = load("usage")
	sqlUsageIndex     = load("usageindex")
	sqlUsageSequence  = load("usagesequence")
	sqlUsageLast      = load("usagelast")
	sqlUsageOther     = load("usageother")
	sqlUsageExtension = load("usageextension")
)

// sequencesAtOnce is how many sequences one transaction asks for their last
// value: it locks each, and holds the locks to its end.
const sequencesAtOnce = 100

// queriesAtMost bounds the statements that are read of pg_stat_statements.
const queriesAtMost = 5000

// Usage asks what the server counts as the database works: how far sequences have
// come, which indexes nobody uses, which statements were run. What the role may
// not see is a gap and no error.
func (s *Server) Usage(ctx context.Context) (*schema.Usage, error) {
	ctx, cancel := context.WithTimeout(ctx, s.opts.Timeout)
	defer cancel()
	u := &schema.Usage{Listed: true}
	var sequences []sequenceRow
	extensions := make(map[string]string)
	version := s.facts.Version
	batch := &pgx.Batch{}
	s.begin(batch)
	ask(batch, "the age of the statistics", sqlUsage.text(version), func(f *row) {
		u.Days, u.Standby = f.int(), f.bool()
	})
	ask(batch, "the use of indexes", sqlUsageIndex.text(version), func(f *row) {
		u.Unused = append(u.Unused, schema.IndexUse{
			Index: schema.Ref{Kind: schema.KindIndex, Schema: f.text(), Parent: f.text(), Name: f.text()},
			Bytes: f.int64(),
		})
	})
	ask(batch, "sequences", sqlUsageSequence.text(version), func(f *row) { sequences = append(sequences, sequenceOf(f)) })
	ask(batch, "relations", sqlUsageOther.text(version), func(f *row) {
		u.Others = append(u.Others, schema.Ref{Schema: f.text(), Name: f.text()})
	})
	ask(batch, "extensions", sqlUsageExtension.text(version), func(f *row) {
		name := f.text()
		extensions[name] = f.text()
	})
	batch.Queue("commit")
	if err := s.send(ctx, batch); err != nil {
		return nil, s.readError(ctx, err)
	}
	if err := s.lastValues(ctx, u, sequences); err != nil {
		return nil, err
	}
	if space, ok := extensions["pg_stat_statements"]; ok {
		s.statements(ctx, u, space)
	}
	return u, nil
}

type sequenceRow struct {
	id   oid
	may  bool
	sequ schema.SequenceUse
}

func sequenceOf(f *row) sequenceRow {
	x := sequenceRow{id: f.oid()}
	x.sequ.Sequence = schema.Ref{Kind: schema.KindSequence, Schema: f.text(), Name: f.text()}
	column := schema.Ref{Kind: schema.KindColumn, Schema: f.text(), Parent: f.text(), Name: f.text()}
	if column.Name != "" {
		x.sequ.Column = column
	}
	x.sequ.Max, x.sequ.Min, x.sequ.Increment, x.sequ.Cycle = f.int64(), f.int64(), f.int64(), f.bool()
	x.may = f.bool()
	return x
}

// lastValues asks how far the sequences have come.
func (s *Server) lastValues(ctx context.Context, u *schema.Usage, all []sequenceRow) error {
	var ids []oid
	for _, x := range all {
		if x.may {
			ids = append(ids, x.id)
		}
	}
	if hidden := len(all) - len(ids); hidden > 0 {
		u.Gaps = append(u.Gaps, schema.Gap{
			Subject: "the last values of sequences", Reason: "the role may not read all of them",
			Hint: "grant usage on all sequences in schema … to " + schema.SQLIdent(s.facts.User),
		})
	}
	last := make(map[oid]int64)
	for chunk := range slices.Chunk(ids, sequencesAtOnce) {
		batch := &pgx.Batch{}
		s.begin(batch)
		ask(batch, "the last values of sequences", sqlUsageLast.text(s.facts.Version), func(f *row) {
			id := f.oid()
			if v := f.raw(); v != nil {
				f.next--
				last[id] = f.int64()
			}
		}, oidArray(chunk))
		batch.Queue("commit")
		if err := s.send(ctx, batch); err != nil {
			if ctx.Err() != nil || s.conn.IsClosed() {
				return s.readError(ctx, err)
			}
			u.Gaps = append(u.Gaps, schema.Gap{Subject: "the last values of sequences", Reason: "some are locked, or have just gone"})
		}
	}
	for _, x := range all {
		v, ok := last[x.id]
		if !ok {
			continue // nextval was never called, or it may not be read
		}
		x.sequ.Last = v
		u.Sequences = append(u.Sequences, x.sequ)
	}
	return nil
}

// statements reads which statements have looked into documents. Their texts are
// never shown.
func (s *Server) statements(ctx context.Context, u *schema.Usage, space string) {
	hidden := false
	batch := &pgx.Batch{}
	s.begin(batch)
	ask(batch, "statements", `select q.query
from `+schema.SQLIdent(space)+`.pg_stat_statements q
join pg_catalog.pg_database d
  on d.oid = q.dbid
  and d.datname = pg_catalog.current_database()
where q.query operator(pg_catalog.~) '@>|@\?|@@|->>| \?[|&]? |insufficient privilege'
order by q.query
limit $1`, func(f *row) {
		if q := f.text(); q == "<insufficient privilege>" {
			hidden = true
		} else {
			u.Queries = append(u.Queries, q)
		}
	}, int64(queriesAtMost))
	batch.Queue("commit")
	if err := s.send(ctx, batch); err != nil {
		u.Queries = nil
		u.Gaps = append(u.Gaps, schema.Gap{Subject: "pg_stat_statements", Reason: "it is installed and cannot be read", Hint: "it needs shared_preload_libraries"})
		return
	}
	if hidden {
		u.Gaps = append(u.Gaps, schema.Gap{
			Subject: "pg_stat_statements", Reason: "the statements of other roles are hidden",
			Hint: "grant pg_read_all_stats to " + schema.SQLIdent(s.facts.User),
		})
	}
}
