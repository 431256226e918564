package gostruct_test

import (
	"testing"

	"github.com/synapscale/synapcheck/inspect/model/gostruct"
	"github.com/synapscale/synapcheck/inspect/model/internal/catalogue"
)

func TestCatalogue(t *testing.T) {
	catalogue.Run(t, "../../../testdata/model/gostruct/*.txtar", gostruct.Dialect)
}
