package live

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A Lack is what a role may not do with a table, as far as reading and writing
// its rows needs it.
type Lack struct {
	Table schema.Ref
	// Privileges are those that are lacking: USAGE of the schema, SELECT, INSERT
	// or UPDATE of the table, USAGE of its sequences.
	Privileges []string
	// Grants are the statements that give what Privileges names but for the table's
	// own, and Rights the privileges on the table itself, in lower case.
	Grants []string
	Rights []string
}

// Mend are the statements that give the role all that it lacks, each once: one
// for all tables of which it lacks the same.
func Mend(role string, lacks []Lack) []string {
	to := " to " + schema.SQLIdent(role) + ";"
	var statements []string
	add := func(s string) {
		if !slices.Contains(statements, s) {
			statements = append(statements, s)
		}
	}
	tables := make(map[string][]string)
	var order []string
	for _, l := range lacks {
		for _, g := range l.Grants {
			add(g)
		}
		if rights := strings.Join(l.Rights, ", "); rights != "" {
			if tables[rights] == nil {
				order = append(order, rights)
			}
			tables[rights] = append(tables[rights], schema.SQLIdent(l.Table.Schema)+"."+schema.SQLIdent(l.Table.Name))
		}
	}
	for _, rights := range order {
		add("grant " + rights + " on " + strings.Join(tables[rights], ", ") + to)
	}
	return statements
}

// A RoleError reports a role that the server does not know.
type RoleError struct {
	Role string
	Near string // a role of nearly that name
}

func (e *RoleError) Error() string { return fmt.Sprintf("the server has no role %q", e.Role) }

// Hint says what may have been meant.
func (e *RoleError) Hint() string {
	if e.Near != "" {
		return fmt.Sprintf("did you mean %s? Upper and lower case count", e.Near)
	}
	return "name the role that the program connects as; psql's \\du lists those that there are"
}

// noRole is the error of a role that is none of those that there are; nil for one
// that is, and for everybody.
func noRole(role string, there []string) error {
	if role == "public" || slices.Contains(there, role) {
		return nil
	}
	e := &RoleError{Role: role}
	best := max(2, len(role)/3) + 1
	for _, name := range there {
		if d := schema.Distance(strings.ToLower(role), strings.ToLower(name)); d < best {
			best, e.Near = d, name
		}
	}
	return e
}

var sqlRole = load("role")

var sqlPrivilege = load("privilege")

// Lacks says what the role may not do with the tables. That a role lacks
// something is no fault of ours: describing tables needs no right to them. A role
// that does not exist is an error.
func (s *Server) Lacks(ctx context.Context, role string, tables []schema.Ref) ([]Lack, error) {
	ctx, cancel := context.WithTimeout(ctx, s.opts.Timeout)
	defer cancel()
	names := make([]string, len(tables))
	for i, t := range tables {
		names[i] = t.Schema + "/" + t.Name
	}
	array, err := pgtype.NewMap().Encode(pgtype.TextArrayOID, pgx.TextFormatCode, names, nil)
	if err != nil {
		return nil, err
	}
	var lacks []Lack
	var roles []string
	to := " to " + schema.SQLIdent(role) + ";"
	batch := &pgx.Batch{}
	s.begin(batch)
	ask(batch, "roles", sqlRole.text(s.facts.Version), func(f *row) {
		_ = f.oid()
		roles = append(roles, f.text())
	})
	ask(batch, "privileges", sqlPrivilege.text(s.facts.Version), func(f *row) {
		l := Lack{Table: schema.Ref{Schema: f.text(), Name: f.text()}}
		_ = f.char()
		if usage := f.bool(); !usage {
			l.Privileges = append(l.Privileges, "USAGE of the schema")
			l.Grants = append(l.Grants, "grant usage on schema "+schema.SQLIdent(l.Table.Schema)+to)
		}
		if missing := f.list(); len(missing) > 0 {
			l.Privileges = append(l.Privileges, missing...)
			for _, m := range missing {
				l.Rights = append(l.Rights, strings.ToLower(m))
			}
		}
		for _, sequence := range f.list() {
			l.Privileges = append(l.Privileges, "USAGE of "+sequence)
			l.Grants = append(l.Grants, "grant usage on sequence "+sequence+to)
		}
		if len(l.Privileges) > 0 {
			lacks = append(lacks, l)
		}
	}, role, string(array))
	batch.Queue("commit")
	err = s.send(ctx, batch)
	if err == nil || sqlState(err) == undefinedObject {
		if unknown := noRole(role, roles); unknown != nil {
			return nil, unknown
		}
	}
	if err != nil {
		return nil, s.readError(ctx, err)
	}
	return lacks, nil
}
