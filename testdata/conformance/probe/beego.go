package probe

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"io"
	"reflect"
	"regexp"
	"strings"

	"github.com/beego/beego/v2/client/orm"
)

func init() {
	sql.Register("told", told{})
	Probes["beego"] = askBeego
}

// Beego says what it makes of a struct only by the statements that make its
// table, so that a driver is put below it which keeps them.
type told struct{}

var statements []string

func (told) Open(string) (driver.Conn, error)    { return told{}, nil }
func (told) Close() error                        { return nil }
func (told) Begin() (driver.Tx, error)           { return nil, driver.ErrSkip }
func (told) Prepare(string) (driver.Stmt, error) { return nil, driver.ErrSkip }
func (told) Ping(context.Context) error          { return nil }
func (told) QueryContext(context.Context, string, []driver.NamedValue) (driver.Rows, error) {
	return nothing{}, nil
}

func (told) ExecContext(_ context.Context, query string, _ []driver.NamedValue) (driver.Result, error) {
	statements = append(statements, query)
	return driver.ResultNoRows, nil
}

type nothing struct{}

func (nothing) Columns() []string         { return []string{"x"} }
func (nothing) Close() error              { return nil }
func (nothing) Next([]driver.Value) error { return io.EOF }

var ready bool

// Neighbours are the other models of a snippet, by one of them: Beego follows
// relations, and has to know where they lead.
var Neighbours = map[any][]any{}

var columnLine = regexp.MustCompile(`^\s*"([^"]+)"\s+(.*?),?$`)

func askBeego(model any, _ []string) Table {
	if !ready {
		db, _ := sql.Open("told", "")
		if err := orm.RegisterDriver("told", orm.DRPostgres); err != nil {
			return Table{Error: err.Error()}
		}
		if err := orm.AddAliasWthDB("default", "told", db); err != nil {
			return Table{Error: err.Error()}
		}
		ready = true
	}
	orm.ResetModelCache()
	orm.RegisterModel(append([]any{model}, Neighbours[model]...)...)
	statements = nil
	if err := orm.RunSyncdb("default", false, false); err != nil {
		return Table{Error: err.Error()}
	}
	of := reflect.TypeOf(model).Elem()
	mark := "Table Structure for `" + of.PkgPath() + "." + of.Name() + "`"
	for _, s := range statements {
		if t, ok := readTable(s); ok && strings.Contains(s, mark) {
			return t
		}
	}
	return Table{Error: "no table was made"}
}

func readTable(statement string) (Table, bool) {
	_, rest, named := strings.Cut(statement, "CREATE TABLE IF NOT EXISTS ")
	name, body, ok := strings.Cut(rest, "(")
	if !ok || !named {
		return Table{}, false
	}
	out := Table{Name: strings.Trim(strings.TrimSpace(name), `"`)}
	for _, line := range strings.Split(body, "\n") {
		m := columnLine.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		c := Column{Name: m[1], Key: strings.Contains(m[2], "PRIMARY KEY")}
		c.NotNull = c.Key
		c.Type, _, _ = strings.Cut(m[2], " NOT NULL")
		c.Type, _, _ = strings.Cut(c.Type, " DEFAULT")
		c.Type = strings.TrimSpace(strings.TrimSuffix(c.Type, " UNIQUE"))
		out.Columns = append(out.Columns, c)
	}
	return out, true
}
