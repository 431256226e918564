-- change: schema added
select 'create schema mutant', array[pg_temp.w('schema-undeclared', 'undeclared', 'schema', null, null, 'mutant')]
-- change: schema dropped
-- The schema public is in every new database, and never missed.
select format('drop schema %s', f), array[pg_temp.w('schema-missing', 'absent', 'schema', null, null, s)] from ns where s <> 'public'
-- change: comment on a schema
select format('comment on schema %s is ''said by a mutant''', f), array[pg_temp.w('comment', 'comment', 'schema', null, null, s)] from ns
-- change: right on a schema
select format('grant usage on schema %s to pg_read_all_stats', f), array[pg_temp.w('grant-undeclared', 'more grants', 'schema', null, null, s)] from ns
-- change: schema with another owner
select format('alter schema %s owner to pg_read_all_settings', f), array[pg_temp.w('owner', 'owner', 'schema', null, null, s)] from ns join pg_namespace n using (oid) where n.nspacl is null
-- change: extension added
select 'create extension seg', array[pg_temp.w('extension-undeclared', 'undeclared', 'extension', null, null, 'seg')] where not exists (select from pg_extension where extname = 'seg') and exists (select from pg_available_extensions where name = 'seg')
-- change: extension dropped
select format('drop extension %I', extname), array[pg_temp.w('extension-missing', 'absent', 'extension', null, null, extname)] from pg_extension where extname <> 'plpgsql'
-- change: version of an extension
select format('update pg_catalog.pg_extension set extversion = ''0.7'' where extname = %L', extname), array[pg_temp.w('extension-version', 'version', 'extension', null, null, extname)] from pg_extension where extname <> 'plpgsql'
-- change: comment on an extension
select format('comment on extension %I is ''said by a mutant''', extname), array[pg_temp.w('comment', 'comment', 'extension', null, null, extname)] from pg_extension where extname <> 'plpgsql'
-- change: publication added
select format('create publication mutant for table %s', f), array[pg_temp.w('object-undeclared', 'undeclared', 'publication', null, null, 'mutant')] from rel where k = 'r' and persistence = 'p'
-- change: publication dropped
select format('drop publication %I', pubname), array[pg_temp.w('object-missing', 'absent', 'publication', null, null, pubname)] from pg_publication
-- change: statements of a publication
select format('alter publication %I set (publish = ''truncate'')', pubname), array[pg_temp.w('object-definition', 'publish', 'publication', null, null, pubname)] from pg_publication where pubinsert
-- change: table added to a publication
select format('alter publication %I add table %s', pubname, f), array[pg_temp.w('object-definition', 'table ' || s || '.' || r, 'publication', null, null, pubname)] from pg_publication, rel where k = 'r' and persistence = 'p' and not puballtables and r ~ '^[a-z0-9_]+$' and s ~ '^[a-z0-9_]+$' and not exists (select from pg_publication_rel x where x.prpubid = pg_publication.oid)
-- change: publication by the partitioned table
select format('alter publication %I set (publish_via_partition_root = %s)', pubname, not pubviaroot), array[pg_temp.w('object-definition', 'publish_via_partition_root', 'publication', null, null, pubname)] from pg_publication
-- change: extended statistics added
select format('create statistics %s.mutant on %s, %s from %s', quote_ident(a.s), a.qa, b.qa, a.f), array[pg_temp.w('statistics-undeclared', 'undeclared', 'statistics', a.s, null, 'mutant')]
from col a join col b on a.oid = b.oid and b.attnum between a.attnum + 1 and a.attnum + 2 where a.k = 'r' and a.plain and b.plain and a.typ in ('int4', 'text', 'int8', 'bool') and b.typ in ('int4', 'text', 'int8', 'bool') and a.computed <> 'v' and b.computed <> 'v'
-- change: extended statistics dropped
select format('drop statistics %I.%I', n.s, x.stxname), array[pg_temp.w('statistics-missing', 'absent', 'statistics', n.s, null, x.stxname)] from pg_statistic_ext x join ns n on n.oid = x.stxnamespace join rel t on t.oid = x.stxrelid
-- change: extended statistics in other detail
select format('alter statistics %I.%I set statistics 77', n.s, x.stxname), array[pg_temp.w('object-definition', 'statistics', 'statistics', n.s, null, x.stxname)] from pg_statistic_ext x join ns n on n.oid = x.stxnamespace join rel t on t.oid = x.stxrelid
-- change: foreign-data wrapper added
select 'create foreign data wrapper mutant', array[pg_temp.w('object-undeclared', 'undeclared', 'foreign-data wrapper', null, null, 'mutant')]
-- change: foreign server added
select 'create foreign data wrapper mutant_w; create server mutant foreign data wrapper mutant_w', array[pg_temp.w('object-undeclared', 'undeclared', 'foreign-data wrapper', null, null, 'mutant_w'), pg_temp.w('object-undeclared', 'undeclared', 'foreign server', null, null, 'mutant')]
-- change: version of a foreign server
select format('alter server %I version ''mutant''', srvname), array[pg_temp.w('object-definition', 'version', 'foreign server', null, null, srvname)] from pg_foreign_server
-- change: options of a foreign server
select format('alter server %I options (mutant ''x'')', srvname), array[pg_temp.w('object-definition', 'options', 'foreign server', null, null, srvname)] from pg_foreign_server
-- change: options of a foreign table
select format('alter foreign table %s options (mutant ''x'')', f), array[pg_temp.w('foreign-options', 'foreign options', 'foreign table', s, null, r)] from rel where k = 'f' and not part
-- change: options of a column of a foreign table
select format('alter foreign table %s alter column %s options (mutant ''x'')', f, qa), array[pg_temp.w('foreign-options', 'foreign options', 'column', s, r, a)] from col where k = 'f'
-- change: foreign table added
select format('create foreign data wrapper mutant_w; create server mutant_s foreign data wrapper mutant_w; create foreign table %s.mutant (id int) server mutant_s', f), array[pg_temp.w('object-undeclared', 'undeclared', 'foreign-data wrapper', null, null, 'mutant_w'), pg_temp.w('object-undeclared', 'undeclared', 'foreign server', null, null, 'mutant_s'), pg_temp.w('table-undeclared', 'undeclared', 'foreign table', s, null, 'mutant')] from ns
-- change: text search configuration added
select format('create text search configuration %s.mutant (parser = pg_catalog.default)', f), array[pg_temp.w('object-undeclared', 'undeclared', 'text search configuration', s, null, 'mutant')] from ns
-- change: text search dictionary added
select format('create text search dictionary %s.mutant (template = pg_catalog.simple)', f), array[pg_temp.w('object-undeclared', 'undeclared', 'text search dictionary', s, null, 'mutant')] from ns
-- change: text search configuration dropped
select format('drop text search configuration %I.%I', n.s, c.cfgname), array[pg_temp.w('object-missing', 'absent', 'text search configuration', n.s, null, c.cfgname)] from pg_ts_config c join ns n on n.oid = c.cfgnamespace
-- change: text search dictionary with another option
select format('alter text search dictionary %I.%I (accept = false)', n.s, c.dictname), array[pg_temp.w('object-definition', 'options', 'text search dictionary', n.s, null, c.dictname)] from pg_ts_dict c join ns n on n.oid = c.dictnamespace join pg_ts_template t on t.oid = c.dicttemplate where t.tmplname = 'simple' and c.dictinitoption is null
-- change: words of a text search configuration
select format('alter text search configuration %I.%I add mapping for email with pg_catalog.simple', n.s, c.cfgname), array[pg_temp.w('object-definition', 'mapping for email', 'text search configuration', n.s, null, c.cfgname)] from pg_ts_config c join ns n on n.oid = c.cfgnamespace
-- change: default privileges
select format('alter default privileges in schema %s grant select on tables to pg_read_all_stats', f), array[pg_temp.w('object-undeclared', 'undeclared', 'default privileges', s, null, current_user || ' on tables')] from ns where not exists (select from pg_default_acl a join pg_namespace n on n.oid = a.defaclnamespace where n.nspname = ns.s and a.defaclobjtype = 'r' and a.defaclrole = current_user::regrole)
-- change: more default privileges
select format('alter default privileges in schema %s grant select on tables to pg_read_all_stats', f), array[pg_temp.w('grant-undeclared', 'more grants', 'default privileges', s, null, current_user || ' on tables')] from ns where exists (select from pg_default_acl a join pg_namespace n on n.oid = a.defaclnamespace where n.nspname = ns.s and a.defaclobjtype = 'r' and a.defaclrole = current_user::regrole)
-- change: language added
select 'create language mutant handler plpgsql_call_handler', array[pg_temp.w('object-undeclared', 'undeclared', 'language', null, null, 'mutant')]
-- change: access method added
select 'create access method mutant type table handler heap_tableam_handler', array[pg_temp.w('object-undeclared', 'undeclared', 'access method', null, null, 'mutant')]
-- change: conversion added
select format('create conversion %s.mutant for ''LATIN1'' to ''UTF8'' from iso8859_1_to_utf8', f), array[pg_temp.w('object-undeclared', 'undeclared', 'conversion', s, null, 'mutant')] from ns
-- change: access method of a table
-- since: 15
select format('create access method mutant type table handler heap_tableam_handler; alter table %s set access method mutant', f), array[pg_temp.w('object-undeclared', 'undeclared', 'access method', null, null, 'mutant'), pg_temp.w('table-access-method', 'access method', kind, s, null, r)] from rel where k in ('r', 'm') and not part
-- change: tablespace of a table
select format('alter table %s set tablespace mutant', f), array[pg_temp.w('tablespace', 'tablespace', kind, s, null, r)] from rel where k = 'r' and exists (select from pg_tablespace where spcname = 'mutant')
-- change: tablespace of an index
select format('alter index %s set tablespace mutant', fx), array[pg_temp.w('tablespace', 'tablespace', 'index', s, r, x)] from idx where not constraining and k = 'r' and exists (select from pg_tablespace where spcname = 'mutant')
-- change: user mapping added
select 'create foreign data wrapper mutant_w; create server mutant_s foreign data wrapper mutant_w; create user mapping for public server mutant_s', array[pg_temp.w('object-undeclared', 'undeclared', 'foreign-data wrapper', null, null, 'mutant_w'), pg_temp.w('object-undeclared', 'undeclared', 'foreign server', null, null, 'mutant_s'), pg_temp.w('object-undeclared', 'undeclared', 'user mapping', null, null, 'for public server mutant_s')]
