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
	"github.com/synapscale/synapcheck/inspect/schema"
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

// A runner does steps one by one, and looks at what they do.
type runner struct {
	conn    *pgx.Conn
	touched []schema.Ref // of which the state is asked
	states  []string
	seen    []migration.Measured
}

// Run does the steps, each in a transaction of its own or statement by
// statement, and says what each locked and wrote anew.
func Run(ctx context.Context, conn *pgx.Conn, p *migration.Plan) (seen []migration.Measured, states []string, err error) {
	for _, s := range ddl.Session() {
		if err := exec(ctx, conn, s); err != nil {
			return nil, nil, fmt.Errorf("preparing the session: %w", err)
		}
	}
	r := &runner{conn: conn, touched: p.Touched()}
	if err := r.state(ctx); err != nil {
		return nil, nil, err
	}
	for i, s := range p.Steps {
		if err := r.step(ctx, i+1, s); err != nil {
			return r.seen, r.states, err
		}
	}
	return r.seen, r.states, nil
}

func (r *runner) state(ctx context.Context) error {
	var state *string
	if err := r.conn.QueryRow(ctx, migration.StateQuery(r.touched)).Scan(&state); err != nil {
		return fmt.Errorf("asking for the state: %w", err)
	}
	if state == nil {
		state = new(string)
	}
	r.states = append(r.states, *state)
	return nil
}

func (r *runner) step(ctx context.Context, n int, s migration.Step) error {
	before, err := r.files(ctx)
	if err != nil {
		return err
	}
	if !s.Alone {
		if err := exec(ctx, r.conn, "BEGIN"); err != nil {
			return fmt.Errorf("beginning step %d: %w", n, err)
		}
	}
	for _, sql := range s.SQL {
		if err := exec(ctx, r.conn, sql); err != nil {
			if !s.Alone {
				_ = exec(ctx, r.conn, "ROLLBACK") // the error that led here says more
			}
			return &StepError{Step: s, Number: n, Statement: sql, Err: err}
		}
	}
	m := migration.Measured{Locks: s.Locks, Claimed: s.Alone}
	if !s.Alone {
		if m.Locks, err = r.locks(ctx, before); err != nil {
			return err
		}
		if err := exec(ctx, r.conn, "COMMIT"); err != nil {
			return &StepError{Step: s, Number: n, Statement: "COMMIT", Err: err}
		}
	}
	if m.Rewritten, err = r.rewritten(ctx, before); err != nil {
		return err
	}
	r.seen = append(r.seen, m)
	return r.state(ctx)
}

func exec(ctx context.Context, conn *pgx.Conn, sql string) error {
	return conn.PgConn().Exec(ctx, sql).Close()
}
