package gorm

import (
	"slices"
	"strings"

	"github.com/synapscale/synapcheck/inspect/model/gosrc"
	"github.com/synapscale/synapcheck/inspect/schema"
)

// A relater adds what lies between tables.
type relater struct {
	options Options
	program *gosrc.Program
	moulds  map[*gosrc.Struct]*mould
	drafts  map[*gosrc.Struct]*gosrc.Draft
	joins   []*schema.Table
}

// relate adds foreign keys: one for each belongs-to relation, and those of other
// relations that a constraint option asks for. It returns the join tables of
// many-to-many relations.
func (o Options) relate(all []*gosrc.Draft) []*schema.Table {
	if len(all) == 0 {
		return nil
	}
	o.strategies(all[0])
	if old(all[0].Survey) {
		all[0].Gap(schema.Gap{
			Subject: "package " + first, Reason: "it is GORM's first version; tags are read by the rules of the second",
			Hint: "look at columns, keys and indexes that seem to differ with that in mind", Origin: all[0].Struct.Origin,
		})
	}
	r := &relater{
		options: o,
		program: all[0].Program,
		moulds:  map[*gosrc.Struct]*mould{},
		drafts:  map[*gosrc.Struct]*gosrc.Draft{},
	}
	for _, d := range all {
		r.drafts[d.Struct] = d
	}
	var belongs, owned []*link
	for _, d := range all {
		for _, f := range r.mould(d.Struct).fields {
			if f.role != relation || f.target == nil || f.set["-"] != "" {
				continue
			}
			if f.elsewhere() {
				r.join(d, f)
				continue
			}
			l := resolve(r.mould(d.Struct), r.mould(f.target), f)
			switch {
			case l == nil:
				r.loose(d, f)
			case f.set["CONSTRAINT"] == "-":
			case l.owned:
				owned = append(owned, l)
			default:
				belongs = append(belongs, l)
			}
		}
	}
	for _, l := range belongs {
		var back *link
		if i := slices.IndexFunc(owned, l.same); i >= 0 {
			back = owned[i]
		}
		r.add(l, back)
	}
	for _, l := range owned {
		if l.field.set["CONSTRAINT"] != "" && !slices.ContainsFunc(belongs, l.same) {
			r.add(l, l)
		}
	}
	return r.joins
}

func (r *relater) mould(s *gosrc.Struct) *mould {
	if r.moulds[s] == nil {
		n := Naming{}
		for _, d := range r.drafts {
			n = r.options.in(d.Survey.In(s.Package))
			break
		}
		r.moulds[s] = parse(r.program, s, n)
	}
	return r.moulds[s]
}

// loose reports a relation for which there is no key. In embedded structs GORM
// knows more ways to find one.
func (r *relater) loose(d *gosrc.Draft, f *field) {
	if len(f.path) > 1 || old(d.Survey) {
		return
	}
	if d.Table.Binding.How == ruleName {
		d.Table.Binding.Certain = false // no query can work on such a struct
	}
	d.FieldGap(f.Field, "GORM finds no key between "+d.Struct.Name+" and "+f.target.Name+" and fails",
		"name the field that has it with foreignKey:, store the struct with serializer:json, or say gorm:\"-\"")
}

// add puts a key into its table. It has the name and actions of the end that
// owns it, where that declares it too.
func (r *relater) add(l, owner *link) {
	d := r.drafts[l.from.s]
	if d == nil {
		return
	}
	fk := &schema.ForeignKey{Origin: l.field.Origin, Columns: columnNames(l.columns), RefColumns: columnNames(l.references)}
	fk.RefSchema, fk.RefTable = d.Named(l.to.s)
	named := d.Table.Name
	ends := []*link{l}
	if owner != nil {
		named = fk.RefTable
		ends = []*link{owner, l}
	}
	fk.Name = l.from.naming.objectName("fk", named, l.from.naming.name(ends[0].field.Name))
	for _, end := range ends {
		end.constrain(fk)
	}
	for _, known := range d.Table.ForeignKeys {
		if known.RefTable == fk.RefTable && slices.Equal(known.Columns, fk.Columns) {
			return
		}
	}
	d.Table.ForeignKeys = append(d.Table.ForeignKeys, fk)
}

// constrain reads the option constraint: perhaps a name, then actions.
func (l *link) constrain(fk *schema.ForeignKey) {
	text := l.field.set["CONSTRAINT"]
	if name, _, several := strings.Cut(text, ","); several && constraintName.MatchString(name) {
		fk.Name = name
	}
	set := parseSettings(text, ",")
	if fk.OnDelete.Silent() {
		fk.OnDelete = action(set["ONDELETE"])
	}
	if fk.OnUpdate.Silent() {
		fk.OnUpdate = action(set["ONUPDATE"])
	}
}

func action(text string) schema.Claim[schema.Action] {
	switch a := schema.Action(strings.Join(strings.Fields(strings.ToLower(text)), " ")); a {
	case schema.NoAction, schema.Restrict, schema.Cascade, schema.SetNull, schema.SetDefault:
		return schema.Is(a)
	}
	return schema.Claim[schema.Action]{}
}

// strategies reports a naming strategy of the module's that is not applied.
func (o Options) strategies(d *gosrc.Draft) {
	all := d.Survey.Strategies()
	if len(all) == 0 || o != (Options{}) {
		return
	}
	open := slices.Clone(all[0].Dynamic)
	why := "what is not applied: " + strings.Join(open, ", ")
	if !alike(all) {
		why = "there are several, and none is applied"
	} else if len(open) == 0 {
		return
	}
	d.Gap(schema.Gap{
		Subject: "GORM's naming strategy", Reason: why,
		Hint:         "give the tables that it names a TableName method or //synapcheck:table NAME",
		Undetermined: true, Origin: all[0].Origin,
	})
}
