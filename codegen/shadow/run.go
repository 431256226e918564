// Package shadow proves a migration on a server that is thrown away: it loads the
// live description, puts rows into it, goes up and down, and looks.
package shadow

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/codegen/migration"
)

// A StepError is a step that the server refused.
type StepError struct {
	Step      migration.Step
	Number    int
	Statement string
	Err       error
}

// Error names the step, the statement and what the server said.
func (e *StepError) Error() string {
	return fmt.Sprintf("step %d, %s: %s: %v", e.Number, e.Step.What, firstLine(e.Statement), e.Err)
}

// Unwrap gives the server's error.
func (e *StepError) Unwrap() error { return e.Err }

// Hint says what can be done about it.
func (e *StepError) Hint() string {
	var pg *pgconn.PgError
	if errors.As(e.Err, &pg) {
		return pg.Hint
	}
	return ""
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	if r := []rune(line); len(r) > 160 {
		return string(r[:159]) + "…"
	}
	return line
}

// Run does the steps, each in a transaction of its own or statement by
// statement. Look, if there is one, is called after each with what it locked.
func Run(ctx context.Context, conn *pgx.Conn, steps []migration.Step) error {
	for _, s := range ddl.Session() {
		if err := exec(ctx, conn, s); err != nil {
			return fmt.Errorf("preparing the session: %w", err)
		}
	}
	for i, s := range steps {
		if err := runStep(ctx, conn, i+1, s); err != nil {
			return err
		}
	}
	return nil
}

func runStep(ctx context.Context, conn *pgx.Conn, n int, s migration.Step) error {
	if !s.Alone {
		if err := exec(ctx, conn, "BEGIN"); err != nil {
			return fmt.Errorf("beginning step %d: %w", n, err)
		}
	}
	for _, sql := range s.SQL {
		if err := exec(ctx, conn, sql); err != nil {
			if !s.Alone {
				_ = exec(ctx, conn, "ROLLBACK") // the error that led here says more
			}
			return &StepError{Step: s, Number: n, Statement: sql, Err: err}
		}
	}
	if s.Alone {
		return nil
	}
	if err := exec(ctx, conn, "COMMIT"); err != nil {
		return &StepError{Step: s, Number: n, Statement: "COMMIT", Err: err}
	}
	return nil
}

func exec(ctx context.Context, conn *pgx.Conn, sql string) error {
	return conn.PgConn().Exec(ctx, sql).Close()
}
