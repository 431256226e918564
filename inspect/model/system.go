package model

import "strings"

// System reports whether a name is that of one of PostgreSQL's own relations,
// which no description of a database lists.
func System(namespace, name string) bool {
	switch namespace {
	case "pg_catalog", "information_schema":
		return true
	case "":
		return strings.HasPrefix(name, "pg_stat_") || strings.HasPrefix(name, "pg_statio_") || catalogs[name]
	}
	return false
}

// catalogs are the relations of pg_catalog from PostgreSQL 13 to 18.
var catalogs = func() map[string]bool {
	all := map[string]bool{}
	for name := range strings.FieldsSeq(`
aggregate aios am amop amproc attrdef attribute auth_members authid available_extension_versions available_extensions
backend_memory_contexts cast class collation config constraint conversion cursors database db_role_setting default_acl
depend description enum event_trigger extension file_settings foreign_data_wrapper foreign_server foreign_table group
hba_file_rules ident_file_mappings index indexes inherits init_privs language largeobject largeobject_metadata locks
matviews namespace opclass operator opfamily parameter_acl partitioned_table policies policy prepared_statements
prepared_xacts proc publication publication_namespace publication_rel publication_tables range replication_origin
replication_origin_status replication_slots rewrite roles rules seclabel seclabels sequence sequences settings shadow
shdepend shdescription shmem_allocations shmem_allocations_numa shseclabel statistic statistic_ext statistic_ext_data
stats stats_ext stats_ext_exprs subscription subscription_rel tables tablespace timezone_abbrevs timezone_names
transform trigger ts_config ts_config_map ts_dict ts_parser ts_template type user user_mapping user_mappings views
wait_events`) {
		all["pg_"+name] = true
	}
	return all
}()
