package scratch

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// statementTimeout is how long one statement of a script may take. The server
// is told so too, but there a script can lift the limit.
const statementTimeout = time.Minute

// A Passed is a statement of a script that was not run.
type Passed struct {
	Line, Column int
	Statement    string // its first words
}

// Passed lists the statements that Exec passed over, in the order in which it
// met them.
func (db *DB) Passed() []Passed {
	db.mu.Lock()
	defer db.mu.Unlock()
	return append([]Passed(nil), db.passed...)
}

// Exec runs a script that somebody else wrote, such as the output of pg_dump,
// statement by statement as psql would, as the plain owner of the database and
// never as a superuser. It stops at the first error, which is a [*ScriptError].
//
// What needs more rights than that is arranged or passed over, never run:
//
//   - An extension that only a superuser may create is created where it is known
//     to be harmless, by a statement of our own.
//   - On a server of ours, roles that the script names exist before it runs,
//     unable to log in and without attributes. Statements that create, alter or
//     drop roles are passed over.
//   - OWNER TO is passed over: all objects stay with the plain owner.
//   - So are a COMMENT ON EXTENSION that the owner has no right to, and a SET of
//     a parameter that this version of PostgreSQL does not know.
//
// Commands of psql are refused, but for the \restrict of pg_dump and \set
// ON_ERROR_STOP.
func (db *DB) Exec(ctx context.Context, sql string) (err error) {
	withdraw, err := db.offerExtensions(ctx, sql)
	if err != nil {
		return fmt.Errorf("preparing for extensions: %w", err)
	}
	defer func() {
		if withdrawErr := withdraw(); err == nil {
			err = withdrawErr
		}
	}()
	conn, err := db.Connect(ctx)
	if err != nil {
		return err
	}
	defer closeConn(conn)
	if db.server.local != nil {
		if err := db.server.provideRoles(ctx, rolesIn(sql)); err != nil {
			return fmt.Errorf("making the roles of the script: %w", err)
		}
	}
	s := &script{sql: sql}
	for {
		standard := conn.PgConn().ParameterStatus("standard_conforming_strings") != "off"
		st, ok, err := s.next(standard)
		if err != nil || !ok {
			return err
		}
		if err := db.execOne(ctx, conn, s, st); err != nil {
			return err
		}
	}
}

func (db *DB) execOne(ctx context.Context, conn *pgx.Conn, s *script, st statement) error {
	if st.setsOwner() || db.server.local != nil && st.managesRoles() {
		db.passOver(s, st)
		return nil
	}
	if name, ok := st.createsExtension(); ok && untrusted[name] {
		done, err := st.createExtension(ctx, conn)
		if err != nil {
			return s.locate(st, err)
		}
		if done {
			return nil
		}
	}
	idle := conn.PgConn().TxStatus() == 'I'
	err := runStatement(ctx, conn.PgConn(), st)
	if err == nil {
		return nil
	}
	if idle && st.passable(err) {
		db.passOver(s, st)
		return nil
	}
	return s.locate(st, err)
}

func runStatement(ctx context.Context, conn *pgconn.PgConn, st statement) error {
	limited, cancel := context.WithTimeout(ctx, statementTimeout)
	defer cancel()
	var err error
	if st.copiesIn() {
		_, err = conn.CopyFrom(limited, strings.NewReader(st.copied), st.sql)
	} else {
		err = conn.Exec(limited, st.sql).Close()
	}
	if err != nil && limited.Err() != nil && ctx.Err() == nil {
		return fmt.Errorf("the statement took more than %s", statementTimeout)
	}
	return err
}

// setsOwner says whether a statement does nothing but give an object away.
func (st statement) setsOwner() bool {
	n := len(st.words)
	if !st.starts("alter") || n < 5 || st.words[n-3] != "owner" || st.words[n-2] != "to" {
		return false
	}
	depth := 0
	for _, w := range st.words {
		switch w {
		case "(":
			depth++
		case ")":
			depth--
		case ",":
			if depth == 0 {
				return false
			}
		}
	}
	return true
}

// passable says whether an error of a statement is one that psql's users have
// learnt to ignore, because the statement has no bearing on the schema.
func (st statement) passable(err error) bool {
	var pg *pgconn.PgError
	if !errors.As(err, &pg) {
		return false
	}
	switch {
	case st.starts("set"):
		return pg.Code == "42704" && strings.Contains(pg.Message, "configuration parameter")
	case st.starts("comment", "on", "extension"):
		return pg.Code == "42501"
	}
	return false
}

func (db *DB) passOver(s *script, st statement) {
	place := s.errorAt(st.offset, nil)
	head := strings.Join(strings.Fields(st.sql), " ")
	if short := []rune(head); len(short) > 60 {
		head = string(short[:59]) + "…"
	}
	db.mu.Lock()
	defer db.mu.Unlock()
	db.passed = append(db.passed, Passed{Line: place.Line, Column: place.Column, Statement: head})
}

// locate places the error of a statement where the server says it is, or else
// at the statement's start.
func (s *script) locate(st statement, err error) *ScriptError {
	offset := st.offset
	var pg *pgconn.PgError
	if errors.As(err, &pg) && pg.Position > 0 {
		offset += byteOf(st.sql, int(pg.Position)-1)
	}
	return s.errorAt(offset, err)
}

// byteOf is the offset of a character in bytes.
func byteOf(s string, character int) int {
	offset := 0
	for ; character > 0 && offset < len(s); character-- {
		_, n := utf8.DecodeRuneInString(s[offset:])
		offset += n
	}
	return offset
}
