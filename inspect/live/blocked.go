package live

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/synapscale/synapcheck/inspect/schema"
)

var (
	sqlServer  = load("server")
	sqlBlocker = load("blocker")
)

// blockedError looks for who holds, or waits for, the one lock that keeps even
// readers of the catalog out.
func (s *Server) blockedError(ctx context.Context) error {
	e := &BlockedError{Target: s.target.String(), Blocker: "a lock that has gone since"}
	batch := &pgx.Batch{}
	s.begin(batch)
	ask(batch, "locks", sqlBlocker.text(s.facts.Version), func(f *row) {
		pid, granted, mode := f.int(), f.bool(), f.text()
		on := schema.Ref{Schema: f.text(), Name: f.text()}
		state, seconds, behind := f.text(), f.int64(), f.text()
		e.Blocker = blocker(pid, state, seconds, granted, mode, shown(on.Path()), behind)
	})
	batch.Queue("commit")
	if err := s.send(ctx, batch); err != nil && sqlState(err) == "" {
		return s.readError(ctx, err)
	}
	return e
}

// blocker words a lock. The state and age of other roles' sessions are hidden
// from roles without pg_read_all_stats.
func blocker(pid int, state string, seconds int64, granted bool, mode, on, behind string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "pid %d", pid)
	var known []string
	if state != "" {
		known = append(known, state)
	}
	if seconds >= 0 {
		known = append(known, (time.Duration(seconds) * time.Second).String())
	}
	if len(known) > 0 {
		fmt.Fprintf(&b, " (%s)", strings.Join(known, ", "))
	}
	if granted {
		fmt.Fprintf(&b, " holding %s on %s", mode, on)
		return b.String()
	}
	fmt.Fprintf(&b, " waiting for %s on %s", mode, on)
	if behind != "" {
		fmt.Fprintf(&b, " behind pid %s", behind)
	}
	return b.String()
}
