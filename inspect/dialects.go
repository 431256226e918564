package inspect

import (
	"github.com/synapscale/synapcheck/inspect/model"
	"github.com/synapscale/synapcheck/inspect/model/beego"
	"github.com/synapscale/synapcheck/inspect/model/bob"
	"github.com/synapscale/synapcheck/inspect/model/boil"
	"github.com/synapscale/synapcheck/inspect/model/bun"
	"github.com/synapscale/synapcheck/inspect/model/ent"
	"github.com/synapscale/synapcheck/inspect/model/gopg"
	"github.com/synapscale/synapcheck/inspect/model/gorm"
	"github.com/synapscale/synapcheck/inspect/model/gosrc"
	"github.com/synapscale/synapcheck/inspect/model/gostruct"
	"github.com/synapscale/synapcheck/inspect/model/jet"
	"github.com/synapscale/synapcheck/inspect/model/reform"
	"github.com/synapscale/synapcheck/inspect/model/sqlc"
	"github.com/synapscale/synapcheck/inspect/model/xorm"
)

// dialects are the model languages that can be read. The Go ones read the same
// files: go recognises the tags of each struct, the others take one kind alone.
var dialects = []model.Dialect{
	gosrc.Dialect("go", "Go structs, whatever their tags", goDialects...),
	gosrc.Dialect("db", "Go structs with db tags, as sqlx, pgx, scany and pop use them", gostruct.Dialect),
	gosrc.Dialect("gorm", "Go structs with gorm tags", gorm.Dialect),
}

// goDialects are those of Go structs: what generators write before what people
// do, and db tags, which many libraries share, last.
var goDialects = []*gosrc.StructDialect{
	ent.Dialect, sqlc.Dialect, boil.Dialect, bob.Dialect, jet.Dialect,
	gorm.Dialect, bun.Dialect, gopg.Dialect, xorm.Dialect, beego.Dialect, reform.Dialect,
	gostruct.Dialect,
}
