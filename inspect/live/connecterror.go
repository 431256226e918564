package live

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io/fs"
	"net"
	"strings"
	"syscall"

	"github.com/jackc/pgx/v5/pgconn"
)

// connectError says in our words why there is no connection. The driver's error
// is dropped: it holds the whole configuration.
//
// What is wrong with how the password is kept comes first where it was asked for.
func connectError(ctx context.Context, t target, err error, careless []string) error {
	e := &ConnectError{Target: t.String()}
	var refusal *pgconn.PgError
	if errors.As(err, &refusal) {
		e.refused(refusal)
		if e.Code == "28P01" && len(careless) > 0 {
			e.hint = strings.Join(careless, "; ")
		}
		return e
	}
	e.unreachable(ctx, t, err)
	return e
}

// refused words what the server said.
func (e *ConnectError) refused(pg *pgconn.PgError) {
	e.Code = pg.Code
	switch pg.Code {
	case "28P01":
		e.Reason = "the password was not accepted, or there is none"
		e.hint = "put the password into PGPASSWORD or ~/.pgpass, and check the user in the address"
	case "28000":
		e.Reason = "the server does not let this user in"
		e.hint = "check the user in the address, and whether the role may log in"
		if pg.Routine == "ClientAuthentication" {
			e.Reason = "the server has no rule for this user, database and address"
			e.hint = "an entry in the server's pg_hba.conf is needed; if it asks for encryption, set sslmode=require"
		}
	case "3D000":
		e.Reason = "there is no such database"
		e.hint = "check the database's name; psql -l lists the server's databases"
	case "53300":
		e.Reason = "the server has no connection to spare"
		e.hint = "try again later, or use the address of a connection pooler"
	case "57P03":
		e.Reason = "the server is starting up or shutting down"
		e.hint = "try again in a moment"
	case "42501":
		e.Reason = "the role may not connect to the database"
		e.hint = "the database's owner can grant it: grant connect on database … to …"
	default:
		e.Reason = "the server refuses: " + shown(pg.Message)
		e.hint = "the server's log may say more"
	}
}

func (e *ConnectError) unreachable(ctx context.Context, t target, err error) {
	e.hint = "check that the server is running, and the host and port in the address or in PGHOST and PGPORT"
	var (
		dns         *net.DNSError
		certificate *tls.CertificateVerificationError
		authority   x509.UnknownAuthorityError
		network     net.Error
	)
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		e.Reason, e.err, e.hint = "interrupted", context.Canceled, ""
	case errors.As(err, &dns) && !dns.IsTimeout:
		e.Reason = "there is no such host"
	case errors.As(err, &certificate) || errors.As(err, &authority):
		e.Reason = "the server's certificate is not trusted"
		e.hint = "name the authority that signed it with sslrootcert, and the server as in the certificate"
	case strings.Contains(last(err).Error(), "refused TLS"):
		e.Reason = "the server offers no encryption"
		e.hint = "let the server have ssl = on and a certificate; only where nobody is in between, sslmode=disable does without"
	case errors.Is(err, syscall.ECONNREFUSED):
		e.Reason = "nothing listens there"
	case errors.Is(err, fs.ErrNotExist):
		e.Reason = "there is no such socket"
	case errors.Is(err, fs.ErrPermission):
		e.Reason = "the socket may not be used"
	case errors.Is(err, context.DeadlineExceeded) || errors.As(err, &network) && network.Timeout():
		e.Reason, e.err = "no answer in time", context.DeadlineExceeded
		e.hint = "check that the host is right and no firewall is in between"
	default:
		e.Reason = "the connection broke off: " + shown(last(err).Error())
		e.hint = "check that a PostgreSQL server listens there, and that both sides agree about sslmode"
	}
}

// last is the error at the bottom, which names neither server nor user.
func last(err error) error {
	for {
		switch wrapper := err.(type) { //nolint:errorlint // it takes the chain apart link by link
		case interface{ Unwrap() error }:
			next := wrapper.Unwrap()
			if next == nil {
				return err
			}
			err = next
		case interface{ Unwrap() []error }:
			all := wrapper.Unwrap()
			if len(all) == 0 {
				return err
			}
			err = all[len(all)-1]
		default:
			return err
		}
	}
}
