package live

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// A ConnectError reports a server that could not be reached, or that did not let
// us in.
type ConnectError struct {
	Target string // "postgres database app at db.example:5432"
	Reason string
	Code   string // the server's SQLSTATE, or empty
	hint   string
	err    error // of the context, or nil: the driver's own may show too much
}

func (e *ConnectError) Error() string { return "connecting to " + e.Target + ": " + e.Reason }

// Hint says what to try.
func (e *ConnectError) Hint() string { return e.hint }

func (e *ConnectError) Unwrap() error { return e.err }

// A VersionError reports a server that is too old to read.
type VersionError struct {
	Target string
	Server int // as 90624
}

func (e *VersionError) Error() string {
	return fmt.Sprintf("%s: PostgreSQL %s is too old", e.Target, versionWords(e.Server))
}

// Hint names the versions that can be read.
func (e *VersionError) Hint() string {
	return fmt.Sprintf("PostgreSQL %d or later is needed", Oldest)
}

func versionWords(num int) string {
	if num < 100000 {
		return fmt.Sprintf("%d.%d.%d", num/10000, num/100%100, num%100)
	}
	return fmt.Sprintf("%d.%d", num/10000, num%10000)
}

// An EngineError reports a server that speaks PostgreSQL's protocol and is
// something else. Its catalog does not tell the truth about it.
type EngineError struct {
	Target string
	Engine string
}

func (e *EngineError) Error() string { return e.Target + ": the server is " + e.Engine }

// Hint says what is supported.
func (e *EngineError) Hint() string {
	return "only PostgreSQL itself is read: what others put into its catalog can mislead"
}

// A BlockedError reports a lock that somebody held for too long.
type BlockedError struct {
	Target  string
	Blocker string // "pid 4711 (idle in transaction for 12 s) holding AccessExclusiveLock on app.users"
}

func (e *BlockedError) Error() string { return "reading " + e.Target + ": blocked by " + e.Blocker }

// Hint says what to do about the lock.
func (e *BlockedError) Hint() string {
	return "somebody is changing a table; try again when that transaction has ended"
}

// An UnstableError reports a schema that changed during every attempt to read
// it.
type UnstableError struct {
	Target   string
	Attempts int
}

func (e *UnstableError) Error() string {
	return fmt.Sprintf("reading %s: the schema is changing: it was different after each of %d attempts", e.Target, e.Attempts)
}

// Hint says what to do.
func (e *UnstableError) Hint() string {
	return "try again when the migration, or whatever else is changing the schema, has ended"
}

// A RightsError reports a server on which the role may not even read the
// catalog, which PostgreSQL lets everybody do by itself.
type RightsError struct {
	Target string
	err    error
}

func (e *RightsError) Error() string { return fmt.Sprintf("reading %s: %v", e.Target, e.err) }

// Hint says which right is missing.
func (e *RightsError) Hint() string {
	return "the role needs select on the tables and execute on the functions of pg_catalog; on the users' own tables it needs no right"
}

func (e *RightsError) Unwrap() error { return e.err }

// A TimeoutError reports a reading that took too long.
type TimeoutError struct {
	Target string
	After  string
	err    error
}

func (e *TimeoutError) Error() string {
	return fmt.Sprintf("reading %s: no answer within %s", e.Target, e.After)
}

// Hint says what to do.
func (e *TimeoutError) Hint() string { return "allow more time, or read fewer schemas" }

func (e *TimeoutError) Unwrap() error { return e.err }

// An EmptyError reports that there is nothing to compare: no such schema, or no
// table in the schemas that were looked at.
type EmptyError struct {
	Target  string
	Looked  []string // the schemas that were looked at
	Missing []string // the schemas asked for that do not exist
	Others  []string // the schemas that do hold tables
}

func (e *EmptyError) Error() string {
	switch len(e.Missing) {
	case 0:
	case 1:
		return "reading " + e.Target + ": there is no schema " + list(e.Missing)
	default:
		return "reading " + e.Target + ": there are no schemas " + list(e.Missing)
	}
	if len(e.Looked) == 0 {
		return "reading " + e.Target + ": nothing to compare: it has no schemas"
	}
	return "reading " + e.Target + ": nothing to compare: no table in " + plural(len(e.Looked), "schema") + " " + list(e.Looked)
}

// Hint names the schemas that do hold tables.
func (e *EmptyError) Hint() string {
	if len(e.Others) == 0 {
		return "no other schema holds tables either: is it the right database, and have its migrations run?"
	}
	return "tables are in " + plural(len(e.Others), "schema") + " " + list(e.Others)
}

func plural(n int, word string) string {
	if n == 1 {
		return word
	}
	return word + "s"
}

func list(names []string) string {
	words := make([]string, len(names))
	for i, name := range names {
		words[i] = shown(name)
	}
	return strings.Join(words, ", ")
}

// shown is a name from outside as an error may show it: one that could pass for
// a line of its own, or hide something, is quoted.
func shown(name string) string {
	for _, r := range name {
		if !unicode.IsPrint(r) || r == unicode.ReplacementChar {
			return strconv.Quote(name)
		}
	}
	return name
}
