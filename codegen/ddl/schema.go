package ddl

import "github.com/synapscale/synapcheck/inspect/schema"

func (p *plan) schema(s *schema.Schema) {
	name := ident(s.Name)
	p.schemas[s.Name] = p.make(s.Ref(), rankSchema, nil, func() []string {
		create := "CREATE SCHEMA " + name + ";"
		if s.Name == "public" { // every new database has it, with a comment
			create = "CREATE SCHEMA IF NOT EXISTS public;"
			if text, ok := s.Comment.Get(); ok && text == "" {
				create += "\nCOMMENT ON SCHEMA public IS NULL;"
			}
		}
		return append([]string{create}, p.about("SCHEMA", name, s.About)...)
	})
	p.grants(s.Ref(), "SCHEMA", name, s.About, s.Name == "public")
}
