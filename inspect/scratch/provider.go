package scratch

import (
	"archive/tar"
	"context"
	"io"
)

// A provider is somebody who packs PostgreSQL's programs for download. It
// serves archives only: nothing from them runs before the sum in our own
// source has been found to match.
type provider struct {
	name string
	// fetch leaves the archive in dir and gives its path. An empty mirror is
	// the provider's own address.
	fetch func(ctx context.Context, a artifact, dir, mirror string) (string, error)
	// sum digests an archive the way that artifact.sum is written.
	sum func(io.Reader) (string, error)
	// open unpacks an archive. Its files lie under root.
	open func(io.Reader) (*tar.Reader, error)
	root string
	// finish puts right what the archive cannot hold; nil for nothing.
	finish func(archiveRoot string) error
}

// providers in the order in which they are asked.
var providers = []provider{maven, npm}
