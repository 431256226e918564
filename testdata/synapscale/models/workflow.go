package models

import (
	"encoding/json"
	"time"
)

// Workflow is a graph of steps that runs on a trigger.
//
// The editor writes through gorm, the runner reads with plain SQL: both sets of
// tags must say the same.
type Workflow struct {
	Base
	WorkspaceID string  `db:"workspace_id" gorm:"column:workspace_id;type:uuid;not null;uniqueIndex:uq_workflows_workspace_name,priority:1" json:"workspace_id"`
	CreatedBy   *string `db:"created_by" gorm:"column:created_by;type:uuid;index:idx_workflows_created_by" json:"created_by"`

	Name        string          `db:"name" gorm:"column:name;type:varchar;not null;uniqueIndex:uq_workflows_workspace_name,priority:2" json:"name"`
	Description *string         `db:"description" gorm:"column:description;type:text" json:"description"`
	Definition  json.RawMessage `db:"definition" gorm:"column:definition;type:jsonb;not null" json:"definition"` // the graph
	IsPublic    bool            `db:"is_public" gorm:"column:is_public;not null;default:false" json:"is_public"`
	Priority    int16           `db:"priority" gorm:"column:priority;type:smallint;not null;default:0" json:"priority"`

	RunCount  int64      `db:"run_count" gorm:"column:run_count;not null;default:0" json:"run_count"`
	LastRunAt *time.Time `db:"last_run_at" gorm:"column:last_run_at;type:timestamptz" json:"last_run_at"`
	LastRunMs *int64     `db:"last_run_ms" gorm:"column:last_run_ms" json:"last_run_ms"`

	Workspace *Workspace `db:"-" gorm:"foreignKey:WorkspaceID;references:ID;constraint:OnDelete:CASCADE" json:"workspace,omitempty"`
	Creator   *User      `db:"-" gorm:"foreignKey:CreatedBy;references:ID;constraint:OnDelete:SET NULL" json:"-"`
}

// TableName is where workflows are kept.
func (Workflow) TableName() string { return "workflows" }

// Steps counts the nodes of the graph; a graph that cannot be read has none.
func (w *Workflow) Steps() int {
	var graph struct {
		Nodes []json.RawMessage `json:"nodes"`
	}
	if json.Unmarshal(w.Definition, &graph) != nil {
		return 0
	}
	return len(graph.Nodes)
}
