package rule_test

import (
	"context"
	"testing"

	"github.com/synapscale/synapcheck/inspect/live"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// readUsage plays the script and describes what it made, and what the server
// counts of it.
func (s *stages) readUsage(t *testing.T, script string) (*schema.Database, *schema.Usage) {
	t.Helper()
	db := <-s.free
	defer func() { s.free <- db }()
	if err := db.Exec(t.Context(), sweep+script); err != nil {
		t.Fatal(err)
	}
	server, err := live.Connect(t.Context(), db.URL(), live.Options{AllowEmpty: true})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close(context.WithoutCancel(t.Context()))
	description, err := server.Read(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	usage, err := server.Usage(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return description, usage
}
