package config

import (
	"path"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// Parse reads the content of a file; name is what errors call it. An empty file
// is a configuration that says nothing.
func Parse(name string, data []byte) (*Config, error) {
	r := &reader{file: name}
	c := &Config{File: name, Version: 1, shown: name}
	if root := r.document(data); root != nil {
		r.object(root, "", fields(c))
	}
	if err := r.err(); err != nil {
		return nil, err
	}
	c.named, c.kinds, c.lines = r.named, r.kinds, r.lines
	return c, nil
}

// fields are the keys of the file. Whoever adds one adds it to schema.json and
// to the starter file too: tests compare the three.
func fields(c *Config) []field {
	return []field{
		{"version", func(r *reader, n *yaml.Node, path string) { r.version(n, path) }},
		{"db", func(r *reader, n *yaml.Node, path string) {
			if text, ok := r.text(n, path); ok {
				if err := checkVariables(text); err != nil {
					r.fail(n.Line, err.Hint(), "%s: %s", path, err.what)
				}
				c.DB = text
			}
		}},
		{"models", texts(&c.Models, nil)},
		{"schemas", texts(&c.Schemas, (*reader).glob)},
		{"tables", func(r *reader, n *yaml.Node, path string) { r.object(n, path, tableFields(&c.Tables)) }},
		{"kinds", texts(&c.Kinds, (*reader).kind)},
		{"ignore", func(r *reader, n *yaml.Node, path string) { c.Left, c.Ignore = r.ignores(n, path) }},
		{"rules", func(r *reader, n *yaml.Node, path string) { c.Rules, c.Scoped = r.rules(n, path) }},
		{"profile", word(&c.Profile, "default", "strict")},
		{"fail-on", word(&c.FailOn, "error", "warning", "info")},
		{"advice", flag(&c.Advice)},
		{"scratch", flag(&c.Scratch)},
		{"min-score", func(r *reader, n *yaml.Node, path string) { c.MinScore = r.score(n, path) }},
		{"baseline", text(&c.Baseline)},
		{"types", func(r *reader, n *yaml.Node, path string) { c.Types = r.types(n, path) }},
		{"renames", func(r *reader, n *yaml.Node, path string) { c.Renames = r.renames(n, path) }},
		{"timeout", func(r *reader, n *yaml.Node, path string) { c.Timeout = r.timeout(n, path) }},
		{"environments", func(r *reader, n *yaml.Node, path string) { c.Environments = r.environments(n, path) }},
		{"generate", func(r *reader, n *yaml.Node, path string) { r.object(n, path, generateFields(&c.Generate)) }},
	}
}

func generateFields(g *Generate) []field {
	named := func(to *map[string]string) func(*reader, *yaml.Node, string) {
		return func(r *reader, n *yaml.Node, path string) { *to = r.types(n, path) }
	}
	return []field{
		{"style", word(&g.Style, "db", "gorm", "bun", "sqlc")},
		{"null", word(&g.Null, "pointer", "sql", "pgtype")},
		{"driver", word(&g.Driver, "pgx", "sql")},
		{"json", word(&g.JSON, "snake", "camel", "none")},
		{"types", named(&g.Types)},
		{"columns", named(&g.Columns)},
		{"names", named(&g.Names)},
		{"secrets", texts(&g.Secrets, (*reader).glob)},
		{"public", texts(&g.Public, (*reader).glob)},
		{"initialisms", texts(&g.Initialisms, nil)},
	}
}

func tableFields(t *Tables) []field {
	return []field{
		{"include", texts(&t.Include, (*reader).glob)},
		{"exclude", texts(&t.Exclude, (*reader).glob)},
	}
}

func ignoreFields(i *Ignore) []field {
	return []field{
		{"rule", func(r *reader, n *yaml.Node, path string) {
			if text, ok := r.text(n, path); ok {
				i.Rule = text
				r.named = append(r.named, name{text, n.Line})
			}
		}},
		{"objects", texts(&i.Objects, (*reader).glob)},
		{"reason", func(r *reader, n *yaml.Node, path string) { i.Reason, _ = r.text(n, path) }},
	}
}

func (r *reader) version(n *yaml.Node, path string) {
	switch {
	case n.ShortTag() != "!!int":
		r.wrong(n, path, "a number")
	case n.Value != "1":
		r.fail(n.Line, "this synapcheck reads version 1; a newer one may read the file", "%s is not supported", path)
	}
}

// texts reads a list of texts, each of which must pass the check if there is one.
func texts(to *[]string, check func(r *reader, n *yaml.Node, path string)) func(*reader, *yaml.Node, string) {
	return func(r *reader, n *yaml.Node, path string) {
		r.list(n, path, func(n *yaml.Node, path string) {
			if text, ok := r.text(n, path); ok {
				*to = append(*to, text)
				if check != nil {
					check(r, n, path)
				}
			}
		})
	}
}

// kind reads a kind of objects, or a pattern over them, perhaps after !.
func (r *reader) kind(n *yaml.Node, at string) {
	r.glob(n, at)
	r.kinds = append(r.kinds, name{n.Value, n.Line})
}

func (r *reader) glob(n *yaml.Node, at string) {
	if r.lines == nil {
		r.lines = map[string]int{}
	}
	r.lines[n.Value] = n.Line
	if strings.TrimPrefix(n.Value, "!") == "" {
		r.fail(n.Line, "write the pattern after it", "%s is nothing but !", at)
	}
	if _, err := path.Match(n.Value, ""); err != nil {
		r.fail(n.Line, `* stands for any text, ? for one character, [ab] for one of two; \ takes the next one literally`,
			"%s is not a valid pattern", at)
	}
}

// flag reads true or false.
func flag(to *bool) func(*reader, *yaml.Node, string) {
	return func(r *reader, n *yaml.Node, path string) {
		if n.ShortTag() != "!!bool" || n.Decode(to) != nil {
			r.wrong(n, path, "true or false")
		}
	}
}

// word reads one of a few words.
func word(to *string, words ...string) func(*reader, *yaml.Node, string) {
	return func(r *reader, n *yaml.Node, path string) {
		if text, ok := r.text(n, path); ok && r.among(n, path, words) {
			*to = text
		}
	}
}

func (r *reader) among(n *yaml.Node, path string, words []string) bool {
	for _, w := range words {
		if n.Value == w {
			return true
		}
	}
	r.fail(n.Line, suggest(n.Value, words, ""), "%s must be %s", path, orList(words))
	return false
}

// ignores reads the tables that are left out, which are texts, and the findings
// that are accepted.
func (r *reader) ignores(n *yaml.Node, path string) (left []string, all []Ignore) {
	r.list(n, path, func(n *yaml.Node, path string) {
		if n.Kind == yaml.ScalarNode {
			if text, ok := r.text(n, path); ok {
				r.glob(n, path)
				left = append(left, text)
			}
			return
		}
		var i Ignore
		before := len(r.problems)
		r.object(n, path, ignoreFields(&i))
		if len(r.problems) > before {
			return
		}
		if i.Reason == "" {
			r.fail(n.Line, "say why these findings are accepted", "%s has no reason", path)
		}
		if i.Rule == "" && len(i.Objects) == 0 {
			r.fail(n.Line, "", "%s names neither a rule nor objects", path)
		}
		all = append(all, i)
	})
	return left, all
}

// severities are the words for how bad a finding is.
var severities = []string{"error", "warning", "info", "off"}

// rules reads severities by rule, or for some objects of a rule.
func (r *reader) rules(n *yaml.Node, path string) (map[string]string, []Scoped) {
	all := map[string]string{}
	var scoped []Scoped
	r.mapping(n, path, func(key, value *yaml.Node) {
		at := join(path, key.Value)
		r.named = append(r.named, name{key.Value, key.Line})
		if value.Kind == yaml.MappingNode {
			r.mapping(value, at, func(objects, severity *yaml.Node) {
				at := join(at, objects.Value)
				r.glob(objects, at)
				if text, ok := r.text(severity, at); ok && r.among(severity, at, severities) {
					scoped = append(scoped, Scoped{key.Value, objects.Value, text})
				}
			})
			return
		}
		if text, ok := r.text(value, at); ok && r.among(value, at, severities) {
			all[key.Value] = text
		}
	})
	return all, scoped
}

func (r *reader) types(n *yaml.Node, path string) map[string]string {
	all := map[string]string{}
	r.mapping(n, path, func(key, value *yaml.Node) {
		if strings.TrimSpace(key.Value) == "" {
			r.fail(key.Line, "", "a key of %s is empty", path)
		} else if text, ok := r.text(value, join(path, key.Value)); ok {
			all[key.Value] = text
		}
	})
	return all
}

func (r *reader) renames(n *yaml.Node, path string) map[string]string {
	all := map[string]string{}
	r.list(n, path, func(n *yaml.Node, path string) {
		text, ok := r.text(n, path)
		if !ok {
			return
		}
		declared, live, _ := strings.Cut(text, "=")
		declared, live = strings.TrimSpace(declared), strings.TrimSpace(live)
		if declared == "" || live == "" || strings.Contains(live, "=") {
			r.fail(n.Line, "as in users.locked_until=account_locked_until", "%s must be DECLARED=LIVE", path)
			return
		}
		if _, twice := all[declared]; twice {
			r.fail(n.Line, "", "%s renames what an earlier entry renames", path)
			return
		}
		all[declared] = live
	})
	return all
}

func (r *reader) score(n *yaml.Node, path string) float64 {
	if tag := n.ShortTag(); tag != "!!int" && tag != "!!float" {
		r.wrong(n, path, "a number")
		return 0
	}
	var score float64
	// Written so that it is false for a number that is none.
	if err := n.Decode(&score); err != nil || !(score >= 0 && score <= 100) {
		r.fail(n.Line, "", "%s must be between 0 and 100", path)
		return 0
	}
	return score
}

func (r *reader) timeout(n *yaml.Node, path string) time.Duration {
	text, ok := r.text(n, path)
	if !ok {
		return 0
	}
	d, err := time.ParseDuration(text)
	if err != nil || d <= 0 {
		r.fail(n.Line, "as in 500ms, 30s or 2m", "%s must be a duration greater than 0", path)
		return 0
	}
	return d
}
