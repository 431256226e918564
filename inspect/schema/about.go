package schema

// About is what PostgreSQL keeps of any object beside the object itself. A
// silent claim is of a source that does not know.
type About struct {
	Comment Claim[string] `json:"comment,omitzero"`
	Owner   Claim[string] `json:"owner,omitzero"`
	// Grants are the rights on the object, by grantee; an empty list claims what
	// PostgreSQL gives of itself to an object of the kind (acldefault).
	Grants Claim[[]Grant] `json:"grants,omitzero"`
	// Labels are the security labels, by provider.
	Labels []Label `json:"securityLabels,omitempty"`
	// Needs are the objects that must exist before this one, where the source was
	// asked for them (pg_depend).
	Needs []Ref `json:"needs,omitempty"`
}

// A Grant is what one role may do with an object. An owner whose own rights were
// revoked is a grantee without privileges.
type Grant struct {
	// Grantee is the role's name, or "public" for everybody.
	Grantee string `json:"grantee"`
	// Grantor is the role that granted; empty for the object's owner.
	Grantor string `json:"grantor,omitempty"`
	// Privileges are SQL's words in lower case, sorted: "insert", "select".
	Privileges []string `json:"privileges"`
	// Grantable are those of the privileges that the grantee may pass on.
	Grantable []string `json:"grantable,omitempty"`
}

// A Label is a security label of one provider.
type Label struct {
	Provider string `json:"provider"`
	Text     string `json:"text"`
}
