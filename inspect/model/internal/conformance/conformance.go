// Package conformance has tests only: they hold what the dialects read of the
// catalogue against what the libraries themselves make of the same structs.
package conformance
