package equal

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"math/big"
	"net"
	"net/netip"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgtype"
	_ "github.com/jackc/pgx/v5/stdlib"

	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

type someDocument struct {
	A int `json:"a"`
}

// withinReach are the hosts of marks.txt whose types the standard library and
// pgx have. [][]byte is not among them: what pgx writes of it depends on what the
// connection has written before.
var withinReach = map[string]any{
	"bool": false, "int": 0, "int8": int8(0), "int16": int16(0), "int32": int32(0), "int64": int64(0),
	"uint": uint(0), "uint8": uint8(0), "uint16": uint16(0), "uint32": uint32(0), "uint64": uint64(0),
	"float32": float32(0), "float64": 0.0, "string": "", "[]byte": []byte(nil), "[16]byte": [16]byte{},
	"time.Time": time.Time{}, "time.Duration": time.Duration(0), "encoding/json.RawMessage": json.RawMessage(nil),
	"struct": someDocument{}, "map": map[string]any(nil),
	"net.IP": net.IP(nil), "net.IPNet": net.IPNet{}, "net.HardwareAddr": net.HardwareAddr(nil),
	"net/netip.Addr": netip.Addr{}, "net/netip.Prefix": netip.Prefix{}, "math/big.Int": big.Int{}, "math/big.Rat": big.Rat{},
	"[]string": []string(nil), "[]bool": []bool(nil), "[]int": []int(nil), "[]int16": []int16(nil), "[]int32": []int32(nil),
	"[]int64": []int64(nil), "[]float32": []float32(nil), "[]float64": []float64(nil), "[]time.Time": []time.Time(nil),
	"[][16]byte": [][16]byte(nil), "[]struct": []someDocument(nil), "[]map": []map[string]any(nil),
	pgtypeName("Bits"): pgtype.Bits{}, pgtypeName("Box"): pgtype.Box{}, pgtypeName("Date"): pgtype.Date{}, pgtypeName("Hstore"): pgtype.Hstore(nil),
	pgtypeName("Interval"): pgtype.Interval{}, pgtypeName("Numeric"): pgtype.Numeric{}, pgtypeName("Point"): pgtype.Point{},
	pgtypeName("Time"): pgtype.Time{}, pgtypeName("Timestamp"): pgtype.Timestamp{}, pgtypeName("Timestamptz"): pgtype.Timestamptz{},
	pgtypeName("UUID"): pgtype.UUID{}, pgtypeName("Range[int32]"): pgtype.Range[pgtype.Int4]{},
	"string in database/sql.NullString": sql.NullString{}, "int32 in database/sql.NullInt32": sql.NullInt32{}, "int64 in database/sql.NullInt64": sql.NullInt64{},
	"bool in database/sql.NullBool": sql.NullBool{}, "float64 in database/sql.NullFloat64": sql.NullFloat64{}, "time.Time in database/sql.NullTime": sql.NullTime{},
	"string in database/sql.Null": sql.Null[string]{}, "int64 in database/sql.Null": sql.Null[int64]{},
	"string in " + pgtypeName("Text"): pgtype.Text{}, "int32 in " + pgtypeName("Int4"): pgtype.Int4{}, "int64 in " + pgtypeName("Int8"): pgtype.Int8{},
	"float64 in " + pgtypeName("Float8"): pgtype.Float8{}, "bool in " + pgtypeName("Bool"): pgtype.Bool{},
}

func pgtypeName(name string) string { return pgtypePkg + name }

// A query gives the value of one row, by one reader; args are written.
type query func(into any, sql string, args ...any) error

func bothReaders(t *testing.T) (native, standard query) {
	t.Helper()
	db := scratchtest.Database(t, `
		create extension citext; create extension hstore; create extension ltree;
		create type mood as enum ('sad', 'ok'); create type comp as (x int, y text);
		create domain small as int4; create domain mail as varchar(20)`)
	conn, err := db.Connect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	pool, err := sql.Open("pgx", db.URL())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = pool.Close()
		_ = conn.Close(context.Background())
	})
	if _, err := conn.Exec(t.Context(), "set timezone = 'UTC'"); err != nil {
		t.Fatal(err)
	}
	pool.SetMaxOpenConns(1)
	if _, err := pool.ExecContext(t.Context(), "set timezone = 'UTC'"); err != nil {
		t.Fatal(err)
	}
	return func(into any, sql string, args ...any) error {
			return conn.QueryRow(t.Context(), sql, args...).Scan(into)
		}, func(into any, sql string, args ...any) error {
			return pool.QueryRowContext(t.Context(), sql, args...).Scan(into)
		}
}

