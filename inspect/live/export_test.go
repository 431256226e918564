package live

import (
	"context"
	"net"
)

// WithDial gives options by which the connection is made with dial.
func (o Options) WithDial(dial func(ctx context.Context, network, address string) (net.Conn, error)) Options {
	o.dial = dial
	return o
}

// Dial is what WithDial gave.
func (o Options) Dial() func(ctx context.Context, network, address string) (net.Conn, error) {
	return o.dial
}
