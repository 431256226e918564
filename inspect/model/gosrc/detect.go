package gosrc

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/model"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// A candidate is a struct under examination: whether it stands for a table, in
// which dialect, and how sure that is.
type candidate struct {
	s       *Struct
	dialect *StructDialect // nil for no model
	left    schema.Gap     // why it is none

	naming
	tagged   bool   // by its own tags or embedded ones
	own      bool   // by its own tags
	written  string // the sign of a program that writes structs for tables
	use      string // of the struct by code or by another model: a certain sign
	doubtful bool   // lends its fields to a struct of another name
	partial  bool
	lends    bool // is only embedded by others
	derived  bool // it is settled whether it extends a model
	extends  bool // it does

	embeds    []*Struct
	embedders []*candidate
}

// detect examines every struct that the patterns select.
func (r *reading) detect() []*candidate {
	var all []*candidate
	for _, s := range r.p.Structs() {
		c := &candidate{s: s}
		all = append(all, c)
		r.byStruct[s] = c
		r.byOwnEvidence(c)
	}
	r.byCalls(all)
	r.byRelations(all)
	r.byNeighbours(all)
	r.mixins(all)
	for _, c := range all {
		if c.dialect == nil {
			r.leave(c)
			continue
		}
		if r.travels(c) {
			c.dialect, c.left.Reason = nil, "its name, or its package's, says that it travels in and out of the program"
			c.left.Hint = "put //synapcheck:table NAME above it if it is a model"
			r.leave(c)
			continue
		}
		if _, directed := c.s.directive("table"); !directed && past(c.s.Package) {
			c.dialect, c.left.Reason = nil, "it stands among migrations, as a table was at the time"
			c.left.Hint = "put //synapcheck:table NAME above it if it is a model"
			r.leave(c)
			continue
		}
		c.naming = r.nameOf(c.s, c.dialect)
		if model.System(c.namespace, c.name) {
			c.dialect, c.left.Reason = nil, "it stands for one of PostgreSQL's own relations, which are not compared"
			r.leave(c)
			continue
		}
		if c.gap != nil {
			r.p.gap(*c.gap)
		}
		r.judge(c)
	}
	return all
}

// byOwnEvidence decides by directives, tags and methods of the struct itself.
func (r *reading) byOwnEvidence(c *candidate) {
	s := c.s
	if d, ok := s.directive("ignore"); ok {
		c.left.Reason = "it is marked //synapcheck:ignore"
		if d.arg != "" {
			c.left.Reason += ": " + d.arg
		}
		return
	}
	own, embedded, other := r.tagsOf(s)
	if s.Generic {
		if len(own)+len(embedded) > 0 {
			c.left.Reason = "it is generic and stands for no one table"
		}
		return
	}
	for _, f := range s.Fields {
		tag, _ := f.Tag.Lookup("db")
		if name, _, _ := strings.Cut(tag, ","); f.Embedded && (name == "" || name == "-") {
			if e := r.p.StructOf(f.Type); e != nil {
				c.embeds = append(c.embeds, e)
			}
		}
	}
	_, directed := s.directive("table")
	method := r.p.method(s.Type, "TableName")
	signed, sign := r.signOf(s)
	switch {
	case signed != nil && sign.Left != "" && !directed:
		c.left.Reason = sign.Left
		return
	case signed != nil:
		c.dialect, c.tagged, c.own = signed, true, true
	case len(own) > 0:
		c.dialect, c.tagged, c.own = r.prefer(own), true, true
	case len(other) > 0 && len(embedded) == 0:
		slices.Sort(other)
		if !directed {
			c.left.Reason = "its " + other[0] + " tags are not read"
			r.others[other[0]] = append(r.others[other[0]], s)
			return
		}
		c.dialect = r.fallback()
	case len(embedded) > 0:
		c.dialect, c.tagged = r.prefer(embedded), true
	case method != nil && method.decl != nil && (!method.promoted || directed), directed:
		c.dialect = r.used(s)
	default:
		for _, d := range r.dialects {
			if d.Generated != nil && c.dialect == nil {
				if c.written = d.Generated(r.p, s); c.written != "" {
					c.dialect = d
				}
			}
		}
	}
	if of := s.copied(); of != "" && c.dialect != nil && !r.namedOutright(s) {
		c.dialect, c.left.Reason = nil, "it is another name for the fields of "+of
	}
}

// prefer is the first of our dialects among those named.
func (r *reading) prefer(names []string) *StructDialect {
	for _, d := range r.dialects {
		if slices.Contains(names, d.Name) {
			return d
		}
	}
	return nil
}

// fallback is the dialect that asks least of a struct, the last.
func (r *reading) fallback() *StructDialect { return r.dialects[len(r.dialects)-1] }

