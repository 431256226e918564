package diff

import (
	"path"
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// inScope reports whether the options let the relation take part.
func (c *comparer) inScope(t *schema.Table) bool {
	if len(c.opts.Schemas) > 0 && t.Schema != "" && !slices.Contains(c.opts.Schemas, t.Schema) {
		return false
	}
	if len(c.opts.Include) > 0 && !matchesAny(c.opts.Include, t) {
		return false
	}
	return !matchesAny(c.opts.Exclude, t)
}

func (c *comparer) schemaInScope(name string) bool {
	return len(c.opts.Schemas) == 0 || name == "" || slices.Contains(c.opts.Schemas, name)
}

// declaredInScope asks the same of a declared relation without a live one. An
// unqualified name stands for the first schema of the search path.
func (c *comparer) declaredInScope(t *schema.Table) bool {
	qualified := *t
	if qualified.Schema == "" {
		qualified.Schema = c.searchPath()[0]
	}
	return c.inScope(&qualified)
}

// matchesAny tries each glob on the bare and on the qualified name. A malformed
// glob matches nothing; [CheckGlob] reports it beforehand.
func matchesAny(globs []string, t *schema.Table) bool {
	for _, g := range globs {
		if ok, _ := path.Match(g, t.Name); ok {
			return true
		}
		if ok, _ := path.Match(g, t.Schema+"."+t.Name); ok {
			return true
		}
	}
	return false
}

// CheckGlob returns an error for a glob of Options that is not well formed.
func CheckGlob(glob string) error {
	_, err := path.Match(glob, "")
	return err
}

// bookkeeping are the tables in which migration tools and frameworks keep their
// own state, by the name that each documents. They are nobody's model.
var bookkeeping = map[string]string{
	"schema_migrations":                "golang-migrate, dbmate or Rails",
	"schema_migration":                 "pop",
	"schema_version":                   "tern or Flyway",
	"goose_db_version":                 "goose",
	"gorp_migrations":                  "sql-migrate",
	"gopg_migrations":                  "go-pg",
	"bun_migrations":                   "Bun",
	"bun_migration_locks":              "Bun",
	"atlas_schema_revisions":           "Atlas",
	"alembic_version":                  "Alembic",
	"flyway_schema_history":            "Flyway",
	"databasechangelog":                "Liquibase",
	"databasechangeloglock":            "Liquibase",
	"django_migrations":                "Django",
	"_prisma_migrations":               "Prisma",
	"knex_migrations":                  "Knex",
	"knex_migrations_lock":             "Knex",
	"__drizzle_migrations":             "Drizzle",
	"ar_internal_metadata":             "Rails",
	"__diesel_schema_migrations":       "Diesel",
	"_sqlx_migrations":                 "SQLx",
	"__EFMigrationsHistory":            "Entity Framework",
	"refinery_schema_history":          "Refinery",
	"seaql_migrations":                 "SeaORM",
	"mikro_orm_migrations":             "MikroORM",
	"sqitch_changes":                   "Sqitch",
	"ent_types":                        "ent",
	"SequelizeMeta":                    "Sequelize",
	"typeorm_metadata":                 "TypeORM",
	"pgroll_migrations":                "pgroll",
	"bytebase_instance_change_history": "Bytebase",
}
