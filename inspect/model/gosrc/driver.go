package gosrc

import (
	"bytes"
	"cmp"
	"path"
	"regexp"
	"slices"
)

// The drivers that carry rows to a reader, as Host.Driver has them.
const (
	DriverPGX    = "pgx"
	DriverStdlib = "pgx/stdlib"
	DriverPQ     = "lib/pq"
	DriverBun    = "pgdriver"
)

type carrier struct {
	driver string
	paths  []string
}

// carriers are the import paths that show each driver of database/sql.
var carriers = []carrier{
	{DriverStdlib, []string{"github.com/jackc/pgx/v5/stdlib", "github.com/jackc/pgx/v4/stdlib", "github.com/jackc/pgx/stdlib"}},
	{DriverPQ, []string{pqPath}},
	{DriverBun, []string{"github.com/uptrace/bun/driver/pgdriver"}},
}

const pqPath = "github.com/lib/pq"

// native are the packages of pgx that read rows without database/sql.
var native = []string{
	"github.com/jackc/pgx/v5", "github.com/jackc/pgx/v5/pgxpool", "github.com/jackc/pgx/v5/pgtype",
	"github.com/jackc/pgx/v4", "github.com/jackc/pgx/v4/pgxpool",
}

// opened are the names by which drivers are registered with database/sql.
var opened = map[string]string{
	"pgx": DriverStdlib, "pgx/v5": DriverStdlib, "postgres": DriverPQ, "cloudsqlpostgres": DriverPQ, "pg": DriverBun,
}

// openCall is a call that names a driver of database/sql: sql.Open("pgx", …),
// sqlx.ConnectContext(ctx, "postgres", …), sql.Open(dialect.Postgres, …).
var openCall = regexp.MustCompile(
	`\b(?:Open|MustOpen|Connect|MustConnect|OpenDB|OpenContext|ConnectContext|NewEngine|NewDb|RegisterDataBase|RegisterDriver)` +
		`\(\s*(?:[\w.()"]+\s*,\s*)?(?:"(pgx|pgx/v5|postgres|cloudsqlpostgres|pg)"|dialect\.(Postgres)\b)`)

// openWords are what a file with such a call has.
var openWords = [][]byte{
	[]byte(`"pgx"`), []byte(`"pgx/v5"`), []byte(`"postgres"`), []byte(`"cloudsqlpostgres"`), []byte(`"pg"`), []byte(`dialect.Postgres`),
}

// connectors are functions of drivers that make a connection of database/sql
// without a name.
var connectors = []struct {
	driver string
	text   []byte
}{
	{DriverStdlib, []byte("stdlib.OpenDB(")},
	{DriverStdlib, []byte("stdlib.OpenDBFromPool(")},
	{DriverStdlib, []byte("stdlib.GetConnector(")},
	{DriverPQ, []byte("pq.NewConnector(")},
	{DriverPQ, []byte("pq.Open(")},
	{DriverBun, []byte("pgdriver.NewConnector(")},
}

// opensOf finds the drivers that the file's source names when it connects.
func opensOf(src []byte) []string {
	var found []string
	add := func(driver string) {
		if !slices.Contains(found, driver) {
			found = append(found, driver)
		}
	}
	if slices.ContainsFunc(openWords, func(word []byte) bool { return bytes.Contains(src, word) }) {
		for _, m := range openCall.FindAllSubmatch(src, -1) {
			add(cmp.Or(opened[string(m[1])], DriverPQ))
		}
	}
	for _, c := range connectors {
		if bytes.Contains(src, c.text) {
			add(c.driver)
		}
	}
	return found
}

// Driver is the one driver of database/sql that the module's code or go.mod
// shows, or else that those of its neighbours in the workspace show; "" where
// nothing or more than one is shown.
func (s Survey) Driver() string {
	for _, at := range s.circles() {
		if d, told := at.driver(); told {
			return d
		}
	}
	return ""
}

