package live

import (
	"context"
	"strings"
	"testing"

	"github.com/synapscale/synapcheck/inspect/scratch/scratchtest"
)

// Where nothing tells when initdb ended, its comments on parts of PostgreSQL,
// thousands of them, are not taken for those of users, and that is said.
func TestInitdbsCommentsAreNotThoseOfUsers(t *testing.T) {
	db := scratchtest.Database(t, "create table t (id int)")
	s, err := Connect(t.Context(), db.AdminURL(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(context.Background()) })
	for _, known := range []bool{true, false} {
		if !known {
			s.facts.initdb = 0
		} else if s.facts.initdb == 0 {
			t.Fatal("a new cluster does not tell when initdb ended")
		}
		have, err := s.Read(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range have.Objects {
			if o.System {
				t.Errorf("known %t: %s is described", known, o.Ref())
			}
		}
		said := false
		for _, g := range have.Gaps {
			said = said || strings.HasPrefix(g.Subject, "comments of users")
		}
		if said == known {
			t.Errorf("known %t: gaps are %v", known, have.Gaps)
		}
	}
}
