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
