// Package trip carries rows through structs: every row of one table is read and
// written into another of the same shape.
package trip

import (
	"context"
	"database/sql"
	"fmt"
	"reflect"
	"strings"

	"github.com/jackc/pgx/v5"
	_ "github.com/jackc/pgx/v5/stdlib" // the driver
	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/pgdialect"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// A Table is one table to read, its copy, and the names of its columns as SQL
// has them; empty for those that the database computes.
type Table struct {
	From, To string
	Columns  []string
}

// statements reads and writes the columns of a struct whose fields stand in the
// order of the columns; at are their indexes.
func (t Table) statements() (read, write string, at []int) {
	var names, places []string
	for i, c := range t.Columns {
		if c != "" {
			names, places, at = append(names, c), append(places, fmt.Sprintf("$%d", len(places)+1)), append(at, i)
		}
	}
	list := strings.Join(names, ", ")
	return "select " + list + " from " + t.From, "insert into " + t.To + " (" + list + ") values (" + strings.Join(places, ", ") + ")", at
}

// PGX carries rows through pgx itself.
func PGX[T any](dsn string, t Table) error {
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	read, write, at := t.statements()
	rows, err := conn.Query(ctx, read)
	if err != nil {
		return err
	}
	var all [][]any
	for rows.Next() {
		x := new(T)
		pointers, values := fields(reflect.ValueOf(x).Elem(), at)
		if err := rows.Scan(pointers...); err != nil {
			return fmt.Errorf("reading: %w", err)
		}
		all = append(all, values())
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, values := range all {
		if _, err := conn.Exec(ctx, write, values...); err != nil {
			return fmt.Errorf("writing: %w", err)
		}
	}
	return nil
}

// SQL carries rows through database/sql.
func SQL[T any](dsn string, t Table) error {
	db, err := sql.Open("pgx", dsn)
	if err != nil {
		return err
	}
	defer db.Close()
	read, write, at := t.statements()
	rows, err := db.Query(read)
	if err != nil {
		return err
	}
	var all [][]any
	for rows.Next() {
		x := new(T)
		pointers, values := fields(reflect.ValueOf(x).Elem(), at)
		if err := rows.Scan(pointers...); err != nil {
			return fmt.Errorf("reading: %w", err)
		}
		all = append(all, values())
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, values := range all {
		if _, err := db.Exec(write, values...); err != nil {
			return fmt.Errorf("writing: %w", err)
		}
	}
	return nil
}

func fields(x reflect.Value, at []int) (pointers []any, values func() []any) {
	for _, i := range at {
		pointers = append(pointers, x.Field(i).Addr().Interface())
	}
	return pointers, func() []any {
		var all []any
		for _, i := range at {
			all = append(all, x.Field(i).Interface())
		}
		return all
	}
}

// GORM carries rows through gorm.
func GORM[T any](dsn string, t Table) error {
	db, err := gorm.Open(postgres.Open(dsn), &gorm.Config{Logger: logger.Discard})
	if err != nil {
		return err
	}
	if conn, err := db.DB(); err == nil {
		defer conn.Close()
	}
	var all []T
	if err := db.Find(&all).Error; err != nil {
		return fmt.Errorf("reading: %w", err)
	}
	for i := range all {
		if err := db.Table(t.To).Create(&all[i]).Error; err != nil {
			return fmt.Errorf("writing: %w", err)
		}
	}
	return nil
}

// Bun carries rows through bun.
func Bun[T any](dsn string, t Table) error {
	conn, err := sql.Open("pgx", dsn)
	if err != nil {
		return err
	}
	defer conn.Close()
	db := bun.NewDB(conn, pgdialect.New())
	ctx := context.Background()
	var all []T
	if err := db.NewSelect().Model(&all).Scan(ctx); err != nil {
		return fmt.Errorf("reading: %w", err)
	}
	for i := range all {
		if _, err := db.NewInsert().Model(&all[i]).ModelTableExpr(t.To).Exec(ctx); err != nil {
			return fmt.Errorf("writing: %w", err)
		}
	}
	return nil
}
