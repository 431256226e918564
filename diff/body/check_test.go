package body_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/synapscale/synapcheck/diff/body"
	"github.com/synapscale/synapcheck/inspect/live"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// A function of testdata/functions.sql that is called bad fails when it is called,
// and is found; one that is called good does neither.
func TestWhatIsFoundFailsAndWhatSucceedsIsNot(t *testing.T) {
	script, err := os.ReadFile("testdata/functions.sql")
	if err != nil {
		t.Fatal(err)
	}
	db := scratchtest.Database(t, string(script))
	server, err := live.Connect(t.Context(), db.URL(), live.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close(context.WithoutCancel(t.Context()))
	d, err := server.Read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	found := make(map[string]string)
	res := body.Check(d, body.Known{})
	for _, f := range res.Faults {
		if f.Object.Kind == schema.KindTrigger {
			found[f.Object.Name+" of "+f.Object.Parent] = f.Missing[0].What
		} else {
			name, _, _ := strings.Cut(f.Object.Name, "(")
			found[name] = f.Missing[0].What
		}
	}
	conn, err := pgx.Connect(t.Context(), db.URL())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.WithoutCancel(t.Context()))
	if _, err := conn.Exec(t.Context(), "set search_path = app, public"); err != nil {
		t.Fatal(err)
	}
	calls, bad := 0, 0
	for _, o := range d.Objects {
		if o.Kind != schema.KindFunction && o.Kind != schema.KindProcedure || !strings.HasPrefix(o.Name, "bad_") && !strings.HasPrefix(o.Name, "good_") || o.Property("returns") == "trigger" {
			continue
		}
		calls++
		state, message := call(t, conn, o)
		switch {
		case strings.HasPrefix(o.Name, "bad_"):
			bad++
			if !slices.Contains([]string{"42P01", "42703", "42601"}, state) {
				t.Errorf("%s: it does not fail as it should: %s %s", o.Name, state, message)
			}
			if found[o.Name] == "" {
				t.Errorf("%s fails (%s) and is not found", o.Name, message)
			}
		case state != "":
			t.Errorf("%s: it fails: %s %s", o.Name, state, message)
		case found[o.Name] != "":
			t.Errorf("%s succeeds and is found: %s", o.Name, found[o.Name])
		}
		delete(found, o.Name)
	}
	for statement, trigger := range map[string]string{
		"insert into app.untouched values (1)":                              "bad_touch of untouched",
		"insert into app.touched values (1)":                                "",
		"insert into app.touched values (1); update app.touched set id = 2": "",
		"alter table app.untouched disable trigger bad_touch; insert into app.untouched values (1); update app.untouched set id = 2": "bad_audit of untouched",
	} {
		_, err := conn.PgConn().Exec(t.Context(), "begin; "+statement).ReadAll()
		if (err != nil) != (trigger != "") {
			t.Errorf("%s: %v", statement, err)
		}
		if trigger != "" && found[trigger] == "" {
			t.Errorf("trigger %s is not found", trigger)
		}
		delete(found, trigger)
		_, _ = conn.Exec(t.Context(), "rollback")
	}
	for name, what := range found {
		t.Errorf("%s is found: %s", name, what)
	}
	if bad < 35 || calls-bad < 35 {
		t.Errorf("%d bad and %d good functions were called", bad, calls-bad)
	}
	t.Logf("%d bad, %d good, %d of %d unsure", bad, calls-bad, res.Unsure, res.Read)
}

// call calls the function in a transaction that is taken back.
func call(t *testing.T, conn *pgx.Conn, o *schema.Object) (state, message string) {
	t.Helper()
	arguments := map[string]string{
		"good_dynamic": "'users'", "good_variables": "1", "good_composite": "(select u from app.users u where id = 1)",
	}[o.Name]
	statement := fmt.Sprintf("select * from app.%s(%s)", o.Name, arguments)
	if o.Kind == schema.KindProcedure {
		statement = fmt.Sprintf("call app.%s(%s)", o.Name, arguments)
	}
	_, err := conn.PgConn().Exec(t.Context(), "begin; "+statement).ReadAll()
	_, _ = conn.Exec(t.Context(), "rollback")
	if err == nil {
		return "", ""
	}
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		return pg.Code, pg.Message
	}
	return "?", err.Error()
}
