// Package ddl writes the SQL that rebuilds a described database.
//
// The script is for an empty database and a superuser, as that of pg_dump is:
// every object is made after those that it needs, names are qualified and the
// search path is empty, so that nothing depends on who runs it. What a
// description leaves unsaid leaves no text; what it cannot give, such as the
// password of a subscription, stands in the script as a comment.
package ddl

import (
	"bufio"
	"io"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// Options say what is left out. The zero Options leave nothing out.
type Options struct {
	// NoOwners leaves objects to whoever runs the script. Roles belong to a
	// server and not to a database: the script does not make them.
	NoOwners bool
	// NoGrants leaves out who may use what.
	NoGrants bool
}

// Write writes the script. Equal descriptions give equal text.
func Write(w io.Writer, d *schema.Database, opts Options) error {
	p := newPlan(d, opts)
	out := bufio.NewWriter(w)
	say := func(text string) { _, _ = out.WriteString(text) } // Flush has the error
	for _, line := range head(d) {
		say(comment(line) + "\n")
	}
	say("\n")
	for _, s := range preamble {
		say(s + ";\n")
	}
	for _, it := range p.order() {
		statements := it.write()
		if len(statements) == 0 {
			continue
		}
		say("\n" + comment(it.ref.String()) + "\n")
		for _, s := range statements {
			say(s + "\n")
		}
	}
	return out.Flush()
}

// preamble makes the script mean the same to every server and role.
var preamble = []string{
	"SET statement_timeout = 0",
	"SET lock_timeout = 0",
	"SET client_encoding = 'UTF8'",
	"SET standard_conforming_strings = on",
	"SELECT pg_catalog.set_config('search_path', '', false)",
	"SET check_function_bodies = false",
	"SET xmloption = content",
	"SET client_min_messages = warning",
	"SET row_security = off",
	"SET default_tablespace = ''",
	"SET default_table_access_method = heap",
}

// head says what the script is and what it lacks.
func head(d *schema.Database) []string {
	lines := []string{"The schema of " + d.Name}
	for _, c := range d.Counted {
		lines = append(lines, "Not here, because not described: "+c.String())
	}
	for _, g := range d.Gaps {
		lines = append(lines, "Incomplete: "+g.Subject+": "+g.Reason)
	}
	return lines
}
