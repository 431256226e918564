package live

import "github.com/synapscale/synapcheck/inspect/schema"

// A comment is on an object, or on the column of that number.
type comment struct {
	class oid
	id    oid
	sub   int
	text  string
}

// classConstraint is the oid of pg_constraint.
const classConstraint oid = 2606

func (r *reading) comment(f *row) {
	c := comment{class: f.oid(), id: f.oid(), sub: f.int(), text: r.word(f.raw())}
	if c.id < firstNormal && c.class != classNamespace {
		r.filled[systemComments] = true
		return
	}
	if !r.remark(c) {
		r.abouts.comments = append(r.abouts.comments, c)
	}
}

// remark puts a comment where it belongs. It reports false if what the comment
// is on is not known, or not yet.
func (r *reading) remark(c comment) bool {
	text := r.claim(c.text)
	if c.sub > 0 {
		return r.remarkColumn(c, text)
	}
	switch c.class {
	case classConstraint:
		if to := r.keys.comments[c.id]; to != nil {
			*to = text
			return true
		}
		return r.remarkNotNull(c)
	case classClass:
		if x := r.indexes[c.id]; x != nil {
			x.Comment = text
			return true
		}
		if b, ok := r.keys.backing[c.id]; ok {
			b.remark(text)
			return true
		}
	}
	about := r.aboutOf(c.class, c.id)
	if about == nil {
		return false
	}
	about.Comment = text
	return true
}

// remarkColumn comments on a column, or on an attribute of a composite type,
// whose properties come before all comments on them.
func (r *reading) remarkColumn(c comment, text schema.Claim[string]) bool {
	if rel := r.relations[c.id]; rel != nil && rel.Table != nil && rel.column(c.sub) != nil {
		r.vary(rel, c.sub, variant{value: text, comment: true}, func(column *schema.Column) { column.Comment = text })
		return true
	}
	if a, ok := r.abouts.attributes[c.id]; ok && c.class == classClass {
		a.object.Set("comment on "+a.property(c.sub), c.text)
		return true
	}
	return false
}

// remarkNotNull comments on a constraint that is otherwise a property of its
// column.
func (r *reading) remarkNotNull(c comment) bool {
	place, ok := r.keys.notNull[c.id]
	if !ok {
		return false
	}
	rare := r.own(place.rel, place.attnum)
	n := schema.NotNull{}
	if rare.NotNull != nil {
		n = *rare.NotNull
	}
	n.Comment = c.text
	rare.NotNull = &n
	return true
}
