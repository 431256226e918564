package main

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// narrow leaves of a description the relations that match one of the patterns,
// and what belongs to them. It no longer lists any kind completely but those that
// are parts of a relation.
func narrow(d *schema.Database, patterns []string) (*schema.Database, error) {
	matched := make(map[string]bool)
	here := func(namespace, name string) bool {
		return slices.ContainsFunc(patterns, func(p string) bool {
			bare, _ := path.Match(p, name)
			qualified, _ := path.Match(p, namespace+"."+name)
			matched[p] = matched[p] || bare || qualified
			return bare || qualified
		})
	}
	few := *d
	few.Schemas, few.Enums, few.Domains, few.State = nil, nil, nil, nil
	few.Tables = keep(d.Tables, func(t *schema.Table) bool { return here(t.Schema, t.Name) })
	for _, p := range patterns {
		if !matched[p] {
			return nil, noSuchTable(d, p)
		}
	}
	kept := make(map[schema.Ref]bool)
	for _, t := range few.Tables {
		kept[schema.Ref{Schema: t.Schema, Name: t.Name}] = true
	}
	few.Sequences = keep(d.Sequences, func(s *schema.Sequence) bool { return kept[s.OwnedBy.Table()] })
	few.Objects = keep(d.Objects, func(o *schema.Object) bool { return o.Parent != "" && kept[o.Ref().Table()] })
	few.Speaks = keep(d.Speaks, func(k schema.Kind) bool { return slices.Contains(partsOfTables, k) })
	return &few, nil
}

// partsOfTables are the kinds of which a table has all its own.
var partsOfTables = []schema.Kind{
	schema.KindColumn, schema.KindPrimaryKey, schema.KindUnique, schema.KindForeignKey, schema.KindCheck, schema.KindExclusion,
	schema.KindNotNull, schema.KindIndex, schema.KindTrigger, schema.KindRule, schema.KindPolicy,
}

func keep[T any](list []T, want func(T) bool) []T {
	return slices.DeleteFunc(slices.Clone(list), func(x T) bool { return !want(x) })
}

// noSuchTable is the error of a pattern that nothing matches.
func noSuchTable(d *schema.Database, pattern string) error {
	hint := "patterns are those of a shell, as users or audit.*; synapcheck inspect without --table lists all"
	_, bare, qualified := strings.Cut(pattern, ".")
	if !qualified {
		bare = pattern
	}
	best := max(2, len(bare)/3) + 1
	var near []string
	for _, t := range d.Tables {
		switch distance := schema.Distance(strings.ToLower(bare), strings.ToLower(t.Name)); {
		case distance < best:
			best, near = distance, []string{t.Ref().Path()}
		case distance == best && len(near) > 0 && len(near) < 3:
			near = append(near, t.Ref().Path())
		}
	}
	if len(near) > 0 {
		hint = "did you mean " + strings.Join(near, " or ") + "?"
	}
	return &usageError{fmt.Sprintf("--table %s: no table of %s matches", pattern, d.Name), hint}
}
