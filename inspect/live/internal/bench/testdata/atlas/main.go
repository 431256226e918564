// Command atlas reads a schema with Atlas' inspector, and says how much it saw.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"os"

	"ariga.io/atlas/sql/postgres"
	"ariga.io/atlas/sql/schema"
	_ "github.com/jackc/pgx/v5/stdlib"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	db, err := sql.Open("pgx", os.Args[1])
	if err != nil {
		return err
	}
	driver, err := postgres.Open(db)
	if err != nil {
		return err
	}
	realm, err := driver.InspectRealm(context.Background(), &schema.InspectRealmOption{})
	if err != nil {
		return err
	}
	tables := 0
	for _, s := range realm.Schemas {
		tables += len(s.Tables)
	}
	fmt.Println(tables)
	return nil
}
