package shadow

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// Rows is how many rows a table gets, if its constraints let it have so many.
const Rows = 12

// A Level is which rows are put in. Rows that the live side allows may be such as
// the declared side forbids: then a step fails as it says that it may, and tamer
// rows have to do.
type Level int

// The levels.
const (
	Wild  Level = iota // some NULL, some not unlike what people write
	Tame               // no NULL, texts that are numbers
	Empty              // none
)

// String says what rows there are.
func (l Level) String() string {
	return [...]string{"with NULL and words", "without NULL, and numbers for words", "none"}[l]
}

// A seeder puts rows into tables.
type seeder struct {
	level Level
	conn  *pgx.Conn
	d     *schema.Database
	done  map[schema.Ref]bool
}

// Seed puts rows into every table that takes any, those that others refer to
// first, and says how many each got. Triggers do not fire.
func Seed(ctx context.Context, conn *pgx.Conn, d *schema.Database, level Level) (map[schema.Ref]int, error) {
	if level == Empty {
		return nil, nil
	}
	if err := exec(ctx, conn, "SET session_replication_role = replica; SET search_path = ''"); err != nil {
		return nil, fmt.Errorf("preparing to put in rows: %w", err)
	}
	defer func() { _ = exec(context.WithoutCancel(ctx), conn, "RESET session_replication_role") }()
	s := &seeder{level: level, conn: conn, d: d, done: map[schema.Ref]bool{}}
	got := map[schema.Ref]int{}
	for _, t := range d.Tables {
		if err := s.table(ctx, t, got); err != nil {
			return nil, err
		}
	}
	return got, nil
}

func (s *seeder) find(schemaName, name string) *schema.Table {
	for _, t := range s.d.Tables {
		if t.Schema == schemaName && t.Name == name {
			return t
		}
	}
	return nil
}

func (s *seeder) table(ctx context.Context, t *schema.Table, got map[schema.Ref]int) error {
	if s.done[t.Ref()] {
		return nil
	}
	s.done[t.Ref()] = true
	if t.Kind != schema.KindTable && t.Kind != schema.KindPartition || t.PartitionBy.Or("") != "" || t.Server.Or("") != "" {
		return nil
	}
	for _, k := range t.ForeignKeys {
		if other := s.find(k.RefSchema, k.RefTable); other != nil {
			if err := s.table(ctx, other, got); err != nil {
				return err
			}
		}
	}
	// Every column, then without those that may be left out, then the least.
	for i := range Rows {
		for try := range 3 {
			sql, ok := s.insert(t, i, try)
			if !ok {
				continue
			}
			if err := exec(ctx, s.conn, sql); err == nil {
				got[t.Ref()]++
				break
			}
			if ctx.Err() != nil {
				return ctx.Err()
			}
		}
	}
	return nil
}

// insert is a statement that puts in the row of that number.
func (s *seeder) insert(t *schema.Table, i, try int) (string, bool) {
	var columns, values []string
	referred := map[string]string{}
	for n, k := range t.ForeignKeys {
		for j, c := range k.Columns {
			if j < len(k.RefColumns) {
				referred[c] = fmt.Sprintf("(SELECT %s FROM %s ORDER BY ctid OFFSET %d LIMIT 1)", ddl.Ident(k.RefColumns[j]), ddl.Dotted(k.RefSchema, k.RefTable), i%max(1, Rows-n*0))
			}
		}
	}
	for _, c := range t.Columns {
		if c.Generated.Or(schema.Generated{}).Expr != "" || c.Identity.Or("") == schema.IdentityAlways {
			continue
		}
		optional := !c.NotNull.Or(false) || c.Default.Or("") != "" || c.Identity.Or("") != ""
		v, known := s.value(t, c, i, try)
		switch {
		case referred[c.Name] != "":
			v = referred[c.Name]
		case try == 2 && optional, c.Default.Or("") != "" && strings.Contains(c.Default.Or(""), "nextval"), c.Identity.Or("") != "":
			continue
		case !known && optional:
			continue
		case s.level == Wild && try == 0 && i%5 == 4 && !c.NotNull.Or(false): // some are NULL
			v = "NULL"
		}
		columns = append(columns, ddl.Ident(c.Name))
		values = append(values, v)
	}
	name := ddl.Dotted(t.Schema, t.Name)
	if len(columns) == 0 {
		return "INSERT INTO " + name + " DEFAULT VALUES", true
	}
	return "INSERT INTO " + name + " (" + strings.Join(columns, ", ") + ") VALUES (" + strings.Join(values, ", ") + ")", true
}

