package gorm_test

import (
	"testing"

	"github.com/synapscale/synapcheck/inspect/model/gorm"
	"github.com/synapscale/synapcheck/inspect/model/internal/catalogue"
)

func TestCatalogue(t *testing.T) {
	catalogue.Run(t, "../../../testdata/model/gorm/*.txtar", gorm.Dialect)
}
