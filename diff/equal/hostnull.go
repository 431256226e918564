package equal

import (
	"fmt"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// NullConsequence says what happens on the first NULL, by the reader and the
// null wrapper of the host type. It is empty where nothing happens or nothing
// is known.
func NullConsequence(h *schema.Host) string {
	if h == nil || h.Language != "go" {
		return ""
	}
	switch h.Null {
	case schema.NullRejected:
		if h.Reader == "pgx" || h.Reader == "scany" {
			return fmt.Sprintf("the first NULL fails the whole read: cannot scan NULL into *%s", h.Spelled)
		}
		return fmt.Sprintf("the first NULL fails the whole read: converting NULL to %s is unsupported", h.Spelled)
	case schema.NullZeroed:
		zero := zeros[h.Type]
		if zero == "" {
			zero = "the zero value"
		}
		if h.Reader == "gorm" {
			return fmt.Sprintf("NULL is read as %s without an error, and the next save writes that back", zero)
		}
		return fmt.Sprintf("NULL is read as %s without an error, and is written back so", zero)
	}
	return ""
}

// zeros are the zero values in words.
var zeros = func() map[string]string {
	all := map[string]string{
		"string": "the empty string", "bool": "false", "time.Time": "the first of January of the year 1",
		"struct": "an empty struct", "[16]byte": "sixteen zero bytes", "github.com/shopspring/decimal.Decimal": "0",
	}
	for host := range integers {
		all[host] = "0"
	}
	for host := range floats {
		all[host] = "0"
	}
	for host := range uuidHosts {
		if all[host] == "" {
			all[host] = "00000000-0000-0000-0000-000000000000"
		}
	}
	return all
}()
