package diff_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/synapscale/synapcheck/diff"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// shop is a complete description with tables of the names.
func shop(tables ...string) *schema.Database {
	db := &schema.Database{
		Dialect: "postgres", Complete: true, SearchPath: []string{"public"},
		Speaks: schema.Kinds(), Schemas: []*schema.Schema{{Name: "public"}},
	}
	for _, name := range tables {
		db.Tables = append(db.Tables, &schema.Table{
			Kind: schema.KindTable, Schema: "public", Name: name,
			About: schema.About{Comment: schema.Is("about " + name)},
			Indexes: []*schema.Index{{
				Name: name + "_by", Method: schema.Is("btree"), Keys: []schema.IndexKey{{Column: "at"}},
			}},
		})
	}
	db.Sort()
	return db
}

func found(d *diff.Diff) (found, gaps []string) {
	for _, x := range d.Differences {
		found = append(found, x.Object.String()+" "+string(x.Property))
	}
	for _, g := range d.Gaps {
		gaps = append(gaps, g.Subject+": "+g.Reason)
	}
	return found, gaps
}

// Of patterns the last that matches decides, and what they leave out is counted.
func TestLastPatternDecides(t *testing.T) {
	live := shop("legacy_orders", "legacy_users", "orders")
	for _, test := range []struct {
		opts        diff.Options
		found, gaps []string
	}{
		{
			opts:  diff.Options{Exclude: []string{"legacy_*", "!legacy_users"}},
			found: []string{"table public.legacy_users undeclared"},
			gaps:  []string{"1 table: left out by configuration"},
		},
		{
			opts:  diff.Options{Include: []string{"!legacy_*", "public.legacy_orders"}},
			found: []string{"table public.legacy_orders undeclared"},
		},
		{opts: diff.Options{Schemas: []string{"!pub*"}}},
		{
			opts:  diff.Options{Schemas: []string{"p*"}, Exclude: []string{"legacy_*"}},
			gaps:  []string{"2 tables: left out by configuration"},
			found: nil,
		},
	} {
		have, gaps := found(diff.Compare(shop("orders"), live, test.opts))
		if d := cmp.Diff([][]string{test.found, test.gaps}, [][]string{have, gaps}); d != "" {
			t.Errorf("%+v: %s", test.opts, d)
		}
	}
}

// A kind that is left out differs in nothing, and is counted.
func TestKindsThatAreNotPickedAreCounted(t *testing.T) {
	declared, live := shop("orders"), shop("orders")
	live.Tables[0].Comment = schema.Is("other")
	live.Tables[0].Indexes = append(live.Tables[0].Indexes, &schema.Index{
		Name: "second", Method: schema.Is("hash"), Keys: []schema.IndexKey{{Column: "id"}}, Comment: schema.Is("why"),
	})
	have, _ := found(diff.Compare(declared, live, diff.Options{}))
	if len(have) != 2 {
		t.Fatalf("nothing to leave out: %v", have)
	}
	have, gaps := found(diff.Compare(declared, live, diff.Options{Kinds: []string{"!comment", "!index"}}))
	if len(have) > 0 {
		t.Errorf("found all the same: %v", have)
	}
	if !slices.Contains(gaps, "2 indexes: left out by configuration") {
		t.Errorf("indexes are not counted: %v", gaps)
	}
	have, _ = found(diff.Compare(declared, live, diff.Options{Kinds: []string{"!comment"}}))
	if d := cmp.Diff([]string{"index public.orders.second undeclared"}, have); d != "" {
		t.Error(d)
	}
	if live.Tables[0].Comment.Or("") != "other" || len(live.Tables[0].Indexes) != 2 {
		t.Error("the description was changed")
	}
}

func TestUnmatchedPatternsAreTold(t *testing.T) {
	opts := diff.Options{Schemas: []string{"public", "bill*"}, Include: []string{"orders"}, Exclude: []string{"lgacy_*", "!legacy_users"}}
	have := diff.Unmatched(opts, shop("orders"), shop("legacy_users"))
	if d := cmp.Diff([]string{"bill*", "lgacy_*"}, have); d != "" {
		t.Error(d)
	}
}

// The state of other programs is no drift, whichever side is complete.
func TestBookkeepingIsLeftAlone(t *testing.T) {
	live := shop("orders", "flyway_schema_history", "goose_db_version", "river_job")
	live.Tables = append(live.Tables, &schema.Table{Kind: schema.KindTable, Schema: "pgboss", Name: "job"})
	have, gaps := found(diff.Compare(shop("orders"), live, diff.Options{}))
	if len(have) > 0 || len(gaps) != 4 {
		t.Errorf("found %v, gaps %v", have, gaps)
	}
}
