package models

import (
	"encoding/json"
	"time"
)

type AgentKind string

const (
	AgentAssistant  AgentKind = "assistant"
	AgentResearcher AgentKind = "researcher"
	AgentCoder      AgentKind = "coder"
	AgentRouter     AgentKind = "router"
)

const agentTable = "agents"

// Agent is a language model with a task.
type Agent struct {
	Base

	WorkspaceID string  `gorm:"column:workspace_id;type:uuid;not null;uniqueIndex:uq_agents_workspace_name,priority:1"`
	WorkflowID  *string `gorm:"column:workflow_id;type:uuid;index:idx_agents_workflow_id"` // nil for an agent that stands alone

	Name string    `gorm:"column:name;type:varchar;not null;uniqueIndex:uq_agents_workspace_name,priority:2"`
	Kind AgentKind `gorm:"column:kind;type:agent_kind;not null;default:assistant"`

	// How the model is called.
	Model         string  `gorm:"column:model;type:varchar;not null"`
	SystemPrompt  *string `gorm:"column:system_prompt;type:text"`
	Temperature   float64 `gorm:"column:temperature;type:double precision;not null;default:0.7"`
	MaxTokens     int32   `gorm:"column:max_tokens;type:integer;not null;default:4096"`
	ContextWindow *int32  `gorm:"column:context_window;type:integer"`

	Tools json.RawMessage `gorm:"column:tools;type:jsonb;not null;default:'[]';index:idx_agents_tools,type:gin"`

	// CostPerRun is a decimal number in text, so that no cent is lost to rounding.
	CostPerRun string     `gorm:"column:cost_per_run;type:numeric(12,6);not null;default:0"`
	LastSeenAt *time.Time `gorm:"column:last_seen_at;type:timestamptz"`

	Workspace *Workspace `gorm:"foreignKey:WorkspaceID;references:ID;constraint:OnDelete:CASCADE"`
	Workflow  *Workflow  `gorm:"foreignKey:WorkflowID;references:ID;constraint:OnDelete:SET NULL"`
}

// TableName is where agents are kept.
func (*Agent) TableName() string { return agentTable }

// Online is true for an agent heard of in the last five minutes.
func (a *Agent) Online(now time.Time) bool {
	return a.LastSeenAt != nil && now.Sub(*a.LastSeenAt) < 5*time.Minute
}
