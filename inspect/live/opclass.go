package live

// An opclass is an operator class.
type opclass struct {
	name      string // as SQL names it
	method    oid
	input     oid // the type it is for
	isDefault bool
	stores    bool // another type than the key's
}

func (r *reading) opclass(f *row) {
	id := f.oid()
	c := &opclass{method: f.oid()}
	c.name = r.spelt(qualified{f.oid(), f.text()})
	c.input, c.isDefault, c.stores = f.oid(), f.bool(), f.bool()
	r.opclasses[id] = c
	if c.isDefault {
		r.defaulting[c.method] = append(r.defaulting[c.method], c)
	}
}

// opclassName names an operator class where it is not the one that an index on
// the type has by itself; otherwise it is empty.
func (r *reading) opclassName(c *opclass, typ oid) string {
	if c == nil || c.isDefault && r.isDefault(c, typ) {
		return ""
	}
	return c.name
}

// exprClassName is opclassName for a key that is an expression, whose type only
// the index's own column tells. Where an index keeps something else than its
// keys, as hash does, it does not: then a default class is taken for the one.
func (r *reading) exprClassName(c *opclass, typ oid) string {
	if c != nil && c.isDefault && (c.stores || r.names[member{classAccessMethod, c.method}] == "hash") {
		return ""
	}
	return r.opclassName(c, typ)
}

// isDefault decides as PostgreSQL does: the class for the very type wins, then
// the one for its category's preferred type.
func (r *reading) isDefault(c *opclass, typ oid) bool {
	t := r.types[typ]
	for t != nil && t.base != 0 && !t.Array {
		typ, t = t.base, r.types[t.base]
	}
	if c.input == typ || t == nil {
		return true
	}
	for _, other := range r.defaulting[c.method] {
		if other == c {
			continue
		}
		input := r.types[other.input]
		if other.input == typ || input != nil && input.preferred && input.category == t.category {
			return false
		}
	}
	return true
}
