package jet_test

import (
	"testing"

	"github.com/synapscale/synapcheck/inspect/model/gostruct"
	"github.com/synapscale/synapcheck/inspect/model/internal/catalogue"
	"github.com/synapscale/synapcheck/inspect/model/jet"
)

// TestCatalogue reads the entries beside the dialect of db tags, as they are read
// in a module of people's own.
func TestCatalogue(t *testing.T) {
	catalogue.Run(t, "../../../testdata/model/jet/*.txtar", jet.Dialect, gostruct.Dialect)
}
