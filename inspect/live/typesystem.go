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
	objectQueries = append(objectQueries, []objectQuery{
		{what: "the database", sql: load("database"), read: (*reading).database, global: true},
		{what: "settings of the database", sql: load("databasesetting"), read: (*reading).databaseSetting, class: "pg_db_role_setting", global: true},
		{what: "labels of the database", sql: load("databaselabel"), read: (*reading).databaseLabel, class: "pg_shseclabel", global: true},
		{what: "users' collations", sql: load("usercollation"), read: (*reading).userCollation, class: "pg_collation"},
		{what: "conversions", sql: load("conversion"), read: (*reading).conversion, class: "pg_conversion"},
		{what: "operators", sql: load("operator"), read: (*reading).operator, class: "pg_operator"},
		{what: "operator families", sql: load("operatorfamily"), read: (*reading).operatorFamily, class: "pg_opfamily"},
		{what: "users' operator classes", sql: load("operatorclass"), read: (*reading).operatorClass, class: "pg_opclass"},
		{what: "members of operator families", sql: load("operatormember"), read: (*reading).operatorMember, class: "pg_opfamily", global: true},
		{what: "casts", sql: load("cast"), read: (*reading).cast, class: "pg_cast", global: true},
		{what: "transforms", sql: load("transform"), read: (*reading).transform, class: "pg_transform", global: true},
		{what: "text search parsers", sql: load("textsearchparser"), read: (*reading).textSearchParser, class: "pg_ts_parser"},
		{what: "text search templates", sql: load("textsearchtemplate"), read: (*reading).textSearchTemplate, class: "pg_ts_template"},
		{what: "text search dictionaries", sql: load("textsearchdictionary"), read: (*reading).textSearchDictionary, class: "pg_ts_dict"},
		{what: "text search configurations", sql: load("textsearchconfig"), read: (*reading).textSearchConfig, class: "pg_ts_config"},
		{what: "tokens of text search parsers", sql: load("textsearchtoken"), read: (*reading).textSearchToken, class: "pg_ts_config", global: true},
		{what: "mappings of text search configurations", sql: load("textsearchmapping"), read: (*reading).textSearchMapping, class: "pg_ts_config", global: true},
		{what: "foreign-data wrappers", sql: load("foreigndatawrapper"), read: (*reading).foreignDataWrapper, class: "pg_foreign_data_wrapper", global: true},
		{what: "foreign servers", sql: load("foreignserver"), read: (*reading).foreignServer, class: "pg_foreign_server", global: true},
		{what: "user mappings", sql: load("usermapping"), read: (*reading).userMapping, class: "pg_foreign_server", global: true},
		{what: "default privileges", sql: load("defaultprivileges"), read: (*reading).defaultPrivileges, class: "pg_default_acl"},
		{what: "comments", sql: load("comment"), read: (*reading).comment, global: true, late: true},
		{what: "changed rights on system objects", sql: load("changedright"), read: (*reading).changedRights, global: true, late: true},
		{what: "security labels", sql: load("securitylabel"), read: (*reading).label, class: "pg_seclabel", global: true},
	}...)
}