var (
	quotedText = regexp.MustCompile(`'((?:[^']|'')*)'`)
	years      = regexp.MustCompile(`'(\d{4}-\d{2}-\d{2})`)
)

// value is the column's value in the row of that number, as SQL.
func (s *seeder) value(t *schema.Table, c *schema.Column, i, try int) (string, bool) {
	typ := c.Type.Or(schema.Type{})
	name := ddl.TypeName(typ)
	// Words that a check names are better than any others.
	for _, k := range t.Checks {
		if try < 2 && strings.Contains(k.Expr, c.Name) && (typ.Name == "text" || typ.Name == "varchar" || typ.Name == "bpchar") {
			if all := quotedText.FindAllStringSubmatch(k.Expr, -1); len(all) > 0 && try == 0 {
				return "'" + all[i%len(all)][1] + "'", true
			}
		}
	}
	if t.Bound.Or("") != "" && (typ.Name == "date" || typ.Name == "timestamp" || typ.Name == "timestamptz") {
		if m := years.FindStringSubmatch(t.Bound.Or("")); m != nil {
			return "('" + m[1] + "'::date + " + strconv.Itoa(i) + ")::" + name, true
		}
	}
	if typ.Array {
		one := *c
		one.Type = schema.Is(typ.Elem())
		if v, ok := s.value(t, &one, i, try); ok && i%3 > 0 {
			return "ARRAY[" + v + "]::" + name, true
		}
		return "'{}'::" + name, true
	}
	for _, e := range s.d.Enums {
		if e.Schema == typ.Schema && e.Name == typ.Name && len(e.Labels) > 0 {
			return ddl.Literal(e.Labels[i%len(e.Labels)]) + "::" + name, true
		}
	}
	for _, d := range s.d.Domains {
		if d.Schema == typ.Schema && d.Name == typ.Name {
			one := *c
			one.Type = schema.Is(d.Base)
			table := *t
			table.Checks = nil
			for _, k := range d.Checks {
				table.Checks = append(table.Checks, &schema.Check{Expr: strings.ReplaceAll(k.Expr, "VALUE", c.Name)})
			}
			v, ok := s.value(&table, &one, i, try)
			return v, ok
		}
	}
	if typ.Schema != "" && typ.Schema != "pg_catalog" && typ.Name != "citext" && typ.Name != "hstore" {
		return "NULL", false
	}
	if s.level == Tame && (typ.Name == "text" || typ.Name == "citext" || typ.Name == "varchar") {
		return "'" + strconv.Itoa(i%9+1+10*(i/9)) + "'", true
	}
	return plainValue(typ, name, i, try)
}

