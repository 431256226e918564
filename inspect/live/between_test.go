package live_test

import (
	"context"
	"net"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/synapscale/synapcheck/inspect/live"
)

// A between stands between us and a real server, and may change what either
// side says. A hook that returns nil breaks the connection.
type between struct {
	asked    func(pgproto3.FrontendMessage) pgproto3.FrontendMessage
	answered func(pgproto3.BackendMessage) pgproto3.BackendMessage
	// greeted may answer in place of the server when a connection starts.
	greeted func() pgproto3.BackendMessage
	// serving are the connections whose requests are still passed on.
	serving sync.WaitGroup
}

// options are those by which a connection goes through the between.
func (b *between) options(t testing.TB) live.Options {
	t.Helper()
	return live.Options{}.WithDial(func(ctx context.Context, network, address string) (net.Conn, error) {
		server, err := (&net.Dialer{}).DialContext(ctx, network, address)
		if err != nil {
			return nil, err
		}
		near, far := net.Pipe()
		t.Cleanup(func() { far.Close(); server.Close() })
		b.serving.Go(func() { b.serve(far, server) })
		return near, nil
	})
}

func (b *between) serve(client, server net.Conn) {
	defer client.Close()
	defer server.Close()
	us := pgproto3.NewBackend(client, client)
	them := pgproto3.NewFrontend(server, server)
	start, err := us.ReceiveStartupMessage()
	if err != nil {
		return
	}
	if b.greeted != nil {
		if answer := b.greeted(); answer != nil {
			us.Send(answer)
			_ = us.Flush()
			return
		}
	}
	them.Send(start)
	if them.Flush() != nil {
		return
	}
	go func() {
		defer client.Close()
		defer server.Close()
		for {
			message, err := them.Receive()
			if err != nil {
				return
			}
			if b.answered != nil {
				if message = b.answered(message); message == nil {
					return
				}
			}
			us.Send(message)
			if us.Flush() != nil {
				return
			}
		}
	}()
	for {
		message, err := us.Receive()
		if err != nil {
			return
		}
		if b.asked != nil {
			if message = b.asked(message); message == nil {
				return
			}
		}
		them.Send(message)
		if them.Flush() != nil {
			return
		}
	}
}
