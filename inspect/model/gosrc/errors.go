package gosrc

import (
	"fmt"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A PatternError reports a pattern that selects no Go source.
type PatternError struct {
	Pattern string
	Reason  string
	hint    string
	err     error
}

func (e *PatternError) Error() string { return fmt.Sprintf("reading %s: %s", e.Pattern, e.Reason) }

// Unwrap returns the error of the file system, if there is one.
func (e *PatternError) Unwrap() error { return e.err }

// Hint says which patterns there are.
func (e *PatternError) Hint() string { return e.hint }

// A SyntaxError reports a file that is not Go.
type SyntaxError struct {
	Origin schema.Origin
	Reason string
}

func (e *SyntaxError) Error() string { return fmt.Sprintf("reading %s: %s", e.Origin, e.Reason) }

// Hint says how to go on.
func (e *SyntaxError) Hint() string {
	return "mend the file, or name the packages to be read so that it is not among them, as in go:./internal/models"
}

// An EmptyError reports Go source in which no struct stands for a table.
type EmptyError struct {
	Patterns []string
	Structs  int // that were looked at
	tags     []string
	instead  string // what was found and is not read
}

func (e *EmptyError) Error() string {
	if e.Structs == 0 {
		return fmt.Sprintf("reading %s: no struct is declared there", patternList(e.Patterns))
	}
	msg := fmt.Sprintf("reading %s: no table among %s", patternList(e.Patterns), count(e.Structs, "struct"))
	if e.instead != "" {
		msg += "; what is not read: " + e.instead
	}
	return msg
}

// Hint says what makes a struct a model.
func (e *EmptyError) Hint() string {
	return fmt.Sprintf("a model has %s tags, a TableName method, or //synapcheck:table NAME in the comment above it", tagList(e.tags))
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
