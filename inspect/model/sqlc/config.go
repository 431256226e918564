package sqlc

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"github.com/jinzhu/inflection"

	"github.com/synapscale/synapcheck/inspect/model/gosrc"
)

// options are what sqlc's configuration says of one package; without a file they
// are sqlc's own defaults, and found is false.
type options struct {
	found       bool
	exact       bool // struct names are the tables' names
	cased       bool // json tags are not the columns' names
	rename      map[string]string
	initialisms map[string]bool
	uncountable []string
	schema      []string // files and directories of DDL
	models      string   // the file of structs
	engine      string   // the database that it is for
}

// goOptions are the keys of version 1 and 2 that decide about names.
type goOptions struct {
	Path        string            `yaml:"path"` // version 1
	Out         string            `yaml:"out"`  // version 2
	Exact       bool              `yaml:"emit_exact_table_names"`
	Style       string            `yaml:"json_tags_case_style"`
	Models      string            `yaml:"output_models_file_name"`
	Initialisms *[]string         `yaml:"initialisms"`
	Uncountable []string          `yaml:"inflection_exclude_table_names"`
	Rename      map[string]string `yaml:"rename"`
	Schema      paths             `yaml:"schema"` // version 1
	Engine      string            `yaml:"engine"` // version 1
}

type configuration struct {
	Packages []goOptions       `yaml:"packages"`
	Rename   map[string]string `yaml:"rename"`
	SQL      []struct {
		Engine string `yaml:"engine"`
		Schema paths  `yaml:"schema"`
		Gen    struct {
			Go *goOptions `yaml:"go"`
		} `yaml:"gen"`
	} `yaml:"sql"`
	Overrides struct {
		Go struct {
			Rename map[string]string `yaml:"rename"`
		} `yaml:"go"`
	} `yaml:"overrides"`
}

// paths is one path or several.
type paths []string

func (p *paths) UnmarshalYAML(n *yaml.Node) error {
	var one string
	if n.Decode(&one) == nil {
		*p = paths{one}
		return nil
	}
	var all []string
	err := n.Decode(&all)
	*p = all
	return err
}

// optionsOf looks for the configuration that made the package, from its directory
// upwards.
func optionsOf(fsys fs.FS, dir string) options {
	for at := dir; ; at = path.Dir(at) {
		for _, name := range []string{"sqlc.yaml", "sqlc.yml", "sqlc.json"} {
			data, err := fs.ReadFile(fsys, path.Join(at, name))
			if err != nil {
				continue
			}
			var c configuration
			if yaml.Unmarshal(data, &c) != nil {
				continue
			}
			if o, ok := c.of(at, dir); ok {
				return o
			}
		}
		if at == "." || at == "/" {
			return options{initialisms: map[string]bool{"id": true}}
		}
	}
}

// of is the part of the configuration in at that writes to the directory.
func (c configuration) of(at, dir string) (options, bool) {
	for _, p := range c.Packages {
		if path.Join(at, p.Path) == dir {
			return p.options(at, p.Engine, p.Schema, c.Rename), true
		}
	}
	for _, s := range c.SQL {
		if g := s.Gen.Go; g != nil && path.Join(at, g.Out) == dir {
			return g.options(at, s.Engine, s.Schema, c.Overrides.Go.Rename), true
		}
	}
	return options{}, false
}

func (g goOptions) options(at, engine string, schema paths, everywhere map[string]string) options {
	o := options{
		found: true, engine: engine, exact: g.Exact, models: g.Models, uncountable: g.Uncountable,
		cased:  g.Style != "" && g.Style != "none",
		rename: map[string]string{}, initialisms: map[string]bool{"id": true},
	}
	for _, names := range []map[string]string{everywhere, g.Rename} {
		for from, to := range names {
			o.rename[from] = to
		}
	}
	if g.Initialisms != nil {
		o.initialisms = map[string]bool{}
		for _, word := range *g.Initialisms {
			o.initialisms[word] = true
		}
	}
	for _, s := range schema {
		o.schema = append(o.schema, path.Join(at, s))
	}
	return o
}

// singular is sqlc's rule, which knows more exceptions than the library below it.
func (o options) singular(name string) string {
	lower := strings.ToLower(name)
	if slices.ContainsFunc(o.uncountable, func(n string) bool { return strings.EqualFold(n, name) }) {
		return name
	}
	switch lower {
	case "campus", "meta", "metadata":
		return name
	case "calories":
		return "calorie"
	case "waves":
		return "wave"
	}
	return inflection.Singular(name)
}

// structNames are the names that the struct of a table may have. The exceptions
// of singular are younger than sqlc.
func (o options) structNames(under string) []string {
	switch {
	case !o.found:
		return []string{o.title(o.singular(under)), o.title(inflection.Singular(under)), o.title(under)}
	case o.exact:
		return []string{o.title(under)}
	}
	return []string{o.title(o.singular(under)), o.title(inflection.Singular(under))}
}

var (
	created = regexp.MustCompile(`(?i)\bcreate\s+(?:or\s+replace\s+)?(?:global\s+|local\s+)?(?:temp(?:orary)?\s+|unlogged\s+|foreign\s+|recursive\s+)*(?:table|(?:materialized\s+)?view)\s+(?:if\s+not\s+exists\s+)?("[^"]+"|[a-z_][\w$]*)(?:\s*\.\s*("[^"]+"|[a-z_][\w$]*))?`)
	renamed = regexp.MustCompile(`(?i)\balter\s+(?:table|(?:materialized\s+)?view)\s+(?:if\s+exists\s+)?(?:only\s+)?(?:(?:"[^"]+"|[a-z_][\w$]*)\s*\.\s*)?(?:"[^"]+"|[a-z_][\w$]*)\s+rename\s+to\s+("[^"]+"|[a-z_][\w$]*)()`)
	undo    = regexp.MustCompile(`(?im)^--\s*(?:\+goose\s+down|\+migrate\s+down|migrate:down|-+\s*create above)`)
)

// definitions are the texts of the schema, without the parts that undo it.
func (o options) definitions(fsys fs.FS) []string {
	var texts []string
	read := func(name string) {
		if data, err := fs.ReadFile(fsys, name); err == nil && len(data) < 8<<20 {
			text := string(data)
			if at := undo.FindStringIndex(text); at != nil {
				text = text[:at[0]]
			}
			texts = append(texts, text)
		}
	}
	for _, name := range o.schema {
		if !fs.ValidPath(name) {
			continue // outside of what is read
		}
		if entries, err := fs.ReadDir(fsys, name); err == nil {
			for _, e := range entries {
				if strings.HasSuffix(e.Name(), ".sql") && !strings.HasSuffix(e.Name(), ".down.sql") && !e.IsDir() {
					read(path.Join(name, e.Name()))
				}
			}
			continue
		}
		read(name)
	}
	return texts
}

// fill adds the schema's tables and the words that may be its columns.
func (w *words) fill(p *gosrc.Program) {
	seen := map[string]bool{}
	for _, text := range w.options.definitions(p.FS()) {
		for _, pattern := range []*regexp.Regexp{created, renamed} {
			for _, m := range pattern.FindAllStringSubmatch(text, -1) {
				w.defined = true
				w.relation(m[1], m[2], seen, w.tables)
			}
		}
		for _, m := range name.FindAllString(text, -1) {
			if word := plain(m); !seen[" "+word] {
				seen[" "+word] = true
				w.schema[w.options.title(word)] = append(w.schema[w.options.title(word)], word)
			}
		}
	}
}
