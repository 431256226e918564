package live_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/synapscale/synapcheck/inspect/live"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

var update = flag.Bool("update", false, "rewrite the expectations in testdata")

// TestDescriptionMatchesSchema reads the schema of every file in testdata. A
// file that begins with "since 15" is for servers of that version on.
func TestDescriptionMatchesSchema(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files in testdata: %v", err)
	}
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		since := 0
		if _, err := fmt.Sscanf(string(archive.Comment), "since %d", &since); err == nil && since*10000 > major(t)*10000 {
			t.Logf("%s is for PostgreSQL %d", file, since)
			continue
		}
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			golden(t, file, archive)
		})
	}
}

func golden(t *testing.T, file string, archive *txtar.Archive) {
	if len(archive.Files) != 2 || archive.Files[0].Name != "schema.sql" || archive.Files[1].Name != "want" {
		t.Fatalf("%s: want the files schema.sql and want", file)
	}
	db := scratchtest.Database(t, string(archive.Files[0].Data))
	d := read(t, db.URL(), live.Options{})
	for _, s := range d.Schemas {
		if s.Name == "public" && major(t) < 15 {
			s.Owner = schema.Is("pg_database_owner") // since 15
		}
	}
	have := dump(t, d)
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
}

func major(t *testing.T) int {
	t.Helper()
	return scratchtest.Server(t).Version() / 10000
}

func connect(t testing.TB, dsn string, opts live.Options) *live.Server {
	t.Helper()
	server, err := live.Connect(t.Context(), dsn, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Close(context.Background()) })
	return server
}

func read(t testing.TB, dsn string, opts live.Options) *schema.Database {
	t.Helper()
	db, err := connect(t, dsn, opts).Read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return db
}

// dump is the description as text, without what depends on the server's place
// and version.
func dump(t testing.TB, db *schema.Database) string {
	t.Helper()
	same := *db
	same.Name, same.Server = "test", 0
	var b strings.Builder
	if err := schema.Dump(&b, &same); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
