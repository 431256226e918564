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
	usage *schema.Usage
}

func (s *server) Read(ctx context.Context) (*schema.Database, error) {
	conn, err := live.Connect(ctx, s.dsn, s.opts)
	if err != nil {
		return nil, err
	}
	defer conn.Close(ctx)
	var d *schema.Database
	if s.known != nil {
		d, err = conn.ReadSince(ctx, s.known)
	} else {
		d, err = conn.Read(ctx)
	}
	if err != nil || s.usage == nil {
		return d, err
	}
	u, err := conn.Usage(ctx)
	if err != nil {
		return nil, err
	}
	*s.usage = *u
	return d, nil
}
