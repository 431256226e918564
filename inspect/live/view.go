package live

import (
	"slices"

	"github.com/jackc/pgx/v5"

	"github.com/synapscale/synapcheck/inspect/schema"
)

var sqlView = load("view")

// viewsAtOnce is how many views one transaction may spell: it locks each, and
// every table in its query, and holds the locks to its end.
const viewsAtOnce = 100

// askViews queues the queries of views, each batch of them in a transaction of
// its own.
func (s *Server) askViews(batch *pgx.Batch, r *reading) {
	var all []oid
	for id, rel := range r.relations {
		if rel.Table != nil && (rel.kind == 'v' || rel.kind == 'm') {
			all = append(all, id)
		}
	}
	slices.Sort(all)
	for ids := range slices.Chunk(all, viewsAtOnce) {
		s.begin(batch)
		ask(batch, "queries of views", sqlView.text(r.server), r.viewQuery, oidArray(ids))
		batch.Queue("commit")
	}
}

func (r *reading) viewQuery(f *row) {
	rel, text := r.relations[f.oid()], f.raw()
	if text == nil {
		r.moved = true
		return
	}
	if rel != nil && rel.Table != nil {
		rel.Query = schema.Is(statement(string(text)))
	}
}
