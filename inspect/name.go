package inspect

import (
	"fmt"
	"path/filepath"
	"strings"
)

// A NameError reports a name that means no source.
type NameError struct {
	Name   string // without what may be a secret
	Reason string
	hint   string
}

func (e *NameError) Error() string { return fmt.Sprintf("source %q: %s", e.Name, e.Reason) }

// Hint says which names there are.
func (e *NameError) Hint() string { return e.hint }

// Server reports whether the name means a running server.
func Server(name string) bool {
	scheme, _ := Split(name)
	return scheme == "postgres"
}

// Split takes a name apart. A connection string keeps its whole text as rest. A
// bare path is understood by what is there: a directory or a .go file is go, a
// .sql file sql, a .json file snapshot. An unknown scheme is returned as it is.
func Split(name string) (scheme, rest string) {
	head, tail, found := strings.Cut(name, ":")
	head = strings.ToLower(head)
	switch {
	case name == Environment:
		return "postgres", ""
	case found && (head == "postgres" || head == "postgresql"):
		return "postgres", name
	case found && strings.TrimFunc(head, schemeRune) == "" && len(head) > 1:
		return head, tail
	case keywordDSN(name):
		return "postgres", name
	}
	switch filepath.Ext(name) {
	case ".sql":
		return "sql", name
	case ".json":
		return "snapshot", name
	}
	return "go", name
}

func schemeRune(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '+' || r == '-'
}

// keywordDSN recognises libpq's other form: host=localhost dbname=app. No path of
// models begins with a word and an equals sign.
func keywordDSN(name string) bool {
	key, _, found := strings.Cut(name, "=")
	key = strings.TrimSpace(key)
	return found && key != "" && strings.TrimFunc(key, func(r rune) bool { return r == '_' || r >= 'a' && r <= 'z' }) == ""
}

// Environment is the name of the server that libpq's own variables mean: PGHOST,
// PGDATABASE, PGSERVICE and the others.
const Environment = "postgres:"

// Shown is the name as it may be printed: a server's may hold a password.
func Shown(name string) string {
	scheme, rest := Split(name)
	if scheme == "postgres" {
		return "the database"
	}
	return scheme + ":" + rest
}

// Mergeable reports whether several names of the scheme can be read as one,
// with commas between them: models may be spread over directories.
func Mergeable(scheme string) bool {
	for _, d := range dialects {
		if d.Name == scheme {
			return true
		}
	}
	return false
}

// Language is the programming language that the source's models are written in;
// empty for sources that are not code.
func Language(name string) string {
	scheme, _ := Split(name)
	switch scheme {
	case "go", "db", "gorm":
		return "go"
	}
	return ""
}
