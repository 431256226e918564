package main

import (
	"context"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// socketFile is how PostgreSQL names the socket of its usual port.
const socketFile = ".s.PGSQL.5432"

// trips runs a contestant once more, with somebody between it and the server
// who counts: each time that the client speaks after the server did is one round
// trip. Logging in is among them.
func trips(ctx context.Context, c *contestant, dsn string, server *backends, limit time.Duration) (int, error) {
	u, err := url.Parse(dsn)
	if err != nil {
		return 0, err
	}
	dir, err := os.MkdirTemp("", "trips")
	if err != nil {
		return 0, err
	}
	defer os.RemoveAll(dir)
	query := u.Query()
	behind := filepath.Join(query.Get("host"), socketFile)
	query.Set("host", dir)
	u.RawQuery = query.Encode()
	listener, err := net.Listen("unix", filepath.Join(dir, socketFile))
	if err != nil {
		return 0, err
	}
	defer listener.Close()

	var mu sync.Mutex
	count := 0
	go func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			upstream, err := net.Dial("unix", behind)
			if err != nil {
				client.Close()
				continue
			}
			waiting := true // for the client to speak
			pass := func(to, from net.Conn, asks bool) {
				defer to.Close()
				buf := make([]byte, 64<<10)
				for {
					n, err := from.Read(buf)
					if n > 0 {
						mu.Lock()
						if asks && waiting {
							count++
						}
						waiting = !asks
						mu.Unlock()
						if _, err := to.Write(buf[:n]); err != nil {
							return
						}
					}
					if err != nil {
						return
					}
				}
			}
			go pass(upstream, client, true)
			go pass(client, upstream, false)
		}
	}()
	if _, err := c.once(ctx, u.String(), server, limit); err != nil {
		return 0, err
	}
	mu.Lock()
	defer mu.Unlock()
	return count, nil
}
