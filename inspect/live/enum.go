package live

// enum reads one label; they come in their order.
func (r *reading) enum(f *row) {
	if e := r.enums[f.oid()]; e != nil {
		e.Labels = append(e.Labels, f.text())
	}
}
