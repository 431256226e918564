package diff

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// collations compares what both sides say of a collation. A server writes its
// name as SQL does, in quotes and with its schema where that is not pg_catalog;
// people who write tags leave both out.
func collations(declared, live schema.Claim[string]) Verdict {
	have, said := live.Get()
	if !said || declared.Silent() {
		return Unsaid
	}
	if declared.Or("") == have {
		return Agree
	}
	if declared.Accepts(func(want string) bool { return sameCollation(want, have) }) {
		return Agree
	}
	return Differ
}

func sameCollation(a, b string) bool {
	x, y := collationName(a), collationName(b)
	if len(x) == 1 || len(y) == 1 {
		return x[len(x)-1] == y[len(y)-1]
	}
	return x[0] == y[0] && x[1] == y[1]
}

// collationName takes a name apart: its own last, its schema before that. The C
// library has names with a dot, such as en_US.utf8.
func collationName(s string) []string {
	s = strings.TrimPrefix(s, "pg_catalog.")
	space, name, dotted := strings.Cut(s, ".")
	quoted := strings.HasPrefix(s, `"`) && !strings.HasSuffix(space, `"`)
	if !dotted || quoted || encodings[strings.ToLower(name)] {
		return []string{strings.Trim(s, `"`)}
	}
	return []string{strings.Trim(space, `"`), strings.Trim(name, `"`)}
}

// encodings are what stands behind the dot in the names of the C library's
// collations.
var encodings = map[string]bool{"utf8": true, "utf-8": true, "iso88591": true, "iso885915": true}
