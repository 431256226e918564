// Package inspect goes from the name that a person types, go:./models or
// postgres://…, to a source that can be read. It holds the list of dialects.
package inspect

import (
	"path/filepath"
	"strings"

	"github.com/synapscale/synapcheck/inspect/live"
	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/scratch"
	"github.com/synapscale/synapcheck/inspect/snapshot"
)

// Options say how sources are read. The zero Options reads from the current
// directory.
type Options struct {
	// Dir is the directory that relative paths count from; empty for the current
	// one.
	Dir     string
	Live    live.Options
	Scratch scratch.Options
	// Types says what types of the models stand for in PostgreSQL, by the
	// spelling of the code: gid.GID is text.
	Types map[string]string
	// Known is the description of a former reading, as from a snapshot. A server
	// that has not changed since is not read again: what is returned has the same
	// State.
	Known *schema.Database
	// Usage is filled with what a server counts, where the source is one; nil where
	// nobody wants it.
	Usage *schema.Usage
}

// A Scheme is a way to name a source.
type Scheme struct {
	// Name stands before the colon.
	Name string
	// Doc says in one line what is read.
	Doc string
	// Example is a whole name.
	Example string
}

// Schemes lists the ways to name a source, in the order of help texts.
func Schemes() []Scheme {
	schemes := []Scheme{
		{"postgres", "a running PostgreSQL", "postgres://user@host/database"},
	}
	for _, d := range dialects {
		schemes = append(schemes, Scheme{d.Name, d.Doc, d.Name + ":./models"})
	}
	return append(schemes,
		Scheme{"sql", "a file of DDL, loaded on a scratch server", "sql:schema.sql"},
		Scheme{"snapshot", "a description saved by synapcheck inspect --format json", "snapshot:schema.json"},
	)
}

// Open returns the source that the name means. Nothing is read yet.
func Open(name string, opts Options) (schema.Source, error) {
	scheme, rest := Split(name)
	switch scheme {
	case "postgres":
		return &server{rest, opts.Live, opts.Known, opts.Usage}, nil
	case "sql":
		return &script{path: rest, opts: opts}, nil
	case "snapshot":
		return snapshot.Open(opts.abs(rest)), nil
	}
	for _, d := range dialects {
		if d.Name == scheme {
			return openModels(name, rest, d, opts)
		}
	}
	var known []string
	for _, s := range Schemes() {
		known = append(known, s.Example)
	}
	return nil, &NameError{scheme + ":…", "no kind of source is called " + scheme, "sources are " + strings.Join(known, ", ")}
}

func (o Options) abs(path string) string {
	if filepath.IsAbs(path) || o.Dir == "" {
		return path
	}
	return filepath.Join(o.Dir, path)
}
