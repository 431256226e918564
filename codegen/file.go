// Package codegen puts generated and repaired files on disk: it shows what would
// change, says whether anything would, and writes all of it or nothing.
//
// What stands in the files is the business of the packages below this one.
package codegen

import (
	"bytes"
	"io/fs"
)

// A File is what one file contains now and what it shall contain.
type File struct {
	// Path is relative to the root that the file is written under, and uses
	// slashes.
	Path string
	// Before is what the file holds now; nil for a file that does not exist.
	Before []byte
	After  []byte
	// Mode are the permissions of a new file, before the umask; 0 for 0o644. A
	// file that exists keeps its own.
	Mode fs.FileMode
}

// New reports that the file does not exist yet.
func (f File) New() bool { return f.Before == nil }

// Stale reports that the file is not what it shall be.
func (f File) Stale() bool { return f.New() || !bytes.Equal(f.Before, f.After) }

// Stale reports whether writing the files would change anything.
func Stale(files []File) bool {
	for _, f := range files {
		if f.Stale() {
			return true
		}
	}
	return false
}