// used is the dialect that the struct's file, its package or their neighbours
// use; for a struct without tags.
func (r *reading) used(s *Struct) *StructDialect {
	for _, d := range r.dialects {
		if s.decl.file.imports.any(d.Libraries) {
			return d
		}
	}
	for _, d := range r.dialects {
		if s.Package.Imports(d.Libraries...) || r.speaks(s.Package, d) {
			return d
		}
	}
	for _, d := range r.dialects {
		if r.survey.Imports(d.Libraries...) {
			return d
		}
	}
	return r.fallback()
}

// speaks reports whether a struct of the package has tags of the dialect.
func (r *reading) speaks(pkg *Package, d *StructDialect) bool {
	key := speech{pkg, d}
	says, done := r.spoken[key]
	if done {
		return says
	}
	for _, f := range pkg.files {
		for _, td := range f.decls {
			if s := r.p.structOf(td); s != nil {
				own, embedded, _ := r.tagsOf(s)
				if slices.Contains(own, d.Name) || slices.Contains(embedded, d.Name) {
					r.spoken[key] = true
					return true
				}
			}
		}
	}
	r.spoken[key] = false
	return false
}

// byCalls makes models of the structs that code hands to GORM.
func (r *reading) byCalls(all []*candidate) {
	for _, c := range all {
		call := r.survey.s.modelled[c.s.decl]
		if call == "" || c.left.Reason != "" {
			continue
		}
		for _, d := range r.dialects {
			if !(imports{{path: gormPath}}).any(d.Libraries) || c.dialect != nil && c.dialect != d {
				continue
			}
			c.dialect = d
			if !c.tagged || call == "AutoMigrate" {
				c.use = call + " call"
				r.migrated[c.s.Package] = r.migrated[c.s.Package] || call == "AutoMigrate"
			}
		}
	}
}

// byRelations makes models of the structs that models refer to.
func (r *reading) byRelations(all []*candidate) {
	for queue := slices.Clone(all); len(queue) > 0; queue = queue[1:] {
		c := queue[0]
		if c.dialect == nil || c.dialect.Related == nil {
			continue
		}
		for _, s := range c.dialect.Related(r.p, c.s) {
			other := r.byStruct[s]
			if other == nil || other.left.Reason != "" || other.dialect != nil {
				continue
			}
			other.dialect, other.use = c.dialect, "relation of "+c.s.String()
			queue = append(queue, other)
		}
	}
}

// byNeighbours takes structs without any sign that stand among models and look
// like one.
func (r *reading) byNeighbours(all []*candidate) {
	for _, d := range r.dialects {
		if d.Resembles == nil {
			continue
		}
		among := map[*Package]bool{}
		for _, c := range all {
			if c.dialect == d {
				among[c.s.Package] = true
			}
		}
		if len(among) == 0 {
			continue
		}
		documents := r.documents(all)
		for _, c := range all {
			if c.dialect == nil && c.left.Reason == "" && !c.s.Generic && among[c.s.Package] &&
				!documents[c.s] && !transport(c.s) && d.Resembles(r.p, c.s) {
				c.dialect = d
			}
		}
	}
}

// namedOutright reports whether a directive or a method of its own names the
// struct's table.
func (r *reading) namedOutright(s *Struct) bool {
	if _, ok := s.directive("table"); ok {
		return true
	}
	if _, sign := r.signOf(s); sign.Name != "" {
		return sign.Certain
	}
	m := r.p.method(s.Type, "TableName")
	if r.mute(s) {
		return false
	}
	return m != nil && !m.promoted
}

// travels reports whether nothing but its tags speaks for a struct that is named
// for what comes in and goes out: a parameter, or the result of a query.
func (r *reading) travels(c *candidate) bool {
	return c.use == "" && c.written == "" && transport(c.s) && !r.namedOutright(c.s) &&
		r.p.method(c.s.Type, "TableName") == nil
}

// judge says how certain the table is, and whether the struct has to have all of
// its columns.
func (r *reading) judge(c *candidate) {
	if r.namedOutright(c.s) {
		return
	}
	if c.use != "" {
		c.how, c.certain = c.use, true
		return
	}
	if c.written != "" {
		c.how = c.written
	}
	switch {
	case c.partial || c.doubtful:
		c.certain = false
	case c.how == c.dialect.Rule:
		c.certain = c.tagged && c.dialect.Binds && !r.migrated[c.s.Package] && c.dialect.Keyed(r.p, c.s)
	}
}

func (r *reading) leave(c *candidate) {
	g := c.left
	g.Subject, g.Origin = "struct "+c.s.String(), c.s.Origin
	if g.Reason == "" {
		var tags []string
		for _, d := range r.dialects {
			if d.Tag != "" {
				tags = append(tags, d.Tag)
			}
		}
		slices.Sort(tags)
		g.Reason = "it has no " + tagList(tags) + " tags"
	}
	r.p.leave(g)
}
