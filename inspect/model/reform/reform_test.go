package reform_test

import (
	"testing"

	"github.com/synapscale/synapcheck/inspect/model/reform"
	"github.com/synapscale/synapcheck/inspect/model/internal/catalogue"
)

func TestCatalogue(t *testing.T) {
	catalogue.Run(t, "../../../testdata/model/reform/*.txtar", reform.Dialect)
}