// The marks of pgx and of database/sql over it are what this server and these
// libraries show today.
func TestMarksAreTrue(t *testing.T) {
	native, standard := bothReaders(t)
	columns, values := markedColumns(t)
	columns = slices.DeleteFunc(columns, func(c string) bool {
		var missing bool // PostgreSQL 13 has no multiranges
		plain, _, _ := strings.Cut(c, "#")
		if err := native(&missing, "select pg_catalog.to_regtype($1) is null", plain); err != nil {
			t.Fatal(err)
		}
		return missing
	})
	if len(columns) < 60 {
		t.Fatalf("the server knows only %d types", len(columns))
	}
	_, marks := readMarks(t)
	for _, host := range keys(withinReach) {
		zero := withinReach[host]
		if marks[host] == nil {
			t.Errorf("%s has no marks", host)
		}
		for _, column := range columns {
			want := marks[host][column]
			if want == "" {
				want = "xxxx"
			}
			for i, ask := range []query{native, standard} {
				got, note := mark(ask, reflect.TypeOf(zero), column, values[column])
				if got != want[i] {
					t.Errorf("%s in %s by reader %d: marked %c, now %c (%s)", column, host, i, want[i], got, note)
				}
			}
		}
	}
}

// mark reads values into a type and writes them back.
func mark(ask query, host reflect.Type, column string, values []string) (mark byte, note string) {
	column, _, _ = strings.Cut(column, "#")
	as := "text"
	switch elem, array := strings.CutSuffix(column, "[]"); {
	case strings.HasPrefix(column, "numeric"):
		as = column
	case elem == "json" || elem == "jsonb":
		as = "jsonb"
		if array {
			as = "jsonb[]"
		}
	}
	read, mark := 0, byte('=')
	for _, v := range values {
		if v == "(empty)" {
			v = ""
		}
		into := reflect.New(host)
		text := fmt.Sprintf("%s::%s", quoteString(v), column)
		if err := ask(into.Interface(), "select "+text); err != nil {
			note = err.Error()
			continue
		}
		read++
		var same bool
		err := ask(&same, fmt.Sprintf("select coalesce(($1::%s)::%s = (%s)::%s, false)", column, as, text, as), into.Elem().Interface())
		switch {
		case err != nil:
			mark, note = 'w', err.Error()
		case !same && mark == '=':
			mark, note = '~', "written back as another value"
		}
	}
	switch read {
	case 0:
		return 'x', note
	case len(values):
		return mark, note
	}
	return '%', note
}

// What the grades say beyond the marks.
func TestConsequencesHappen(t *testing.T) {
	native, standard := bothReaders(t)
	for _, ask := range []query{native, standard} {
		var at time.Time
		zoned := time.Date(2024, 2, 29, 23, 30, 0, 0, time.FixedZone("", 3*3600))
		if err := ask(&at, "select $1::timestamp", zoned); err != nil || at.Equal(zoned) || at.Hour() != 23 {
			t.Errorf("a zoned time through timestamp is %v, %v", at, err)
		}
		if err := ask(&at, "select $1::timestamptz", zoned); err != nil || !at.Equal(zoned) {
			t.Errorf("a zoned time through timestamptz is %v, %v", at, err)
		}
		var n int
		if err := ask(&n, "select $1::int4", 1.5); err != nil || n != 1 {
			t.Errorf("1.5 through int4 is %d, %v", n, err)
		}
		var s string
		if err := ask(&s, "select ($1::inet)::text", net.ParseIP("10.0.0.1")); err != nil || s != "::ffff:10.0.0.1/128" {
			t.Errorf("an address of net.IP is written as %s, %v", s, err)
		}
		var i int32
		err := ask(&i, "select 2147483648::int8")
		if err == nil {
			t.Errorf("a great int8 is read into int32 as %d", i)
		}
		if err := ask(&i, "select 7::small"); err != nil || i != 7 {
			t.Errorf("a domain is not read as its base: %v", err)
		}
	}
	var f float32
	if err := native(&f, "select 1e300::float8"); err != nil || !(f > 1e38) {
		t.Errorf("1e300 is read into float32 as %v, %v", f, err)
	}
	if err := standard(&f, "select 1e300::float8"); err == nil {
		t.Errorf("1e300 is read into float32 as %v", f)
	}
}

// The words of NullConsequence are those that the reader says.
func TestNullConsequenceHappens(t *testing.T) {
	native, standard := bothReaders(t)
	for _, c := range []struct {
		reader string
		ask    query
	}{{"pgx", native}, {"database/sql", standard}} {
		var s string
		err := c.ask(&s, "select null::text")
		h := &schema.Host{Language: "go", Type: "string", Spelled: "string", Reader: c.reader, Null: schema.NullRejected}
		_, words, _ := strings.Cut(NullConsequence(h), ": ")
		if err == nil || words == "" || !strings.Contains(err.Error(), words) {
			t.Errorf("%s: %q is said, %v is read", c.reader, NullConsequence(h), err)
		}
	}
}
