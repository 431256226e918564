// Package probe asks libraries what they make of structs.
package probe

import (
	"fmt"
)

// A Table is what a library says of a struct.
type Table struct {
	Name    string   `json:"name"`
	Columns []Column `json:"columns"`
	// Uniques are the columns of unique constraints by name, where the library
	// says so.
	Uniques map[string][]string `json:"uniques,omitempty"`
	// Joins are the columns, sorted, of the tables that the library puts between
	// models, where it says so.
	Joins map[string][]string `json:"joins,omitempty"`
	Error string              `json:"error,omitempty"`
}

// A Column is what a library says of a field.
type Column struct {
	Name    string `json:"name"`
	Key     bool   `json:"key,omitempty"`
	NotNull bool   `json:"notNull,omitempty"`
	Default string `json:"default,omitempty"`
	// Type is the type that the tag asks for, as the library puts it in DDL.
	Type string `json:"type,omitempty"`
}

// A Probe asks one library about one model, given as a pointer to the struct,
// and the columns that are expected of it.
type Probe func(model any, columns []string) Table

// Given is what the snippet configures its library with; nil for its defaults.
var Given any

// Probes are the libraries by the name of their reader.
var Probes = map[string]Probe{}

// Ask is the library's answer, a panic included.
func Ask(library string, model any, columns []string) (t Table) {
	defer func() {
		if r := recover(); r != nil {
			t = Table{Error: fmt.Sprint(r)}
		}
	}()
	p := Probes[library]
	if p == nil {
		return Table{Error: "no library is called " + library}
	}
	return p(model, columns)
}
