package scratch

import (
	"cmp"
	"errors"
	"fmt"
	"runtime"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// errAddress stands for an address that cannot be parsed, which is not quoted
// because it can hold a password.
var errAddress = errors.New("the address of the server cannot be parsed")

// A ScriptError is an error at a place in a script.
type ScriptError struct {
	Line, Column int // from 1, in characters
	Err          error
}

// Error starts with line and column, so that the name of a file can stand
// before it.
func (e *ScriptError) Error() string {
	var pg *pgconn.PgError
	if errors.As(e.Err, &pg) {
		return fmt.Sprintf("%d:%d: %s (SQLSTATE %s)", e.Line, e.Column, pg.Message, pg.Code)
	}
	return fmt.Sprintf("%d:%d: %v", e.Line, e.Column, e.Err)
}

func (e *ScriptError) Unwrap() error { return e.Err }

// Hint passes on the server's, or explains what a script may not do.
func (e *ScriptError) Hint() string {
	var hinted interface{ Hint() string }
	if errors.As(e.Err, &hinted) {
		return hinted.Hint()
	}
	var pg *pgconn.PgError
	if !errors.As(e.Err, &pg) {
		return ""
	}
	switch pg.Code {
	case "42501":
		return "scripts run as a plain role that owns its database, never as superuser; leave out what needs more"
	case "0A000", "58P01":
		if strings.Contains(pg.Message, "extension") {
			return "install the extension for the PostgreSQL that is used, or name a server that has it in SYNAPCHECK_SCRATCH_URL"
		}
	}
	return pg.Hint
}

// A MetaCommandError reports a command of psql in a script.
type MetaCommandError struct{ Command string }

func (e *MetaCommandError) Error() string {
	return fmt.Sprintf("%q is a command of psql, not SQL", e.Command)
}

// Hint says where such commands come from.
func (e *MetaCommandError) Hint() string {
	return "only SQL is run; pg_dump --schema-only writes a file without such commands"
}

// A NotFoundError reports that no PostgreSQL could be had.
type NotFoundError struct {
	Major  int      // the major version wanted, 0 for any
	Looked []string // where installed and cached programs were looked for
	Found  []string // what was there instead
	Err    error    // why none was downloaded
}

func (e *NotFoundError) Error() string {
	var b strings.Builder
	if e.Major != 0 {
		fmt.Fprintf(&b, "no PostgreSQL %d for a scratch server", e.Major)
	} else {
		b.WriteString("no PostgreSQL for a scratch server")
	}
	fmt.Fprintf(&b, ": looked for initdb and postgres in %s", strings.Join(e.Looked, ", "))
	if len(e.Found) > 0 {
		fmt.Fprintf(&b, "; found %s", strings.Join(e.Found, "; "))
	}
	if e.Err != nil {
		fmt.Fprintf(&b, "; %v", e.Err)
	}
	return b.String()
}

func (e *NotFoundError) Unwrap() error { return e.Err }

// Hint names the ways out.
func (e *NotFoundError) Hint() string {
	var checksum *ChecksumError
	if errors.As(e.Err, &checksum) {
		return checksum.Hint()
	}
	version := cmp.Or(e.Major, newestOffered())
	install := fmt.Sprintf("apt install postgresql-%d, dnf install postgresql%d-server or apk add postgresql%d", version, version, version)
	if runtime.GOOS == "darwin" {
		install = fmt.Sprintf("brew install postgresql@%d", version)
	}
	return "install PostgreSQL (" + install + "), or name its directory of programs in SYNAPCHECK_SCRATCH_BIN, " +
		"or name a server in SYNAPCHECK_SCRATCH_URL=postgres://user@host/database, " +
		"or a mirror to download from in SYNAPCHECK_SCRATCH_MIRROR"
}

func newestOffered() int {
	newest := 0
	for _, a := range artifacts {
		newest = max(newest, a.major())
	}
	return newest
}

func (s *search) notFound(opts Options, err error) error {
	e := &NotFoundError{Major: opts.Major, Looked: s.looked, Err: err}
	for _, inst := range s.found {
		e.Found = append(e.Found, fmt.Sprintf("%d.%d in %s", inst.major, inst.minor, inst.bin))
	}
	e.Found = append(e.Found, s.wrong...)
	return e
}

// An AddressError reports an address of a server that is no URL. The address
// is not quoted, because it can hold a password.
type AddressError struct{}

func (e *AddressError) Error() string { return "the address of the server is not a postgres:// URL" }

// Hint shows the form.
func (e *AddressError) Hint() string {
	return "write it as SYNAPCHECK_SCRATCH_URL=postgres://user@host:port/database"
}

// A RightsError reports a role that may not make databases and roles.
type RightsError struct{}

func (e *RightsError) Error() string {
	return "the role on the server named may not make databases and roles"
}

// Hint says which role will do.
func (e *RightsError) Hint() string {
	return "foreign SQL runs as a role of its own, so the role in SYNAPCHECK_SCRATCH_URL must be a superuser or have CREATEDB and CREATEROLE"
}

// A PlatformError reports a system that no server of ours runs on.
type PlatformError struct{}

func (e *PlatformError) Error() string {
	return "scratch servers cannot be started on " + runtime.GOOS
}

// Hint names the way out.
func (e *PlatformError) Hint() string {
	return "name a server in SYNAPCHECK_SCRATCH_URL=postgres://user@host/database"
}
