package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/synapscale/synapcheck/diff"
)

// A Facet counts the facts of one kind by what became of them.
type Facet struct {
	// Name is in the spelling of the JSON form: nullability, primaryKey.
	Name string `json:"-"`
	// Score is the share of compared facts that agree, in percent, or nil where
	// none could be compared.
	Score  *float64 `json:"score"`
	Agree  int      `json:"agree"`
	Differ int      `json:"differ"`
	Unsaid int      `json:"unsaid"`
	Unsure int      `json:"unsure"`
}

// Facets are the facets that have any fact, in the order of a report. In JSON
// they are an object.
type Facets []Facet

var facetNames = [diff.Facets]string{
	diff.FacetPresence:    "presence",
	diff.FacetType:        "type",
	diff.FacetNullability: "nullability",
	diff.FacetDefault:     "default",
	diff.FacetPrimaryKey:  "primaryKey",
	diff.FacetForeignKey:  "foreignKey",
	diff.FacetUnique:      "unique",
	diff.FacetCheck:       "check",
	diff.FacetIndex:       "index",
	diff.FacetOther:       "other",
}

func facetsOf(facts diff.Facts, open bool) Facets {
	fs := Facets{}
	for i, t := range facts {
		if t == (diff.Tally{}) {
			continue
		}
		fs = append(fs, Facet{
			Name:   facetNames[i],
			Score:  short(percent(t.Agree, t.Agree+t.Differ), open || t.Unsure > 0),
			Agree:  t.Agree,
			Differ: t.Differ,
			Unsaid: t.Unsaid,
			Unsure: t.Unsure,
		})
	}
	return fs
}

func (fs Facets) facts() diff.Facts {
	var facts diff.Facts
	for _, f := range fs {
		if i := slices.Index(facetNames[:], f.Name); i >= 0 {
			facts[i] = diff.Tally{Agree: f.Agree, Differ: f.Differ, Unsaid: f.Unsaid, Unsure: f.Unsure}
		}
	}
	return facts
}

// MarshalJSON writes an object whose keys keep the order of the facets.
func (fs Facets) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, f := range fs {
		if i > 0 {
			b.WriteByte(',')
		}
		value, err := json.Marshal(f)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "%q:%s", f.Name, value)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// UnmarshalJSON reads what MarshalJSON writes, in any order.
func (fs *Facets) UnmarshalJSON(data []byte) error {
	var byName map[string]Facet
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&byName); err != nil {
		return err
	}
	*fs = Facets{}
	for _, name := range facetNames {
		f, ok := byName[name]
		if !ok {
			continue
		}
		f.Name = name
		*fs = append(*fs, f)
		delete(byName, name)
	}
	if len(byName) > 0 {
		return fmt.Errorf("no facet is called %q", slices.Sorted(maps.Keys(byName))[0])
	}
	return nil
}
