// Package model says what a dialect is: a language in which code declares the
// tables that it uses. It also reads the names of SQL types, which the tags and
// annotations of many dialects contain.
//
// A dialect reads declarations and never runs them. Each has a folder below
// this one.
package model

import (
	"context"
	"io/fs"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A Dialect reads one model language.
type Dialect struct {
	// Name stands before the colon of a source: "go", "gorm", "openapi".
	Name string
	// Doc says in one line what is read.
	Doc string
	// Reads are the kinds that the dialect can express. The absence of objects
	// of any other kind means nothing.
	Reads []schema.Kind
	// Read describes what the files that the patterns select declare. Patterns
	// are paths within fsys, with slashes; what else they may contain, each
	// dialect says.
	Read func(ctx context.Context, fsys fs.FS, patterns []string) (*schema.Database, error)
	// Left, if there is one, tells somebody who misses a model what Read passes
	// over for a known reason.
	Left func(ctx context.Context, fsys fs.FS, patterns []string) ([]schema.Gap, error)
}
