package probe

import (
	"reflect"
	"strings"

	"github.com/go-pg/pg/v10/orm"
)

func init() { Probes["go-pg"] = askGoPG }

func askGoPG(model any, _ []string) Table {
	t := orm.GetTable(reflect.TypeOf(model).Elem())
	out := Table{Name: strings.ReplaceAll(string(t.SQLName), `"`, ""), Uniques: map[string][]string{}}
	keys := map[*orm.Field]bool{}
	for _, f := range t.PKs {
		keys[f] = true
	}
	for _, f := range t.Fields {
		tag, _, _ := strings.Cut(f.Field.Tag.Get("pg"), " ")
		out.Columns = append(out.Columns, Column{
			Name: f.SQLName, Key: keys[f], NotNull: keys[f] || strings.Contains(tag, ",notnull"), Default: string(f.Default), Type: f.UserSQLType,
		})
	}
	for name, fields := range t.Unique {
		for _, f := range fields {
			if name == "" {
				out.Uniques["("+f.SQLName+")"] = []string{f.SQLName}
				continue
			}
			out.Uniques[name] = append(out.Uniques[name], f.SQLName)
		}
	}
	return out
}
