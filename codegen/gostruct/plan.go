package gostruct

import (
	"fmt"

	"github.com/synapscale/synapcheck/codegen"
	"github.com/synapscale/synapcheck/diff/rule"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// Options narrow a repair. The zero Options repairs everything that is tied to
// its table for certain.
type Options struct {
	// Tables are the only tables whose structs are repaired, as globs over
	// schema.table or table names; empty for all.
	Tables []string
	// Uncertain repairs structs that only a name ties to their table, too.
	Uncertain bool
	// Accepted are differences that stand, for a reason that somebody gave.
	Accepted []rule.Acceptance
	// Info mends what is for information only, too.
	Info bool
	// Prune removes fields whose columns are gone, unless code uses them.
	Prune bool
}

// A Plan is what a repair does. Every column without a field is either added or
// refused.
type Plan struct {
	Files   []codegen.File // sorted by path
	Added   []Change       // in the order of the files
	Renamed []Rename       // in the order of the files
	Removed []Removal      // in the order of the files
	Altered []Alteration   // in the order of the files
	Refused []Refusal      // sorted by object
	// Passed counts the differences that are for information only, and were not
	// asked for.
	Passed int
}

// A Change is a field that was added for a column.
type Change struct {
	Object schema.Ref
	Struct string // User
	Field  string // AvatarURL
	Type   string // *string, as the file spells it
	Tag    string // as the file spells it, with its quotes; empty for none
	// Note says what a person should look at; mostly empty.
	Note string
	// Origin is where the field stands in the repaired file.
	Origin schema.Origin
}

// A Rename is a field whose tag names its column anew.
type Rename struct {
	Object schema.Ref // the column by its new name
	From   string
	Struct string
	Field  string
}

// An Alteration is a field whose type or tag was changed, or a type that got a
// constant.
type Alteration struct {
	Object schema.Ref
	// Struct is the struct, or the type that has got a constant; Field the field,
	// or the constant.
	Struct, Field string
	// Constant is true for the constant of a type.
	Constant bool
	// Was and Is are type or tag as the file spells them; Was is empty for what is
	// new.
	Was, Is string
	// Note says what a person should look at; mostly empty.
	Note   string
	Origin schema.Origin
}

// A Removal is a field that is gone with its column.
type Removal struct {
	Object        schema.Ref
	Struct, Field string
}

// A Refusal is a difference that was left alone.
type Refusal struct {
	Object schema.Ref
	// Standing is true where there is nothing that could be written instead: what
	// differs is known and stays.
	Standing bool
	Reason   string // a clause without a full stop
	Hint     string
	Origin   schema.Origin // of the struct, or of the field concerned
}

// A TableError reports a table that was asked for and is not there.
type TableError struct {
	Table string
	hint  string
}

func (e *TableError) Error() string { return fmt.Sprintf("no model declares a table %s", e.Table) }

// Hint says what to ask for.
func (e *TableError) Hint() string { return e.hint }

// A DamageError reports a repair that would have changed more than it may. It is
// a mistake of this package; the file is as it was.
type DamageError struct {
	File, Reason string
}

func (e *DamageError) Error() string {
	return fmt.Sprintf("repairing %s: the result is not what was intended: %s", e.File, e.Reason)
}

// Hint asks for a report.
func (e *DamageError) Hint() string {
	return "nothing was changed; this is a bug of synapcheck, please report it with the struct concerned"
}
