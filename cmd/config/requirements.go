package config

import "go.yaml.in/yaml/v3"

// A Requirement is a column that somebody says the database has.
type Requirement struct {
	Table, Column string
	// Type is as SQL spells it, and Default an SQL expression; empty if nothing
	// is said.
	Type, Default string
	Line          int
}

// Requirements reads a list of expected columns; name is what errors call it.
func Requirements(name string, data []byte) ([]Requirement, error) {
	r := &reader{file: name}
	var all []Requirement
	if root := r.document(data); root != nil {
		r.object(root, "", []field{
			{"columns", func(r *reader, n *yaml.Node, path string) {
				r.list(n, path, func(n *yaml.Node, path string) {
					q := Requirement{Line: n.Line}
					r.object(n, path, []field{
						{"table", text(&q.Table)},
						{"column", text(&q.Column)},
						{"type", text(&q.Type)},
						{"default", text(&q.Default)},
					})
					if q.Table == "" || q.Column == "" {
						r.fail(n.Line, "write {table: users, column: email}", "%s names no table and column", path)
					}
					all = append(all, q)
				})
			}},
		})
	}
	if err := r.err(); err != nil {
		return nil, err
	}
	return all, nil
}

func text(to *string) func(*reader, *yaml.Node, string) {
	return func(r *reader, n *yaml.Node, path string) { *to, _ = r.text(n, path) }
}
