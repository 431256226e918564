package live

var sqlFingerprint = load("fingerprint")

// fingerprint keeps the values of sql/fingerprint.sql.
func fingerprint(into *[]string) func(*row) {
	return func(f *row) {
		for range f.values {
			*into = append(*into, f.text())
		}
	}
}
