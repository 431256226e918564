package live_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
	"golang.org/x/tools/txtar"

	"github.com/synapscale/synapcheck/inspect/live"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// TestObjectsOfSuperusers reads what only superusers can make. Its files are
// written as those of TestDescriptionMatchesSchema, and it wants the objects.
func TestObjectsOfSuperusers(t *testing.T) {
	files, err := filepath.Glob("testdata/superuser/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in testdata/superuser: %v", err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		since := 0
		if _, err := fmt.Sscanf(string(archive.Comment), "since %d", &since); err == nil && since > major(t) {
			t.Logf("%s is for PostgreSQL %d", file, since)
			continue
		}
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			db := scratchtest.Database(t)
			run(t, dial(t, db.AdminURL()), string(archive.Files[0].Data))
			have := objects(t, read(t, db.URL(), live.Options{AllowEmpty: true}))
			if want := string(archive.Files[1].Data); !*update {
				if d := cmp.Diff(want, have); d != "" {
					t.Errorf("%s (-want +have):\n%s", file, d)
				}
				return
			}
			archive.Files[1].Data = []byte(have)
			if err := os.WriteFile(file, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// objects is the objects of the description as text.
func objects(t *testing.T, db *schema.Database) string {
	t.Helper()
	_, text, _ := strings.Cut(dump(t, &schema.Database{Dialect: "postgres", Objects: changed(db.Objects)}), "\n")
	return text
}

// TestSubscriptionsAreReadWithoutSecrets reads subscriptions as a role that may
// not see their connections, and as a superuser.
func TestSubscriptionsAreReadWithoutSecrets(t *testing.T) {
	db := scratchtest.Database(t, "create table t (id int)")
	const connection = "host=nowhere.invalid password=CANARY"
	admin := dial(t, db.AdminURL())
	// The server would not let go of a database that has subscriptions.
	t.Cleanup(func() {
		conn, err := pgx.Connect(context.Background(), db.AdminURL())
		if err != nil {
			t.Error(err)
			return
		}
		defer conn.Close(context.Background())
		for _, name := range []string{"plain", "special"} {
			for _, s := range []string{"alter subscription %s disable", "alter subscription %s set (slot_name = none)", "drop subscription %s"} {
				if _, err := conn.Exec(context.Background(), fmt.Sprintf(s, name)); err != nil {
					t.Error(err)
				}
			}
		}
	})
	options := "connect = false, slot_name = none, synchronous_commit = on"
	want := `subscription plain
  publication: "B", a
  enabled: false
subscription special
  publication: p
  enabled: false
  slot_name: NONE
`
	if major(t) >= 14 {
		options += ", binary = true, streaming = true"
		want += "  synchronous_commit: on\n  binary: true\n  streaming: on\n"
	}
	if major(t) >= 15 {
		options += ", two_phase = true, disable_on_error = true"
		want += "  two_phase: true\n  disable_on_error: true\n"
	}
	if major(t) >= 16 {
		options += ", password_required = false, run_as_owner = true, origin = none"
		want += "  password_required: false\n  run_as_owner: true\n  origin: none\n"
	}
	if major(t) >= 17 {
		options += ", failover = true"
		want += "  failover: true\n"
	}
	run(t, admin,
		"create subscription plain connection '"+connection+"' publication \"B\", a with (connect = false)",
		"create subscription special connection '"+connection+"' publication p with ("+options+")",
	)
	for _, dsn := range []string{role(t, db, ""), db.AdminURL()} {
		have := read(t, dsn, live.Options{})
		for _, o := range have.Objects {
			o.Owner = schema.Claim[string]{} // which shows since 14 only
		}
		if d := cmp.Diff(want, objects(t, have)); d != "" {
			t.Error(d)
		}
		if strings.Contains(dump(t, have), "CANARY") {
			t.Error("the password shows")
		}
	}
}
