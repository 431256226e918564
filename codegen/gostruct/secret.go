package gostruct

import "github.com/synapscale/synapcheck/inspect/schema"

// isSecret guesses from name and type that a column holds what nobody outside
// should see.
func isSecret(name string, t schema.Type) bool { return schema.Secret(name, t) }