// circles are the survey and, where it is narrow, that of all modules.
func (s Survey) circles() []Survey {
	if s.narrow {
		return []Survey{s, s.All()}
	}
	return []Survey{s}
}

// driver weighs the evidence of one circle: how connections are opened comes
// before what is imported, and that before what go.mod requires. told is true
// where there was any evidence.
func (s Survey) driver() (name string, told bool) {
	u := s.usage()
	shown := slices.Clone(u.opens)
	// Who opens "postgres" without lib/pq has registered pgx by that name.
	if i := slices.Index(shown, DriverPQ); i >= 0 && !u.imports.any([]string{pqPath}) && !s.Requires(pqPath) &&
		(u.imports.any(carriers[0].paths) || s.Requires(native...)) {
		shown[i] = DriverStdlib
	}
	if len(shown) == 0 {
		for _, c := range carriers {
			if u.imports.any(c.paths) {
				shown = append(shown, c.driver)
			}
		}
		// Next to pgx, lib/pq is imported for its arrays as often as not.
		if len(shown) == 1 && shown[0] == DriverPQ && !u.imports.blank(pqPath) && u.imports.any(native) {
			return "", true
		}
	}
	if len(shown) == 0 {
		for driver, required := range map[string]bool{DriverStdlib: s.Requires(native...), DriverPQ: s.Requires(pqPath)} {
			if required {
				shown = append(shown, driver)
			}
		}
	}
	slices.Sort(shown)
	shown = slices.Compact(shown)
	if len(shown) == 1 {
		return shown[0], true
	}
	return "", len(shown) > 0
}

// blank reports whether the path is imported for its effects alone.
func (is imports) blank(importPath string) bool {
	return slices.ContainsFunc(is, func(i importSpec) bool { return i.path == importPath && i.name == "_" })
}

// fixed are the readers whose driver is always the same.
var fixed = map[string]string{ReaderPGX.Name: DriverPGX, ReaderGoPG.Name: "go-pg"}

// driven tells every field what carries the rows to its reader.
func (r *reading) driven() {
	known := map[driven]string{}
	for _, t := range r.db.Tables {
		mod := r.p.modules.at(path.Dir(t.Origin.File()))
		for _, c := range t.Columns {
			if c.Host == nil || c.Host.Driver != "" {
				continue
			}
			key := driven{mod, c.Host.Reader}
			driver, done := known[key]
			if !done {
				driver = Survey{s: r.survey.s, of: mod, narrow: true}.carries(c.Host.Reader)
				known[key] = driver
			}
			c.Host.Driver = driver
		}
	}
}

type driven struct {
	by     *module
	reader string
}

// carries is the driver that carries rows to the reader.
func (s Survey) carries(reader string) string {
	if d := fixed[reader]; d != "" || reader == ReaderUnknown.Name {
		return d
	}
	imports := s.All().Imports
	switch {
	case reader == ReaderGORM.Name && imports("github.com/jinzhu/gorm/"):
		return DriverPQ
	case reader == ReaderGORM.Name:
		return DriverStdlib
	case reader == ReaderScany.Name && imports("github.com/georgysavva/scany/pgxscan", "github.com/georgysavva/scany/v2/pgxscan"):
		if imports("github.com/georgysavva/scany/sqlscan", "github.com/georgysavva/scany/v2/sqlscan") {
			return ""
		}
		return DriverPGX
	}
	driver := s.Driver()
	if reader == ReaderPop.Name && driver == "" {
		return DriverStdlib // what Pop takes for postgres
	}
	return driver
}

// Standard reports whether connections of database/sql to PostgreSQL are made.
func (s Survey) Standard() bool {
	u := s.usage()
	return len(u.opens) > 0 || slices.ContainsFunc(carriers, func(c carrier) bool {
		return u.imports.blank(c.paths[0]) || c.driver != DriverPQ && u.imports.any(c.paths)
	})
}
