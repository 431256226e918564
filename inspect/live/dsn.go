package live

import (
	"errors"
	"io/fs"
	"net"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
)

// A target is the server and database that an address means, without secrets.
type target struct {
	host     string // or the directory of the socket
	port     int
	socket   bool
	database string
	several  bool // the address lists more than one host
}

// String names the target for people: postgres database app at db.example:5432.
func (t target) String() string {
	at := net.JoinHostPort(t.host, strconv.Itoa(t.port))
	if t.socket {
		at = "local socket " + t.host
	}
	if t.several {
		at += " and others"
	}
	return "postgres database " + shown(t.database) + " at " + shown(at)
}

// name names the database for reports: app at db.example.
func (t target) name() string {
	if t.socket {
		return t.database + " at local socket"
	}
	return t.database + " at " + t.host
}

func targetOf(config *pgx.ConnConfig) target {
	t := target{
		host:     config.Host,
		port:     int(config.Port),
		socket:   filepath.IsAbs(config.Host),
		database: config.Database,
	}
	if t.database == "" {
		t.database = config.User
	}
	for _, f := range config.Fallbacks {
		t.several = t.several || f.Host != config.Host || f.Port != config.Port
	}
	return t
}

// reached settles which of several hosts is meant.
func (t *target) reached(remote net.Addr) {
	if !t.several {
		return
	}
	t.several = false
	if tcp, ok := remote.(*net.TCPAddr); ok {
		t.host, t.port, t.socket = tcp.IP.String(), tcp.Port, false
		return
	}
	t.host, t.socket = filepath.Dir(remote.String()), true
}

// parse turns an address into a configuration that also connection poolers
// accept: no prepared statements, no start-up parameters of ours but the name.
// The search path that the address sets is returned beside it.
func parse(dsn string) (config *pgx.ConnConfig, path string, err error) {
	if err := plausible(dsn); err != nil {
		return nil, "", err
	}
	config, err = pgx.ParseConfig(dsn)
	if err != nil {
		return nil, "", parseError(err)
	}
	hosts := []string{config.Host}
	for _, f := range config.Fallbacks {
		hosts = append(hosts, f.Host)
	}
	for _, host := range hosts {
		if strings.Contains(host, "@") && !filepath.IsAbs(host) {
			return nil, "", &DSNError{Reason: misplacedAt}
		}
	}
	path = config.RuntimeParams["search_path"]
	params := map[string]string{"application_name": "synapcheck"}
	if options, ok := config.RuntimeParams["options"]; ok {
		params["options"] = options // some hosts find the database by them
	}
	config.RuntimeParams = params
	config.DefaultQueryExecMode = pgx.QueryExecModeExec
	config.StatementCacheCapacity = 0
	config.DescriptionCacheCapacity = 0
	return config, path, nil
}

const misplacedAt = "an @ stands where none can be, perhaps because of a character in the password"

// plausible refuses addresses that would be taken apart in the wrong places,
// so that a part of the password could pass for a host or a database.
func plausible(dsn string) error {
	scheme, rest, isURL := strings.Cut(dsn, "://")
	if !isURL || strings.ContainsAny(scheme, " =") {
		if dsn != "" && !strings.Contains(dsn, "=") {
			return &DSNError{Reason: "it is neither a URL nor a list of keywords and values"}
		}
		return nil
	}
	if scheme != "postgres" && scheme != "postgresql" {
		return &DSNError{Reason: "its scheme is not postgres"}
	}
	if i := strings.IndexAny(rest, "@/"); i >= 0 && rest[i] == '@' {
		rest = rest[i+1:]
	}
	place, query, _ := strings.Cut(rest, "?")
	key, _, _ := strings.Cut(query, "=")
	if strings.Contains(place, "@") || strings.Contains(key, "@") {
		return &DSNError{Reason: misplacedAt}
	}
	return nil
}

// parseError says what is known to be wrong with an address without repeating
// any of it: the texts of the parser's errors quote their input.
func parseError(err error) error {
	var file *fs.PathError
	if errors.As(err, &file) {
		return &DSNError{Reason: "a certificate or key that it names cannot be read", hint: checkFiles}
	}
	inner := errors.Unwrap(err)
	if inner == nil {
		if strings.HasSuffix(err.Error(), ": invalid port") {
			return &DSNError{Reason: "its port is not a number between 1 and 65535"}
		}
		return &DSNError{Reason: "it cannot be taken apart"}
	}
	for _, known := range parserReasons {
		if strings.HasPrefix(inner.Error(), known.begins) {
			return &DSNError{Reason: known.reason, hint: known.hint}
		}
	}
	return &DSNError{Reason: "it cannot be taken apart"}
}

// parserReasons are the beginnings of pgconn's errors that are worth telling
// apart.
var parserReasons = []struct{ begins, reason, hint string }{
	{"sslmode is invalid", "its sslmode is unknown", "sslmode is disable, allow, prefer, require, verify-ca or verify-full"},
	{"unable to add CA", "its sslrootcert holds no certificate", checkFiles},
	{`both "sslcert"`, "sslcert and sslkey belong together", checkFiles},
	{"failed to read service file", "the service file cannot be read", checkService},
	{"unable to find service", "the service that it names is not in the service file", checkService},
}

const (
	checkFiles   = "check the files that sslrootcert, sslcert and sslkey name, or PGSSLROOTCERT, PGSSLCERT and PGSSLKEY"
	checkService = "check the service's name, and the file ~/.pg_service.conf or the one that PGSERVICEFILE names"
)

// A DSNError reports an address that cannot be understood. It never holds the
// address, which may contain a password.
type DSNError struct {
	Reason string
	hint   string
}

func (e *DSNError) Error() string { return "reading the address of the database: " + e.Reason }

// Hint says what to check, or shows the forms of an address.
func (e *DSNError) Hint() string {
	if e.hint != "" {
		return e.hint
	}
	return "expected postgres://user@host:5432/database, or host=… dbname=… user=…; " +
		"in a URL the characters @ : / ? # % of a password are written %40 %3A %2F %3F %23 %25, " +
		"and PGPASSWORD or ~/.pgpass keep it out altogether"
}
