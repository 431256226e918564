package probe

import (
	"gopkg.in/reform.v1/parse"
)

func init() { Probes["reform"] = askReform }

// askReform asks the part of reform that reads structs while the program runs.
// Comments are gone by then, so that the table is not compared.
func askReform(model any, _ []string) Table {
	info, err := parse.Object(model, "", "?")
	if err != nil {
		return Table{Error: err.Error()}
	}
	var out Table
	for i, f := range info.Fields {
		out.Columns = append(out.Columns, Column{Name: f.Column, Key: i == info.PKFieldIndex})
	}
	return out
}
