package schema

import "strings"

// object writes an object and its properties, each on a line of its own.
func (p *printer) object(o *Object) {
	var system string
	if o.System {
		system = "(system)"
	}
	p.line(0, o.Ref().String(), system, comment(o.Comment))
	p.about(1, o.About)
	for _, x := range o.Properties {
		p.fact(x.Name, x.Value)
	}
}

// fact writes what a name stands for; a value of several lines stands below,
// behind bars.
func (p *printer) fact(name, value string) {
	if !strings.Contains(value, "\n") {
		p.line(1, name+":", value)
		return
	}
	p.line(1, name+":")
	for line := range strings.SplitSeq(value, "\n") {
		p.line(2, "|", line)
	}
}

// databaseItself writes what is set on the whole database, if anything is: that
// text is UTF8, and sorted as bytes, needs no mention.
func (p *printer) databaseItself(o *Object) {
	unusual := *o
	unusual.Properties = nil
	for _, x := range o.Properties {
		if usualOfDatabase[x.Name] != x.Value {
			unusual.Properties = append(unusual.Properties, x)
		}
	}
	about := o.About
	if about.Owner.Or("") == p.owner {
		about.Owner = Claim[string]{}
	}
	if len(unusual.Properties) > 0 || comment(o.Comment) != "" || !about.Owner.Silent() || len(about.Grants.Or(nil)) > 0 || len(about.Labels) > 0 {
		p.object(&unusual)
	}
}

var usualOfDatabase = map[string]string{"encoding": "UTF8", "lc_collate": "C", "lc_ctype": "C", "locale provider": "libc"}
