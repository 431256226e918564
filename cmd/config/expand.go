package config

import (
	"regexp"
	"strings"
)

// A variableError reports a connection string that cannot be expanded. It never
// holds any part of it but the name of a variable.
type variableError struct{ what, hint string }

func (e *variableError) Error() string { return "reading db of the configuration: " + e.what }

// Hint says how to mend it.
func (e *variableError) Hint() string { return e.hint }

var variableName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// Database is the connection string with each ${NAME} replaced by the
// environment variable NAME; $${ stands for ${ itself. It is empty if the file
// gives none. A variable that is not set, or empty, is an error: connecting to
// whatever is left would compare with the wrong database.
func (c *Config) Database(lookup func(string) (string, bool)) (string, error) {
	text, err := expand(c.DB, lookup)
	if err != nil {
		return "", err
	}
	return text, nil
}

// checkVariables checks the form of every variable and looks none up.
func checkVariables(text string) *variableError {
	_, err := expand(text, func(string) (string, bool) { return "x", true })
	return err
}

func expand(text string, lookup func(string) (string, bool)) (string, *variableError) {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(text, "${")
		if !found {
			b.WriteString(text)
			return b.String(), nil
		}
		if strings.HasSuffix(before, "$") {
			b.WriteString(before + "{")
			text = after
			continue
		}
		name, rest, closed := strings.Cut(after, "}")
		if !closed || !variableName.MatchString(name) {
			// What stands there may be a part of a password.
			return "", &variableError{"${ is not followed by a name and }", "write $${ for ${ itself"}
		}
		value, set := lookup(name)
		if !set || value == "" {
			return "", &variableError{"the environment variable " + name + " is not set", "set it, or give the database with --db"}
		}
		b.WriteString(before)
		b.WriteString(value)
		text = rest
	}
}
