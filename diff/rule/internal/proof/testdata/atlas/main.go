// Command atlas says what atlas's own comparison makes of pairs of databases:
// it reads two addresses a line, with a tab between, and answers each with a line
// of JSON. It is a module of its own, so that nobody else has to download atlas.
package main

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"ariga.io/atlas/sql/migrate"
	"ariga.io/atlas/sql/postgres"
	"ariga.io/atlas/sql/schema"
	_ "github.com/jackc/pgx/v5/stdlib"
)

type answer struct {
	Changes []string
	Error   string
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	out := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		from, to, _ := strings.Cut(lines.Text(), "\t")
		var a answer
		if changes, err := compare(from, to); err != nil {
			a.Error = err.Error()
		} else {
			for _, c := range changes {
				a.Changes = append(a.Changes, strings.TrimPrefix(fmt.Sprintf("%T", c), "*schema."))
			}
		}
		if err := out.Encode(a); err != nil {
			os.Exit(1)
		}
	}
}

func compare(from, to string) (_ []schema.Change, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("panic: %v", r)
		}
	}()
	ctx := context.Background()
	a, driver, closeA, err := realm(ctx, from)
	if err != nil {
		return nil, err
	}
	defer closeA()
	b, _, closeB, err := realm(ctx, to)
	if err != nil {
		return nil, err
	}
	defer closeB()
	return driver.RealmDiff(a, b)
}

func realm(ctx context.Context, dsn string) (*schema.Realm, migrate.Driver, func() error, error) {
	db, err := sql.Open("pgx", dsn)
	if err != nil {
		return nil, nil, nil, err
	}
	driver, err := postgres.Open(db)
	if err != nil {
		return nil, nil, nil, err
	}
	r, err := driver.InspectRealm(ctx, nil)
	return r, driver, db.Close, err
}
