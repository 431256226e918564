package reform_test

import (
	"testing"

	"github.com/synapscale/synapcheck/inspect/model/internal/catalogue"
	"github.com/synapscale/synapcheck/inspect/model/reform"
)

func TestCatalogue(t *testing.T) {
	catalogue.Run(t, "../../../testdata/model/reform/*.txtar", reform.Dialect)
}
