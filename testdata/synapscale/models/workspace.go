package models

import (
	"database/sql"
	"time"
)

// Visibility says who can find a workspace.
type Visibility string

const (
	VisibilityPrivate Visibility = "private"
	VisibilityTeam    Visibility = "team"
	VisibilityPublic  Visibility = "public"
)

/*
Workspace is a tenant. Workflows, agents and files belong to exactly one of
them and go with it when it goes.
*/
type Workspace struct {
	Base
	OwnerID     string     `db:"owner_id" json:"owner_id"` // users.id
	Name        string     `db:"name" json:"name"`
	Slug        string     `db:"slug" json:"slug"`
	Description *string    `db:"description" json:"description"`
	Visibility  Visibility `db:"visibility" json:"visibility"`

	// Limits that the plan sets.
	MemberLimit      int   `db:"member_limit" json:"member_limit"`
	StorageUsedBytes int64 `db:"storage_used_bytes" json:"storage_used_bytes"`

	ArchivedAt sql.Null[time.Time] `db:"archived_at" json:"archived_at"`

	// Members is filled by the handler, not by the query.
	Members []UserSummary `db:"-" json:"members,omitempty"`
}

// IsArchived is true for a workspace that nobody can change.
func (w *Workspace) IsArchived() bool { return w.ArchivedAt.Valid }
