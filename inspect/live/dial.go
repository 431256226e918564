package live

import (
	"context"
	"errors"
	"math/rand/v2"
	"net"
	"strings"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// dials is how often a connection is tried that a moment later could be made.
const dials = 3

// dialPatiently connects, and tries again where the server may just be starting,
// stopping or full. Nothing has been asked by then, so that nothing is asked
// twice.
func dialPatiently(ctx context.Context, config *pgx.ConnConfig) (*pgx.Conn, error) {
	pause := 100 * time.Millisecond
	for try := 1; ; try++ {
		conn, err := pgx.ConnectConfig(ctx, config)
		if err == nil || try == dials || !passing(err) {
			return conn, err
		}
		select {
		case <-ctx.Done():
			return nil, err
		case <-time.After(pause/2 + rand.N(pause)): // many of us may have been refused at once
			pause *= 2
		}
	}
}

// passing reports whether the same attempt may succeed in a moment.
func passing(err error) bool {
	var (
		refusal *pgconn.PgError
		dial    *net.OpError
	)
	switch {
	case errors.As(err, &refusal):
		switch refusal.Code {
		case "57P01", "57P02", "57P03", "53300":
			return true
		}
		return strings.HasPrefix(refusal.Code, "08") && refusal.Code != "08P01"
	case errors.As(err, &dial) && dial.Timeout():
		return false // the time is spent
	}
	return errors.Is(err, syscall.ECONNREFUSED) || errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE)
}
