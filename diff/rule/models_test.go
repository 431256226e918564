package rule_test

import (
	"io/fs"
	"testing"

	"github.com/synapscale/synapcheck/inspect/model"
	"github.com/synapscale/synapcheck/inspect/model/gorm"
	"github.com/synapscale/synapcheck/inspect/model/gosrc"
	"github.com/synapscale/synapcheck/inspect/model/gostruct"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// dialects are those that the entries of the catalogue are written in.
var dialects = []model.Dialect{
	gosrc.Dialect("go", "", gorm.Dialect, gostruct.Dialect),
	gosrc.Dialect("db", "", gostruct.Dialect),
	gosrc.Dialect("gorm", "", gorm.Dialect),
}

func readModels(t *testing.T, dialect string, files fs.FS) *schema.Database {
	t.Helper()
	for _, d := range dialects {
		if d.Name != dialect {
			continue
		}
		description, err := d.Read(t.Context(), files, []string{"./..."})
		if err != nil {
			t.Fatal(err)
		}
		return description
	}
	t.Fatalf("no dialect is called %s", dialect)
	return nil
}
