package live

import (
	"crypto/tls"
	"net"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// Trust is how far an encrypted connection can be trusted, in the words of
// sslmode.
type Trust string

// The levels of trust. Only the last one proves which server answers.
const (
	TrustNone       Trust = "none"       // not encrypted, or through a local socket
	TrustUnverified Trust = "unverified" // encrypted, with whomever
	TrustCA         Trust = "verify-ca"  // with one of the authority's servers
	TrustFull       Trust = "verify-full"
)

// encryption tells how far the connection can be trusted. The driver checks the
// authority alone by a function of its own, which leaves no trace in the
// connection's state.
func (s *Server) encryption() (protocol string, trust Trust) {
	conn, ok := s.conn.PgConn().Conn().(*tls.Conn)
	if !ok {
		return "", TrustNone
	}
	state := conn.ConnectionState()
	protocol = tls.VersionName(state.Version)
	switch config := s.conn.Config(); {
	case len(state.VerifiedChains) > 0:
		return protocol, TrustFull
	case config.TLSConfig != nil && config.TLSConfig.VerifyPeerCertificate != nil:
		return protocol, TrustCA
	}
	return protocol, TrustUnverified
}

// warnings are what a person should know of the connection.
func (s *Server) warnings(f Facts) []string {
	warnings := slices.Clone(s.careless)
	if f.Socket || loopback(f.Host) {
		return warnings
	}
	switch f.Trust {
	case TrustNone:
		return append(warnings, "the connection is not encrypted: whoever is on the way can read and change it; sslmode=verify-full prevents that")
	case TrustUnverified:
		return append(warnings, "nothing proves which server answered: whoever is on the way can pass for it; sslmode=verify-full prevents that")
	case TrustCA:
		return append(warnings, "any server with a certificate of the same authority could have answered; sslmode=verify-full prevents that")
	}
	return warnings
}

func loopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// encrypted takes the ways out of a configuration that are not encrypted. Local
// sockets are none of them.
func encrypted(config *pgconn.Config) error {
	type way = pgconn.FallbackConfig
	ways := []*way{{Host: config.Host, Port: config.Port, TLSConfig: config.TLSConfig}}
	ways = slices.DeleteFunc(append(ways, config.Fallbacks...), func(w *way) bool {
		network, _ := pgconn.NetworkAddress(w.Host, w.Port)
		return w.TLSConfig == nil && network != "unix"
	})
	if len(ways) == 0 {
		return &DSNError{
			Reason: "its sslmode forbids encryption, which is asked for",
			hint:   "set sslmode=verify-full, or at least sslmode=require, or PGSSLMODE",
		}
	}
	config.Host, config.Port, config.TLSConfig, config.Fallbacks = ways[0].Host, ways[0].Port, ways[0].TLSConfig, ways[1:]
	return nil
}
