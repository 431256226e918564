package schema

import "context"

// A Source can describe a database: a running server, a set of models, a saved
// description, a file of DDL.
type Source interface {
	// Read describes the database as it is at this moment. An error means that
	// nothing can be said; a source that could read only a part returns it and
	// lists the rest in Database.Gaps.
	Read(ctx context.Context) (*Database, error)
}
