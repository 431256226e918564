// Command scan measures what becomes of PostgreSQL values in Go types: each
// value is read into each type and written back, by each reader. It writes
// marks.txt, which the tests of package equal hold its tables against:
//
//	go run . postgres://…/an_empty_database > ../marks.txt
//
// A second argument lists the errors of the cells that it names: "int64 text".
// It is a module of its own, so that the libraries measured are nobody else's
// dependencies.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"log"
	"maps"
	"os"
	"reflect"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
	_ "github.com/jackc/pgx/v5/stdlib"
	_ "github.com/lib/pq"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

const setup = `
create extension if not exists citext; create extension if not exists hstore; create extension if not exists ltree;
create type mood as enum ('sad', 'ok');
create type comp as (x int, y text);
create domain small as int4; create domain mail as varchar(20);
do $$ begin execute pg_catalog.format('alter database %I set timezone = ''UTC''', pg_catalog.current_database()); end $$;`

type reader struct {
	name string
	// scan reads the query's one value into a new T and returns it.
	scan func(query string, to target) (any, error)
	// same writes the value back.
	same func(query string, v any) (bool, error)
}

func main() {
	log.SetFlags(0)
	if len(os.Args) < 2 {
		log.Fatal("scan: the URL of an empty database is needed")
	}
	url := os.Args[1]
	ctx := context.Background()
	native, err := pgx.Connect(ctx, url)
	check(err)
	_, err = native.Exec(ctx, setup)
	check(err)
	check(native.Close(ctx)) // the zone counts from the next connection on
	native, err = pgx.Connect(ctx, url)
	check(err)
	defer func() {
		_, err := native.Exec(ctx, "drop domain small; drop domain mail; drop type mood; drop type comp")
		check(err)
	}()
	onPGX, err := sql.Open("pgx", url)
	check(err)
	onPQ, err := sql.Open("postgres", url)
	check(err)
	logger.Default = logger.Discard
	onGORM, err := gorm.Open(postgres.Open(url), &gorm.Config{Logger: logger.Discard})
	check(err)
	readers := []reader{
		{"pgx", func(q string, to target) (any, error) {
			p := to.new()
			err := native.QueryRow(ctx, q).Scan(p)
			return reflect.ValueOf(p).Elem().Interface(), err
		}, func(q string, v any) (same bool, err error) {
			err = native.QueryRow(ctx, q, v).Scan(&same)
			return same, err
		}},
		{"stdlib", scanSQL(onPGX), sameSQL(onPGX)},
		{"pq", scanSQL(onPQ), sameSQL(onPQ)},
		{"gorm", func(q string, to target) (any, error) {
			p := to.row()
			err := onGORM.Raw(q).Scan(p).Error
			return to.read(p), err
		}, sameSQL(onPGX)},
	}
	marks := map[string]map[string][]string{} // columns by marks by type
	for _, line := range strings.Split(read("../values.txt"), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		parts := strings.Split(line, " || ")
		column, values := parts[0], parts[1:]
		typ, _, _ := strings.Cut(column, "#")
		for _, to := range targets {
			all := ""
			for _, r := range readers {
				mark, note := measure(r, typ, values, to)
				all += mark
				if len(os.Args) > 2 && note != "" && strings.Contains(to.name+" "+column+" "+r.name, os.Args[2]) {
					fmt.Fprintln(os.Stderr, to.name, column, r.name, mark, note)
				}
			}
			if marks[to.name] == nil {
				marks[to.name] = map[string][]string{}
			}
			marks[to.name][all] = append(marks[to.name][all], column)
		}
	}
	fmt.Print(head)
	for _, to := range targets {
		fmt.Printf("\n%s\n", to.name)
		for _, all := range slices.Sorted(maps.Keys(marks[to.name])) {
			if all != "xxxx" {
				fmt.Printf("\t%s %s\n", all, strings.Join(marks[to.name][all], " "))
			}
		}
	}
}

const head = `# What becomes of the values of values.txt in Go types, read into each type and
# written back. The four marks are those of pgx, of database/sql with pgx, of
# database/sql with lib/pq, and of gorm (which reads only: its writes are those of
# database/sql with pgx). A column that is not listed has xxxx.
#
#	=  all are read, and written back the same
#	~  some are written back as another value
#	w  some are refused when written back
#	%  some are not read
#	x  none is read
`

// measure tells how the values fare: = all read and written back the same,
// ~ some written back as another value, w some refused when written back,
// % some not read, x none read.
func measure(r reader, typ string, values []string, to target) (mark, note string) {
	read, changed, refused := 0, 0, 0
	say := func(s string, v string, err error) {
		if note == "" {
			note = s + " " + v
			if err != nil {
				note += ": " + strings.Join(strings.Fields(err.Error()), " ")
			}
		}
	}
	for _, v := range values {
		if v == "(empty)" {
			v = ""
		}
		literal := "'" + strings.ReplaceAll(v, "'", "''") + "'::" + typ
		got, err := safely(func() (any, error) { return r.scan("select "+literal+" as v", to) })
		if err != nil {
			say("read", v, err)
			continue
		}
		read++
		as := strings.NewReplacer("jsonb", "jsonb", "json", "jsonb").Replace(typ)
		if as != "jsonb" && as != "jsonb[]" && !strings.HasPrefix(typ, "numeric") {
			as = "text"
		}
		same, err := safely(func() (any, error) {
			return r.same("select coalesce(($1::"+typ+")::"+as+" = ("+literal+")::"+as+", false)", got)
		})
		switch {
		case err != nil:
			refused++
			say("write", v, err)
		case same != true:
			changed++
			say("changed", fmt.Sprintf("%s to %v", v, got), nil)
		}
	}
	switch {
	case read == 0:
		return "x", note
	case read < len(values):
		return "%", note
	case refused > 0:
		return "w", note
	case changed > 0:
		return "~", note
	}
	return "=", ""
}

func safely(f func() (any, error)) (v any, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	return f()
}

func scanSQL(db *sql.DB) func(string, target) (any, error) {
	return func(q string, to target) (any, error) {
		p := to.new()
		err := db.QueryRow(q).Scan(p)
		return reflect.ValueOf(p).Elem().Interface(), err
	}
}

func sameSQL(db *sql.DB) func(string, any) (bool, error) {
	return func(q string, v any) (same bool, err error) {
		err = db.QueryRow(q, v).Scan(&same)
		return same, err
	}
}

func read(file string) string {
	data, err := os.ReadFile(file)
	check(err)
	return string(data)
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
