package live

import (
	"fmt"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// An indexRow is a row of pg_index, but for the names it begins with.
type indexRow struct {
	method, tablespace                             oid
	options                                        []string
	unique, together, valid, clustered, replicated bool
	attnums, classes, collations, flags            []int
	keys                                           int
	exprs, predicate                               []byte
}

func (r *reading) index(f *row) {
	id, rel := f.oid(), r.relations[f.oid()]
	if rel == nil || rel.Table == nil {
		return
	}
	name := f.text()
	x := indexRow{method: f.oid(), tablespace: f.oid(), options: f.list()}
	x.unique, x.together, x.valid, x.clustered, x.replicated = f.bool(), f.bool(), f.bool(), f.bool(), f.bool()
	x.keys = f.int()
	x.attnums, x.classes, x.collations, x.flags = f.numbers(), f.numbers(), f.numbers(), f.numbers()
	x.exprs, x.predicate = f.raw(), f.raw()
	if x.replicated && rel.ReplicaIdentity.Or("") == "index" {
		rel.ReplicaIdentity = schema.Is("index " + name)
	}
	if rel.kind == 'p' {
		r.indexRefs[id] = rel.Child(schema.KindIndex, name)
	}
	x.keys = min(x.keys, len(x.attnums), len(x.classes), len(x.collations), len(x.flags))
	if b, ok := r.keys.backing[id]; ok {
		r.back(b, rel, x)
		return
	}
	index := &schema.Index{
		Name:             name,
		Method:           r.claim(r.names[member{classAccessMethod, x.method}]),
		Unique:           r.flag(x.unique),
		NullsNotDistinct: r.flag(x.together),
		Keys:             make([]schema.IndexKey, x.keys),
		Include:          rel.columnNames(x.attnums[x.keys:]),
		Where:            r.none,
		Options:          r.claim(strings.Join(x.options, ", ")),
		Valid:            r.flag(x.valid),
		Tablespace:       r.claim(r.names[member{classTablespace, x.tablespace}]),
		Clustered:        r.flag(x.clustered),
		Statistics:       r.none,
		Comment:          r.none,
	}
	r.indexKeys(index, rel, x)
	if x.exprs != nil {
		r.expressions(id, index, rel, x)
	}
	if x.predicate != nil {
		p := r.spelling.phrase(spellPredicate, r.spelling.strip(x.predicate), rel, int64(id))
		r.spelling.predicates = append(r.spelling.predicates, predicatePhrase{index, p})
	}
	if m := r.names[member{classAccessMethod, x.method}]; m != "btree" && m != "hash" {
		r.spelling.classes[index] = x.classes
	}
	r.indexes[id] = index
	rel.Indexes = append(rel.Indexes, index)
}

// indexKeys says of each key what it is and how it is ordered; expressions are
// spelt later.
func (r *reading) indexKeys(index *schema.Index, rel *relation, x indexRow) {
	for i := range index.Keys {
		k := &index.Keys[i]
		k.Desc, k.NullsFirst = r.flag(x.flags[i]&1 != 0), r.flag(x.flags[i]&2 != 0)
		g := rel.group(x.attnums[i])
		if g == nil {
			continue
		}
		k.Column = g.name
		k.Opclass = r.claim(r.opclassName(r.opclasses[oid(x.classes[i])], g.typ))
		k.Collation = r.none
		if oid(x.collations[i]) != g.collation {
			k.Collation = r.claim(r.spelt(r.collations[oid(x.collations[i])]))
		}
	}
}

// expressions remembers an index with keys that are to be spelt.
func (r *reading) expressions(id oid, index *schema.Index, rel *relation, x indexRow) {
	k := keyPhrase{index: index}
	for i := range index.Keys {
		k.opclasses = append(k.opclasses, r.opclasses[oid(x.classes[i])])
		k.collations = append(k.collations, oid(x.collations[i]))
	}
	key := r.spelling.strip(x.exprs) + fmt.Sprint(x.method, x.attnums, x.collations)
	k.phrase = r.spelling.phrase(spellKeys, key, rel, int64(id))
	r.spelling.keys = append(r.spelling.keys, k)
}

// back says of a constraint what only its index knows.
func (r *reading) back(b backing, rel *relation, x indexRow) {
	options, tablespace := r.claim(strings.Join(x.options, ", ")), r.claim(r.names[member{classTablespace, x.tablespace}])
	include := rel.columnNames(x.attnums[x.keys:])
	switch {
	case b.primary != nil:
		k := b.primary
		k.Options, k.Tablespace, k.Clustered, k.Include = options, tablespace, r.flag(x.clustered), include
	case b.unique != nil:
		k := b.unique
		k.Options, k.Tablespace, k.Clustered, k.Include = options, tablespace, r.flag(x.clustered), include
		k.NullsNotDistinct = r.flag(x.together)
	case b.exclusion != nil:
		k := b.exclusion
		k.Options, k.Tablespace, k.Clustered = options, tablespace, r.flag(x.clustered)
	}
}

// indexOptions says of the keys of indexes what the columns of the indexes say.
func (r *reading) indexOptions() {
	for _, o := range r.spelling.attributes {
		index := r.indexes[o.index]
		if index == nil || o.place < 1 || o.place > len(index.Keys) || o.rare == nil {
			continue
		}
		if o.rare.Options != "" {
			r.spelling.options = append(r.spelling.options, keyOption{index, o.place, o.rare.Options})
		}
		if o.rare.Statistics != nil {
			all := index.Statistics.Or("")
			if all != "" {
				all += ", "
			}
			index.Statistics = schema.Is(fmt.Sprintf("%s%d=%d", all, o.place, *o.rare.Statistics))
		}
	}
}
