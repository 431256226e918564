package migration

// Checks are those of all steps, each once.
func (p *Plan) Checks() []Check {
	var all []Check
	seen := map[string]bool{}
	for _, s := range p.Steps {
		for _, c := range s.Checks {
			if !seen[c.Query] {
				seen[c.Query] = true
				all = append(all, c)
			}
		}
	}
	return all
}
