package live

import (
	"cmp"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A relation is a table, view or sequence. One outside the chosen schemas, or
// of an extension, has no Table: it is known for the keys that refer to it.
type relation struct {
	*schema.Table
	id        oid
	name      string
	namespace oid
	kind      byte     // pg_class.relkind
	heirs     bool     // others inherit from it
	file      oid      // pg_class.relfilenode
	xid       int64    // of its row in pg_class
	toast     oid      // pg_class.reltoastrelid
	attrs     []*group // by number; nil where a column was dropped
	places    []*schema.Column
}

// group is what the column of that number is like, or nil.
func (rel *relation) group(attnum int) *group {
	if attnum < 1 || attnum > len(rel.attrs) {
		return nil
	}
	return rel.attrs[attnum-1]
}

// column is the column of that number, or nil.
func (rel *relation) column(attnum int) *schema.Column {
	if attnum < 1 || attnum > len(rel.places) {
		return nil
	}
	return rel.places[attnum-1]
}

// columnNames are the names of the columns of these numbers.
func (rel *relation) columnNames(attnums []int) []string {
	if len(attnums) == 0 {
		return nil
	}
	names := make([]string, len(attnums))
	for i, n := range attnums {
		if g := rel.group(n); g != nil {
			names[i] = g.name
		}
	}
	return names
}

// ref names the relation, whether it is described or not.
func (r *reading) ref(rel *relation) schema.Ref {
	return schema.Ref{Kind: relkinds[rel.kind], Schema: r.schemas[rel.namespace], Name: rel.name}
}

var relkinds = map[byte]schema.Kind{
	'r': schema.KindTable,
	'p': schema.KindTable,
	'f': schema.KindForeignTable,
	'v': schema.KindView,
	'm': schema.KindMaterializedView,
	'S': schema.KindSequence,
}

var replicaIdentities = map[byte]string{'d': "default", 'n': "nothing", 'f': "full", 'i': "index"}

func (r *reading) table(f *row) {
	id, namespace, name, kind := f.oid(), f.oid(), f.text(), f.char()
	rel := &relation{name: name, namespace: namespace, kind: kind}
	persistence := f.char()
	rel.file, rel.xid, rel.toast = f.oid(), f.int64(), f.oid()
	rel.id = id
	r.rows[f.oid()] = id
	isPartition := f.bool()
	method, tablespace, ofType, identity := f.oid(), f.oid(), f.oid(), f.char()
	secured, forced, populated := f.bool(), f.bool(), f.bool()
	owner := rights{class: classClass, id: id, owner: f.oid(), kind: aclRelation, acl: r.word(f.raw())}
	if kind == 'S' {
		owner.kind = aclSequence
	}
	options := f.list()
	if kind == 't' {
		r.toasted[id] = options
		return
	}
	r.relations[id] = rel
	r.abouts.rights = append(r.abouts.rights, owner)
	if !r.describes(classClass, id, namespace) || kind == 'S' {
		if persistence == 'u' {
			r.spelling.unlogged[id] = true
		}
		return
	}
	t := &schema.Table{Schema: r.schemas[namespace], Name: name, Kind: relkinds[kind], About: schema.About{Comment: r.none}}
	rel.Table = t
	t.Options = r.claim(strings.Join(options, ", "))
	t.AccessMethod, t.Tablespace = r.claim(r.names[member{classAccessMethod, method}]), r.claim(r.names[member{classTablespace, tablespace}])
	t.Bound, t.PartitionBy = r.none, r.none
	if isPartition {
		t.Kind = schema.KindPartition
		r.spelling.bounds[id] = t
	}
	if kind == 'p' {
		r.spelling.partitioned[id] = t
	}
	if stored(t) {
		t.Unlogged = r.flag(persistence == 'u')
		t.ReplicaIdentity = r.none
		if kind != 'f' {
			t.ReplicaIdentity = r.claim(replicaIdentities[identity])
		}
		t.RowSecurity, t.ForceRowSecurity = r.flag(secured), r.flag(forced)
		t.OfType = schema.Is(r.typeOf(ofType, nil))
	}
	if kind == 'm' {
		t.Populated = r.flag(populated)
	}
	r.db.Tables = append(r.db.Tables, t)
}

// toastOptions adds the options of the tables that keep large values elsewhere.
func (r *reading) toastOptions() {
	if len(r.toasted) == 0 {
		return
	}
	for _, rel := range r.relations {
		more := r.toasted[rel.toast]
		if rel.Table == nil || more == nil {
			continue
		}
		var options []string
		if own := rel.Options.Or(""); own != "" {
			options = append(options, own)
		}
		for _, o := range more {
			options = append(options, "toast."+o)
		}
		rel.Options = r.claim(strings.Join(options, ", "))
	}
}

// stored reports whether the relation's own rows are constrained, which those
// of a view are not.
func stored(t *schema.Table) bool {
	return t.Kind != schema.KindView && t.Kind != schema.KindMaterializedView
}

// A parent is a table, or an index, that another inherits from.
type parent struct {
	id    oid
	place int
}

func (r *reading) inherit(f *row) {
	child := f.oid()
	p := parent{f.oid(), f.int()}
	r.parents[child] = append(r.parents[child], p)
	if rel := r.relations[p.id]; rel != nil {
		rel.heirs = true
	}
}

func (r *reading) foreignTable(f *row) {
	rel := r.relations[f.oid()]
	if rel == nil || rel.Table == nil {
		return
	}
	rel.Server = schema.Is(f.text())
	rel.ForeignOptions = r.claim(harmlessOptions(f.list()))
}

// descendIndex says what an index, or the constraint that it backs, is a part
// of. A constraint may be a part of a mere index.
func (r *reading) descendIndex(child, parent oid) {
	ref, ok := r.indexRefs[parent]
	if !ok {
		return
	}
	if x := r.indexes[child]; x != nil {
		x.PartOf = &ref
	}
	switch b := r.keys.backing[child]; {
	case b.primary != nil && b.primary.PartOf == nil:
		b.primary.PartOf = &ref
	case b.unique != nil && b.unique.PartOf == nil:
		b.unique.PartOf = &ref
	case b.exclusion != nil && b.exclusion.PartOf == nil:
		b.exclusion.PartOf = &ref
	}
}

// descend says of every table and index what it is a part of.
func (r *reading) descend() {
	for child, parents := range r.parents {
		slices.SortFunc(parents, func(a, b parent) int { return cmp.Compare(a.place, b.place) })
		rel := r.relations[child]
		if rel == nil || rel.Table == nil {
			r.descendIndex(child, parents[0].id)
			continue
		}
		for _, p := range parents {
			other := r.relations[p.id]
			if other == nil {
				continue
			}
			ref := r.ref(other)
			if other.Table != nil {
				ref.Kind = other.Table.Kind
			}
			if rel.Kind == schema.KindPartition {
				rel.PartitionOf = ref
			} else {
				rel.Inherits = append(rel.Inherits, ref)
			}
		}
	}
}
