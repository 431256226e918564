package live

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

var sqlSchema = load("schema")

// system reports whether a schema is PostgreSQL's own, or holds somebody's
// temporary objects: users cannot give names that begin with pg_.
func system(name string) bool {
	return strings.HasPrefix(name, "pg_") || name == "information_schema"
}

// choose decides which schemas are read: those asked for, or all that are not
// an extension's. The system's never are, nor those of temporary objects.
func (r *reading) choose(asked []string) {
	for id, name := range r.schemas {
		if system(name) || len(asked) == 0 && r.extensions[id] || len(asked) > 0 && !slices.Contains(asked, name) {
			continue
		}
		r.chosen = append(r.chosen, id)
		r.db.Schemas = append(r.db.Schemas, &schema.Schema{Name: name, About: schema.About{Comment: r.none}})
	}
	slices.Sort(r.chosen)
	for _, name := range asked {
		found := slices.ContainsFunc(r.db.Schemas, func(s *schema.Schema) bool { return s.Name == name })
		if !found && !slices.Contains(r.missing, name) {
			r.missing = append(r.missing, name)
		}
	}
}

// searchPath is the part of the role's search path that exists. It does not
// depend on the rights of the role that reads, as current_schemas would.
func (r *reading) searchPath(user string) []string {
	var path []string
	for _, name := range splitIdentifiers(r.path) {
		if name == "$user" {
			name = user
		}
		if system(name) || slices.Contains(path, name) {
			continue
		}
		for _, existing := range r.schemas {
			if name == existing {
				path = append(path, name)
				break
			}
		}
	}
	return path
}

// splitIdentifiers takes a list of SQL identifiers apart: quoted ones are
// literal, others in lower case.
func splitIdentifiers(list string) []string {
	var names []string
	for rest := strings.TrimSpace(list); rest != ""; {
		var name string
		if rest[0] == '"' {
			name, rest = quotedIdentifier(rest[1:])
			_, rest, _ = strings.Cut(rest, ",")
		} else {
			name, rest, _ = strings.Cut(rest, ",")
			name = strings.ToLower(strings.TrimSpace(name))
		}
		if name != "" {
			names = append(names, name)
		}
		rest = strings.TrimSpace(rest)
	}
	return names
}

// quotedIdentifier reads an identifier up to its closing quote.
func quotedIdentifier(text string) (name, rest string) {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] == '"' {
			if i+1 == len(text) || text[i+1] != '"' {
				return b.String(), text[i+1:]
			}
			i++
		}
		b.WriteByte(text[i])
	}
	return b.String(), ""
}
