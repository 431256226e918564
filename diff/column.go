package diff

import (
	"fmt"
	"slices"

	"github.com/synapscale/synapcheck/diff/equal"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// columns pairs the model's columns with the live ones and compares each pair.
func (s *side) columns() {
	if s.sameColumnNames() {
		for i, d := range s.model.Columns {
			s.column(d, s.live.Columns[i])
		}
		s.columnOrder()
		return
	}
	declared := make(map[string]bool, len(s.model.Columns))
	live := make(map[string]*schema.Column, len(s.live.Columns))
	for _, l := range s.live.Columns {
		live[l.Name] = l
	}
	var absent []*schema.Column
	for _, d := range s.model.Columns {
		l := live[d.Name]
		if to, ok := s.renamedTo(d.Name); ok && l == nil && live[to] != nil {
			l = live[to]
			s.renamedColumn(d, Candidate{
				Object:     s.live.Child(schema.KindColumn, to),
				Confidence: 1,
				Reasons:    []string{ReasonConfirmed},
			})
		}
		if l == nil && d.Optional {
			l = s.folded(d)
		}
		switch {
		case l != nil:
			declared[l.Name] = true
			s.column(d, l)
		case d.Optional:
		case s.model.Binding.Partial && !s.model.Binding.Certain:
		default:
			absent = append(absent, d)
		}
	}
	var undeclared []*schema.Column
	if s.complete(schema.KindColumn) && s.model == s.pair.Model() && !s.model.Binding.Partial {
		for _, l := range s.live.Columns {
			if !declared[l.Name] && !s.elsewhere(l.Name) {
				undeclared = append(undeclared, l)
			}
		}
	}
	s.presence(absent, undeclared)
	s.columnOrder()
}

// sameColumnNames reports that both sides have the same columns in the same order.
func (s *side) sameColumnNames() bool {
	return slices.EqualFunc(s.model.Columns, s.live.Columns, func(d, l *schema.Column) bool { return d.Name == l.Name })
}

// renamedTo is the live name of a column that a person has confirmed, by the
// table's name as declared or with its live schema.
func (s *side) renamedTo(column string) (string, bool) {
	if to, ok := s.opts.Renames[s.live.Schema+"."+s.model.Name+"."+column]; ok {
		return to, true
	}
	to, ok := s.opts.Renames[s.model.Name+"."+column]
	return to, ok
}

// folded finds the live column that an untagged field means.
func (s *side) folded(d *schema.Column) *schema.Column {
	for _, l := range s.live.Columns {
		if schema.FoldName(l.Name) == schema.FoldName(d.Name) {
			return l
		}
	}
	return nil
}

// elsewhere reports whether another model of the relation has the column: a
// relation may be spread over several structs. Where one model is tied to it
// for certain, weakly tied ones do not count.
func (s *side) elsewhere(name string) bool {
	for _, m := range s.pair.Declared[1:] {
		if m.Column(name) != nil && (m.Binding.Certain || !s.model.Binding.Certain) {
			return true
		}
	}
	return false
}

// presence reports columns that only one side has, after proposing renames.
func (s *side) presence(absent, undeclared []*schema.Column) {
	proposals := s.renamedColumns(absent, undeclared)
	taken := make(map[string]bool)
	for _, d := range absent {
		if d.Computed.IsZero() {
			s.loseColumn(d)
		} else {
			s.count(FacetPresence, d.Name, Unsaid)
		}
		r := proposals[d]
		if r.proposed {
			s.renamedColumn(d, r.candidates[0])
			taken[r.candidates[0].Object.Name] = true
			continue
		}
		s.note(FacetPresence, Difference{
			Object: s.live.Child(schema.KindColumn, d.Name), Property: Absent,
			Declared: Spell(d), DeclaredColumn: d, Origin: d.Origin, Candidates: r.candidates,
		}, Differ)
	}
	for _, l := range undeclared {
		s.loseColumn(l)
		if taken[l.Name] {
			continue
		}
		s.note(FacetPresence, Difference{
			Object: s.live.Child(schema.KindColumn, l.Name), Property: Undeclared,
			Live: Spell(l), LiveColumn: l, Origin: s.model.Origin,
		}, Differ)
	}
}

func (s *side) loseColumn(col *schema.Column) {
	var p TablePair
	p.loseColumn(col)
	for f, t := range p.Facts {
		for range t.Differ {
			s.count(Facet(f), col.Name, Differ)
		}
	}
}

func (s *side) renamedColumn(d *schema.Column, to Candidate) {
	l := s.live.Column(to.Object.Name)
	s.note(FacetPresence, Difference{
		Object: to.Object, Property: Name,
		Declared: d.Name, Live: l.Name, Reason: clauses(to.Reasons),
		Candidates:     []Candidate{to},
		DeclaredColumn: d, LiveColumn: l, Origin: d.Origin,
	}, Differ)
}

// column compares a column that both sides have.
func (s *side) column(d, l *schema.Column) {
	of := func(p Property) Difference {
		return Difference{
			Object: s.live.Child(schema.KindColumn, l.Name), Property: p,
			DeclaredColumn: d, LiveColumn: l, Origin: d.Origin,
		}
	}
	s.count(FacetPresence, l.Name, Agree)
	s.count(FacetType, l.Name, worst(s.columnType(d, l, of), s.hostType(d, l, of)))
	null := s.notNull(d, l, of)
	s.count(FacetNullability, l.Name, worst(null, s.hostNull(d, l, null, of)))
	s.count(FacetDefault, l.Name, s.columnDefault(d, l, of))

	other := func(p Property, v Verdict, declared, live string) {
		s.countOf(FacetOther, l.Name, p, s.property(FacetOther, of, p, v, declared, live))
	}
	other(Identity, claims(d.Identity, l.Identity), string(d.Identity.Or("")), string(l.Identity.Or("")))
	s.generated(d, l, of)
	other(Collation, collations(d.Collation, l.Collation), d.Collation.Or(""), l.Collation.Or(""))
	other(Comment, claims(d.Comment, l.Comment), d.Comment.Or(""), l.Comment.Or(""))
	s.rare(d, l, of)
	s.labels(d, l, of)
}

// columnType compares the PostgreSQL types that both sides name.
func (s *side) columnType(d, l *schema.Column, of func(Property) Difference) Verdict {
	if d.Type == l.Type && !l.Type.Silent() {
		return Agree
	}
	have, said := l.Type.Get()
	want, declared := d.Type.Get()
	if !said || !declared {
		return Unsaid
	}
	if want == have || d.Type.Accepts(func(t schema.Type) bool { return equal.Types(t, have) }) {
		return Agree
	}
	x := of(Type)
	x.Declared, x.Live = want.String(), have.String()
	if !s.env.Known(want) {
		x.Property = UnknownType
		if near := s.env.Suggest(want.Name); near != "" {
			x.Reason = fmt.Sprintf("did you mean %s?", near)
		}
	}
	s.note(FacetType, x, Differ)
	return Differ
}

// hostType asks whether the field can hold every value of the column. Where the
// live side is code as well there is no column yet whose values could be held.
func (s *side) hostType(d, l *schema.Column, of func(Property) Difference) Verdict {
	have, said := l.Type.Get()
	if d.Host == nil || l.Host != nil || !said || d.Access == schema.WriteOnly {
		return Unsaid
	}
	holding := equal.Holds(d.Host, have, s.env)
	switch holding.Grade {
	case equal.GradeUnknown:
		if !d.Host.Scans && d.Host.Type != "" {
			s.gap(schema.Gap{
				Subject:      s.live.Child(schema.KindColumn, l.Name).String(),
				Reason:       fmt.Sprintf("it is not known whether %s holds %s", d.Host.Spelled, have),
				Hint:         "say what the type holds under types in synapcheck.yaml",
				Undetermined: true,
				Object:       s.live.Child(schema.KindColumn, l.Name),
				Origin:       d.Origin,
			})
		}
		return Unsaid
	case equal.Exact, equal.Lossless:
		return Agree
	}
	if chosen(s.model.Binding.Generator, d.Host.Type, have) {
		return Agree
	}
	sign := s.signOnly(d.Host, l)
	if sign && s.fromSequence(s.live, l.Name, 0) {
		return Agree
	}
	x := of(HostType)
	x.Declared, x.Live = d.Host.Spelled, have.String()
	x.Reason, x.Grade, x.Sign = holding.Consequence, holding.Grade, sign
	s.note(FacetType, x, Differ)
	return Differ
}

// notNull compares the constraint that both sides name.
func (s *side) notNull(d, l *schema.Column, of func(Property) Difference) Verdict {
	return s.property(FacetNullability, of, NotNull, claims(d.NotNull, l.NotNull),
		yesNo(d.NotNull.Or(false), "not null", "nullable"), yesNo(l.NotNull.Or(false), "not null", "nullable"))
}

// hostNull asks what becomes of NULL in the field. said is the verdict about
// the constraint itself: where the code already claims it wrongly, a field
// that merely turns NULL into its zero value is the same finding.
func (s *side) hostNull(d, l *schema.Column, said Verdict, of func(Property) Difference) Verdict {
	if d.Host == nil || l.Host != nil || l.NotNull.Silent() {
		return Unsaid
	}
	notNull := l.NotNull.Or(false) || s.domainNotNull(l)
	switch d.Host.Null {
	case schema.NullRejected, schema.NullZeroed:
		if notNull || d.Access == schema.WriteOnly {
			return Agree
		}
		if said == Differ && d.Host.Null == schema.NullZeroed {
			return Differ
		}
		x := of(HostNull)
		x.Declared, x.Live = d.Host.Spelled, "nullable"
		x.Reason = equal.NullConsequence(d.Host)
		s.note(FacetNullability, x, Differ)
		return Differ
	case schema.NullHeld:
		if !notNull || d.Host.Wrapper == "" || s.fills(l) || d.Access == schema.ReadOnly || d.NotNull.Or(false) {
			return Agree
		}
		x := of(HostNeeded)
		x.Declared, x.Live = d.Host.Spelled, "not null"
		s.note(FacetNullability, x, Differ)
		return Differ
	}
	return Unsaid
}

// fills reports that the database gives the column a value of its own, or that
// of its domain.
func (s *side) fills(l *schema.Column) bool {
	if d := s.domainOf(l); d != nil && d.Default.Or("") != "" {
		return true
	}
	return l.Default.Or("") != "" ||
		l.Identity.Or(schema.IdentityNone) != schema.IdentityNone ||
		l.Generated.Or(schema.Generated{}).Expr != ""
}

func (s *side) domainNotNull(l *schema.Column) bool {
	d := s.domainOf(l)
	return d != nil && d.NotNull.Or(false)
}

// domainOf is the domain that the column's type is; nil if it is none.
func (s *side) domainOf(l *schema.Column) *schema.Domain {
	t := l.Type.Or(schema.Type{})
	for _, d := range s.comparer.live.Domains {
		if d.Name == t.Name && d.Schema == t.Schema && !t.Array {
			return d
		}
	}
	return nil
}

func (s *side) columnDefault(d, l *schema.Column, of func(Property) Difference) Verdict {
	if d.Default == l.Default && !l.Default.Silent() && d.Host == nil {
		return Agree
	}
	want, declared := d.Default.Get()
	have, said := l.Default.Get()
	// A model knows no domains: to it, the domain's default is the column's.
	if domain := s.domainOf(l); have == "" && domain != nil && d.Host != nil {
		have = domain.Default.Or("")
	}
	// Of a view's column sources tell only a default that there is.
	if declared != said {
		declared, said = declared || s.declared.Complete, said || s.comparer.live.Complete
	}
	if !declared || !said {
		return Unsaid
	}
	t := l.Type.Or(schema.Type{})
	if want == have {
		return Agree
	}
	v := Differ
	for _, w := range d.Default.Values() {
		v = better(v, s.defaultExpr(w, have, s.env.Resolve(t)))
	}
	return spelt(s, FacetDefault, of, Default, v, want, have, SpellDefault)
}

// better is the verdict that helps the claim most.
func better(a, b Verdict) Verdict {
	if a == Agree || b == Agree {
		return Agree
	}
	if a == Unsure || b == Unsure {
		return Unsure
	}
	return a
}

// generated compares how a generated column is computed, and looks for code
// that writes a column which only the database may write.
func (s *side) generated(d, l *schema.Column, of func(Property) Difference) {
	have, said := l.Generated.Get()
	want, declared := d.Generated.Get()
	if said && declared {
		var v Verdict
		if have.Virtual != want.Virtual {
			v = Differ
		} else if have.Expr == "" || want.Expr == "" {
			v = claims(d.Generated, l.Generated)
		} else {
			v = s.expr(want.Expr, have.Expr)
		}
		s.countOf(FacetOther, l.Name, Generated, s.property(FacetOther, of, Generated, v, want.Expr, have.Expr))
	}
	if have.Expr != "" && d.Host != nil && s.model.Binding.Writes && d.Access == schema.ReadWrite && s.model.Binding.Generator != "jet" {
		x := of(HostWrites)
		x.Declared, x.Live = d.Host.Spelled, "generated ("+have.Expr+")"
		s.note(FacetOther, x, Differ)
	}
}
