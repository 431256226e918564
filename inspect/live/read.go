package live

import (
	"cmp"
	"context"
	"slices"
	"strings"
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
// The rows of the catalog are those of one snapshot. Expressions are spelt by
// PostgreSQL from the catalog's newest state, though, so that a column renamed
// in between would come out under both names. So it is looked for afterwards
// whether anything that can be in an expression was written after the snapshot;
// if so, everything is read again.
func (s *Server) Read(ctx context.Context) (*schema.Database, error) {
	ctx, cancel := context.WithTimeout(ctx, s.opts.Timeout)
	defer cancel()
	changing, blocked, last := false, 0, ""
	pause := 25 * time.Millisecond
	for try := 1; ; try++ {
		r, err := s.readOnce(ctx)
		switch sqlState(err) {
		case "":
			if err != nil {
				return nil, s.readError(ctx, err)
			}
			if !r.moved {
				return s.finish(ctx, r)
			}
			changing = true
		case lockNotAvailable:
			if blocked++; blocked == patience {
				return nil, s.blockedError(ctx)
			}
		case serializationFailure, internalError, undefinedObject, undefinedTable, undefinedColumn, undefinedFunction:
			// So it ends when an object goes while it is being looked up. What fails
			// in the same words every time has another reason.
			changing = changing || last != "" && last != err.Error() && s.changed(ctx, r)
			last = err.Error()
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

// readOnce reads everything. What it returns is true only if nothing has moved.
func (s *Server) readOnce(ctx context.Context) (*reading, error) {
	r := newReading(s.facts.Version)
	r.initdb = s.facts.initdb
	r.expect(s.scope, s.opts.Schemas)
	chosen := oidArray(r.chosen)
	batch := &pgx.Batch{}
	s.begin(batch)
	ask(batch, "the snapshot", sqlMoment.text(r.server), func(f *row) { r.moment = moment(f.text()) })
	for _, q := range rawQueries {
		r.queue(batch, q, chosen)
	}
	if s.opts.State {
		r.db.State = &schema.State{}
		var younger int64
		s.state(batch, "", r.db.State, &younger)
	}
	if s.opts.Needs {
		r.queue(batch, catalogQuery{what: "dependencies", sql: sqlNeed, read: (*reading).need}, chosen)
	}
	for _, q := range objectQueries {
		r.queue(batch, q, chosen)
	}
	if err := s.send(ctx, batch); err != nil {
		return r, err
	}
	r.path = cmp.Or(s.path, s.facts.searchPath)

	batch = &pgx.Batch{} // of the same transaction
	now := scope{moment: s.scope.moment}
	if r.moment != s.scope.moment {
		// Schemas may have come or gone since they were last looked at.
		now.ask(batch, r.server)
	}
	r.spell(batch)
	for _, q := range slices.Concat(foundQueries, spelledQueries) {
		r.queue(batch, q, chosen)
	}
	batch.Queue("commit")
	s.askViews(batch, r)
	var last moment
	quiet := r.moment == s.scope.moment
	if quiet {
		// No transaction has ended since the server was last asked. If none does
		// until all is spelt, nothing has moved.
		ask(batch, "the snapshot", sqlMoment.text(r.server), func(f *row) { last = moment(f.text()) })
	} else {
		s.askMoved(batch, r)
	}
	err := s.send(ctx, batch)
	if err == nil && quiet && last != r.moment {
		batch = &pgx.Batch{}
		s.askMoved(batch, r)
		err = s.send(ctx, batch)
	}
	if err == nil && now.moment != s.scope.moment {
		r.moved = r.moved || !s.scope.covers(now)
		s.scope = now
	}
	s.settled = r.doubts // the next snapshot sees all of them
	return r, err
}

// queue asks for what the catalog holds, if it holds anything.
func (r *reading) queue(batch *pgx.Batch, q catalogQuery, chosen string) {
	if q.class != "" && !r.filled[q.class] {
		if q.done != nil {
			q.done(r)
		}
		return
	}
	var args []any
	if q.scoped {
		args = append(args, chosen)
	}
	if q.late {
		args = append(args, r.initdb)
	}
	askAll(batch, q.what, q.sql.text(r.server), func(f *row) { q.read(r, f) }, func() {
		if q.done != nil {
			q.done(r)
		}
	}, args...)
}

// changed reports whether the database has changed since the reading began.
func (s *Server) changed(ctx context.Context, r *reading) bool {
	if r.moment == "" {
		return false
	}
	after := newReading(r.server)
	batch := &pgx.Batch{}
	s.begin(batch)
	ask(batch, "the snapshot", sqlMoment.text(r.server), func(f *row) { after.moment = moment(f.text()) })
	batch.Queue("commit")
	return s.send(ctx, batch) == nil && after.moment != r.moment
}

var (
	sqlMoment       = load("moment")
	sqlMemberSchema = load("memberschema")
	sqlClass        = load("class")
	sqlNeed         = load("need")
	sqlInitdb       = load("initdb")
)

// A scope is what must be known before the catalog can be asked for more than
// itself: the schemas, and which catalogs hold anything.
type scope struct {
	moment  moment
	schemas []schemaRow
	members []oid // schemas that extensions keep for themselves
	classes []string
}

type schemaRow struct {
	id    oid
	name  string
	owner oid
	acl   string
}

func (c *scope) ask(batch *pgx.Batch, server int) {
	ask(batch, "the snapshot", sqlMoment.text(server), func(f *row) { c.moment = moment(f.text()) })
	ask(batch, "schemas", sqlSchema.text(server), func(f *row) {
		c.schemas = append(c.schemas, schemaRow{f.oid(), f.text(), f.oid(), f.text()})
	})
	ask(batch, "schemas of extensions", sqlMemberSchema.text(server), func(f *row) { c.members = append(c.members, f.oid()) })
	ask(batch, "catalogs", sqlClass.text(server), func(f *row) { c.classes = append(c.classes, f.text()) })
}

// covers reports that a reading of the scope has asked for all that there is in
// the other one. A catalog may have been asked for in vain.
func (c scope) covers(other scope) bool {
	return slices.Equal(lasting(c.schemas), lasting(other.schemas)) && slices.Equal(c.members, other.members) &&
		!slices.ContainsFunc(other.classes, func(class string) bool { return !slices.Contains(c.classes, class) })
}

// lasting leaves out the schemas of temporary objects, which sessions make for
// themselves.
func lasting(schemas []schemaRow) []schemaRow {
	return slices.DeleteFunc(slices.Clone(schemas), func(n schemaRow) bool {
		return strings.HasPrefix(n.name, "pg_temp_") || strings.HasPrefix(n.name, "pg_toast_temp_")
	})
}

// expect takes the scope as given, and chooses the schemas to read.
func (r *reading) expect(c scope, asked []string) {
	for _, n := range c.schemas {
		r.schemas[n.id] = n.name
		r.abouts.rights = append(r.abouts.rights, rights{class: classNamespace, id: n.id, owner: n.owner, kind: aclSchema, acl: n.acl})
	}
	for _, id := range c.members {
		r.extensions[id] = true
	}
	for _, class := range c.classes {
		r.filled[class] = true
	}
	r.choose(asked)
	for _, id := range r.chosen {
		r.within[id] = true
	}
}

// counted reads how many there are of what is and not described.
func (r *reading) counted(f *row) {
	c := schema.Count{Kind: schema.Kind(f.text()), Count: f.int()}
	if c.Count > 0 {
		r.db.Counted = append(r.db.Counted, c)
	}
}
