package snapshot_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/synapscale/synapcheck/inspect/schema"
	"github.com/synapscale/synapcheck/inspect/snapshot"
)

var words = rapid.SampledFrom([]string{
	"", "a", "id", "public", "it's", `"quoted"`, `back\slash`, "two\nlines\tand\x01", "ümlaut 𝄞", "<b>&amp;", "{", "]", ", ", `": `, "\u2028\ufeff", "\ufffd",
})

// fill makes any value of the vocabulary: whatever fields it has or will have.
func fill(t *rapid.T, v reflect.Value, depth int) {
	switch x := v.Addr().Interface().(type) {
	case *schema.Origin:
		if file := words.Draw(t, "file"); file != "" {
			*x = schema.At(file, rapid.IntRange(0, 9).Draw(t, "line"), 0, words.Draw(t, "symbol"))
		}
		return
	case json.Unmarshaler: // a claim
		get, _ := v.Addr().Type().MethodByName("Get")
		several := reflect.MakeSlice(reflect.SliceOf(get.Type.Out(0)), rapid.IntRange(0, 3).Draw(t, "values"), 3)
		for i := range several.Len() {
			fill(t, several.Index(i), depth+1)
			if k := several.Index(i); k.Kind() == reflect.Slice && k.IsNil() {
				return // which encoding/json cannot tell from silence
			}
		}
		said := any(map[string]any{"anyOf": several.Interface()})
		switch several.Len() {
		case 0:
			return
		case 1:
			said = several.Index(0).Interface()
		}
		text, err := json.Marshal(said)
		if err == nil {
			err = x.UnmarshalJSON(text)
		}
		if err != nil {
			t.Fatal(err)
		}
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(words.Draw(t, "word"))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, "flag"))
	case reflect.Int, reflect.Int64:
		v.SetInt(rapid.SampledFrom([]int64{0, 1, -1, 1 << 62, -1 << 63}).Draw(t, "number"))
	case reflect.Pointer:
		if depth < 2 || rapid.IntRange(0, 3).Draw(t, "there") == 0 {
			v.Set(reflect.New(v.Type().Elem()))
			fill(t, v.Elem(), depth+1)
		}
	case reflect.Slice:
		if n := rapid.IntRange(0, 2).Draw(t, "length"); n > 0 {
			v.Set(reflect.MakeSlice(v.Type(), n, n))
			for i := range n {
				fill(t, v.Index(i), depth+1)
				for v.Index(i).Kind() == reflect.Pointer && v.Index(i).IsNil() {
					fill(t, v.Index(i), depth+1)
				}
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(t, v.Field(i), depth)
		}
	default:
		t.Fatalf("a %s in the vocabulary", v.Type())
	}
}

func anything(t *rapid.T) *schema.Database {
	var d schema.Database
	fill(t, reflect.ValueOf(&d).Elem(), 0)
	for _, table := range d.Tables {
		if len(table.Columns) > 0 && rapid.Bool().Draw(t, "twice") {
			table.Columns = append(table.Columns, table.Columns[0])
		}
	}
	return &d
}

// some is a description of one table and one object of another kind.
func some(t *rapid.T) *schema.Database {
	d := anything(t)
	d.Tables, d.Objects = d.Tables[:min(1, len(d.Tables))], d.Objects[:min(1, len(d.Objects))]
	d.Schemas, d.Enums, d.Domains, d.Sequences, d.Gaps = nil, nil, nil, nil, nil
	return d
}

func written(t *rapid.T, d *schema.Database) []byte {
	var b bytes.Buffer
	if err := snapshot.Write(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestAnyDescriptionSurvives says that a description is read back as it was,
// that encoding/json reads the same from the file, and that written again it is
// the same file.
func TestAnyDescriptionSurvives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := anything(t)
		file := written(t, want)
		have, err := snapshot.Read(bytes.NewReader(file))
		if err != nil {
			t.Fatalf("%v\n%s", err, file)
		}
		if !reflect.DeepEqual(want, have) {
			t.Fatalf("read back it is:\n%s\nand was:\n%s", written(t, have), file)
		}
		if !bytes.Equal(file, written(t, have)) {
			t.Fatal("written again it is another file")
		}
		var plain struct{ Database *schema.Database }
		if err := json.Unmarshal(file, &plain); err != nil {
			t.Fatalf("%v\n%s", err, file)
		}
		if !reflect.DeepEqual(want, plain.Database) {
			t.Fatalf("to encoding/json it is:\n%s\nand was:\n%s", written(t, plain.Database), file)
		}
	})
}

// TestEveryFieldIsWritten fails if the vocabulary has a field that the format
// does not know: it would be lost in silence.
func TestEveryFieldIsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anything(t)
		var have, want map[string]any
		var file struct{ Database json.RawMessage }
		plain, err := json.Marshal(d)
		if err == nil {
			err = json.Unmarshal(plain, &want)
		}
		if err == nil {
			err = json.Unmarshal(written(t, d), &file)
		}
		if err == nil {
			err = json.Unmarshal(file.Database, &have)
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, list := range have {
			objects, _ := list.([]any)
			for _, o := range objects {
				if o, ok := o.(map[string]any); ok {
					delete(o, "fingerprint")
				}
			}
		}
		if !reflect.DeepEqual(have, want) {
			t.Fatalf("have %v\nwant %v", have, want)
		}
	})
}

