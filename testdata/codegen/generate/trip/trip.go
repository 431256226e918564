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
)

const from, to = "everything", "copies"

// columns are the columns of a struct with db tags, without those that the
// database computes.
func columns(t reflect.Type) (names []string, at []int) {
	for i := range t.NumField() {
		if name := t.Field(i).Tag.Get("db"); name != "" && name != "doubled" {
			names, at = append(names, `"`+name+`"`), append(at, i)
		}
	}
	return names, at
}

func statements(t reflect.Type) (read, write string, at []int) {
	names, at := columns(t)
	var places []string
	for i := range names {
		places = append(places, fmt.Sprintf("$%d", i+1))
	}
	list := strings.Join(names, ", ")
	return "select " + list + " from " + from, "insert into " + to + " (" + list + ") values (" + strings.Join(places, ", ") + ")", at
}

// PGX carries rows through pgx itself.
func PGX[T any](dsn string) error {
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, dsn)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	read, write, at := statements(reflect.TypeFor[T]())
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
func SQL[T any](dsn string) error {
	db, err := sql.Open("pgx", dsn)
	if err != nil {
		return err
	}
	defer db.Close()
	read, write, at := statements(reflect.TypeFor[T]())
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
func GORM[T any](dsn string) error {
	db, err := gorm.Open(postgres.Open(dsn), &gorm.Config{})
	if err != nil {
		return err
	}
	var all []T
	if err := db.Order("id").Find(&all).Error; err != nil {
		return fmt.Errorf("reading: %w", err)
	}
	for i := range all {
		if err := db.Table(to).Create(&all[i]).Error; err != nil {
			return fmt.Errorf("writing: %w", err)
		}
	}
	return nil
}

// Bun carries rows through bun.
func Bun[T any](dsn string) error {
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
		if _, err := db.NewInsert().Model(&all[i]).ModelTableExpr(to).Exec(ctx); err != nil {
			return fmt.Errorf("writing: %w", err)
		}
	}
	return nil
}
