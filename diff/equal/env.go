package equal

import (
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// An Env knows the user-defined types of one database. A nil Env knows only
// PostgreSQL's own.
type Env struct {
	path    []string
	enums   map[string][]*schema.Enum
	domains map[string][]*schema.Domain
	others  map[string][]schema.Type // without enums and domains
}

// NewEnv collects the types of a live database.
func NewEnv(db *schema.Database) *Env {
	e := &Env{
		enums:   map[string][]*schema.Enum{},
		domains: map[string][]*schema.Domain{},
	}
	if db == nil {
		return e
	}
	e.others = make(map[string][]schema.Type, len(db.Types)+len(db.Tables))
	e.path = db.SearchPath
	for _, x := range db.Enums {
		e.enums[x.Name] = append(e.enums[x.Name], x)
	}
	for _, x := range db.Domains {
		e.domains[x.Name] = append(e.domains[x.Name], x)
	}
	for _, x := range db.Types {
		e.others[x.Name] = append(e.others[x.Name], x)
	}
	// A table is a type as well: that of its rows.
	rows := make([]schema.Type, len(db.Tables))
	for i, x := range db.Tables {
		rows[i] = schema.Type{Schema: x.Schema, Name: x.Name}
		if known := e.others[x.Name]; known != nil {
			e.others[x.Name] = append(known, rows[i])
		} else {
			e.others[x.Name] = rows[i : i+1 : i+1]
		}
	}
	return e
}

// deepest bounds chains of domains, which a damaged description may close to a
// circle.
const deepest = 32

// Resolve is the type under a domain, and under the domains below it; other
// types stand for themselves. It has the modifiers of that base, and stays an
// array if it was one.
func (e *Env) Resolve(t schema.Type) schema.Type {
	for range deepest {
		d := e.domain(t)
		if d == nil {
			return t
		}
		array := t.Array
		t = d.Base
		t.Array = t.Array || array
	}
	return t
}

// Enum is the enum that the type, or the domain over it, names, or the one of
// its elements; nil if it is none.
func (e *Env) Enum(t schema.Type) *schema.Enum {
	if e == nil {
		return nil
	}
	t = e.Resolve(t)
	if isBuiltin(canon(t)) {
		return nil
	}
	return pick(e.enums[t.Name], t.Schema, e.path, func(x *schema.Enum) string { return x.Schema })
}

// Known reports whether the type is one of pg_catalog's or one that the
// database has.
func (e *Env) Known(t schema.Type) bool {
	if isBuiltin(canon(t)) {
		return true
	}
	if e == nil {
		return false
	}
	if t.Schema == "" {
		return len(e.enums[t.Name])+len(e.domains[t.Name])+len(e.others[t.Name]) > 0
	}
	return e.domain(t) != nil || e.Enum(t) != nil ||
		slices.ContainsFunc(e.others[t.Name], func(x schema.Type) bool { return x.Schema == t.Schema })
}

func (e *Env) domain(t schema.Type) *schema.Domain {
	if e == nil || isBuiltin(canon(t)) {
		return nil
	}
	return pick(e.domains[t.Name], t.Schema, e.path, func(x *schema.Domain) string { return x.Schema })
}

// pick chooses among objects of one name: the one of the schema if it is said,
// else the first on the search path, else the only one.
func pick[T any](all []*T, schemaName string, path []string, schemaOf func(*T) string) *T {
	if schemaName == "" {
		for _, s := range path {
			for _, x := range all {
				if schemaOf(x) == s {
					return x
				}
			}
		}
		if len(all) == 1 {
			return all[0]
		}
		return nil
	}
	for _, x := range all {
		if schemaOf(x) == schemaName {
			return x
		}
	}
	return nil
}
