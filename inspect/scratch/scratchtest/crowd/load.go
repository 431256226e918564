package crowd

import (
	"context"
	"sync"

	"github.com/jackc/pgx/v5/pgconn"
)

// Load runs [DDL] on the database that dsn names, and analyzes it.
func Load(ctx context.Context, dsn string, tables int, distinct bool) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	scripts := DDL(tables, distinct)
	queue := make(chan string, len(scripts))
	for _, s := range scripts[1:] {
		queue <- s
	}
	close(queue)
	if err := run(ctx, dsn, scripts[0]); err != nil {
		return err
	}
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for s := range queue {
				// A new backend each time: an old one drags along all that it has seen.
				if err := run(ctx, dsn, s); err != nil {
					cancel(err)
					return
				}
			}
		})
	}
	wg.Wait()
	if err := context.Cause(ctx); err != nil {
		return err
	}
	return run(ctx, dsn, "analyze")
}

func run(ctx context.Context, dsn, script string) error {
	conn, err := pgconn.Connect(ctx, dsn)
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	_, err = conn.Exec(ctx, script).ReadAll()
	return err
}
