package models

import (
	"database/sql"
	"errors"
	"strings"
)

// Role says what a user may do.
type Role string

// The labels of the type user_role, weakest last.
const (
	RoleOwner  Role = "owner"
	RoleAdmin  Role = "admin"
	RoleMember Role = "member"
	RoleViewer Role = "viewer"
)

// CanInvite is true for those who may let others in.
func (r Role) CanInvite() bool { return r == RoleOwner || r == RoleAdmin }

// ErrNoEmail is returned for a user that nobody can write to.
var ErrNoEmail = errors.New("user has no email")

// User is somebody who can sign in.
type User struct {
	Base

	// Email is unique without regard to case: see Normalize.
	Email    string `db:"email" json:"email"`
	Username string `db:"username" json:"username"`

	// HashedPassword never leaves the server.
	HashedPassword string `db:"hashed_password" json:"-"`

	FullName sql.NullString `db:"full_name" json:"full_name"` // as the person writes it
	Bio      *string        `db:"bio" json:"bio,omitempty"`

	IsActive   bool `db:"is_active"   json:"is_active"`
	IsVerified bool `db:"is_verified" json:"is_verified"` // has followed the link in the mail

	Role Role `db:"role" json:"role"`

	// loaded is set once the row has come from the database.
	loaded bool
}

// TableName is where users are kept.
func (User) TableName() string { return "users" }

// Normalize brings the address into the form that is compared.
func (u *User) Normalize() error {
	u.Email = strings.ToLower(strings.TrimSpace(u.Email))
	if u.Email == "" {
		return ErrNoEmail
	}
	return nil
}

// DisplayName is the best name there is.
func (u *User) DisplayName() string {
	if u.FullName.Valid && u.FullName.String != "" {
		return u.FullName.String
	}
	return u.Username
}

// IsNew is true until the row has been stored.
func (u *User) IsNew() bool { return !u.loaded && u.ID == "" }
