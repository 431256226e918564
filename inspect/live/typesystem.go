package live

import (
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// typeSystem are the kinds that the queries below describe.
var typeSystem = []schema.Kind{
	schema.KindDatabase,
	schema.KindBaseType, schema.KindRange, schema.KindComposite, schema.KindCollation, schema.KindConversion,
	schema.KindLanguage, schema.KindAccessMethod, schema.KindOperator, schema.KindOperatorFamily,
	schema.KindOperatorClass, schema.KindCast, schema.KindTransform, schema.KindTextSearchParser,
	schema.KindTextSearchTemplate, schema.KindTextSearchDictionary, schema.KindTextSearchConfig,
	schema.KindForeignDataWrapper, schema.KindForeignServer, schema.KindUserMapping, schema.KindDefaultPrivileges,
	schema.KindGrant, schema.KindComment, schema.KindSecurityLabel,
}

// speak claims that the kinds are described, and need not be counted.
func (r *reading) speak(kinds []schema.Kind) {
	for _, k := range kinds {
		if !slices.Contains(r.db.Speaks, k) {
			r.db.Speaks = append(r.db.Speaks, k)
		}
	}
	r.db.Counted = slices.DeleteFunc(r.db.Counted, func(c schema.Count) bool { return slices.Contains(kinds, c.Kind) })
}

// These describe the type system, text search and foreign data, and what is
// about objects of every kind: who owns them, who may use them, what is said of
// them.
func init() {
	objectQueries = append(objectQueries, []catalogQuery{
		{what: "the database", sql: load("database"), read: (*reading).database},
		{what: "settings of the database", sql: load("databasesetting"), read: (*reading).databaseSetting, class: "pg_db_role_setting"},
		{what: "labels of the database", sql: load("databaselabel"), read: (*reading).databaseLabel, class: "pg_shseclabel"},
		{what: "users' collations", sql: load("usercollation"), read: (*reading).userCollation, class: "pg_collation", scoped: true},
		{what: "conversions", sql: load("conversion"), read: (*reading).conversion, class: "pg_conversion", scoped: true},
		{what: "operators", sql: load("operator"), read: (*reading).operator, class: "pg_operator", scoped: true},
		{what: "operator families", sql: load("operatorfamily"), read: (*reading).operatorFamily, class: "pg_opfamily", scoped: true},
		{what: "users' operator classes", sql: load("operatorclass"), read: (*reading).operatorClass, class: "pg_opclass", scoped: true},
		{what: "members of operator families", sql: load("operatormember"), read: (*reading).operatorMember, class: "pg_opfamily"},
		{what: "casts", sql: load("cast"), read: (*reading).cast, class: "pg_cast"},
		{what: "transforms", sql: load("transform"), read: (*reading).transform, class: "pg_transform"},
		{what: "text search parsers", sql: load("textsearchparser"), read: (*reading).textSearchParser, class: "pg_ts_parser", scoped: true},
		{what: "text search templates", sql: load("textsearchtemplate"), read: (*reading).textSearchTemplate, class: "pg_ts_template", scoped: true},
		{what: "text search dictionaries", sql: load("textsearchdictionary"), read: (*reading).textSearchDictionary, class: "pg_ts_dict", scoped: true},
		{what: "text search configurations", sql: load("textsearchconfig"), read: (*reading).textSearchConfig, class: "pg_ts_config", scoped: true},
		{what: "tokens of text search parsers", sql: load("textsearchtoken"), read: (*reading).textSearchToken, class: "pg_ts_config"},
		{what: "mappings of text search configurations", sql: load("textsearchmapping"), read: (*reading).textSearchMapping, class: "pg_ts_config"},
		{what: "foreign-data wrappers", sql: load("foreigndatawrapper"), read: (*reading).foreignDataWrapper, class: "pg_foreign_data_wrapper"},
		{what: "foreign servers", sql: load("foreignserver"), read: (*reading).foreignServer, class: "pg_foreign_server"},
		{what: "user mappings", sql: load("usermapping"), read: (*reading).userMapping, class: "pg_foreign_server"},
		{what: "default privileges", sql: load("defaultprivileges"), read: (*reading).defaultPrivileges, class: "pg_default_acl", scoped: true},
		{what: "comments", sql: load("comment"), read: (*reading).comment, late: true},
		{what: "changed rights on system objects", sql: load("changedright"), read: (*reading).changedRights, late: true},
		{what: "security labels", sql: load("securitylabel"), read: (*reading).label, class: "pg_seclabel"},
	}...)
}
