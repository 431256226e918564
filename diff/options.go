package diff

import (
	"slices"
	"strconv"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// options compares lists of options, which have no order, and of which
// PostgreSQL keeps the spelling.
func options(declared, live schema.Claim[string]) Verdict {
	v := claims(declared, live)
	if v != Differ {
		return v
	}
	return verdict(declared.Accepts(func(want string) bool { return sameOptions(want, live.Or("")) }))
}

// sameOptions reports that both lists set the same options to the same values.
// A comma inside of a value divides both sides alike.
func sameOptions(a, b string) bool { return slices.Equal(optionList(a), optionList(b)) }

func optionList(list string) []string {
	if strings.TrimSpace(list) == "" {
		return nil
	}
	parts := strings.Split(list, ",")
	for i, part := range parts {
		name, value, valued := strings.Cut(strings.TrimSpace(part), "=")
		if valued {
			name += "=" + optionValue(value)
		}
		parts[i] = name
	}
	slices.Sort(parts)
	return parts
}

// optionValue is a value in one of its spellings: PostgreSQL takes on, yes and
// true for the same, and 0.10 for 0.1.
func optionValue(value string) string {
	switch strings.ToLower(value) {
	case "on", "yes", "true":
		return "true"
	case "off", "no", "false":
		return "false"
	}
	if n, err := strconv.ParseFloat(value, 64); err == nil {
		return strconv.FormatFloat(n, 'g', -1, 64)
	}
	return value
}
