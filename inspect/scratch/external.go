package scratch

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
)

// attach uses a server that somebody else runs. All that is made there is
// called synapcheck_<id>…: one login role without rights and its databases.
// Roles of scripts are not made: they would be seen by the whole server.
func attach(ctx context.Context, address string) (*Server, error) {
	base, err := url.Parse(address)
	if err != nil || base.Scheme != "postgres" && base.Scheme != "postgresql" {
		return nil, &AddressError{}
	}
	id, password := randomHex(4), randomHex(16)
	role := "synapcheck_" + id

	s := newServer()
	s.owner = role
	s.names = func(serial int) string { return role + "_" + strconv.Itoa(serial) }
	s.adminURL = func(database string) string { return rewrite(base, nil, database, role) }
	s.ownerURL = func(database string) string { return rewrite(base, url.UserPassword(role, password), database, role) }
	s.shutdown = s.leave

	// The session that open makes carries the id in its application name. As
	// long as it is there, nobody takes what is called so for abandoned.
	if err := s.open(ctx, ""); err != nil {
		return nil, errors.Join(err, s.Stop())
	}
	if err := s.settle(ctx, password); err != nil {
		return nil, errors.Join(err, s.Stop())
	}
	return s, nil
}

// settle clears up after dead runs and makes the plain role.
func (s *Server) settle(ctx context.Context, password string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.version < OldestMajor*10000 {
		return fmt.Errorf("the server named is older than PostgreSQL %d", OldestMajor)
	}
	var makesRoles, makesDatabases bool
	err := s.admin.QueryRow(ctx, `
		select rolsuper, rolcreaterole, rolcreatedb
		from pg_catalog.pg_roles
		where rolname = current_user`).Scan(&s.super, &makesRoles, &makesDatabases)
	if err != nil {
		return err
	}
	if !s.super && !(makesRoles && makesDatabases) {
		return &RightsError{}
	}
	s.sweepLocked(ctx)
	statements := []string{
		"create role " + quote(s.owner) + " login nosuperuser nocreatedb nocreaterole password '" + password + "'",
		"alter role " + quote(s.owner) + " set statement_timeout = '60s'",
	}
	if !s.super { // who is no superuser must belong to a role to give it a database
		statements = append(statements, "grant "+quote(s.owner)+" to current_user")
	}
	for _, sql := range statements {
		if err := s.asAdminLocked(ctx, sql); err != nil {
			return fmt.Errorf("making a role: %w", err)
		}
	}
	return nil
}

// leave drops all that was made.
func (s *Server) leave() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.admin == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	var errs []error
	for _, database := range slices.Sorted(maps.Keys(s.live)) {
		errs = append(errs, s.dropLocked(ctx, database))
	}
	errs = append(errs, s.asAdminLocked(ctx, "drop role if exists "+quote(s.owner)))
	return errors.Join(errs...)
}

var abandonedName = regexp.MustCompile(`^(synapcheck_[0-9a-f]{8})(_[0-9]+)?$`)

// sweepLocked drops what dead runs left: databases and roles whose id no
// session carries. It is no error if some cannot be dropped.
func (s *Server) sweepLocked(ctx context.Context) {
	names, err := s.column(ctx, `
		select datname from pg_catalog.pg_database where datname like 'synapcheck\_%'
		union all
		select rolname from pg_catalog.pg_roles where rolname like 'synapcheck\_%'`)
	if err != nil || len(names) == 0 {
		return
	}
	// Read after the names: a run has its session before it makes anything.
	alive, err := s.column(ctx, `
		select distinct application_name from pg_catalog.pg_stat_activity where application_name like 'synapcheck\_%'`)
	if err != nil {
		return
	}
	roles := []string{}
	for _, n := range names {
		m := abandonedName.FindStringSubmatch(n)
		switch {
		case m == nil || slices.Contains(alive, m[1]):
		case m[2] == "":
			roles = append(roles, n)
		default:
			_ = s.asAdminLocked(ctx, "drop database if exists "+quote(n)+" with (force)")
		}
	}
	for _, n := range roles {
		_ = s.asAdminLocked(ctx, "drop role if exists "+quote(n))
	}
}

func (s *Server) column(ctx context.Context, query string) ([]string, error) {
	rows, err := s.admin.Query(ctx, query)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// rewrite points an address at another database, as another user where one is
// given, and has its sessions carry a name. An empty database is the address's
// own.
func rewrite(base *url.URL, user *url.Userinfo, database, application string) string {
	u := *base
	query := u.Query()
	if user != nil {
		u.User = user
		query.Del("user")
		query.Del("password")
		query.Del("passfile")
	}
	if database != "" {
		u.Path = "/" + database
		query.Del("dbname")
		query.Del("database")
	}
	query.Set("application_name", application)
	u.RawQuery = query.Encode()
	return u.String()
}

func randomHex(bytes int) string {
	b := make([]byte, bytes)
	_, _ = rand.Read(b) // never fails
	return hex.EncodeToString(b)
}
