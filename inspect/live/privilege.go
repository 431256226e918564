package live

import (
	"context"
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
	// Grants are the statements that give them.
	Grants []string
}

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
	to := " to " + schema.SQLIdent(role) + ";"
	batch := &pgx.Batch{}
	s.begin(batch)
	ask(batch, "privileges", sqlPrivilege.text(s.facts.Version), func(f *row) {
		l := Lack{Table: schema.Ref{Schema: f.text(), Name: f.text()}}
		_ = f.char()
		if usage := f.bool(); !usage {
			l.Privileges = append(l.Privileges, "USAGE of the schema")
			l.Grants = append(l.Grants, "grant usage on schema "+schema.SQLIdent(l.Table.Schema)+to)
		}
		if missing := f.list(); len(missing) > 0 {
			l.Privileges = append(l.Privileges, missing...)
			l.Grants = append(l.Grants, "grant "+strings.ToLower(strings.Join(missing, ", "))+" on "+schema.SQLIdent(l.Table.Schema)+"."+schema.SQLIdent(l.Table.Name)+to)
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
	if err := s.send(ctx, batch); err != nil {
		return nil, s.readError(ctx, err)
	}
	return lacks, nil
}
