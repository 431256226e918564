package shadow

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch"
)

// Spell asks the server how it spells the texts, in a database that has the types,
// functions and columns of d and no rows. Nothing is evaluated: each text becomes
// part of a definition, which is printed and taken back. A text that the server
// does not read has the reason for a spelling.
func Spell(ctx context.Context, server *scratch.Server, d *schema.Database, texts []diff.Text) (spellings map[diff.Text]diff.Spelling, err error) {
	db, err := server.NewDatabase(ctx)
	if err != nil {
		return nil, err
	}
	defer func() {
		if dropErr := db.Drop(context.WithoutCancel(ctx)); err == nil {
			err = dropErr
		}
	}()
	conn, err := db.Connect(ctx) // as the plain owner: the texts are somebody else's
	if err != nil {
		return nil, err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	if err := surround(ctx, db, conn, d); err != nil {
		return nil, err
	}
	sp := &speller{conn: conn, path: searchPath(d)}
	spellings = make(map[diff.Text]diff.Spelling, len(texts))
	for _, t := range texts {
		s, err := sp.spell(ctx, t)
		if err != nil {
			return nil, fmt.Errorf("asking for the spelling of a %s: %w", t.Kind, err)
		}
		spellings[t] = s
	}
	return spellings, nil
}

// room is the schema in which texts become definitions.
const room = "synapcheck_spelling"

// surround makes what texts may speak of. What this server cannot make, an
// extension that it has not, say, is missed by those texts alone that need it.
func surround(ctx context.Context, db *scratch.DB, conn *pgx.Conn, d *schema.Database) error {
	for _, sql := range append(ddl.Session(),
		"set statement_timeout = '10s'",
		"create schema "+room,
		"create function "+room+".act() returns trigger language plpgsql as 'begin return null; end'") {
		if err := exec(ctx, conn, sql); err != nil {
			return fmt.Errorf("preparing for texts: %w", err)
		}
	}
	left := ddl.Statements(bare(d), ddl.Options{NoOwners: true, NoGrants: true}, func(schema.Ref) bool { return true })
	for {
		var refused []string
		for _, sql := range left {
			err := one(ctx, conn, sql)
			if err != nil && strings.HasPrefix(sql, "CREATE EXTENSION") {
				err = db.Exec(ctx, sql) // which knows the harmless ones that need a superuser
			}
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if err != nil {
				refused = append(refused, sql)
			}
		}
		if len(refused) == 0 || len(refused) == len(left) {
			return nil
		}
		left = refused // which may have waited for something further down
	}
}

// spoken are the kinds of objects that texts speak of.
var spoken = map[schema.Kind]bool{
	schema.KindExtension: true, schema.KindCollation: true, schema.KindBaseType: true, schema.KindComposite: true,
	schema.KindRange: true, schema.KindFunction: true, schema.KindAggregate: true, schema.KindOperator: true,
	schema.KindOperatorFamily: true, schema.KindOperatorClass: true, schema.KindCast: true,
	schema.KindTextSearchParser: true, schema.KindTextSearchTemplate: true,
	schema.KindTextSearchDictionary: true, schema.KindTextSearchConfig: true,
}

// bare is the description with nothing that acts or holds: relations are tables
// with columns, and with the keys by which a query may group.
func bare(d *schema.Database) *schema.Database {
	out := &schema.Database{Name: d.Name, Server: d.Server, Schemas: d.Schemas, Enums: d.Enums}
	for _, x := range d.Domains {
		out.Domains = append(out.Domains, &schema.Domain{Schema: x.Schema, Name: x.Name, Base: x.Base, Collation: x.Collation})
	}
	for _, x := range d.Sequences {
		out.Sequences = append(out.Sequences, &schema.Sequence{Schema: x.Schema, Name: x.Name})
	}
	for _, x := range d.Tables {
		t := &schema.Table{Kind: schema.KindTable, Schema: x.Schema, Name: x.Name}
		for _, c := range x.Columns {
			t.Columns = append(t.Columns, &schema.Column{Name: c.Name, Type: c.Type, Collation: c.Collation})
		}
		if k := x.PrimaryKey; k != nil {
			t.PrimaryKey = &schema.PrimaryKey{Name: k.Name, Columns: k.Columns}
		}
		out.Tables = append(out.Tables, t)
	}
	for _, x := range d.Objects {
		if spoken[x.Kind] && !x.System {
			o := *x
			o.About = schema.About{Needs: x.Needs}
			out.Objects = append(out.Objects, &o)
		}
	}
	return out
}

func searchPath(d *schema.Database) string {
	if len(d.SearchPath) == 0 {
		return "public"
	}
	quoted := make([]string, len(d.SearchPath))
	for i, s := range d.SearchPath {
		quoted[i] = ddl.Ident(s)
	}
	return strings.Join(quoted, ", ")
}

// A speller asks for one text after the other.
type speller struct {
	conn *pgx.Conn
	path string // by which unqualified names are looked up
}

// A form is how a text becomes part of a definition, and how that is printed.
type form struct {
	define, print string
	before, after string // what stands around the text in what is printed
}

func formOf(t diff.Text) form {
	const view = room + ".v"
	on := schema.SQLIdent(t.On.Schema) + "." + schema.SQLIdent(t.On.Name)
	if t.On.Schema == "" {
		on = schema.SQLIdent(t.On.Name)
	}
	printView := "select pg_catalog.pg_get_viewdef('" + view + "'::pg_catalog.regclass)"
	switch t.Kind {
	case diff.TextExpression:
		return form{
			"create view " + view + " as select (%s\n) as c from only " + on, printView,
			"SELECT ", " AS c\n   FROM ONLY ",
		}
	case diff.TextDefault:
		return form{
			"create table " + room + ".t (c " + t.Type.String() + " default (%s\n))",
			"select pg_catalog.pg_get_expr(adbin, adrelid) from pg_catalog.pg_attrdef where adrelid = '" + room + ".t'::pg_catalog.regclass",
			"", "",
		}
	case diff.TextDomain:
		return form{
			"create domain " + room + ".d as " + t.Type.String() + " check (%s\n)",
			"select pg_catalog.pg_get_constraintdef(oid) from pg_catalog.pg_constraint where contypid = '" + room + ".d'::pg_catalog.regtype and contype = 'c'",
			"CHECK (", ")",
		}
	case diff.TextTrigger:
		return form{
			"create trigger synapcheck_spelling before update on " + on + " for each row when (%s\n) execute function " + room + ".act()",
			"select pg_catalog.pg_get_triggerdef(oid) from pg_catalog.pg_trigger where tgname = 'synapcheck_spelling'",
			" FOR EACH ROW WHEN (", ") EXECUTE FUNCTION ",
		}
	case diff.TextQuery:
		return form{"create view " + view + " as %s", printView, "", ";"}
	}
	return form{}
}

// text is what was printed without what stands around it.
func (f form) text(printed string) string {
	if i := strings.Index(printed, f.before); i >= 0 {
		printed = printed[i+len(f.before):]
	}
	if i := strings.LastIndex(printed, f.after); i >= 0 && f.after != "" {
		printed = printed[:i]
	}
	return strings.TrimSpace(printed)
}

// spell asks until what the server prints is what it has read: it prints some
// expressions otherwise than it would once they were printed and read again.
func (s *speller) spell(ctx context.Context, t diff.Text) (diff.Spelling, error) {
	const rounds = 3
	f := formOf(t)
	if f.define == "" {
		return diff.Spelling{Problem: "nobody knows where such a text stands"}, nil
	}
	text, path := strings.TrimRight(strings.TrimSpace(t.Source), ";"), s.path
	for range rounds {
		printed, err := s.print(ctx, f, text, path)
		var pg *pgconn.PgError
		switch {
		case errors.As(err, &pg):
			return diff.Spelling{Problem: pg.Message}, nil
		case err != nil:
			return diff.Spelling{}, err
		}
		again := f.text(printed)
		if again == text {
			break
		}
		text, path = again, "''" // all names in it are qualified
	}
	return diff.Spelling{Text: text}, nil
}

func (s *speller) print(ctx context.Context, f form, text, path string) (printed string, err error) {
	if err := exec(ctx, s.conn, "begin"); err != nil {
		return "", err
	}
	defer func() {
		if rollErr := exec(ctx, s.conn, "rollback"); err == nil {
			err = rollErr
		}
	}()
	if err := one(ctx, s.conn, "set local search_path to "+path); err != nil {
		return "", err
	}
	if err := one(ctx, s.conn, strings.Replace(f.define, "%s", text, 1)); err != nil {
		return "", err
	}
	if err := one(ctx, s.conn, "set local search_path to ''"); err != nil {
		return "", err
	}
	// Not prepared: the definition of the next text has the same name.
	res := s.conn.PgConn().ExecParams(ctx, f.print, nil, nil, nil, nil).Read()
	if res.Err == nil && len(res.Rows) != 1 {
		return "", fmt.Errorf("the server prints %d definitions", len(res.Rows))
	}
	if res.Err != nil {
		return "", res.Err
	}
	return string(res.Rows[0][0]), nil
}

// one runs a single statement: a text that holds two is refused.
func one(ctx context.Context, conn *pgx.Conn, sql string) error {
	return conn.PgConn().ExecParams(ctx, sql, nil, nil, nil, nil).Read().Err
}
