package config

import (
	"maps"
	"slices"

	"go.yaml.in/yaml/v3"
)

// In is the configuration of one environment: what the file says for it goes
// before what the file says for all. Exceptions add up. An empty name is the
// file without any of them.
func (c *Config) In(environment string) (*Config, error) {
	if environment == "" {
		return c, nil
	}
	e := c.Environments[environment]
	if e == nil {
		known := slices.Sorted(maps.Keys(c.Environments))
		fallback := "the file has no environments"
		if len(known) > 0 {
			fallback = "the file has " + orList(known)
		}
		return nil, &Error{Problems: []Problem{{
			File: c.shown, Message: "no environment is called " + quote(environment), Hint: suggest(environment, known, fallback),
		}}}
	}
	all := *c
	over(&all.DB, e.DB)
	over(&all.Profile, e.Profile)
	over(&all.FailOn, e.FailOn)
	over(&all.Baseline, e.Baseline)
	over(&all.MinScore, e.MinScore)
	over(&all.Timeout, e.Timeout)
	overList(&all.Models, e.Models)
	overList(&all.Schemas, e.Schemas)
	overList(&all.Kinds, e.Kinds)
	overList(&all.Tables.Include, e.Tables.Include)
	overList(&all.Tables.Exclude, e.Tables.Exclude)
	all.Left = slices.Concat(c.Left, e.Left)
	all.Ignore = slices.Concat(c.Ignore, e.Ignore)
	all.Scoped = slices.Concat(c.Scoped, e.Scoped)
	all.Rules, all.Renames = maps.Clone(c.Rules), maps.Clone(c.Renames)
	if all.Rules == nil {
		all.Rules = map[string]string{}
	}
	maps.Copy(all.Rules, e.Rules)
	if all.Renames == nil {
		all.Renames = map[string]string{}
	}
	maps.Copy(all.Renames, e.Renames)
	return &all, nil
}

func over[T comparable](to *T, by T) {
	var zero T
	if by != zero {
		*to = by
	}
}

func overList(to *[]string, by []string) {
	if len(by) > 0 {
		*to = by
	}
}

// sharedKeys are the keys that an environment may have too.
var sharedKeys = []string{
	"db", "models", "schemas", "tables", "kinds", "ignore", "rules", "profile", "fail-on", "min-score", "renames", "timeout", "baseline",
}

func environmentFields(c *Config) []field {
	var shared []field
	for _, f := range fields(c) {
		if slices.Contains(sharedKeys, f.key) {
			shared = append(shared, f)
		}
	}
	return shared
}

func (r *reader) environments(n *yaml.Node, path string) map[string]*Config {
	all := map[string]*Config{}
	r.mapping(n, path, func(key, value *yaml.Node) {
		if key.Value == "" {
			r.fail(key.Line, "", "an environment has no name")
			return
		}
		e := &Config{}
		r.object(value, join(path, key.Value), environmentFields(e))
		all[key.Value] = e
	})
	return all
}
