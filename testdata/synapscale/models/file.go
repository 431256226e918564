package models

import (
	"database/sql"
	"database/sql/driver"
	"fmt"
	"path"
	"strings"
	"time"
)

// StoredFile is the record of an upload; its content lies in the object store.
//
//synapcheck:table files
type StoredFile struct {
	Base

	WorkspaceID string           `json:"workspace_id" db:"workspace_id"`
	UploadedBy  sql.NullString   `json:"uploaded_by"  db:"uploaded_by"`
	AgentID     sql.Null[string] `json:"agent_id"     db:"agent_id"`

	Name       string  `json:"name"        db:"name"`
	Extension  *string `json:"extension"   db:"extension"` // worked out by the database from the name
	StorageKey string  `json:"-"           db:"storage_key"`
	MimeType   string  `json:"mime_type"   db:"mime_type"`
	SizeBytes  int64   `json:"size_bytes"  db:"size_bytes"`

	// Tags are free words, in the order given.
	Tags     Tags `json:"tags" db:"tags"`
	IsPublic bool `json:"is_public" db:"is_public"`

	ExpiresAt *time.Time   `json:"expires_at,omitempty" db:"expires_at"`
	DeletedAt sql.NullTime `json:"-" db:"deleted_at"`
}

// Gone is true for a file that has been deleted or has run out.
func (f *StoredFile) Gone(now time.Time) bool {
	return f.DeletedAt.Valid || f.ExpiresAt != nil && f.ExpiresAt.Before(now)
}

// Clean makes a name that is safe to show and to store.
func (f *StoredFile) Clean() {
	f.Name = strings.TrimSpace(path.Base(f.Name))
}

// Tags are words without quotes, commas or braces, kept as an array of text.
type Tags []string

// Scan reads {finance,"second quarter"}.
func (t *Tags) Scan(src any) error {
	var text string
	switch src := src.(type) {
	case string:
		text = src
	case []byte:
		text = string(src)
	default:
		return fmt.Errorf("reading tags: %T is no array", src)
	}
	*t = Tags{}
	if text = strings.Trim(text, "{}"); text == "" {
		return nil
	}
	for _, word := range strings.Split(text, ",") {
		*t = append(*t, strings.Trim(word, `"`))
	}
	return nil
}

// Value writes what Scan reads.
func (t Tags) Value() (driver.Value, error) {
	if len(t) == 0 {
		return "{}", nil
	}
	return `{"` + strings.Join(t, `","`) + `"}`, nil
}
