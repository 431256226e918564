package rule

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// mendRelation changes a table, view or partition.
func mendRelation(p *Pass, d *diff.Difference, text string) []string {
	want, have := d.Model, (*schema.Table)(nil)
	if d.Table != nil {
		have = d.Table.Live
	}
	switch d.Property {
	case diff.Parameters:
		return replaceOptions("alter "+sqlObject(d), d)
	case diff.ForeignOptions:
		return mendForeign("alter "+sqlObject(d), d)
	case diff.Query:
		return viewAnew(p, d)
	case diff.Server:
		if made := createTable(p, d); len(made) > 0 { // its rows are elsewhere
			return append([]string{"drop " + sqlObject(d)}, made...)
		}
		return nil
	}
	if want == nil || have == nil {
		return plain(d, text)
	}
	switch d.Property {
	case diff.Inherits:
		return reparent(d, want, have)
	case diff.PartitionOf, diff.Bound:
		if want.PartitionOf.Name == "" || have.PartitionOf.Name == "" {
			return nil
		}
		return []string{
			"alter table " + sqlName(have.PartitionOf) + " detach partition " + sqlName(d.Object),
			"alter table " + sqlName(want.PartitionOf) + " attach partition " + sqlName(d.Object) + " " + want.Bound.Or("default"),
		}
	case diff.Clustered, diff.Comment:
		return []string{text}
	}
	return plain(d, text)
}

// reparent lets a table inherit from what it should, in that order.
func reparent(d *diff.Difference, want, have *schema.Table) []string {
	keep := 0
	for keep < len(want.Inherits) && keep < len(have.Inherits) && want.Inherits[keep] == have.Inherits[keep] {
		keep++
	}
	var out []string
	for _, r := range have.Inherits[keep:] {
		out = append(out, alterTable(d)+" no inherit "+sqlName(r))
	}
	for _, r := range want.Inherits[keep:] {
		out = append(out, alterTable(d)+" inherit "+sqlName(r))
	}
	return out
}

// viewAnew gives a view its declared query: in its place where the columns only
// become more, and otherwise anew.
func viewAnew(p *Pass, d *diff.Difference) []string {
	made := createTable(p, d)
	if len(made) == 0 || d.Table == nil || d.Table.Live == nil {
		return nil
	}
	rest, view := strings.CutPrefix(made[0], "CREATE VIEW ")
	if view && extends(d.Model.Columns, d.Table.Live.Columns) {
		return []string{"CREATE OR REPLACE VIEW " + rest}
	}
	return append([]string{fmt.Sprintf("drop %s %s", d.Table.Live.Kind, sqlName(d.Table.Ref.Table()))}, made...)
}

func extends(want, have []*schema.Column) bool {
	return len(want) >= len(have) && slices.EqualFunc(want[:len(have)], have, func(w, h *schema.Column) bool {
		return w.Name == h.Name && w.Type == h.Type && w.Collation == h.Collation
	})
}

// mendType changes a domain or an enum.
func mendType(p *Pass, d *diff.Difference, text string) []string {
	domain := "alter domain " + sqlName(d.Object)
	want, ok := d.DeclaredObject.(*schema.Domain)
	have, also := d.LiveObject.(*schema.Domain)
	switch d.Property {
	case diff.Labels:
		return strings.Split(text, "; ")
	case diff.NotNull:
		if d.Declared == "not null" {
			return []string{domain + " set not null"}
		}
		return []string{domain + " drop not null"}
	case diff.Default:
		if ok && want.Default.Or("") != "" {
			return []string{domain + " set default " + want.Default.Or("")}
		}
		return []string{domain + " drop default"}
	case diff.Expr, diff.Validated, diff.Definition:
		if ok && also {
			return domainChecksAnew(p, d, want, have)
		}
	}
	return plain(d, text)
}

// domainChecksAnew lets go of the checks that are not declared and adds those that
// are missing.
func domainChecksAnew(p *Pass, d *diff.Difference, want, have *schema.Domain) []string {
	domain := "alter domain " + sqlName(d.Object)
	same := func(a, b *schema.Check) bool {
		return oneLine(a.Expr) == oneLine(b.Expr) && a.Validated.Or(true) == b.Validated.Or(true)
	}
	kept := func(c *schema.Check) bool {
		return c.Name == "" || slices.ContainsFunc(want.Checks, func(o *schema.Check) bool { return same(o, c) })
	}
	var out []string
	for _, c := range have.Checks {
		if !kept(c) {
			out = append(out, domain+" drop constraint "+sqlIdent(c.Name))
		}
	}
	for _, c := range want.Checks {
		if slices.ContainsFunc(have.Checks, func(o *schema.Check) bool { return same(o, c) }) {
			continue
		}
		named := *c
		if slices.ContainsFunc(have.Checks, func(o *schema.Check) bool { return o.Name == c.Name && kept(o) }) {
			named.Name = ""
		}
		s := domain + " add " + checkClause(&named)
		if !c.Validated.Or(true) {
			s += " not valid"
		}
		out = append(out, s)
	}
	return out
}

// replaceOptions sets the declared storage parameters and resets the others.
func replaceOptions(alter string, d *diff.Difference) []string {
	want, have := optionMap(d.Declared), optionMap(d.Live)
	var set, reset []string
	for _, name := range namesOf(want, have) {
		switch value, declared := want[name]; {
		case !declared:
			reset = append(reset, name)
		case value != have[name]:
			set = append(set, name+" = "+sqlString(value))
		}
	}
	var out []string
	if len(set) > 0 {
		out = append(out, alter+" set ("+strings.Join(set, ", ")+")")
	}
	if len(reset) > 0 {
		out = append(out, alter+" reset ("+strings.Join(reset, ", ")+")")
	}
	return out
}

func optionMap(list string) map[string]string {
	m := make(map[string]string)
	for part := range strings.SplitSeq(list, ",") {
		if name, value, ok := strings.Cut(strings.TrimSpace(part), "="); ok {
			m[name] = value
		}
	}
	return m
}

func namesOf(ms ...map[string]string) []string {
	var names []string
	for _, m := range ms {
		names = slices.AppendSeq(names, maps.Keys(m))
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// mendForeign changes options of the form "name 'value', other 'value'".
func mendForeign(alter string, d *diff.Difference) []string {
	want, have := foreignMap(d.Declared), foreignMap(d.Live)
	var list []string
	for _, name := range namesOf(want, have) {
		w, declared := want[name]
		h, there := have[name]
		switch {
		case !declared:
			list = append(list, "drop "+name)
		case !there:
			list = append(list, "add "+name+" "+w)
		case w != h:
			list = append(list, "set "+name+" "+w)
		}
	}
	return []string{fmt.Sprintf("%s options (%s)", alter, strings.Join(list, ", "))}
}

// foreignMap takes such a list apart; a quote stands twice inside of a value.
func foreignMap(list string) map[string]string {
	m := make(map[string]string)
	for list = strings.TrimSpace(list); list != ""; {
		name, rest, ok := strings.Cut(list, " '")
		if !ok {
			break
		}
		end := 0
		for end < len(rest) {
			if rest[end] == '\'' {
				if end+1 < len(rest) && rest[end+1] == '\'' {
					end += 2
					continue
				}
				break
			}
			end++
		}
		m[strings.TrimSpace(name)] = "'" + rest[:end] + "'"
		list = strings.TrimLeft(rest[min(end+1, len(rest)):], ", ")
	}
	return m
}
