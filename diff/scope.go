package diff

import (
	"path"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// inScope reports whether the options let the relation take part.
func (c *comparer) inScope(t *schema.Table) bool {
	return (t.Schema == "" || c.schemaInScope(t.Schema)) &&
		picked(c.opts.Include, relationIs(t)) && !c.leftOut(t)
}

// leftOut reports that an exclusion matches the relation, and none takes it back.
func (c *comparer) leftOut(t *schema.Table) bool {
	return len(c.opts.Exclude) > 0 && lastMatch(c.opts.Exclude, relationIs(t), false)
}

func (c *comparer) schemaInScope(name string) bool {
	return name == "" || picked(c.opts.Schemas, textIs(name))
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

// picked reports whether a list of patterns picks something: an empty one picks
// all, and one that begins with an exception all but that.
func picked(patterns []string, is func(glob string) bool) bool {
	return len(patterns) == 0 || lastMatch(patterns, is, strings.HasPrefix(patterns[0], "!"))
}

// lastMatch is what the last pattern that matches says: one after ! says no.
func lastMatch(patterns []string, is func(glob string) bool, otherwise bool) bool {
	for _, p := range slices.Backward(patterns) {
		if glob, not := strings.CutPrefix(p, "!"); is(glob) {
			return !not
		}
	}
	return otherwise
}

// relationIs tries a glob on the bare and on the qualified name. A malformed glob
// matches nothing; [CheckGlob] reports it beforehand.
func relationIs(t *schema.Table) func(string) bool {
	return func(glob string) bool { return textIs(t.Name)(glob) || textIs(t.Schema+"."+t.Name)(glob) }
}

func textIs(text string) func(string) bool {
	return func(glob string) bool {
		ok, _ := path.Match(glob, text)
		return ok
	}
}

// CheckGlob returns an error for a glob of Options that is not well formed.
func CheckGlob(glob string) error {
	_, err := path.Match(strings.TrimPrefix(glob, "!"), "")
	return err
}

// Unmatched are the patterns of the options that match nothing of any of the
// descriptions: they are out of date, or misspelt.
func Unmatched(opts Options, dbs ...*schema.Database) []string {
	var unmatched []string
	look := func(patterns []string, matches func(glob string, db *schema.Database) bool) {
		for _, p := range patterns {
			glob := strings.TrimPrefix(p, "!")
			if !slices.ContainsFunc(dbs, func(db *schema.Database) bool { return matches(glob, db) }) {
				unmatched = append(unmatched, p)
			}
		}
	}
	relation := func(glob string, db *schema.Database) bool {
		return slices.ContainsFunc(db.Tables, func(t *schema.Table) bool { return relationIs(t)(glob) })
	}
	look(opts.Schemas, func(glob string, db *schema.Database) bool {
		return slices.ContainsFunc(db.Schemas, func(s *schema.Schema) bool { return textIs(s.Name)(glob) }) ||
			slices.ContainsFunc(db.Tables, func(t *schema.Table) bool { return textIs(t.Schema)(glob) })
	})
	look(opts.Include, relation)
	look(opts.Exclude, relation)
	return unmatched
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
	"river_migration":                  "River",
	"river_job":                        "River",
	"river_leader":                     "River",
	"river_queue":                      "River",
	"river_client":                     "River",
	"river_client_queue":               "River",
	"pgmigrations":                     "node-pg-migrate",
	"migrations":                       "TypeORM, gormigrate or Laravel",
	"SequelizeData":                    "Sequelize",
	"ent_types":                        "ent",
	"SequelizeMeta":                    "Sequelize",
	"typeorm_metadata":                 "TypeORM",
	"pgroll_migrations":                "pgroll",
	"bytebase_instance_change_history": "Bytebase",
}

// bookkeepers are the schemas that a tool keeps for itself, by the name that each
// documents.
var bookkeepers = map[string]string{
	"pgboss":          "pg-boss",
	"sqitch":          "Sqitch",
	"graphile_worker": "Graphile Worker",
	"hdb_catalog":     "Hasura",
	"pgroll":          "pgroll",
	"cron":            "pg_cron",
}
