package ent_test

import (
	"testing"

	"github.com/synapscale/synapcheck/inspect/model/ent"
	"github.com/synapscale/synapcheck/inspect/model/gostruct"
	"github.com/synapscale/synapcheck/inspect/model/internal/catalogue"
)

// TestCatalogue reads the entries beside the dialect of db tags, as they are read
// in a module of people's own.
func TestCatalogue(t *testing.T) {
	catalogue.Run(t, "../../../testdata/model/ent/*.txtar", ent.Dialect, gostruct.Dialect)
}
