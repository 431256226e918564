package bun_test

import (
	"testing"

	"github.com/synapscale/synapcheck/inspect/model/bun"
	"github.com/synapscale/synapcheck/inspect/model/internal/catalogue"
)

func TestCatalogue(t *testing.T) {
	catalogue.Run(t, "../../../testdata/model/bun/*.txtar", bun.Dialect)
}
