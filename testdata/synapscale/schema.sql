-- SynapScale: people share workspaces, build workflows in them, run agents and
-- keep files. This is the database as it stands in production; models/ lags
-- behind it by the 34 columns that requirements.yaml lists.

create type user_role as enum ('owner', 'admin', 'member', 'viewer');
create type agent_kind as enum ('assistant', 'researcher', 'coder', 'router');

create function touch_updated_at() returns trigger
language plpgsql as $$
begin
    new.updated_at := now();
    return new;
end
$$;

create table users (
    id                    uuid                     not null default gen_random_uuid(),
    email                 character varying        not null,
    username              character varying        not null,
    hashed_password       character varying        not null,
    full_name             character varying,
    bio                   text,
    is_active             boolean                  not null default true,
    is_verified           boolean                  not null default false,
    role                  user_role                not null default 'member',
    status                character varying                 default 'active',
    metadata              jsonb                    not null default '{}',
    last_login_at         timestamp with time zone,
    login_count           integer                  not null default 0,
    failed_login_attempts integer                  not null default 0,
    locked_until          timestamp with time zone,
    preferences           jsonb                    not null default '{}',
    timezone              character varying                 default 'UTC',
    language              character varying                 default 'en',
    avatar_url            character varying,
    two_factor_enabled    boolean                  not null default false,
    two_factor_secret     character varying,
    backup_codes          jsonb                    not null default '[]',
    created_at            timestamp with time zone not null default now(),
    updated_at            timestamp with time zone not null default now(),
    constraint users_pkey primary key (id),
    constraint users_email_key unique (email),
    constraint users_username_key unique (username),
    constraint users_email_check check (position('@' in email) > 1),
    constraint users_login_count_check check (login_count >= 0 and failed_login_attempts >= 0),
    constraint users_backup_codes_check check (jsonb_typeof(backup_codes) = 'array')
);

create index users_active_email_idx on users (lower(email)) where is_active;
create index users_locked_until_idx on users (locked_until) where locked_until is not null;
create index users_preferences_idx on users using gin (preferences jsonb_path_ops);

comment on table users is 'People who can sign in.';
comment on column users.hashed_password is 'Argon2id, never the password itself.';
comment on column users.locked_until is 'Signing in is refused until then; null when not locked.';
comment on column users.two_factor_secret is 'TOTP seed, sealed by the application.';

create table workspaces (
    id                 uuid                     not null default gen_random_uuid(),
    owner_id           uuid                     not null,
    name               character varying        not null,
    slug               character varying        not null,
    description        text,
    visibility         character varying        not null default 'private',
    member_limit       integer                  not null default 5,
    storage_used_bytes bigint                   not null default 0,
    archived_at        timestamp with time zone,
    settings           jsonb                    not null default '{}',
    metadata           jsonb                    not null default '{}',
    status             character varying                 default 'active',
    billing_plan       character varying                 default 'free',
    usage_limits       jsonb                    not null default '{}',
    features_enabled   jsonb                    not null default '{}',
    created_at         timestamp with time zone not null default now(),
    updated_at         timestamp with time zone not null default now(),
    constraint workspaces_pkey primary key (id),
    constraint workspaces_slug_key unique (slug),
    constraint workspaces_owner_id_fkey foreign key (owner_id)
        references users (id) on update cascade on delete restrict,
    constraint workspaces_visibility_check check (visibility in ('private', 'team', 'public')),
    constraint workspaces_storage_check check (storage_used_bytes >= 0),
    constraint workspaces_slug_check check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);

create index workspaces_owner_id_idx on workspaces (owner_id);
create index workspaces_live_name_idx on workspaces (name) where archived_at is null;
create index workspaces_settings_idx on workspaces using gin (settings);

comment on table workspaces is 'A tenant: everything else belongs to exactly one of them.';
comment on column workspaces.features_enabled is 'Feature name to true or false; absent means the plan decides.';

create table workflows (
    id                uuid                     not null default gen_random_uuid(),
    workspace_id      uuid                     not null,
    created_by        uuid,
    name              character varying        not null,
    description       text,
    definition        jsonb                    not null,
    is_public         boolean                  not null default false,
    priority          smallint                 not null default 0,
    run_count         bigint                   not null default 0,
    last_run_at       timestamp with time zone,
    last_run_ms       bigint,
    metadata          jsonb                    not null default '{}',
    status            character varying                 default 'draft',
    version           integer                  not null default 1,
    execution_timeout integer                  not null default 3600,
    retry_policy      jsonb                    not null default '{}',
    created_at        timestamp with time zone not null default now(),
    updated_at        timestamp with time zone not null default now(),
    constraint workflows_pkey primary key (id),
    constraint fk_workflows_workspace foreign key (workspace_id)
        references workspaces (id) on delete cascade,
    constraint fk_workflows_creator foreign key (created_by)
        references users (id) on delete set null
);

