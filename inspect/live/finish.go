package live

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// finish makes a description of what was read, or says why it is none.
func (s *Server) finish(ctx context.Context, r *reading) (*schema.Database, error) {
	r.settle()
	r.handOut()
	r.inheritNames()
	r.identitySequences()
	r.list()
	r.utter()
	r.classOptions()
	r.join()
	r.descend()
	r.order()
	db := r.db
	db.Name = s.target.name()
	db.SearchPath = r.searchPath(s.facts.User)
	db.Types = slices.Collect(maps.Values(r.others))
	if err := s.emptiness(ctx, r); err != nil {
		return nil, err
	}
	if n := r.leftOut(); n > 0 && len(s.opts.Schemas) > 0 {
		r.gap(schema.Gap{Subject: fmt.Sprintf("%d other %s", n, plural(n, "schema")), Reason: "not asked for"})
	}
	if s.facts.Encoding == "SQL_ASCII" {
		r.gap(schema.Gap{
			Subject: "the encoding SQL_ASCII",
			Reason:  "the server does not know what letters outside ASCII mean: names with such may be misread",
		})
	}
	if r.initdb == 0 {
		r.gap(schema.Gap{
			Subject: "comments of users on parts of PostgreSQL itself",
			Reason:  "not told from those of initdb: nothing is left that tells when it ended",
		})
	}
	if r.server >= (Newest+1)*10000 {
		r.gap(schema.Gap{
			Subject: "PostgreSQL " + versionWords(r.server),
			Reason:  fmt.Sprintf("newer than %d, the newest version known here: what it added is not described", Newest),
			Hint:    "look for a newer synapcheck",
		})
	}
	if db.State != nil {
		db.State.Schemas, db.State.Reader, db.State.Needs = s.opts.Schemas, s.reader(), s.opts.Needs
	}
	r.db.Gaps = append(r.db.Gaps, s.facts.Notes...)
	db.Sort()
	return db, nil
}

// leftOut counts the users' schemas that were not chosen.
func (r *reading) leftOut() int {
	n := 0
	for id, name := range r.schemas {
		if !system(name) && !r.extensions[id] && !slices.Contains(r.chosen, id) {
			n++
		}
	}
	return n
}

// emptiness is the error of a reading that saw nothing to compare, if it is one.
func (s *Server) emptiness(ctx context.Context, r *reading) error {
	if len(r.missing) == 0 && (len(r.db.Tables) > 0 || s.opts.AllowEmpty) {
		return nil
	}
	e := &EmptyError{Target: s.target.String(), Missing: r.missing}
	for _, n := range r.db.Schemas {
		e.Looked = append(e.Looked, n.Name)
	}
	slices.Sort(e.Looked)
	batch := &pgx.Batch{}
	s.begin(batch)
	ask(batch, "schemas with tables", sqlInhabited.text(r.server), func(f *row) {
		e.Others = append(e.Others, f.text())
	})
	batch.Queue("commit")
	if err := s.send(ctx, batch); err != nil {
		return s.readError(ctx, err)
	}
	return e
}

var sqlInhabited = load("inhabited")
