package beego_test

import (
	"testing"

	"github.com/synapscale/synapcheck/inspect/model/beego"
	"github.com/synapscale/synapcheck/inspect/model/internal/catalogue"
)

func TestCatalogue(t *testing.T) {
	catalogue.Run(t, "../../../testdata/model/beego/*.txtar", beego.Dialect)
}
