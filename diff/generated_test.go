package diff

import (
	"testing"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// TestChosen holds which pairs are the generator's own, so that only what is out
// of step is found.
func TestChosen(t *testing.T) {
	for _, test := range []struct {
		generator, host string
		live            schema.Type
		want            bool
	}{
		{"jet", "time.Time", schema.Type{Name: "timestamp"}, true},
		{"sqlc", "time.Time", schema.Type{Name: "date"}, true},
		{"sqlboiler", "time.Time", schema.Type{Name: "text"}, false},
		{"sqlc", "int32", schema.Type{Name: "int8"}, false}, // an integer that has become a bigint
		{"", "time.Time", schema.Type{Name: "timestamp"}, false},
		{"ent", "uint8", schema.Type{Name: "int2"}, true},
		{"ent", "uint8", schema.Type{Name: "int8"}, false},
		{"ent", "float64", schema.Type{Name: "numeric"}, false}, // only a SchemaType of people's makes it
		{"jet", "time.Time", schema.Type{Name: "timestamp", Array: true}, false},
		{"jet", "time.Time", schema.Type{Schema: "public", Name: "timestamp"}, false},
	} {
		if got := chosen(test.generator, test.host, test.live); got != test.want {
			t.Errorf("%s writing %s for %s: %t", test.generator, test.host, test.live, got)
		}
	}
}