create unique index uq_workflows_workspace_name on workflows (workspace_id, name);
create index idx_workflows_created_by on workflows (created_by);

comment on column workflows.definition is 'The graph of steps as the editor saves it.';
comment on column workflows.execution_timeout is 'Seconds.';

create table agents (
    id                  uuid                     not null default gen_random_uuid(),
    workspace_id        uuid                     not null,
    workflow_id         uuid,
    name                character varying        not null,
    kind                agent_kind               not null default 'assistant',
    model               character varying        not null,
    system_prompt       text,
    temperature         double precision         not null default 0.7,
    max_tokens          integer                  not null default 4096,
    context_window      integer,
    tools               jsonb                    not null default '[]',
    cost_per_run        numeric(12, 6)           not null default 0,
    last_seen_at        timestamp with time zone,
    metadata            jsonb                    not null default '{}',
    status              character varying                 default 'active',
    capabilities        jsonb                    not null default '{}',
    settings            jsonb                    not null default '{}',
    performance_metrics jsonb                    not null default '{}',
    created_at          timestamp with time zone not null default now(),
    updated_at          timestamp with time zone not null default now(),
    constraint agents_pkey primary key (id),
    constraint fk_agents_workspace foreign key (workspace_id)
        references workspaces (id) on delete cascade,
    constraint fk_agents_workflow foreign key (workflow_id)
        references workflows (id) on delete set null
);

create unique index uq_agents_workspace_name on agents (workspace_id, name);
create index idx_agents_workflow_id on agents (workflow_id);
create index idx_agents_tools on agents using gin (tools);

comment on table agents is 'A configured language model that a workspace can talk to.';

create table files (
    id                 uuid                     not null default gen_random_uuid(),
    workspace_id       uuid                     not null,
    uploaded_by        uuid,
    agent_id           uuid,
    name               character varying        not null,
    extension          text generated always as (lower(substring(name from '\.([^.]+)$'))) stored,
    storage_key        character varying        not null,
    mime_type          character varying        not null default 'application/octet-stream',
    size_bytes         bigint                   not null,
    tags               text[]                   not null default '{}',
    is_public          boolean                  not null default false,
    expires_at         timestamp with time zone,
    deleted_at         timestamp with time zone,
    metadata           jsonb                    not null default '{}',
    status             character varying                 default 'active',
    checksum           character varying,
    encryption_key     character varying,
    access_permissions jsonb                    not null default '{}',
    created_at         timestamp with time zone not null default now(),
    updated_at         timestamp with time zone not null default now(),
    constraint files_pkey primary key (id),
    constraint files_storage_key_key unique (storage_key),
    constraint files_workspace_id_fkey foreign key (workspace_id)
        references workspaces (id) on delete cascade,
    constraint files_uploaded_by_fkey foreign key (uploaded_by)
        references users (id) on delete set null,
    constraint files_agent_id_fkey foreign key (agent_id)
        references agents (id) on delete set null,
    constraint files_size_bytes_check check (size_bytes >= 0),
    constraint files_expiry_check check (expires_at is null or expires_at > created_at)
);

create index files_workspace_id_idx on files (workspace_id) where deleted_at is null;
create index files_uploaded_by_idx on files (uploaded_by);
create index files_agent_id_idx on files (agent_id);
create index files_tags_idx on files using gin (tags);
create index files_metadata_idx on files using gin (metadata jsonb_path_ops);

comment on column files.size_bytes is 'Of the content as uploaded, before encryption.';
comment on column files.encryption_key is 'Name of the key in the key store, never the key.';

create trigger users_touch before update on users
    for each row execute function touch_updated_at();
create trigger workspaces_touch before update on workspaces
    for each row execute function touch_updated_at();
create trigger workflows_touch before update on workflows
    for each row execute function touch_updated_at();
create trigger agents_touch before update on agents
    for each row execute function touch_updated_at();
create trigger files_touch before update on files
    for each row execute function touch_updated_at();