// TestFingerprintIsOfTheObjectAlone says what a fingerprint depends on: on the
// object's JSON, and on no place or need.
func TestFingerprintIsOfTheObjectAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anything(t)
		objects, whole := snapshot.Fingerprints(d)
		if !strings.Contains(string(written(t, d)), "  \"fingerprint\": \""+whole+"\",\n") {
			t.Fatal("the snapshot says another one")
		}
		e, err := snapshot.Read(bytes.NewReader(written(t, d)))
		if err != nil {
			t.Fatal(err)
		}
		forget(reflect.ValueOf(e).Elem())
		e.Name, e.Server, e.State, e.Gaps, e.Counted = "other", 1, nil, nil, nil
		again, all := snapshot.Fingerprints(e)
		if all != whole || !reflect.DeepEqual(objects, again) {
			t.Fatalf("%v\n%v", objects, again)
		}
		for i, table := range e.Tables {
			plain := oneLine(t, e, i)
			sum := sha256.Sum256(plain)
			if have := objects[len(e.Schemas)+i]; have.Sum != hex.EncodeToString(sum[:8]) {
				t.Fatalf("%s: the sum of\n%s\nis another", table.Ref(), plain)
			}
		}
	})
}

// oneLine is a table of a description as its fingerprint takes it, from the file.
func oneLine(t *rapid.T, d *schema.Database, i int) []byte {
	one := *d
	one.Schemas, one.Tables = nil, d.Tables[i:i+1]
	file := string(written(t, &one))
	_, file, _ = strings.Cut(file, "\"tables\": [\n")
	file, _, _ = strings.Cut(file, ",\n        \"fingerprint\":")
	var b strings.Builder
	before := ""
	for line := range strings.SplitSeq(file, "\n") {
		line = strings.TrimLeft(line, " ")
		if strings.HasSuffix(before, ",") {
			b.WriteByte(' ')
		}
		b.WriteString(line)
		before = line
	}
	return []byte(b.String() + "}")
}

// forget takes every place and every need from a description.
func forget(v reflect.Value) {
	switch x := v.Addr().Interface().(type) {
	case *schema.Origin:
		*x = schema.Origin{}
		return
	case *schema.About:
		x.Needs = nil
		return
	case json.Unmarshaler:
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			forget(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			forget(v.Index(i))
		}
	case reflect.Struct:
		for i := range v.NumField() {
			forget(v.Field(i))
		}
	}
}

// TestNoGrantsAreNotSilence holds that a claim of no rights at all is kept.
func TestNoGrantsAreNotSilence(t *testing.T) {
	want := &schema.Database{Schemas: []*schema.Schema{{Name: "a", About: schema.About{Grants: schema.Is([]schema.Grant(nil))}}}}
	file := write(t, want)
	have, err := snapshot.Read(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	var plain struct{ Database *schema.Database }
	if err := json.Unmarshal(file, &plain); err != nil {
		t.Fatal(err)
	}
	if have.Schemas[0].Grants.Silent() || plain.Database.Schemas[0].Grants.Silent() {
		t.Errorf("%s", file)
	}
}

// TestEqualColumnsAreOne holds that equal columns of a file are one value, and
// that others are not.
func TestEqualColumnsAreOne(t *testing.T) {
	column := func(name string) *schema.Column {
		return &schema.Column{Name: name, Type: schema.Is(schema.Type{Name: "text"})}
	}
	want := &schema.Database{Tables: []*schema.Table{
		{Kind: schema.KindTable, Name: "a", Columns: []*schema.Column{column("x"), column("y")}},
		{Kind: schema.KindTable, Name: "b", Columns: []*schema.Column{column("y"), column("z"), column("x")}},
	}}
	have, err := snapshot.Read(bytes.NewReader(write(t, want)))
	if err != nil {
		t.Fatal(err)
	}
	a, b := have.Tables[0].Columns, have.Tables[1].Columns
	if a[0] != b[2] || a[1] != b[0] || a[0] == a[1] {
		t.Error("equal columns are several")
	}
	if !reflect.DeepEqual(want, have) {
		t.Errorf("%s", write(t, have))
	}
}

// TestLineEndsOfOtherSystems holds that a copy with other line ends is the same
// snapshot.
func TestLineEndsOfOtherSystems(t *testing.T) {
	want := crowd(3)
	file := bytes.ReplaceAll(write(t, want), []byte("\n"), []byte("\r\n"))
	have, err := snapshot.Read(bytes.NewReader(file))
	if err != nil || !reflect.DeepEqual(want, have) {
		t.Error(err)
	}
}

// FuzzRead holds that nothing that is read makes the program panic, and that
// only what would be written is read.
func FuzzRead(f *testing.F) {
	for seed := range 20 {
		f.Add(written2(rapid.Custom(some).Example(seed)))
	}
	f.Add(written2(crowd(2)))
	f.Fuzz(func(t *testing.T, data []byte) {
		d, err := snapshot.ReadUnchecked(bytes.NewReader(data))
		if err != nil {
			return
		}
		dump(t, d)
		d.Sort()
		again, err := snapshot.Read(bytes.NewReader(write(t, d)))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(write(t, d), write(t, again)) {
			t.Error("written again it is another file")
		}
		var plain struct{ Database *schema.Database }
		if err := json.Unmarshal(data, &plain); err != nil {
			t.Fatalf("encoding/json does not read it: %v", err)
		}
	})
}

func written2(d *schema.Database) []byte {
	var b bytes.Buffer
	_ = snapshot.Write(&b, d) // a buffer does not fail
	return b.Bytes()
}
