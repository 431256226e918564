package gostruct

import (
	"strconv"
	"strings"
)

// validate writes a method that reports the first constraint that a value breaks.
func (p *page) validate(t *genTable) {
	any := false
	for _, f := range t.fields {
		any = any || len(f.rules) > 0
	}
	if !any {
		return
	}
	p.line()
	p.line("// Validate reports the first constraint of the database that the values break, as")
	p.line("// a *ConstraintError. It does not ask the database: keys and other rows are not")
	p.line("// looked at.")
	p.line("func (x *", t.name, ") Validate() error {")
	for _, f := range t.fields {
		p.fieldChecks(t, f)
	}
	p.line("\treturn nil")
	p.line("}")
}

// fieldChecks writes the checks of one field; NULL breaks none.
func (p *page) fieldChecks(t *genTable, f *genField) {
	if len(f.rules) == 0 {
		return
	}
	value, indent, guard := "x."+f.name, "\t", ""
	typ := f.typ
	switch {
	case strings.HasPrefix(typ, "*"):
		guard, value = value+" != nil", "*"+value
	case strings.HasPrefix(typ, sqlPath+".Null["):
		guard, value = value+".Valid", value+".V"
	case isPgtype(pathOf(typ)):
		name := strings.TrimPrefix(typ, pgtypePath+".")
		member := map[string]string{"Text": "String", "Int2": "Int16", "Int4": "Int32", "Int8": "Int64", "Float4": "Float32", "Float8": "Float64"}[name]
		if member == "" {
			return
		}
		guard, value = value+".Valid", value+"."+member
	}
	if guard != "" {
		p.line("\tif ", guard, " {")
		indent = "\t\t"
	}
	object := t.Name + "." + f.column.Name
	kind := "plain"
	if strings.HasPrefix(f.base, ".") {
		kind = "named"
	}
	for _, r := range f.rules {
		operand := value
		if strings.HasPrefix(operand, "*") && (r.kind == ruleListed || r.kind == ruleDomain) {
			operand = operand[1:] // the method's receiver
		}
		p.check(indent, operand, object, f.base, kind, r)
	}
	if guard != "" {
		p.line("\t}")
	}
}

// check writes one test of a value.
func (p *page) check(indent, value, object, base, kind string, r demand) {
	if r.kind == ruleDomain {
		p.line(indent, "if err := ", value, ".Validate(); err != nil {")
		p.line(indent, "\treturn err")
		p.line(indent, "}")
		return
	}
	if kind == "named" {
		base = "named"
	}
	cond, reason := r.failure(value, base)
	if strings.Contains(cond, "utf8.") {
		p.imports["unicode/utf8"] = true
	}
	p.line(indent, "if ", cond, " {")
	p.line(indent, "\treturn &ConstraintError{", strconv.Quote(object), ", ", strconv.Quote(r.name()), ", ", strconv.Quote(reason), "}")
	p.line(indent, "}")
}

// help writes the types that the structs share.
func (p *page) help() {
	if p.g.opts.ValidateMethods {
		p.b.WriteString(`
// A ConstraintError reports a value that the database would refuse.
type ConstraintError struct {
	Column     string // table.column
	Constraint string // its name, or what the column's definition says
	Reason     string
}

func (e *ConstraintError) Error() string {
	return e.Column + ": " + e.Reason + " (" + e.Constraint + ")"
}
`)
	}
	if p.g.secrets || p.g.sealed {
		for _, i := range []string{"database/sql/driver", "fmt", "log/slog"} {
			p.imports[i] = true
		}
	}
	if p.g.secrets {
		p.b.WriteString(secretType("Secret", "string", "string(s)", "text"))
	}
	if p.g.sealed {
		p.b.WriteString(secretType("SecretBytes", "[]byte", "[]byte(s)", "value"))
	}
}

// secretType is a type that holds a secret and shows it to nobody but the
// database. Value comes before String for every driver; without it, some would
// write what String says into the table.
func secretType(name, of, convert, what string) string {
	scan := ""
	if of == "[]byte" {
		scan = `
// Scan takes the value from the database.
func (s *NAME) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*s = nil
	case []byte:
		*s = append(NAME{}, v...)
	case string:
		*s = append(NAME{}, v...)
	default:
		return fmt.Errorf("a secret cannot be read from %T", src)
	}
	return nil
}
`
	}
	value := "return " + convert + ", nil"
	if of == "[]byte" {
		value = "if s == nil {\n\t\treturn nil, nil\n\t}\n\treturn []byte(s), nil"
	}
	return strings.NewReplacer("NAME", name, "OF", of, "VALUE", value, "WHAT", what).Replace(`
// NAME is a WHAT that no log and no message shall show: printing it, in whatever
// way, gives [redacted]. Convert it to OF to use it.
type NAME OF

// String hides the WHAT.
func (NAME) String() string { return "[redacted]" }

// GoString hides the WHAT.
func (NAME) GoString() string { return "[redacted]" }

// Format hides the WHAT from every verb.
func (NAME) Format(f fmt.State, _ rune) { fmt.Fprint(f, "[redacted]") }

// LogValue hides the WHAT from package log/slog.
func (NAME) LogValue() slog.Value { return slog.StringValue("[redacted]") }

// MarshalJSON hides the WHAT.
func (NAME) MarshalJSON() ([]byte, error) { return []byte(` + "`\"[redacted]\"`" + `), nil }

// Value hands the WHAT itself to the database.
func (s NAME) Value() (driver.Value, error) {
	VALUE
}
` + scan)
}
