package bob_test

import (
	"testing"

	"github.com/synapscale/synapcheck/inspect/model/bob"
	"github.com/synapscale/synapcheck/inspect/model/gostruct"
	"github.com/synapscale/synapcheck/inspect/model/internal/catalogue"
)

// TestCatalogue reads the entries beside the dialect of db tags, as they are read
// in a module of people's own.
func TestCatalogue(t *testing.T) {
	catalogue.Run(t, "../../../testdata/model/bob/*.txtar", bob.Dialect, gostruct.Dialect)
}
