package live_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"

	"github.com/synapscale/synapcheck/inspect/live"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// A database is described as it was made, whatever that of the others is.
func TestDatabaseIsDescribedAsItWasMade(t *testing.T) {
	home := scratchtest.Database(t)
	admin := dial(t, home.AdminURL())
	name := home.Name() + "_made"
	made := "encoding 'LATIN1'"
	want := map[string]string{"encoding": "LATIN1", "lc_collate": "C", "lc_ctype": "C", "locale provider": "libc", "allow connections": "false"}
	if major(t) >= 17 {
		made = "encoding 'UTF8' locale_provider builtin builtin_locale 'C.UTF-8'"
		want["encoding"], want["locale provider"], want["locale"] = "UTF8", "builtin", "C.UTF-8"
	}
	run(t, admin, "create database "+name+" template template0 "+made)
	t.Cleanup(func() {
		conn, err := pgx.Connect(context.Background(), home.AdminURL())
		if err != nil {
			t.Error(err)
			return
		}
		defer conn.Close(context.Background())
		if _, err := conn.Exec(context.Background(), "drop database "+name+" with (force)"); err != nil {
			t.Error(err)
		}
	})
	server := connect(t, strings.Replace(home.AdminURL(), home.Name(), name, 1), live.Options{AllowEmpty: true})
	run(t, admin, "alter database "+name+" allow_connections false")
	db, err := server.Read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range db.Objects {
		if o.Kind != schema.KindDatabase {
			continue
		}
		have := make(map[string]string)
		for _, p := range o.Properties {
			have[p.Name] = p.Value
		}
		if d := cmp.Diff(want, have); d != "" {
			t.Errorf("(-want +have):\n%s", d)
		}
		return
	}
	t.Error("the database itself is not described")
}
