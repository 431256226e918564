package proof

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/synapscale/synapcheck/inspect/scratch"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest/crowd"
)

// root is the repository, seen from this package.
const root = "../../../.."

// A written schema is a database as somebody has written it down.
type written struct {
	name    string
	scripts []string
	// file is one that psql or pg_restore reads: a stranger's, which may do what
	// only they understand.
	file string
}

var sinceMark = regexp.MustCompile(`(?m)^-- since (\d+)$`)

// schemas are the example, a crowd of tables and an object of every kind; of all,
// those of testdata/roundtrip too, PostgreSQL's own regression database, if make
// regress has built it, and those of SYNAPCHECK_SCHEMAS.
func schemas(t *testing.T, all bool) []written {
	t.Helper()
	list := []written{
		{name: "synapscale", scripts: []string{script(t, root+"/testdata/synapscale/schema.sql")}},
		{name: "crowd", scripts: crowd.DDL(20, false)},
		{name: "the rest", scripts: []string{script(t, "testdata/rest.sql")}},
		{name: "every kind", scripts: []string{script(t, root+"/inspect/live/testdata/every-kind.sql")}},
	}
	if !all {
		return list
	}
	files, err := filepath.Glob(root + "/testdata/roundtrip/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts to build databases of: %v", err)
	}
	major := scratchtest.Server(t).Version() / 10000
	for _, file := range files {
		text := script(t, file)
		if m := sinceMark.FindStringSubmatch(text); m != nil {
			if since, _ := strconv.Atoi(m[1]); major < since { // the pattern allows digits only
				continue
			}
		}
		list = append(list, written{name: filepath.Base(file), scripts: []string{text}})
	}
	regress := fmt.Sprintf("%s/.pg/regress/%d/regress.sql", root, major)
	if _, err := os.Stat(regress); err == nil {
		list = append(list, written{name: "regression", scripts: []string{
			postgresRole + script(t, regress),
		}})
	}
	return append(list, strangers(t)...)
}

// postgresRole made the regression database, and its dump names it.
const postgresRole = "do $$ begin create role postgres superuser; exception when duplicate_object then null; end $$;\n"

// strangers are the schemas of SYNAPCHECK_SCHEMAS, a file or a folder of them.
func strangers(t *testing.T) []written {
	t.Helper()
	place := os.Getenv("SYNAPCHECK_SCHEMAS")
	if place == "" {
		return nil
	}
	files := []string{place}
	if info, err := os.Stat(place); err != nil {
		t.Fatal(err)
	} else if info.IsDir() {
		if files, err = filepath.Glob(filepath.Join(place, "*")); err != nil {
			t.Fatal(err)
		}
	}
	var list []written
	for _, file := range files {
		if slices.Contains([]string{".sql", ".dump"}, filepath.Ext(file)) {
			list = append(list, written{name: filepath.Base(file), file: file})
		}
	}
	if len(list) == 0 {
		t.Fatalf("%s holds neither .sql nor .dump", place)
	}
	return list
}

func script(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// load makes the schema, as a superuser. What a stranger's file has and this
// server does not know is told and left.
func (w written) load(t *testing.T, db *scratch.DB) {
	t.Helper()
	if w.file != "" {
		w.loadFile(t, db)
		return
	}
	conn := connect(t, db.AdminURL())
	defer conn.Close(context.WithoutCancel(t.Context()))
	for _, sql := range w.scripts {
		_, err := conn.PgConn().Exec(t.Context(), sql).ReadAll()
		var pg *pgconn.PgError
		if errors.As(err, &pg) && pg.Position > 0 {
			runes := []rune(sql)
			at := min(int(pg.Position)-1, len(runes))
			t.Fatalf("%s: %v\n%s", w.name, err, string(runes[max(0, at-400):min(len(runes), at+200)]))
		}
		if err != nil {
			t.Fatalf("%s: %v", w.name, err)
		}
	}
}

func (w written) loadFile(t *testing.T, db *scratch.DB) {
	t.Helper()
	major := scratchtest.Server(t).Version() / 10000
	args := []string{program(t, "psql", major), "-X", "-q", "-d", db.AdminURL(), "-f", w.file}
	if filepath.Ext(w.file) == ".dump" {
		args = []string{program(t, "pg_restore", major), "-s", "-d", db.AdminURL(), w.file}
	}
	if filepath.Ext(w.file) == ".sql" && w.name != "dump" {
		roles(t, scratchtest.Server(t), script(t, w.file))
	}
	var said bytes.Buffer
	c := exec.CommandContext(t.Context(), args[0], args[1:]...)
	c.Stderr = &said
	err := c.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	faults := regexp.MustCompile(`(?m)^.*ERROR: .*$`).FindAllString(said.String(), -1)
	if len(faults) > 0 {
		t.Logf("%s: %d statements failed, such as: %s", w.name, len(faults), strings.Join(faults[:min(3, len(faults))], "\n  "))
	}
}

// program is one of PostgreSQL's own for the server's major version, or a newer.
func program(t *testing.T, name string, major int) string {
	t.Helper()
	for ; major < 30; major++ {
		for _, pattern := range []string{"/usr/lib/postgresql/%d/bin/%s", root + "/.pg/regress/%d/build/server/bin/%s"} {
			if file := fmt.Sprintf(pattern, major, name); exists(file) {
				return file
			}
		}
	}
	what := fmt.Sprintf("NOT COMPARED: there is no %s for PostgreSQL %d", name, scratchtest.Server(t).Version()/10000)
	if os.Getenv("CI") != "" {
		t.Fatal(what)
	}
	t.Skip(what)
	return ""
}

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}
