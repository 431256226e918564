package main

import (
	"maps"
	"path"
	"slices"

	"github.com/synapscale/synapcheck/diff/rule"
)

// severities are those that the file sets, by rule. A rule's own name goes before
// a pattern.
func (p *plan) severities() map[string]string {
	all := make(map[string]string)
	for _, key := range slices.Sorted(maps.Keys(p.config.Rules)) {
		for _, r := range rule.All() {
			if ok, _ := path.Match(key, r.ID); ok && p.config.Rules[r.ID] == "" {
				all[r.ID] = p.config.Rules[key]
			}
		}
		if _, err := rule.Lookup(key); err == nil {
			all[key] = p.config.Rules[key]
		}
	}
	return all
}

func (p *plan) scopes() []rule.Scope {
	all := make([]rule.Scope, len(p.config.Scoped))
	for i, s := range p.config.Scoped {
		all[i] = rule.Scope(s)
	}
	return all
}

// overrides are the severities of the file but for what it turns off, which
// off accepts.
func (p *plan) overrides() rule.Overrides {
	o := rule.Overrides{Severities: p.severities(), Strict: p.config.Profile == "strict"}
	maps.DeleteFunc(o.Severities, func(_, severity string) bool { return severity == rule.Off })
	o.Scoped = slices.DeleteFunc(p.scopes(), func(s rule.Scope) bool { return s.Severity == rule.Off })
	return o
}

// ignored are the findings that the file accepts.
func (p *plan) ignored() []rule.Acceptance {
	all := make([]rule.Acceptance, len(p.config.Ignore))
	for i, x := range p.config.Ignore {
		all[i] = rule.Acceptance{Rule: x.Rule, Objects: x.Objects, Reason: x.Reason}
	}
	return all
}

// off are the rules that the file turns off. What they find is accepted rather
// than dropped, so that the report still counts it.
func (p *plan) off() []rule.Acceptance {
	const reason = "the rule is off in the configuration"
	scopes := p.scopes()
	var all []rule.Acceptance
	if len(scopes) > 0 {
		all = append(all, rule.Acceptance{Scopes: scopes, Reason: "the rule is off for the object in the configuration"})
	}
	severities := p.severities()
	for _, id := range slices.Sorted(maps.Keys(severities)) {
		if severities[id] == rule.Off {
			all = append(all, rule.Acceptance{Rule: id, Reason: reason})
		}
	}
	return all
}
