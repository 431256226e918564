package diff

import (
	"cmp"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/diff/equal"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// objects compares the objects that are lists of properties: functions,
// triggers, policies and every other kind without a type of its own.
func (c *comparer) objects() {
	if len(c.declared.Objects) == 0 && len(c.live.Objects) == 0 {
		return
	}
	declared, live := objectsByRef(c.declared.Objects), objectsByRef(c.live.Objects)
	pairs := make(map[schema.Ref]*TablePair, len(c.diff.Tables))
	for _, p := range c.diff.Tables {
		pairs[place(p.Ref.Table())] = p
	}
	o := &objects{comparer: c, pairs: pairs, inDeclared: declared, inLive: live}
	for _, d := range c.declared.Objects {
		switch l := live[d.Ref()]; {
		case !c.objectInScope(d) || d.Kind == "" || declared[d.Ref()] != d:
		case l != nil:
			o.object(d, l)
		case d.System:
			o.object(d, c.untouched(d))
		case c.live.Says(d.Kind) && o.parentThere(d, c.live):
			o.absent(d)
		}
	}
	for _, l := range c.live.Objects {
		switch {
		case !c.objectInScope(l) || declared[l.Ref()] != nil || live[l.Ref()] != l:
		case l.System && c.declared.Complete:
			o.object(c.untouched(l), l)
		case l.System:
		case !c.complete(l.Kind) && l.Kind == schema.KindDatabase && !changedDatabase(l):
		case !c.complete(l.Kind):
			c.diff.Left = append(c.diff.Left, l.Ref())
		case o.parentThere(l, c.declared):
			o.undeclared(l)
		}
	}
}

// objects is one comparison of such objects.
type objects struct {
	*comparer
	pairs map[schema.Ref]*TablePair

	inDeclared, inLive map[schema.Ref]*schema.Object
}

func objectsByRef(list []*schema.Object) map[schema.Ref]*schema.Object {
	m := make(map[schema.Ref]*schema.Object, len(list))
	for _, o := range list {
		if m[o.Ref()] == nil {
			m[o.Ref()] = o
		}
	}
	return m
}

// untouched is an object of PostgreSQL's own as it is where nobody has changed it.
func (c *comparer) untouched(o *schema.Object) *schema.Object {
	plain := &schema.Object{
		Kind: o.Kind, Schema: o.Schema, Parent: o.Parent, Name: o.Name, Signature: o.Signature, System: true,
		About: schema.About{Comment: schema.Is(""), Owner: o.Owner}, Properties: o.Properties,
	}
	if c.declared.Says(schema.KindGrant) {
		plain.Grants = schema.Is([]schema.Grant(nil))
	}
	return plain
}

// objectInScope reports whether the options let the object take part: one of a
// relation goes with it.
func (c *comparer) objectInScope(o *schema.Object) bool {
	if o.Parent != "" {
		return c.inScope(&schema.Table{Schema: o.Schema, Name: o.Parent})
	}
	if o.Kind == schema.KindExtension {
		return true // its schema is where its objects are
	}
	return c.schemaInScope(o.Schema)
}

// parentThere reports that the side has the relation that the object belongs to:
// if it has not, that is told instead. It holds for what belongs to none.
func (o *objects) parentThere(x *schema.Object, side *schema.Database) bool {
	if x.Parent == "" {
		return true
	}
	p := o.pairs[schema.Ref{Schema: x.Schema, Name: x.Parent}]
	if p == nil {
		return slices.ContainsFunc(side.Tables, func(t *schema.Table) bool { return t.Name == x.Parent && t.Schema == x.Schema })
	}
	if side == o.live {
		return p.Live != nil
	}
	return len(p.Declared) > 0
}

func (o *objects) of(d, l *schema.Object) func(Property) Difference {
	x := Difference{}
	one := l
	if l == nil {
		one = d
	} else {
		x.LiveObject = l
	}
	if d != nil {
		x.DeclaredObject, x.Origin = d, d.Origin
	}
	x.Object = one.Ref()
	if one.Parent != "" {
		if x.Table = o.pairs[schema.Ref{Schema: one.Schema, Name: one.Parent}]; x.Table != nil {
			x.Model = x.Table.Model()
		}
	}
	return func(p Property) Difference {
		x.Property = p
		return x
	}
}

// tally counts a verdict about the object with its relation, if it has one.
func (o *objects) tally(x *schema.Object, f Facet, v Verdict) {
	if p := o.pairs[schema.Ref{Schema: x.Schema, Name: x.Parent}]; p != nil && x.Parent != "" {
		p.Facts[f].count(v)
		return
	}
	o.diff.Facts[f].count(v)
}

func (o *objects) object(d, l *schema.Object) {
	of := o.of(d, l)
	tell := o.tellFact(of)
	o.tally(l, FacetPresence, Agree)
	comment := o.comments(d.Comment, l.Comment)
	if told(comment) {
		tell(Comment, comment, d.Comment.Or(""), l.Comment.Or(""))
	}
	v := worst(Agree, comment, o.rights(everyRight(d), everyRight(l), tell))
	if !slices.Equal(d.Properties, l.Properties) {
		for _, name := range propertyNames(d, l) {
			if unheard(d, l, name) {
				continue
			}
			want, have := d.Property(name), l.Property(name)
			p := o.propertyOf(l, name, want, have)
			if told(p) {
				tell(Property(name), p, want, have)
			}
			v = worst(v, p)
		}
		if want, have := attributes(d), attributes(l); !slices.Equal(want, have) && sameColumns(want, have) {
			tell(AttributeOrder, Differ, list(want), list(have))
			v = Differ
		}
	}
	o.tally(l, FacetOther, v)
}

// attributes are the attributes of a composite type in their order.
func attributes(o *schema.Object) []string {
	var names []string
	for _, p := range o.Properties {
		if name, ok := strings.CutPrefix(p.Name, "attribute "); ok {
			names = append(names, name)
		}
	}
	return names
}

// propertyNames lists the properties that either object has, each once.
func propertyNames(d, l *schema.Object) []string {
	var names []string
	for _, p := range slices.Concat(d.Properties, l.Properties) {
		if !slices.Contains(names, p.Name) {
			names = append(names, p.Name)
		}
	}
	return names
}

// propertyOf compares one property. Two majors may print one parsed expression
// in two ways.
func (o *objects) propertyOf(x *schema.Object, name, want, have string) Verdict {
	switch {
	case want == have, unordered[name] && sameOptions(want, have), locales[name] && sameLocale(want, have):
		return Agree
	case conditions[name]:
		return o.condition(x, want, have)
	case printedByServer[name] && want != "" && have != "":
		if equal.Queries(want, have) {
			return Agree
		}
		return o.decide(Unsure, Text{}, "", "")
	}
	return Differ
}

// unordered are the properties that are lists in which order means nothing.
var unordered = map[string]bool{
	"options": true, "with": true, "to": true, "publication": true, "publish": true, "tags": true, "kinds": true,
}

// locales are the properties that name a locale of the C library.
var locales = map[string]bool{"lc_collate": true, "lc_ctype": true}

// conditions are the properties that are expressions.
var conditions = map[string]bool{"using": true, "with check": true, "when": true, "where": true}

// printedByServer are the properties that a server prints from a parsed form.
var printedByServer = map[string]bool{"definition": true, "sql body": true, "on": true, "arguments": true}

func (o *objects) absent(d *schema.Object) {
	x := o.of(d, nil)(Absent)
	x.Declared, x.Facet, x.Verdict = spellObject(d), FacetPresence, Differ
	x.Candidates = candidates(d, o.live.Objects, o.inDeclared)
	o.tally(d, FacetPresence, Differ)
	o.add(x)
}

func (o *objects) undeclared(l *schema.Object) {
	x := o.of(nil, l)(Undeclared)
	x.Live, x.Facet, x.Verdict = spellObject(l), FacetPresence, Differ
	x.Candidates = candidates(l, o.declared.Objects, o.inLive)
	o.tally(l, FacetPresence, Differ)
	o.add(x)
}

// candidates are the objects of the other side, without a counterpart on this
// one, that may be the same: a function of the name with other arguments, or one
// that is the same in all but its name.
func candidates(x *schema.Object, others []*schema.Object, here map[schema.Ref]*schema.Object) []Candidate {
	const sameName, sameProperties = 0.7, 0.9
	var found []Candidate
	for _, o := range others {
		if o.Kind != x.Kind || o.Schema != x.Schema || o.Parent != x.Parent || here[o.Ref()] != nil {
			continue
		}
		c := Candidate{Object: o.Ref()}
		if o.Name == x.Name {
			c.Confidence = sameName
			c.Reasons = append(c.Reasons, "the name is the same")
		}
		if len(x.Properties) > 0 && slices.Equal(o.Properties, x.Properties) {
			c.Confidence = max(c.Confidence, sameProperties)
			c.Reasons = append(c.Reasons, "everything but the name is the same")
		}
		if c.Confidence > 0 {
			found = append(found, c)
		}
	}
	sortCandidates(found)
	return found
}

// spellObject writes an object's properties on one line, the longest left out.
func spellObject(o *schema.Object) string {
	const longest = 80
	var parts []string
	for _, p := range o.Properties {
		value := strings.Join(strings.Fields(p.Value), " ")
		if len(value) > longest {
			value = "…"
		}
		parts = append(parts, cmp.Or(p.Name, "is")+" "+value)
	}
	return strings.Join(parts, ", ")
}
