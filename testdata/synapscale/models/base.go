// Package models holds the tables of SynapScale as the application sees them.
package models

import (
	"crypto/rand"
	"encoding/hex"
	"time"
)

// Base is what every table starts with.
type Base struct {
	ID        string    `db:"id"         json:"id"         gorm:"column:id;type:uuid;primaryKey;default:gen_random_uuid()"`
	CreatedAt time.Time `db:"created_at" json:"created_at" gorm:"column:created_at;type:timestamptz;not null;default:now()"`
	UpdatedAt time.Time `db:"updated_at" json:"updated_at" gorm:"column:updated_at;type:timestamptz;not null;default:now()"`
}

// Age is how long ago the row was made, seen from now.
func (b Base) Age(now time.Time) time.Duration { return now.Sub(b.CreatedAt) }

// cursor is where a page of rows ended. It never leaves the process.
type cursor struct {
	After   string
	Before  time.Time
	Forward bool
}

func (c cursor) empty() bool { return c.After == "" && c.Before.IsZero() }

// nextToken names a page without telling what is on it.
func nextToken(c cursor) string {
	if c.empty() {
		return ""
	}
	b := make([]byte, 8)
	rand.Read(b)
	return hex.EncodeToString(b)
}

// Page is one screen of a list.
type Page[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next,omitempty"`
}

// NewPage cuts rows to size and remembers where they ended.
func NewPage[T any](rows []T, size int, last Base) Page[T] {
	if len(rows) <= size {
		return Page[T]{Items: rows}
	}
	return Page[T]{Items: rows[:size], Next: nextToken(cursor{After: last.ID, Before: last.CreatedAt})}
}
