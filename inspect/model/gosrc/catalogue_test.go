package gosrc_test

import (
	"testing"

	"github.com/synapscale/synapcheck/inspect/model/gorm"
	"github.com/synapscale/synapcheck/inspect/model/gostruct"
	"github.com/synapscale/synapcheck/inspect/model/internal/catalogue"
)

// TestCatalogue is about packages in which several dialects meet.
func TestCatalogue(t *testing.T) {
	catalogue.Run(t, "../../../testdata/model/go/*.txtar", gorm.Dialect, gostruct.Dialect)
}
