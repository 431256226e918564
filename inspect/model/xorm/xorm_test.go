package xorm_test

import (
	"testing"

	"github.com/synapscale/synapcheck/inspect/model/internal/catalogue"
	"github.com/synapscale/synapcheck/inspect/model/xorm"
)

func TestCatalogue(t *testing.T) {
	catalogue.Run(t, "../../../testdata/model/xorm/*.txtar", xorm.Dialect)
}
