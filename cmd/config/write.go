package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// A PasswordError refuses to write a connection string that holds a password.
type PasswordError struct{}

func (PasswordError) Error() string { return "writing configuration: db holds a password" }

// Hint says where the password belongs.
func (PasswordError) Hint() string {
	return "put the connection string in an environment variable and write ${NAME}"
}

// A section is one key of the starter file: what it means, its value if it has
// one, and otherwise an example that is commented out.
type section struct {
	key, prose, example string
	value               any
}

// Write writes a file that says what c says, with every other key explained and
// commented out. [Parse] reads it back as c.
func Write(w io.Writer, c *Config) error {
	if hasPassword(c.DB) {
		return PasswordError{}
	}
	var b bytes.Buffer
	b.WriteString("# yaml-language-server: $schema=" + schemaURL + "\nversion: 1\n")
	for _, s := range sections(c) {
		b.WriteString("\n# " + strings.ReplaceAll(s.prose, "\n", "\n# ") + "\n")
		if empty(s.value) {
			b.WriteString("#" + strings.ReplaceAll(s.example, "\n", "\n#") + "\n")
			continue
		}
		enc := yaml.NewEncoder(&b)
		enc.SetIndent(2)
		if err := enc.Encode(map[string]any{s.key: s.value}); err != nil {
			return fmt.Errorf("writing configuration: %s: %w", s.key, err)
		}
	}
	// A value that YAML cannot spell, or that reading refuses, is found here and
	// not by the person who runs the next command.
	if back, err := Parse("the new file", b.Bytes()); err != nil {
		return fmt.Errorf("writing configuration: %w", err)
	} else if !same(back, c) {
		return errors.New("writing configuration: a value does not survive being written")
	}
	_, err := w.Write(b.Bytes())
	return err
}

const schemaURL = "https://raw.githubusercontent.com/synapscale/synapcheck/main/cmd/config/schema.json"

func sections(c *Config) []section {
	type ignore struct {
		Rule    string   `yaml:"rule,omitempty"`
		Objects []string `yaml:"objects,omitempty"`
		Reason  string   `yaml:"reason"`
	}
	type tables struct {
		Include []string `yaml:"include,omitempty"`
		Exclude []string `yaml:"exclude,omitempty"`
	}
	var ignores []any
	for _, left := range c.Left {
		ignores = append(ignores, left)
	}
	for _, i := range c.Ignore {
		ignores = append(ignores, ignore(i))
	}
	rules := map[string]any{}
	for id, severity := range c.Rules {
		rules[id] = severity
	}
	for _, s := range c.Scoped {
		of, ok := rules[s.Rule].(map[string]string)
		if !ok {
			of = map[string]string{}
			rules[s.Rule] = of
		}
		of[s.Objects] = s.Severity
	}
	var narrowed *tables
	if len(c.Tables.Include)+len(c.Tables.Exclude) > 0 {
		narrowed = &tables{c.Tables.Include, c.Tables.Exclude}
	}
	var timeout string
	if c.Timeout != 0 {
		timeout = c.Timeout.String()
	}
	return []section{
		{"db", "The live database. ${NAME} is an environment variable, so that no password stands here.\nWithout it: --db, $SYNAPCHECK_DB, $DATABASE_URL, or libpq's own variables.", "db: ${DATABASE_URL}", c.DB},
		{"models", "What declares the tables. Paths count from this file's folder.", "models: [\"go:./internal/models/...\"]", c.Models},
		{"schemas", "The schemas that are compared; without it all but the system's.", "schemas: [public]", c.Schemas},
		{"tables", "The tables that are compared, by patterns over schema.table.", "tables:\n  include: [\"public.*\"]\n  exclude: [\"*_backup\"]", narrowed},
		{"kinds", "The kinds of objects that are compared; ! leaves one out.", "kinds: [\"!comment\", \"!text search *\"]", c.Kinds},
		{"ignore", "Tables that are left out, ! takes back, and findings that are accepted,\neach for a reason that the report repeats.", "ignore:\n  - legacy_*\n  - \"!legacy_users\"\n  - rule: column-undeclared\n    objects: [\"*.tenant_id\"]\n    reason: set by the connection pool, never by the models", ignores},
		{"rules", "Severities by rule or pattern, or for some objects: error, warning, info or off.\n`synapcheck rules` lists the rules.", "rules:\n  column-default: info\n  index-*: off\n  comment:\n    \"audit_*\": off", rules},
		{"profile", "default, or strict: every disagreement is an error.", "profile: strict", c.Profile},
		{"fail-on", "The least severity that fails `synapcheck check`: error, warning or info.", "fail-on: error", c.FailOn},
		{"advice", "Whether to show what can be said of the database alone: missing indexes, secrets in plain text.", "advice: true", c.Advice},
		{"scratch", "Whether a scratch server decides about expressions that are spelt differently.", "scratch: true", c.Scratch},
		{"min-score", "The least score, 0 to 100, that passes `synapcheck check`.", "min-score: 95", c.MinScore},
		{"baseline", "The findings that are known and fail no gate; `synapcheck baseline create` writes them.", "baseline: .synapcheck/baseline.json", c.Baseline},
		{"types", "What types of this project stand for in PostgreSQL.", "types:\n  money.Amount: numeric(12,2)", c.Types},
		{"renames", "Renames that a person has confirmed: DECLARED=LIVE.", "renames: [users.locked_until=account_locked_until]", renameList(c.Renames)},
		{"timeout", "The bound on reading the live database.", "timeout: 30s", timeout},
		{"environments", "What is otherwise in one environment: synapcheck check --env staging.", "environments:\n  staging:\n    db: ${STAGING_DATABASE_URL}\n    kinds: [\"!grant\"]", ""},
		{"generate", "How `synapcheck generate go --from` writes new structs.", "generate:\n  style: gorm\n  types:\n    uuid: github.com/google/uuid.UUID\n  secrets: [\"users.pin\"]", generated(c.Generate)},
	}
}

