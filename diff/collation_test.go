package diff

import (
	"testing"

	"github.com/synapscale/synapcheck/inspect/schema"
)

func TestCollationsAreComparedByName(t *testing.T) {
	for _, test := range []struct {
		declared, live string
		want           Verdict
	}{
		{"", "", Agree},
		{`"C"`, `"C"`, Agree},
		{"C", `"C"`, Agree},
		{`"C"`, `pg_catalog."C"`, Agree},
		{"C", "", Differ},
		{"C", `"POSIX"`, Differ},
		{"german", `app.german`, Agree},
		{"app.german", `app.german`, Agree},
		{"web.german", `app.german`, Differ},
		{`"en-US-x-icu"`, `"en-US-x-icu"`, Agree},
		{"en_US.utf8", `"en_US.utf8"`, Agree},
		{"de_DE.utf8", `"en_US.utf8"`, Differ},
	} {
		if got := collations(schema.Is(test.declared), schema.Is(test.live)); got != test.want {
			t.Errorf("%s and %s: %s, want %s", test.declared, test.live, got, test.want)
		}
	}
	if got := collations(schema.Claim[string]{}, schema.Is("x")); got != Unsaid {
		t.Errorf("a side that says nothing: %s", got)
	}
}
