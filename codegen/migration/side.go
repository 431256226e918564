package migration

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/codegen/ddl"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// A side is one description, made ready to look things up.
type side struct {
	db      *schema.Database
	w       *ddl.Writer
	parts   []ddl.Part
	tables  map[schema.Ref]*schema.Table // by name alone
	objects map[schema.Ref]*schema.Object
	needs   map[schema.Ref][]schema.Ref // by the keys of ddl
}

func newSide(db *schema.Database) *side {
	s := &side{
		db: db, w: ddl.NewWriter(db, ddl.Options{}), parts: ddl.Parts(db, ddl.Options{}),
		tables:  map[schema.Ref]*schema.Table{},
		objects: map[schema.Ref]*schema.Object{},
		needs:   map[schema.Ref][]schema.Ref{},
	}
	for _, t := range db.Tables {
		s.tables[bare(t.Ref())] = t
	}
	for _, o := range db.Objects {
		s.objects[o.Ref()] = o
	}
	for _, p := range s.parts {
		if p.Rights {
			continue
		}
		k := node(p.Ref)
		for _, n := range p.Needs {
			s.need(k, node(n))
		}
	}
	for _, o := range db.Objects {
		if f := o.Property("execute function"); f != "" {
			name, _, _ := strings.Cut(f, "(")
			for _, other := range db.Objects {
				if other.Kind == schema.KindFunction && ddl.Dotted(other.Schema, other.Name) == name {
					s.need(node(o.Ref()), node(other.Ref()))
				}
			}
		}
	}
	return s
}

func (s *side) need(of, what schema.Ref) {
	if of != what && what.Kind != schema.KindSchema && !slices.Contains(s.needs[of], what) {
		s.needs[of] = append(s.needs[of], what)
	}
}

func (s *side) table(r schema.Ref) *schema.Table {
	if r.Parent != "" {
		return s.tables[schema.Ref{Schema: r.Schema, Name: r.Parent}]
	}
	return s.tables[bare(r)]
}

// has reports that the description has the object.
func (s *side) has(r schema.Ref) bool {
	if r.Parent != "" && r.Kind == schema.KindColumn {
		t := s.table(r)
		return t != nil && t.Column(r.Name) != nil
	}
	for _, p := range s.parts {
		if node(p.Ref) == node(r) {
			return true
		}
	}
	return s.objects[r] != nil
}

// heirs are the partitions and children of a table, directly or not.
func (s *side) heirs(t *schema.Table) []*schema.Table {
	var all []*schema.Table
	for _, c := range s.db.Tables {
		parents := c.Inherits
		if c.PartitionOf.Name != "" {
			parents = append(slices.Clone(parents), c.PartitionOf)
		}
		if slices.ContainsFunc(parents, func(r schema.Ref) bool { return bare(r) == bare(t.Ref()) }) {
			all = append(append(all, c), s.heirs(c)...)
		}
	}
	return all
}

// parents are the tables that the table is a partition or child of.
func (s *side) parents(t *schema.Table) []*schema.Table {
	var all []*schema.Table
	for _, r := range append(slices.Clone(t.Inherits), t.PartitionOf) {
		if p := s.tables[bare(r)]; p != nil && r.Name != "" {
			all = append(all, p)
		}
	}
	return all
}

// bare is a reference without its kind.
func bare(r schema.Ref) schema.Ref {
	r.Kind = ""
	return r
}

// node is a reference as the graph of actions knows it: columns by themselves,
// all else as ddl does.
func node(r schema.Ref) schema.Ref {
	if r.Kind == schema.KindColumn {
		return r
	}
	return ddl.Key(r)
}

func isPartition(t *schema.Table) bool { return t.PartitionOf.Name != "" }

func partitioned(t *schema.Table) bool { return t.PartitionBy.Or("") != "" }

func tableName(t *schema.Table) string { return ddl.Dotted(t.Schema, t.Name) }

// mentions reports that the text has the name as a word of its own.
func mentions(text, name string) bool {
	if name == "" {
		return false
	}
	for at := 0; ; {
		i := strings.Index(text[at:], name)
		if i < 0 {
			return false
		}
		i += at
		end := i + len(name)
		if (i == 0 || !wordByte(text[i-1])) && (end == len(text) || !wordByte(text[end])) {
			return true
		}
		at = i + 1
	}
}

func wordByte(c byte) bool {
	return c == '_' || c == '$' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}
