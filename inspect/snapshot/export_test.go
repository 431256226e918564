package snapshot

import (
	"io"

	"github.com/synapscale/synapcheck/inspect/schema"
)

// ReadUnchecked is Read without the checksum, which no random file would have.
func ReadUnchecked(r io.Reader) (*schema.Database, error) {
	d, _, err := read(r)
	return d, err
}
