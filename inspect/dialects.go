package inspect

import (
	"github.com/synapscale/synapcheck/inspect/model"
	"github.com/synapscale/synapcheck/inspect/model/gorm"
	"github.com/synapscale/synapcheck/inspect/model/gosrc"
	"github.com/synapscale/synapcheck/inspect/model/gostruct"
)

// dialects are the model languages that can be read. The Go ones read the same
// files: go recognises the tags of each struct, the others take one kind alone.
var dialects = []model.Dialect{
	gosrc.Dialect("go", "Go structs, whatever their tags", gorm.Dialect, gostruct.Dialect),
	gosrc.Dialect("db", "Go structs with db tags, as sqlx, pgx, scany and pop use them", gostruct.Dialect),
	gosrc.Dialect("gorm", "Go structs with gorm tags", gorm.Dialect),
}
