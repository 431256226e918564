package gostruct

import "github.com/synapscale/synapcheck/inspect/model/gosrc"

// readerOf is the library that fills the struct: the one that its package
// imports, or else the one that its module does, or that its go.mod requires; and
// at last what the neighbours in the workspace show. A directive above the struct
// says it outright.
func readerOf(d *gosrc.Draft) gosrc.Reader {
	switch d.Struct.Driver() {
	case "":
	case gosrc.DriverPGX:
		return gosrc.ReaderPGX
	default:
		return gosrc.ReaderSQL
	}
	if r, ok := reader(d.Struct.Package.Imports, true); ok {
		return r
	}
	if d.Struct.Package.Imports(pq) && !d.Survey.ByName() {
		if r, ok := reader(d.Survey.Imports, false); ok && r.Name != gosrc.ReaderPGX.Name {
			return r
		}
		return gosrc.ReaderSQL // pgx itself does not fill the types of lib/pq
	}
	for _, at := range []gosrc.Survey{d.Survey, d.Survey.All()} {
		if r, ok := reader(at.Imports, at.ByName()); ok {
			if r.Name == gosrc.ReaderPGX.Name && !at.ByName() && at.Standard() && !d.Struct.Package.Imports(pgx...) {
				return gosrc.ReaderUnknown // the module reads rows in both ways
			}
			return r
		}
		if at.Standard() {
			return gosrc.ReaderSQL
		}
		if r, ok := reader(at.Requires, at.ByName()); ok {
			return r
		}
		if at.Requires(pq) {
			return gosrc.ReaderSQL
		}
	}
	return gosrc.ReaderUnknown
}

// reader picks the library by what is imported. Next to sqlx, pgx counts only if
// it fills structs itself: it may be no more than the driver.
func reader(imports func(paths ...string) bool, byName bool) (gosrc.Reader, bool) {
	sqlx := imports("github.com/jmoiron/sqlx/")
	switch {
	case imports("github.com/gobuffalo/pop/", "github.com/ory/pop/"):
		return gosrc.ReaderPop, true
	case imports("github.com/georgysavva/scany/pgxscan", "github.com/georgysavva/scany/v2/pgxscan"):
		return gosrc.ReaderScany, true
	case imports("github.com/georgysavva/scany/"):
		return gosrc.ReaderScanySQL, true
	case (byName || !sqlx) && imports(pgx...):
		return gosrc.ReaderPGX, true
	case sqlx:
		return gosrc.ReaderSQLX, true
	}
	return gosrc.Reader{}, false
}

const pq = "github.com/lib/pq"

// pgx are the packages that read rows without database/sql.
var pgx = []string{
	"github.com/jackc/pgx/v5", "github.com/jackc/pgx/v5/pgxpool", "github.com/jackc/pgx/v5/pgtype",
	"github.com/jackc/pgx/v4", "github.com/jackc/pgx/v4/pgxpool",
}
