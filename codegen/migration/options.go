package migration

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/codegen/ddl"
)

// setOptions are SET and RESET of storage parameters.
func setOptions(alter, was, will string) []string {
	have, want := optionMap(was), optionMap(will)
	var reset []string
	for _, o := range ddl.OptionList(was) {
		name, _, _ := strings.Cut(o, "=")
		if _, ok := want[name]; !ok {
			reset = append(reset, optionName(name))
		}
	}
	var set []string
	for _, o := range ddl.OptionList(will) {
		name, value, _ := strings.Cut(o, "=")
		if have[name] != value {
			set = append(set, o)
		}
	}
	var out []string
	if len(set) > 0 {
		out = append(out, alter+" SET "+ddl.OptionClause(strings.Join(set, ", "))+";")
	}
	if len(reset) > 0 {
		out = append(out, alter+" RESET ("+strings.Join(reset, ", ")+");")
	}
	return out
}

func optionName(name string) string {
	space, rest, ok := strings.Cut(name, ".")
	if ok {
		return ident(space) + "." + ident(rest)
	}
	return ident(name)
}

func optionMap(list string) map[string]string {
	m := map[string]string{}
	for _, o := range ddl.OptionList(list) {
		name, value, _ := strings.Cut(o, "=")
		m[name] = value
	}
	return m
}

// optionChanges are the changes from one described list of a wrapper's options
// to another: "ADD a 'x', SET b 'y', DROP c".
func optionChanges(was, will string) string {
	have, want := foreignMap(was), foreignMap(will)
	var list []string
	for _, name := range sortedKeys(want) {
		switch old, ok := have[name]; {
		case !ok:
			list = append(list, "ADD "+name+" "+want[name])
		case old != want[name]:
			list = append(list, "SET "+name+" "+want[name])
		}
	}
	for _, name := range sortedKeys(have) {
		if _, ok := want[name]; !ok {
			list = append(list, "DROP "+name)
		}
	}
	return strings.Join(list, ", ")
}

// foreignMap takes "name 'value', other 'value'" apart.
func foreignMap(list string) map[string]string {
	m := map[string]string{}
	for list != "" {
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
		m[strings.TrimSpace(name)] = "'" + rest[:min(end+1, len(rest))]
		list = strings.TrimPrefix(strings.TrimSpace(rest[min(end+1, len(rest)):]), ",")
		list = strings.TrimSpace(list)
	}
	return m
}

func sortedKeys(m map[string]string) []string {
	var list []string
	for k := range m {
		list = append(list, k)
	}
	slices.Sort(list)
	return list
}