// plainValue is a value of one of PostgreSQL's own types.
func plainValue(typ schema.Type, name string, i, try int) (string, bool) {
	n := strconv.Itoa(i + 1)
	switch typ.Name {
	case "int2", "int4", "int8", "oid", "float4", "float8":
		if try == 1 {
			return strconv.Itoa((i + 1) * 10), true
		}
		return n, true
	case "numeric":
		_, scale, _ := strings.Cut(typ.Args, ",")
		if typ.Args == "" || scale != "" && scale != "0" {
			return strconv.Itoa(i%8+1) + ".5", true
		}
		return strconv.Itoa(i%8 + 1), true
	case "bool":
		return strconv.FormatBool(i%2 == 0), true
	case "text", "citext", "name":
		if try == 1 {
			return "'user" + n + "@example.org'", true
		}
		return "'Value " + n + "'", true
	case "varchar", "bpchar":
		v := "v" + n
		if most, err := strconv.Atoi(typ.Args); err == nil && len(v) > most {
			v = string(rune('a' + i%26))
			if most > 1 {
				v = string(rune('a'+i/26%26)) + v
			}
		}
		return "'" + v + "'", true
	case "char":
		return "'" + string(rune('a'+i%26)) + "'", true
	case "date", "timestamp", "timestamptz":
		return "('2024-01-01'::date + " + n + ")::" + name, true
	case "time", "timetz":
		return "'12:00:" + fmt.Sprintf("%02d", i%60) + "'::" + name, true
	case "interval":
		return "'" + n + " days'::" + name, true
	case "uuid":
		return "'00000000-0000-4000-8000-" + fmt.Sprintf("%012d", i+1) + "'::uuid", true
	case "json", "jsonb":
		return `'{"n": ` + n + `}'::` + name, true
	case "bytea":
		return "'\\x" + fmt.Sprintf("%02x", i%256) + "'::bytea", true
	case "inet", "cidr":
		return "'10.0.0." + strconv.Itoa(i%250+1) + "'::" + name, true
	case "macaddr":
		return "'08:00:2b:01:02:" + fmt.Sprintf("%02x", i%256) + "'::macaddr", true
	case "hstore":
		return "'n=>" + n + "'::" + name, true
	case "bit", "varbit":
		width := 1
		if w, err := strconv.Atoi(typ.Args); err == nil && typ.Name == "bit" {
			width = w
		}
		return "B'" + strings.Repeat(strconv.Itoa(i%2), width) + "'", true
	case "int4range", "int8range", "numrange":
		return "'[" + strconv.Itoa(i*10) + "," + strconv.Itoa(i*10+5) + ")'::" + name, true
	case "daterange", "tsrange", "tstzrange":
		return fmt.Sprintf("'[2024-01-%02d,2024-01-%02d)'::%s", i*2+1, i*2+2, name), true
	case "point":
		return "'(" + n + "," + n + ")'::point", true
	case "tsvector":
		return "'word" + n + "'::tsvector", true
	case "xml":
		return "'<n>" + n + "</n>'::xml", true
	case "money":
		return n + "::money", true
	}
	return "NULL", false
}

// A Content is the number of a table's rows and a sum of what is in them, by
// column.
type Content struct {
	rows    int64
	columns map[string]string
}

// Contents reads what is in every table with rows.
func Contents(ctx context.Context, conn *pgx.Conn, d *schema.Database) (map[schema.Ref]Content, error) {
	all := map[schema.Ref]Content{}
	for _, t := range d.Tables {
		if t.Kind != schema.KindTable && t.Kind != schema.KindPartition || t.Server.Or("") != "" {
			continue
		}
		list := []string{"count(*)"}
		var names []string
		for _, c := range t.Columns {
			names = append(names, c.Name)
			v := ddl.Ident(c.Name) + "::text"
			list = append(list, "md5(string_agg("+v+`, E'\x01' ORDER BY `+v+` COLLATE "C"))`)
		}
		rows, err := conn.Query(ctx, "SELECT "+strings.Join(list, ", ")+" FROM ONLY "+ddl.Dotted(t.Schema, t.Name), pgx.QueryExecModeExec)
		if err != nil {
			return nil, fmt.Errorf("reading the rows of %s: %w", t.Ref(), err)
		}
		values, err := pgx.CollectExactlyOneRow(rows, func(r pgx.CollectableRow) ([]any, error) { return r.Values() })
		if err != nil {
			return nil, fmt.Errorf("reading the rows of %s: %w", t.Ref(), err)
		}
		x := Content{columns: map[string]string{}}
		x.rows, _ = values[0].(int64)
		for i, name := range names {
			x.columns[name], _ = values[i+1].(string)
		}
		key := t.Ref()
		key.Kind = ""
		all[key] = x
	}
	return all, nil
}

func sortRefs(list []schema.Ref) { slices.SortFunc(list, schema.Ref.Compare) }
