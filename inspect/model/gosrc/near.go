package gosrc

import (
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// Nearest is the word that a misspelt one was likely meant to be, or "". Case,
// spaces, dashes and underscores do not count.
func Nearest(word string, words []string) string {
	fold := func(s string) string {
		return strings.ToLower(strings.NewReplacer("_", "", "-", "", " ", "").Replace(s))
	}
	best, least := "", 0
	w := fold(word)
	if w == "" || len(w) > 60 {
		return ""
	}
	for _, candidate := range words {
		c := fold(candidate)
		d := schema.Distance(w, c)
		if d > max(1, len(c)/3) || d >= len(c) {
			continue
		}
		if best == "" || d < least {
			best, least = candidate, d
		}
	}
	return best
}
