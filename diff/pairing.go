package diff

import (
	"cmp"
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// A pairing is which declared relations mean which live ones.
type pairing struct {
	paired []*TablePair
	absent []*TablePair    // declared, without a live relation
	single []*schema.Table // live, without a model

	at   map[*schema.Table]*TablePair
	ties []tied

	spare []pairOfOne // to be paired
}

// A pairOfOne has room for the one model that most relations have.
type pairOfOne struct {
	pair  TablePair
	model [1]*schema.Table
}

// A tied model is one that something other than its plain name connects.
type tied struct {
	pair  *TablePair
	model *schema.Table
	by    tie
}

func (r *pairing) tie(model, live *schema.Table, by tie) {
	p := r.at[live]
	if p == nil {
		if len(r.spare) == 0 {
			r.spare = make([]pairOfOne, 64)
		}
		room := &r.spare[0]
		r.spare = r.spare[1:]
		p = &room.pair
		p.Ref, p.Live, p.Declared = live.Ref(), live, room.model[:0]
		r.at[live] = p
		r.paired = append(r.paired, p)
	}
	p.Declared = append(p.Declared, model)
	r.ties = append(r.ties, tied{p, model, by})
}

// pairTables finds the live relation of each declared one: by name, by the other
// name that a naming rule leaves open, and by the columns.
func (c *comparer) pairTables() pairing {
	find := newResolver(c)
	byName := make(map[schema.Ref]*TablePair)
	rivals := make(map[string]bool)
	most := min(len(c.declared.Tables), len(c.live.Tables))
	result := pairing{
		at: make(map[*schema.Table]*TablePair, most), paired: make([]*TablePair, 0, most), ties: make([]tied, 0, most),
	}
	for _, t := range c.declared.Tables {
		live, by, others := find.live(t)
		if live != nil && stranger(t, live, by) {
			live = nil
		}
		switch {
		case live != nil:
			if c.inScope(live) {
				result.tie(t, live, by)
			}
		case !c.declaredInScope(t):
		case len(others) > 0:
			for _, path := range others {
				rivals[path] = true
			}
			c.gap(schema.Gap{
				Subject:      modelName(t),
				Reason:       "its table may be any of " + strings.Join(others, ", "),
				Hint:         "name the schema in the model, or choose it with --schema",
				Undetermined: true,
				Object:       t.Ref(),
				Origin:       t.Origin,
			})
		default:
			ref := schema.Ref{Schema: t.Schema, Name: t.Name}
			p := byName[ref]
			if p == nil {
				p = &TablePair{Ref: t.Ref()}
				byName[ref] = p
				result.absent = append(result.absent, p)
			}
			p.Declared = append(p.Declared, t)
		}
	}
	for _, t := range c.live.Tables {
		if result.at[t] == nil && c.inScope(t) && !rivals[t.Ref().Path()] {
			result.single = append(result.single, t)
		}
	}
	c.pairByColumns(&result)
	return result
}

// stranger reports that a struct has nothing but its name in common with the
// relation: another one is meant.
func stranger(m, live *schema.Table, by tie) bool {
	if m.Binding.IsZero() || m.Binding.Certain || by == tiedByRename || len(m.Columns) == 0 {
		return false
	}
	for _, c := range m.Columns {
		if live.Column(c.Name) != nil {
			return false
		}
	}
	return true
}

// pairByColumns looks for the tables of models whose names alone, of struct and
// table, have found none. A model and a relation that have nearly all columns
// in common are a pair, if neither has another such partner.
func (c *comparer) pairByColumns(r *pairing) {
	partners := make(map[*schema.Table][]*schema.Table) // by live relation
	only := make(map[*schema.Table]*schema.Table)       // by model
	for _, p := range r.absent {
		m := p.Model()
		if m.Binding.IsZero() || m.Binding.Certain || m.Binding.Partial {
			continue
		}
		var likely []*schema.Table
		for _, l := range r.single {
			if hits, _ := shared(m, l); resembles(m, l) && len(l.Columns)*4 <= hits*5 {
				likely = append(likely, l)
			}
		}
		if len(likely) == 1 {
			only[m] = likely[0]
			partners[likely[0]] = append(partners[likely[0]], m)
		}
	}
	paired := func(m *schema.Table) bool {
		l := only[m]
		return l != nil && len(partners[l]) == 1
	}
	r.absent = slices.DeleteFunc(r.absent, func(p *TablePair) bool {
		m := p.Model()
		if !paired(m) {
			return false
		}
		// Structs of one name may be of several packages, and mean other tables.
		p.Declared = slices.DeleteFunc(p.Declared, func(d *schema.Table) bool {
			same := d == m || resembles(d, only[m])
			if same {
				r.tie(d, only[m], tiedByColumns)
			}
			return same
		})
		return len(p.Declared) == 0
	})
	r.single = slices.DeleteFunc(r.single, func(l *schema.Table) bool { return len(partners[l]) == 1 })
}

// namesake reports that a struct whose tags name columns has the table's name as
// well, by the naming rule, and most of its columns there. The rest is drift: a
// struct that only happens to have the name would share few.
func namesake(m, live *schema.Table) bool {
	if m.Binding.Dialect != "db" || live.Name != m.Name && live.Name != m.Binding.OtherName {
		return false
	}
	hits, own := shared(m, live)
	return hits > 0 && hits*2 >= own
}

// resembles reports that nearly all of the model's own columns are there, and
// enough of them not to be chance.
func resembles(m, live *schema.Table) bool {
	const enough = 3
	hits, own := shared(m, live)
	return hits >= enough && hits*5 >= own*4
}

// shared counts the columns that the model's relation must have, and those of
// them that are there. What some query computes need not be there.
func shared(m, live *schema.Table) (hits, own int) {
	for _, c := range m.Columns {
		there := live.Column(c.Name) != nil
		if c.Optional || !there && !c.Computed.IsZero() {
			continue
		}
		own++
		if there {
			hits++
		}
	}
	return hits, own
}

// settle orders the models of one relation, the most complete first, and
// decides whether the tie is certain: that a model's own columns are nearly all
// there is evidence as good as a tag.
func (c *comparer) settle(p *TablePair) {
	slices.SortStableFunc(p.Declared, func(a, b *schema.Table) int {
		return cmp.Or(
			boolOrder(b.Binding.Certain, a.Binding.Certain),
			boolOrder(a.Binding.Partial, b.Binding.Partial),
			cmp.Compare(len(b.Columns), len(a.Columns)),
		)
	})
	m := p.Model()
	if m.Binding.IsZero() || m.Binding.Certain {
		p.Certain = true
		return
	}
	p.Certain = !m.Binding.Partial && (resembles(m, p.Live) || namesake(m, p.Live))
}

func boolOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}
