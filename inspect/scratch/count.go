package scratch

import (
	"io"
	"net/http"
	"sync"
)

// transport is what the library that downloads uses: it takes no client of ours,
// only the default one. It is replaced once and for good, as a download that was
// given up may still be using it.
var transport = sync.OnceValue(func() *counter {
	c := &counter{base: http.DefaultTransport}
	http.DefaultTransport = c
	return c
})

// A counter counts the bodies of responses while somebody listens.
type counter struct {
	base http.RoundTripper

	mutex   sync.Mutex
	arrived func(bytes int64)
	bytes   int64
}

// listen tells arrived how many bytes have come, from now on and instead of
// whom it told before; nil for nobody.
func (c *counter) listen(arrived func(bytes int64)) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.arrived, c.bytes = arrived, 0
}

func (c *counter) came(n int) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.arrived != nil && n > 0 {
		c.bytes += int64(n)
		c.arrived(c.bytes)
	}
}

// RoundTrip makes the request, and lets the body of its response be counted.
func (c *counter) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := c.base.RoundTrip(r)
	if err == nil {
		resp.Body = &counted{resp.Body, c}
	}
	return resp, err
}

type counted struct {
	io.ReadCloser
	by *counter
}

func (b *counted) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.by.came(n)
	return n, err
}
