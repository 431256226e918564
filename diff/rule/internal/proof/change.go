// Package proof holds the comparison against databases that nobody wrote for
// its tests: it changes one thing in a real schema and demands that exactly this
// is found, and it looks for differences where there are none.
//
// It has tests only; what they need is here.
package proof

import (
	"cmp"
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/diff/rule"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// A Change is one way to change a database.
type Change struct {
	Name string
	// Since is the oldest major version of PostgreSQL that knows the change.
	Since int
	// query gives a row for each object that can be changed: the statements, and
	// what must be found then.
	query string
}

//go:embed changes/*.sql
var changeFiles embed.FS

var changeHead = regexp.MustCompile(`(?m)^-- change: (.*)\n(?:-- since: (\d+)\n)?`)

// Changes are all the changes there are, by name.
func Changes() ([]Change, error) {
	files, err := fs.Glob(changeFiles, "changes/*.sql")
	if err != nil {
		return nil, err
	}
	var all []Change
	for _, file := range files {
		data, err := changeFiles.ReadFile(file)
		if err != nil {
			return nil, err
		}
		text := string(data)
		heads := changeHead.FindAllStringSubmatchIndex(text, -1)
		for i, at := range heads {
			end := len(text)
			if i+1 < len(heads) {
				end = heads[i+1][0]
			}
			c := Change{Name: text[at[2]:at[3]], query: text[at[1]:end]}
			if at[4] >= 0 {
				if c.Since, err = strconv.Atoi(text[at[4]:at[5]]); err != nil {
					return nil, err
				}
			}
			all = append(all, c)
		}
	}
	slices.SortFunc(all, func(a, b Change) int { return cmp.Compare(a.Name, b.Name) })
	for i := 1; i < len(all); i++ {
		if all[i].Name == all[i-1].Name {
			return nil, fmt.Errorf("two changes are called %q", all[i].Name)
		}
	}
	return all, nil
}

// A Mutation is a change of one object.
type Mutation struct {
	Change string
	SQL    string
	Want   []Found
}

// Found is what is known of a finding in advance.
type Found struct {
	Rule     string
	Property diff.Property
	Object   schema.Ref
}

// String is the finding on one line.
func (f Found) String() string { return fmt.Sprintf("%s of %s (%s)", f.Rule, f.Object, f.Property) }

// enough is a sample of what a query gives, the same for the same schema.
const enough = "select * from (%s) c (sql, want) order by pg_catalog.md5(sql), want limit 100"

// A Chooser knows what can be changed in a database. It holds a connection.
type Chooser struct {
	conn  *pgx.Conn
	known map[string][]Mutation
}

// NewChooser looks at a database.
func NewChooser(ctx context.Context, dsn string) (*Chooser, error) {
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return nil, err
	}
	prelude, err := changeFiles.ReadFile("changes/prelude.sql")
	if err != nil {
		return nil, err
	}
	if _, err := conn.PgConn().Exec(ctx, string(prelude)).ReadAll(); err != nil {
		return nil, fmt.Errorf("preparing the choice of changes: %w", err)
	}
	return &Chooser{conn, make(map[string][]Mutation)}, nil
}

// Close ends the connection.
func (c *Chooser) Close(ctx context.Context) error { return c.conn.Close(context.WithoutCancel(ctx)) }

// Mutations lists what the change can do to the database, in an order that is
// always the same.
func (c *Chooser) Mutations(ctx context.Context, change Change) ([]Mutation, error) {
	if all, known := c.known[change.Name]; known {
		return all, nil
	}
	rows, err := c.conn.Query(ctx, fmt.Sprintf(enough, change.query), pgx.QueryExecModeExec)
	if err != nil {
		return nil, fmt.Errorf("looking for %s: %w", change.Name, err)
	}
	var all []Mutation
	var sql string
	var want []string
	if _, err := pgx.ForEachRow(rows, []any{&sql, &want}, func() error {
		m := Mutation{Change: change.Name, SQL: sql}
		for _, text := range want {
			var part [6]string
			if err := json.Unmarshal([]byte(text), &part); err != nil {
				return err
			}
			m.Want = append(m.Want, Found{part[0], diff.Property(part[1]), schema.Ref{
				Kind: schema.Kind(part[2]), Schema: part[3], Parent: part[4], Name: part[5],
			}})
		}
		all = append(all, m)
		return nil
	}); err != nil {
		return nil, fmt.Errorf("looking for %s: %w", change.Name, err)
	}
	c.known[change.Name] = all
	return all, nil
}

// FoundIn are the findings of a comparison.
func FoundIn(d *diff.Diff) []Found {
	var all []Found
	for _, f := range rule.Judge(d, rule.All()) {
		all = append(all, Found{f.Rule, f.Property, f.Object})
	}
	return all
}

// Amiss says which findings were wanted and not made, or made and not wanted;
// nothing if there is neither.
func Amiss(want, have []Found) string {
	var b strings.Builder
	rest := slices.Clone(have)
	for _, w := range want {
		if i := slices.Index(rest, w); i >= 0 {
			rest = slices.Delete(rest, i, i+1)
			continue
		}
		if w.Property == diff.Name && unsettled(w, &rest) {
			continue
		}
		fmt.Fprintf(&b, "  missed: %s\n", w)
	}
	for _, h := range rest {
		fmt.Fprintf(&b, "  too much: %s\n", h)
	}
	return b.String()
}

// unsettled takes out the findings that stand for a rename where too little speaks
// for one: that one object is missing, and that another is not declared.
func unsettled(w Found, rest *[]Found) bool {
	of := func(p diff.Property) int {
		return slices.IndexFunc(*rest, func(f Found) bool {
			return f.Property == p && f.Object.Kind == w.Object.Kind && f.Object.Parent == w.Object.Parent
		})
	}
	absent, undeclared := of(diff.Absent), of(diff.Undeclared)
	if absent < 0 || undeclared < 0 || (*rest)[absent].Object != w.Object && (*rest)[undeclared].Object != w.Object {
		return false
	}
	for _, i := range []int{max(absent, undeclared), min(absent, undeclared)} {
		*rest = slices.Delete(*rest, i, i+1)
	}
	return true
}
