// Package synapscale holds a database and the models that lag behind it: the
// case that synapcheck demo tells and that tests rest on.
package synapscale

import "embed"

// Files are the case: schema.sql and seed.sql, the database as it is;
// requirements.yaml, the columns that the models lack; and models, the Go
// package as it is.
//
//go:embed schema.sql seed.sql requirements.yaml models
var Files embed.FS
