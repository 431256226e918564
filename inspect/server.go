package inspect

import (
	"context"

	"github.com/synapscale/synapcheck/inspect/live"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// A server is a running PostgreSQL, connected to only while it is read.
type server struct {
	dsn  string
	opts live.Options
	// known is a description that need not be read again if it is still true.
	known *schema.Database
}

func (s *server) Read(ctx context.Context) (*schema.Database, error) {
	conn, err := live.Connect(ctx, s.dsn, s.opts)
	if err != nil {
		return nil, err
	}
	defer conn.Close(ctx)
	if s.known != nil {
		return conn.ReadSince(ctx, s.known)
	}
	return conn.Read(ctx)
}
