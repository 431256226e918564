package live

import (
	"slices"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// catalogs are the names of the catalogs whose objects are kept by name, by the
// oids that these have in every database.
var catalogs = map[oid]string{
	1255: "pg_proc", 2617: "pg_operator", 2753: "pg_opfamily", 2616: "pg_opclass", 2605: "pg_cast",
	3456: "pg_collation", 2607: "pg_conversion", 2612: "pg_language", 2601: "pg_am", 3576: "pg_transform",
	3601: "pg_ts_parser", 3764: "pg_ts_template", 3600: "pg_ts_dict", 3602: "pg_ts_config",
	2328: "pg_foreign_data_wrapper", 1417: "pg_foreign_server", 3079: "pg_extension", 3381: "pg_statistic_ext",
	6104: "pg_publication", 3466: "pg_event_trigger", classType: "pg_type",
}

// A need is that one object must exist before another.
type need struct {
	class, object, otherClass, other oid
}

func (r *reading) need(f *row) { r.needs = append(r.needs, need{f.oid(), f.oid(), f.oid(), f.oid()}) }

// order says of every object what must exist before it.
func (r *reading) order() {
	for _, n := range r.needs {
		about, self := r.about(n.class, n.object)
		_, other := r.about(n.otherClass, n.other)
		if about == nil || other.Name == "" || self == other || slices.Contains(about.Needs, other) {
			continue
		}
		about.Needs = append(about.Needs, other)
	}
	for _, n := range r.needs {
		if about, _ := r.about(n.class, n.object); about != nil {
			slices.SortFunc(about.Needs, schema.Ref.Compare)
		}
	}
}

// about finds the object of that catalog and number, and what is said of it;
// nil and an empty reference for what is not described.
func (r *reading) about(class, id oid) (*schema.About, schema.Ref) {
	switch class {
	case classClass:
		if rel := r.relations[id]; rel != nil && rel.Table != nil {
			return &rel.Table.About, rel.Table.Ref()
		}
		if s := r.sequences[id]; s != nil {
			return &s.About, s.Ref()
		}
	case classType:
		if e := r.enums[id]; e != nil {
			return &e.About, e.Ref()
		}
		if d := r.domains[id]; d != nil {
			return &d.About, d.Ref()
		}
		if t := r.types[id]; t != nil && t.Array {
			return r.about(classType, t.base)
		}
		if rel := r.relations[r.rows[id]]; rel != nil && rel.Table != nil {
			return &rel.Table.About, rel.Table.Ref()
		}
	}
	if o := r.objects[catalogs[class]][id]; o != nil {
		return &o.About, o.Ref()
	}
	return nil, schema.Ref{}
}
