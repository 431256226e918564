package scratch

import (
	"context"
	"os"
	"time"
)

// waitLock takes the lock on a file that several processes share, giving up
// when ctx ends.
func waitLock(ctx context.Context, path string) (unlock func(), err error) {
	f, err := openNoFollow(path, os.O_CREATE|os.O_RDWR)
	if err != nil {
		return nil, err
	}
	for {
		got, err := lock(f, false)
		if got {
			return func() { _ = f.Close() }, nil
		}
		if err == nil {
			select {
			case <-time.After(20 * time.Millisecond):
				continue
			case <-ctx.Done():
				err = ctx.Err()
			}
		}
		_ = f.Close()
		return nil, err
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
