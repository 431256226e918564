package gopg_test

import (
	"testing"

	"github.com/synapscale/synapcheck/inspect/model/gopg"
	"github.com/synapscale/synapcheck/inspect/model/internal/catalogue"
)

func TestCatalogue(t *testing.T) {
	catalogue.Run(t, "../../../testdata/model/gopg/*.txtar", gopg.Dialect)
}
