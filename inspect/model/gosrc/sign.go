package gosrc

// A Sign is what shows, besides tags on fields, that a struct belongs to a
// library: a field or a comment that only the library gives a meaning, or the
// file of a generator.
type Sign struct {
	// Left says why the struct is no model after all; "" for a model.
	Left string
	// Namespace and Name are the table's, if the sign says it, and How names the
	// evidence for Binding.How. A name that the code only allows to be concluded
	// is not Certain.
	Namespace, Name string
	How             string
	Certain         bool
}

// A signed is the first dialect that knows a struct by a sign.
type signed struct {
	dialect *StructDialect
	sign    Sign
}

// signOf finds the dialect of a struct by its sign. A sign goes before tags.
func (r *reading) signOf(s *Struct) (*StructDialect, Sign) {
	found, done := r.signs[s]
	if !done {
		for _, d := range r.dialects {
			if d.Sign == nil {
				continue
			}
			if sign, ok := d.Sign(r.p, s); ok {
				found = signed{d, sign}
				break
			}
		}
		r.signs[s] = found
	}
	return found.dialect, found.sign
}

// mute reports whether the dialect of a struct has no use for TableName methods.
func (r *reading) mute(s *Struct) bool {
	c := r.byStruct[s]
	return c != nil && c.dialect != nil && c.dialect.Mute
}
