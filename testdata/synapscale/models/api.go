package models

import "time"

// LoginRequest is what the sign-in form sends. It is no table.
type LoginRequest struct {
	Email    string `json:"email"`
	Password string `json:"password"`
	Remember bool   `json:"remember,omitempty"`
}

// UserSummary is a user as others see them.
type UserSummary struct {
	ID    string    `json:"id"`
	Name  string    `json:"name"`
	Since time.Time `json:"since"`
}

// Summary hides what is nobody else's business.
func (u *User) Summary() UserSummary {
	return UserSummary{ID: u.ID, Name: u.DisplayName(), Since: u.CreatedAt}
}
