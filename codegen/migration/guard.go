package migration

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// Touched are the relations, types and functions that a plan is about.
func (p *Plan) Touched() []schema.Ref {
	var list []schema.Ref
	add := func(r schema.Ref) {
		if r.Parent != "" {
			r = schema.Ref{Kind: schema.KindTable, Schema: r.Schema, Name: r.Parent}
		}
		switch {
		case r.Kind.Relation() || r.Kind == schema.KindSequence:
			r.Kind = schema.KindTable
		case r.Kind == schema.KindFunction || r.Kind == schema.KindProcedure:
			r.Kind = schema.KindFunction
			r.Name, _, _ = strings.Cut(r.Name, "(")
		case r.Kind == schema.KindEnum || r.Kind == schema.KindDomain || r.Kind == schema.KindComposite:
			r.Kind = schema.KindEnum
		default:
			return
		}
		if !slices.Contains(list, r) {
			list = append(list, r)
		}
	}
	for _, s := range p.Steps {
		add(s.Ref)
		for _, x := range s.Settles {
			add(x.Object)
		}
	}
	slices.SortFunc(list, schema.Ref.Compare)
	return list
}

// StateQuery is a query for one text that says how the objects are, and is
// another when anything of them is. It is to be run with an empty search path.
func StateQuery(touched []schema.Ref) string {
	var relations, types, functions []string
	for _, r := range touched {
		name := ddl.Dotted(r.Schema, r.Name)
		switch r.Kind {
		case schema.KindTable:
			relations = append(relations, ddl.Literal(name))
		case schema.KindEnum:
			types = append(types, ddl.Literal(name))
		case schema.KindFunction: // its name is quoted already
			functions = append(functions, ddl.Literal(ddl.Ident(r.Schema)+"."+r.Name))
		}
	}
	list := func(names []string) string {
		if len(names) == 0 {
			return "'{}'::text[]"
		}
		return "ARRAY[" + strings.Join(names, ", ") + "]"
	}
	return `SELECT md5(string_agg(line, E'\n' ORDER BY line COLLATE "C")) FROM (
	WITH r AS (SELECT name, pg_catalog.to_regclass(name) AS oid FROM unnest(` + list(relations) + `) AS name),
		t AS (SELECT name, pg_catalog.to_regtype(name) AS oid FROM unnest(` + list(types) + `) AS name)
	SELECT concat_ws(' ', 'relation', r.name, c.relkind, c.relpersistence, c.relrowsecurity, c.relforcerowsecurity, c.reloptions, c.relreplident, c.relowner::pg_catalog.regrole,
			pg_catalog.pg_get_expr(c.relpartbound, c.oid), CASE WHEN c.relkind IN ('v', 'm') THEN pg_catalog.pg_get_viewdef(c.oid) END) AS line
		FROM r LEFT JOIN pg_catalog.pg_class c ON c.oid = r.oid
	UNION ALL SELECT concat_ws(' ', 'column', r.name, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated, pg_catalog.pg_get_expr(d.adbin, d.adrelid))
		FROM r JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
	UNION ALL SELECT concat_ws(' ', 'constraint', r.name, k.conname, k.convalidated, pg_catalog.pg_get_constraintdef(k.oid))
		FROM r JOIN pg_catalog.pg_constraint k ON k.conrelid = r.oid
	UNION ALL SELECT concat_ws(' ', 'index', r.name, i.indisvalid, pg_catalog.pg_get_indexdef(i.indexrelid))
		FROM r JOIN pg_catalog.pg_index i ON i.indrelid = r.oid
	UNION ALL SELECT concat_ws(' ', 'trigger', r.name, g.tgenabled, pg_catalog.pg_get_triggerdef(g.oid))
		FROM r JOIN pg_catalog.pg_trigger g ON g.tgrelid = r.oid AND NOT g.tgisinternal
	UNION ALL SELECT concat_ws(' ', 'policy', r.name, p.polname, p.polcmd, p.polpermissive, pg_catalog.pg_get_expr(p.polqual, p.polrelid), pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid))
		FROM r JOIN pg_catalog.pg_policy p ON p.polrelid = r.oid
	UNION ALL SELECT concat_ws(' ', 'type', t.name, y.typtype, y.typnotnull, pg_catalog.format_type(y.typbasetype, y.typtypmod), y.typdefault,
			(SELECT string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum e WHERE e.enumtypid = y.oid),
			(SELECT string_agg(pg_catalog.pg_get_constraintdef(k.oid), ',' ORDER BY k.conname) FROM pg_catalog.pg_constraint k WHERE k.contypid = y.oid))
		FROM t LEFT JOIN pg_catalog.pg_type y ON y.oid = t.oid
	UNION ALL SELECT concat_ws(' ', 'function', pg_catalog.pg_get_function_identity_arguments(f.oid), pg_catalog.pg_get_functiondef(f.oid))
		FROM pg_catalog.pg_proc f JOIN pg_catalog.pg_namespace n ON n.oid = f.pronamespace
		WHERE f.prokind <> 'a' AND pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(f.proname) = ANY (` + list(functions) + `)
) AS state`
}

// Guard is a statement that lets the steps go on only where the objects are as
// they were when the plan was made. States are how they are before the first step
// and after each one; without any there is no guard.
func Guard(touched []schema.Ref, states []string) string {
	if len(states) == 0 || len(touched) == 0 || states[0] == states[len(states)-1] {
		return ""
	}
	var list []string
	for _, s := range states {
		list = append(list, ddl.Literal(s))
	}
	return "DO " + ddl.Dollar(`
DECLARE
	-- How the objects are before the first step, and after each.
	states text[] := ARRAY[
		`+strings.Join(list, ",\n\t\t")+`
	];
	done int := array_position(states, (`+StateQuery(touched)+`)) - 1;
BEGIN
	IF done IS NULL THEN
		RAISE EXCEPTION 'the target has changed since this plan was made' USING HINT = 'Generate the migration again.';
	ELSIF states[done + 1] = states[cardinality(states)] THEN
		RAISE EXCEPTION 'already applied: the database is as this migration makes it';
	ELSIF done > 0 THEN
		RAISE EXCEPTION 'steps 1 to % of this migration are done already', done USING HINT = 'Run the file from the next step, or generate it again.';
	END IF;
END
`) + ";"
}
