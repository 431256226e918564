package diff

import (
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// chosen reports whether a generator writes the host type for a column of the
// type. A loss in such a pair is the generator's decision: the code is in step,
// and running the generator again would change nothing.
func chosen(generator, host string, live schema.Type) bool {
	return live.Schema == "" && !live.Array && slices.Contains(choices[generator][host], live.Name)
}

var (
	times   = map[string][]string{"time.Time": {"timestamp", "date"}}
	choices = map[string]map[string][]string{
		"sqlc": times, "jet": times, "sqlboiler": times, "bobgen": times,
		"ent": {
			"time.Time": {"timestamp", "date"},
			"uint8":     {"int2"}, "uint16": {"int4"}, "uint32": {"int8"}, "uint": {"int8"}, "uint64": {"int8"},
		},
	}
)