// generated is the section as it is written; nil if it says nothing.
func generated(g Generate) any {
	type section struct {
		Style       string            `yaml:"style,omitempty"`
		Null        string            `yaml:"null,omitempty"`
		Driver      string            `yaml:"driver,omitempty"`
		JSON        string            `yaml:"json,omitempty"`
		Types       map[string]string `yaml:"types,omitempty"`
		Columns     map[string]string `yaml:"columns,omitempty"`
		Names       map[string]string `yaml:"names,omitempty"`
		Secrets     []string          `yaml:"secrets,omitempty"`
		Public      []string          `yaml:"public,omitempty"`
		Initialisms []string          `yaml:"initialisms,omitempty"`
	}
	if reflect.ValueOf(g).IsZero() {
		return (*section)(nil)
	}
	s := section(g)
	return &s
}

func renameList(renames map[string]string) []string {
	var all []string
	for declared, live := range renames {
		all = append(all, declared+"="+live)
	}
	slices.Sort(all)
	return all
}

func empty(value any) bool {
	v := reflect.ValueOf(value)
	switch v.Kind() {
	case reflect.Slice, reflect.Map:
		return v.Len() == 0
	default:
		return v.IsZero()
	}
}

// same compares what two configurations say, and takes empty for not given.
func same(a, b *Config) bool {
	said := func(c *Config) string {
		return fmt.Sprintf("%q %q %q %q %q %q %q %q %q %q %q %v %q %q %v %q %d", c.DB, c.Models, c.Schemas, c.Tables, c.Kinds, c.Left, c.Ignore,
			c.Rules, c.Scoped, c.Profile, c.FailOn, c.MinScore, c.Types, renameList(c.Renames), c.Timeout, c.Generate, len(c.Environments)) + fmt.Sprintf(" %q", c.Baseline)
	}
	return said(a) == said(b)
}

var (
	passwordWord = regexp.MustCompile(`(?i)(^|[\s?&])(ssl)?password\s*=\s*[^\s$&]`)
	passwordURL  = regexp.MustCompile(`://[^/@:]*:(.+)@`)
)

// hasPassword looks for a password in a URL or in a list of key=value. One that
// comes from a variable is none. In doubt it says yes.
func hasPassword(dsn string) bool {
	if passwordWord.MatchString(dsn) {
		return true
	}
	m := passwordURL.FindStringSubmatch(dsn)
	return m != nil && !strings.HasPrefix(m[1], "${")
}
