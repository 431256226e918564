package codegen

import (
	"fmt"
	"strings"
)

// A ChangedError reports a file that is no longer what it was when the change
// to it was worked out.
type ChangedError struct{ Path string }

func (e *ChangedError) Error() string {
	return fmt.Sprintf("writing %s: the file has changed since it was read", e.Path)
}

// Hint says how to go on.
func (e *ChangedError) Hint() string { return "nothing was written; run the command again" }

// An ExistsError reports a new file whose place is taken.
type ExistsError struct{ Path string }

func (e *ExistsError) Error() string {
	return fmt.Sprintf("writing %s: the file exists already", e.Path)
}

// Hint says how to go on.
func (e *ExistsError) Hint() string {
	return "nothing was written; move the file away, or choose another directory"
}

// An EscapeError reports a path that leads out of the directory that may be
// written to.
type EscapeError struct{ Path, Reason string }

func (e *EscapeError) Error() string { return fmt.Sprintf("writing %s: %s", e.Path, e.Reason) }

// Hint says how to go on.
func (e *EscapeError) Hint() string {
	return "only files below the directory that was named are written; name the directory that the link leads to"
}

// A ReadOnlyError reports a file that nobody may write.
type ReadOnlyError struct{ Path string }

func (e *ReadOnlyError) Error() string {
	return fmt.Sprintf("writing %s: the file is read-only", e.Path)
}

// Hint says how to go on.
func (e *ReadOnlyError) Hint() string { return "make it writable first: chmod u+w " + e.Path }

// A PartialError reports that writing failed half way and that what was already
// written could not be taken back.
type PartialError struct {
	Written []string // the files that hold their new contents
	Err     error
}

func (e *PartialError) Error() string {
	return fmt.Sprintf("%v; already written: %s", e.Err, strings.Join(e.Written, ", "))
}

func (e *PartialError) Unwrap() error { return e.Err }

// Hint says how to go on.
func (e *PartialError) Hint() string {
	return "some files are new and others old; restore them from version control, or run the command again"
}
