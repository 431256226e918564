package scratch

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// managesRoles says whether a statement creates, alters, drops or comments on
// a role. Those are made by us, by name alone.
//
// The owner cannot be let do so itself: before PostgreSQL 16 whoever may create
// roles may also join those that read files and run programs.
func (st statement) managesRoles() bool {
	for _, kind := range []string{"role", "user", "group"} {
		if st.starts("comment", "on", kind) {
			return true
		}
		for _, act := range []string{"create", "alter", "drop"} {
			if st.starts(act, kind) && !st.starts(act, kind, "mapping") {
				return true
			}
		}
	}
	return false
}

// rolesIn are the roles that a script names where nothing but a role can
// stand, sorted. It looks into the bodies of DO blocks too, where scripts like
// to create a role that may exist already. A name too many does no harm.
func rolesIn(sql string) []string {
	found := map[string]bool{}
	collectRoles(sql, found, 0)
	names := make([]string, 0, len(found))
	for n := range found {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}

// deepest is how many dollar-quoted strings within each other are looked into.
// People need two.
const deepest = 3

func collectRoles(sql string, found map[string]bool, depth int) {
	s := &script{sql: sql}
	for {
		st, ok, err := s.next(true)
		if !ok || err != nil { // an error is met again when the script runs
			return
		}
		rolesOf(st.words, found)
		for _, w := range st.words {
			if body, ok := dollarBody(w); ok && depth < deepest {
				collectRoles(body, found, depth+1)
			}
		}
	}
}

// dollarBody is what stands between the tags of a dollar-quoted string.
func dollarBody(raw string) (string, bool) {
	if !strings.HasPrefix(raw, "$") {
		return "", false
	}
	n := 1 + strings.IndexByte(raw[1:], '$') + 1
	if n == 1 || len(raw) < 2*n {
		return "", false
	}
	return raw[n : len(raw)-n], true
}

// rolesOf adds the roles that the words of one statement name. A block of
// PL/pgSQL gives words in front of the statement proper, so patterns are
// looked for anywhere.
func rolesOf(words []string, found map[string]bool) {
	grants, revokes := false, false
	for i, w := range words {
		follows := func(ws ...string) int { return following(words, i, ws...) }
		switch w {
		case "create":
			for _, kind := range []string{"role", "user", "group"} {
				if n := follows("create", kind); n > 0 && follows("create", kind, "mapping") == 0 {
					addRoles(words[n:], found)
				}
			}
		case "authorization", "policy":
			grants = grants || w == "policy"
			if n := follows("authorization"); n > 0 {
				addRoles(words[n:], found)
			}
		case "for":
			for _, kind := range []string{"role", "user"} {
				if n := follows("for", kind); n > 0 {
					addRoles(words[n:], found)
				}
			}
		case "grant", "revoke":
			grants, revokes = true, revokes || w == "revoke"
			if !slices.Contains(words[i:], "on") {
				addRoles(words[i+1:], found) // GRANT role TO role
			}
		case "to", "from":
			if grants && (w == "to" || revokes) {
				addRoles(words[i+1:], found)
			}
		}
	}
}

// following gives the index after a run of words at i, 0 if it is not there.
func following(words []string, i int, run ...string) int {
	if len(words)-i < len(run) || !slices.Equal(words[i:i+len(run)], run) {
		return 0
	}
	return i + len(run)
}

// notRoles are words that stand where a role may.
var notRoles = []string{
	"", "public", "current_user", "session_user", "current_role", "group", "admin", "option", "if", "not", "exists",
	"grant", "user", "role", "on", "with", "all", "for",
}

// addRoles adds the comma-separated names that words start with.
func addRoles(words []string, found map[string]bool) {
	for len(words) > 0 && words[0] == "group" {
		words = words[1:]
	}
	for i := 0; i < len(words); i += 2 {
		w := words[i]
		plain := w != "" && (startsWord(w[0]) || w[0] == '"')
		if !plain || slices.Contains(notRoles, w) {
			return
		}
		// The server keeps these names for itself.
		if n := name(w); n != "" && n != "none" && !strings.HasPrefix(n, "pg_") {
			found[n] = true
		}
		if i+1 >= len(words) || words[i+1] != "," {
			return
		}
	}
}

// provideRoles makes the roles that do not exist yet and lets the owner act
// for them and hand them on.
func (s *Server) provideRoles(ctx context.Context, names []string) error {
	for _, n := range names {
		if n == adminRole || n == ownerRole || len(n) > 63 {
			continue
		}
		err := s.asAdmin(ctx, "create role "+quote(n)+" nologin")
		var pg *pgconn.PgError
		if errors.As(err, &pg) && pg.Code == "42710" { // made for an earlier script
			continue
		}
		if err == nil {
			err = s.asAdmin(ctx, "grant "+quote(n)+" to "+quote(s.owner)+" with admin option")
		}
		if err != nil {
			return err
		}
	}
	return nil
}
